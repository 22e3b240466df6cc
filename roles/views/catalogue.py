from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..evidence import parts_of_job_type
from ..filters import RoleFilter
from ..models import JobType, Role
from ..role_page import role_page
from ..shown import first_of
from .addresses import job_types_like, redirect_to_holder, role_or_elsewhere

PER_PAGE = 20
MOST_ON_A_LINE = 40


def role_list(request: HttpRequest) -> HttpResponse:
    roles = RoleFilter(request.GET, Role.objects.published().with_card())
    paginator = Paginator(roles.qs, PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page in this list of roles.")) from error
    return render(
        request,
        "roles/role_list.html",
        {
            "section": "roles",
            "filter": roles,
            "page": page,
            "groups": roles.groups(),
            "applied": roles.applied(),
        },
    )


def jobtype_detail(request: HttpRequest, slug: str) -> HttpResponse:
    job_types = JobType.objects.reachable().select_related("minimum_qualification")
    job_type = job_types.filter(slug=slug).first()
    if job_type is None:
        return redirect_to_holder(request, job_types, slug, suggest=job_types_like)
    roles = Role.objects.published().with_card()
    parts = parts_of_job_type(job_type)
    own_roles = first_of(roles.on_one_line().filter(job_type=job_type).order_by("level", "title"), MOST_ON_A_LINE)
    visiting_roles = first_of(roles.found_on(job_type).order_by("level", "title"), MOST_ON_A_LINE)
    return render(
        request,
        "roles/jobtype_detail.html",
        {
            "section": "roles",
            "line": job_type.colour,
            "job_type": job_type,
            "parts": parts,
            "sources": parts.sources,
            "need_facts": parts.cited("minimum_note", "preferred_note"),
            "honest_facts": parts.cited("shift_note", "suits"),
            "roles": own_roles,
            "visiting_roles": visiting_roles,
            "listed_roles": own_roles.rows + visiting_roles.rows,
            "roles_on_every_line": first_of(roles.on_every_line().order_by("level", "title"), MOST_ON_A_LINE),
        },
    )


def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug)
    return elsewhere or render(request, "roles/role_detail.html", role_page(role))
