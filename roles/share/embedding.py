"""A role's card on other sites: the frame that shows it, and oEmbed, by which a site finds that frame itself."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ..models import Role
from ..models.short_codes import as_typed
from ..origin import absolute, origin
from .card import HEIGHT, WIDTH

WIDE, HIGH = 480, 300
A_DAY = 24 * 3600


def embed_address(request: HttpRequest, role: Role) -> str:
    return absolute(request, reverse("roles:role-embed", args=[role.slug]))


def frame(request: HttpRequest, role: Role, wide: int = WIDE, high: int = HIGH) -> str:
    """The markup to paste into another site: plain text, which a page that shows it escapes once more."""
    title = _("%(title)s: work and pay, from BPO Portal") % {"title": role.title}
    markup = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        embed_address(request, role),
        title,
        wide,
        high,
    )
    return "".join([*markup])


def role_of_address(request: HttpRequest, address: str) -> Role | None:
    """The role behind an address of this site: its page now or once, or its short link. None for anything else."""
    try:
        parts = urlsplit(address.strip())
        host = parts.netloc.lower()
        path = resolve(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    except (ValueError, Resolver404):
        return None
    own = {request.get_host().lower(), urlsplit(origin(request)).netloc.lower()}
    if parts.scheme not in ("http", "https") or host not in own:
        return None
    roles = Role.objects.reachable().with_card()
    if path.view_name in ("roles:role-detail", "roles:role-embed"):
        return roles.having_had(path.kwargs["slug"]).first()
    if path.view_name == "roles:short-link":
        return roles.with_code(as_typed(path.kwargs["code"])).first()
    return None


def oembed(request: HttpRequest, role: Role, most_wide: int | None, most_high: int | None) -> dict:
    """oEmbed 1.0 of type "rich"."""
    wide, high = min(WIDE, most_wide or WIDE), min(HIGH, most_high or HIGH)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": role.title,
        "provider_name": "BPO Portal",
        "provider_url": absolute(request, "/"),
        "html": frame(request, role, wide, high),
        "width": wide,
        "height": high,
        "cache_age": A_DAY,
    }
    if (most_wide or WIDTH) >= WIDTH and (most_high or HEIGHT) >= HEIGHT:
        told |= {
            "thumbnail_url": absolute(request, role.get_absolute_url() + "card.png"),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    return told


def discovery(request: HttpRequest, role: Role) -> str:
    """The address at which oEmbed tells of a role."""
    page = absolute(request, iri_to_uri(role.get_absolute_url()))
    return f"{absolute(request, reverse('roles:oembed'))}?{urlencode({'url': page, 'format': 'json'})}"
