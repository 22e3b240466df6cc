"""What a recruiter takes from a role's share page: links, texts to send, a QR code and a frame, each ready to use."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Role
from ..origin import absolute
from ..templatetags.formats import sentence
from .embedding import frame
from .short_links import TAG_PARAMETER, short_link


@dataclass(frozen=True)
class Kit:
    """Absolute addresses, save those of the QR pictures, which are this site's own paths. `whatsapp` and `mail` are
    links that open the app with the text in it."""

    page: str
    short: str
    text: str
    whatsapp: str
    mail: str
    qr_svg: str
    qr_png: str
    frame: str


def kit(request: HttpRequest, role: Role, tag: str) -> Kit:
    short = short_link(request, role, tag)
    text = _("%(title)s: %(summary)s The work, the pay and who can apply: %(link)s") % {
        "title": role.title,
        "summary": sentence(role.summary),
        "link": short,
    }
    query = f"?{urlencode({'s': tag})}" if tag else ""
    subject = _("The role of %(title)s") % {"title": role.title}
    return Kit(
        page=absolute(request, role.get_absolute_url()) + (f"?{urlencode({TAG_PARAMETER: tag})}" if tag else ""),
        short=short,
        text=text,
        whatsapp=f"https://wa.me/?{urlencode({'text': text}, quote_via=quote)}",
        mail=f"mailto:?{urlencode({'subject': subject, 'body': text}, quote_via=quote)}",
        qr_svg=reverse("roles:role-qr-svg", args=[role.slug]) + query,
        qr_png=reverse("roles:role-qr-png", args=[role.slug]) + query,
        frame=frame(request, role),
    )
