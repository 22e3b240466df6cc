"""Old addresses lead on, short ones lead there, and wrong ones name what may have been meant."""

from collections.abc import Callable

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from ..models import Role
from ..models.short_codes import as_typed
from ..search import ROLES, find, in_order
from ..share.short_links import MOST_SUGGESTED, TAG_PARAMETER, clean_tag, nearest


def redirect_to_holder(rows: QuerySet, slug: str, to: Callable[[Model], str] | None = None) -> HttpResponse:
    """For an address that is no longer anyone's own: a permanent redirect to the row that once had it, or 404.

    `to` gives the address of a row where it is not the row's own page.
    """
    row = rows.having_had(slug).first()
    if row is None:
        raise Http404
    return redirect(to(row) if to else row, permanent=True)


def role_or_elsewhere(
    request: HttpRequest, slug: str, to: Callable[[Role], str] = Role.get_absolute_url
) -> tuple[Role | None, HttpResponse | None]:
    """The role that can be reached under `slug`; else what to answer: a redirect to its address of now, or a 404.

    `to` gives the address, of the page that was asked for, of a role.
    """
    roles = Role.objects.reachable().with_card().select_related("replaced_by")
    role = roles.filter(slug=slug).first()
    if role is not None:
        return role, None
    holder = roles.having_had(slug).first()
    if holder is not None:
        return None, redirect(to(holder), permanent=True)
    return None, not_found(request, roles_like(slug))


def roles_like(slug: str) -> list[Role]:
    """Public roles whose names are like the words of a slug. Two queries."""
    return in_order(Role.objects.published().with_card(), find(ROLES, slug.replace("-", " ")[:100], MOST_SUGGESTED))


def not_found(request: HttpRequest, suggested: list[Role]) -> HttpResponse:
    """A 404 that names what may have been meant."""
    return render(request, "404.html", {"suggested": suggested}, status=404)


@never_cache
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the role, by a redirect that nothing keeps: a kept one would hide later visits from the count."""
    role = Role.objects.reachable().with_code(as_typed(code)).first()
    if role is None:
        return not_found(request, nearest(code) or roles_like(code))
    tag = clean_tag(request.GET.get("s", ""))
    address = role.get_absolute_url()
    return HttpResponseRedirect(f"{address}?{TAG_PARAMETER}={tag}" if tag else address)
