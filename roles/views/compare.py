from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..compare import MOST, compared_rows
from ..models import Role
from ..old_slugs import MOST_LOOKED_UP


def role_compare(request: HttpRequest) -> HttpResponse:
    asked = [slug for slug in request.GET.getlist("role")[:MOST_LOOKED_UP] if slug]
    known = Role.objects.published().with_card().by_slug(asked)
    problems = [
        _("There is no role “%(slug)s”.") % {"slug": slug[:60]} for slug in dict.fromkeys(asked) if slug not in known
    ]
    roles = list(dict.fromkeys(known[slug] for slug in asked if slug in known))
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


def without(roles: list[Role], left_out: Role) -> str:
    """The address (a query string) of the comparison without one of its roles."""
    rest = QueryDict(mutable=True)
    rest.setlist("role", [role.slug for role in roles if role != left_out])
    return f"?{rest.urlencode()}"
