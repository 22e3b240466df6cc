from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..compare import MOST, compared_rows
from ..models import Role, Status
from ..old_slugs import MOST_LOOKED_UP


def role_compare(request: HttpRequest) -> HttpResponse:
    asked = dict.fromkeys(slug for slug in request.GET.getlist("role")[:MOST_LOOKED_UP] if slug)
    known = Role.objects.reachable().with_card().by_slug(list(asked))
    roles, problems = [], []
    for slug in asked:
        role, problem = shown_for(known.get(slug), slug)
        roles += [role] if role and role not in roles else []
        problems += [problem] if problem else []
    if len(roles) > MOST:
        problems.append(_("Four is the most that fits side by side. We took the first four."))
        roles = roles[:MOST]
    return render(
        request,
        "roles/role_compare.html",
        {
            "section": "roles",
            "roles": roles,
            "columns": [(role, without(roles, role)) for role in roles],
            "rows": compared_rows(roles) if len(roles) > 1 else [],
            "problems": problems,
            "choices": Role.objects.published().exclude(pk__in=[role.pk for role in roles]).order_by("title"),
            "has_room": len(roles) < MOST,
        },
    )


def shown_for(role: Role | None, slug: str) -> tuple[Role | None, str]:
    """The role to show for one that was asked by `slug`, and what to say where it is not that one."""
    if role is None:
        return None, _("There is no role “%(slug)s”.") % {"slug": slug[:60]}
    if role.status != Status.RETIRED:
        return role, ""
    told = {"role": role.title, "other": role.successor}
    if role.successor is None:
        return None, _("“%(role)s” is retired.") % told
    return role.successor, _("“%(role)s” is retired. “%(other)s” replaced it and stands in its place.") % told


def without(roles: list[Role], left_out: Role) -> str:
    """The address (a query string) of the comparison without one of its roles."""
    rest = QueryDict(mutable=True)
    rest.setlist("role", [role.slug for role in roles if role != left_out])
    return f"?{rest.urlencode()}"
