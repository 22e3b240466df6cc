"""Old addresses lead on, short ones lead there, and wrong ones name what may have been meant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import methodcaller

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import never_cache

from ..models import Explainer, JobType, Role
from ..models.short_codes import as_typed
from ..search import EXPLAINERS, JOB_TYPES, ROLES, Searched, find, in_order, understood
from ..share.short_links import MOST_SUGGESTED, TAG_PARAMETER, clean_tag, nearest


@dataclass(frozen=True)
class Suggested:
    """A page that may have been meant."""

    address: str
    title: str
    note: str = ""


# A longer query than any page of ours makes is left behind.
MOST_OF_A_QUERY = 2000


def moved_to(request: HttpRequest, address: str) -> HttpResponse:
    """A permanent redirect to an address of this site, with the query that was asked for: a link that a recruiter
    made with a tag in it goes on carrying its tag."""
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    return redirect(f"{address}?{query}" if 0 < len(query) <= MOST_OF_A_QUERY else address, permanent=True)


def nothing_like(slug: str) -> list[Suggested]:
    return []


def redirect_to_holder(
    request: HttpRequest,
    rows: QuerySet,
    slug: str,
    to: Callable[[Model], str] = methodcaller("get_absolute_url"),
    suggest: Callable[[str], list[Suggested]] = nothing_like,
) -> HttpResponse:
    """For an address that is no longer anyone's own: a permanent redirect to the row that once had it, or a 404.

    `to` gives the address, of the page that was asked for, of a row; `suggest` what a wrong slug may have meant.
    """
    row = rows.having_had(slug).first()
    if row is None:
        return not_found(request, suggest(slug))
    return moved_to(request, to(row))


def role_or_elsewhere(
    request: HttpRequest,
    slug: str,
    to: Callable[[Role], str] = Role.get_absolute_url,
    page: Callable[[Role], str] = Role.get_absolute_url,
) -> tuple[Role | None, HttpResponse | None]:
    """The role that can be reached under `slug`; else what to answer: a redirect to its address of now, or a 404.

    `to` gives the address, of the page that was asked for, of a role; `page` the address to suggest of one.
    """
    roles = Role.objects.reachable().with_card()
    role = roles.filter(slug=slug).first()
    if role is not None:
        return role, None
    holder = roles.having_had(slug).first()
    if holder is not None:
        return None, moved_to(request, to(holder))
    return None, not_found(request, roles_like(slug, page))


def rows_like(slug: str, columns: Iterable[Searched], rows: QuerySet) -> list:
    """Of `rows`, those whose `columns` are like the words of a slug. Three queries, few words however long."""
    asked = understood(slug[:100].replace("-", " ").replace("_", " "), columns)
    return in_order(rows, find(columns, asked, MOST_SUGGESTED))


def roles_like(slug: str, to: Callable[[Role], str] = Role.get_absolute_url) -> list[Suggested]:
    """Public roles whose names are like the words of a slug."""
    return suggested_roles(rows_like(slug, ROLES, Role.objects.published().with_card()), to)


def suggested_roles(roles: Iterable[Role], to: Callable[[Role], str] = Role.get_absolute_url) -> list[Suggested]:
    return [Suggested(to(role), role.title, note_on(role)) for role in roles]


def note_on(role: Role) -> str:
    level = role.get_level_display().lower()
    return level if role.is_cross_functional else f"{level}, {role.job_type.short_title}"


def job_types_like(slug: str) -> list[Suggested]:
    """Lines of work like the words of a slug; where there is none, roles."""
    lines = rows_like(slug, JOB_TYPES, JobType.objects.published())
    return [Suggested(line.get_absolute_url(), line.title) for line in lines] or roles_like(slug)


def explainers_like(slug: str) -> list[Suggested]:
    guides = rows_like(slug, EXPLAINERS, Explainer.objects.published())
    return [Suggested(guide.get_absolute_url(), guide.title) for guide in guides]


def not_found(request: HttpRequest, suggested: list[Suggested]) -> HttpResponse:
    """A 404 that names what may have been meant."""
    return render(request, "404.html", {"suggested": suggested}, status=404)


@never_cache
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the role, by a redirect that nothing keeps: a kept one would hide later visits from the count."""
    role = Role.objects.reachable().with_code(as_typed(code)).first()
    if role is None:
        return not_found(request, suggested_roles(nearest(code)) or roles_like(code))
    tag = clean_tag(request.GET.get("s", ""))
    address = role.get_absolute_url()
    return HttpResponseRedirect(f"{address}?{TAG_PARAMETER}={tag}" if tag else address)
