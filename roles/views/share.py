"""The recruiter's pages of a role: the kit, its QR codes, the card for other sites, and the hand-out."""

from functools import partial

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from ..handout import handout
from ..models import Role, SalaryBand
from ..origin import absolute
from ..share import embedding, qr
from ..share.kit import kit
from ..share.short_links import clean_tag, short_link
from .addresses import role_or_elsewhere

MOST_PIXELS = 10_000


def page_of(name: str, role: Role) -> str:
    return reverse(f"roles:{name}", args=[role.slug])


def role_share(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, partial(page_of, "role-share"))
    if elsewhere:
        return elsewhere
    typed = request.GET.get("s", "")[:100]
    tag = clean_tag(typed)
    context = {
        "section": "roles",
        "line": role.line,
        "role": role,
        "typed": typed,
        "tag": tag,
        "is_tag_bad": bool(typed.strip()) and not tag,
        "kit": kit(request, role, tag),
    }
    return render(request, "roles/role_share.html", context)


def role_qr_svg(request: HttpRequest, slug: str) -> HttpResponse:
    return qr_code(request, slug, "role-qr-svg", "image/svg+xml")


def role_qr_png(request: HttpRequest, slug: str) -> HttpResponse:
    return qr_code(request, slug, "role-qr-png", "image/png")


def qr_code(request: HttpRequest, slug: str, name: str, content_type: str) -> HttpResponse:
    """The role's short link as a QR code, with the tag `s` where it is one."""
    role, elsewhere = role_or_elsewhere(request, slug, partial(page_of, name))
    if elsewhere:
        return elsewhere
    link = short_link(request, role, clean_tag(request.GET.get("s", "")))
    picture = qr.png(link) if content_type == "image/png" else qr.svg(link, link)
    return HttpResponse(picture, content_type=content_type)


def role_embed(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, partial(page_of, "role-embed"))
    return elsewhere or framed_card(request, role)


# The one page that other sites may frame.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def framed_card(request: HttpRequest, role: Role) -> HttpResponse:
    bands = SalaryBand.objects.published().with_source().for_role(role)
    return render(
        request,
        "roles/role_embed.html",
        {"role": role, "bands": bands, "address": absolute(request, role.get_absolute_url())},
    )


def role_print(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, partial(page_of, "role-print"))
    if elsewhere:
        return elsewhere
    return render(request, "roles/role_print.html", handout(role) | {"short": short_link(request, role)})


def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed for addresses of roles: JSON only."""
    if request.GET.get("format", "json").lower() != "json":
        return plain(_("Only format=json is known here."), 501)
    role = embedding.role_of_address(request, request.GET.get("url", ""))
    if role is None:
        return plain(_("The parameter url is not the address of a role on this site."), 404)
    told = embedding.oembed(request, role, pixels(request, "maxwidth"), pixels(request, "maxheight"))
    return JsonResponse(told)


def pixels(request: HttpRequest, name: str) -> int | None:
    """A size asked for; None where none is given that can be read."""
    text = request.GET.get(name, "")
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return min(size, MOST_PIXELS) or None


def plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
