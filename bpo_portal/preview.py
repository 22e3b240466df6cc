"""The page of a signed preview link: what the public will see, at an address of its own that nobody keeps."""

import copy
from functools import singledispatch
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.models import Disagreement, Publishable, Role, SalaryBand, Status
from roles.models.publishing import previewing
from roles.preview import NoPreview, PreviewExpired, read_preview
from salaries.models import STANDINGS, PayFigure
from salaries.views.figures import PER_PAGE


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    try:
        shown = read_preview(token)
    except PreviewExpired:
        text = _("This preview link has run out. Ask the editor who sent it for a new one.")
        return secret(render(request, "preview_gone.html", {"text": text}, status=410))
    except NoPreview:
        text = _("This preview link is not complete, or what it showed is gone. Copy the whole link and try again.")
        return secret(render(request, "preview_gone.html", {"text": text}, status=404))
    row = shown.row
    told = {"row": row, "until": shown.until, "is_live": row.is_due, "is_scheduled": row.status == Status.PUBLISHED}
    told["missing"] = [] if row.has_left_the_writers else list(row.missing_for_publishing().values())
    with previewing(row):
        address = urlsplit(place(row))
        inner = copy.copy(request)
        inner.path = inner.path_info = address.path
        inner.GET = request.GET or QueryDict(address.query)
        inner.preview = told | {"anchor": address.fragment}
        inner.resolver_match = match = resolve(address.path)
        try:
            response = match.func(inner, *match.args, **match.kwargs)
            if response.status_code == 404:
                raise Http404
        except Http404:
            text = _("This cannot be shown yet: what it stands on (its role or job type) is not public itself.")
            response = render(request, "preview_gone.html", {"text": text}, status=404)
    return secret(response)


def secret(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, named to no other site, found by no search engine."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@singledispatch
def place(row: Publishable) -> str:
    """The public address at which the row stands, or will."""
    return row.get_absolute_url()


@place.register
def _of_band(row: SalaryBand) -> str:
    roles = Role.objects.published()
    role = row.role or roles.filter(job_type=row.job_type, level=row.level).first()
    if row.job_type_id and role is None:
        raise Http404
    return reverse("salaries:role-pay", args=[role.slug]) if role else reverse("salaries:figure-list")


@place.register
def _of_figure(row: PayFigure) -> str:
    if row.role and row.standing == "today":
        return reverse("salaries:role-pay", args=[row.role.slug])
    _title, condition = STANDINGS[row.standing]
    order = list(PayFigure.objects.published().filter(condition).lowest_first().values_list("pk", flat=True))
    page = order.index(row.pk) // PER_PAGE + 1 if row.pk in order else 1
    return f"{reverse('salaries:figure-list')}?standing={row.standing}&page={page}"


@place.register
def _of_disagreement(row: Disagreement) -> str:
    owner = row.roles.first() or row.job_types.first()
    return f"{owner.get_absolute_url()}#sources" if owner else reverse("roles:explainer-list")
