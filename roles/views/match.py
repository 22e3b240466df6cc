from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..forms import MatchForm
from ..match import Asked, match_all
from ..models import CareerMove, Role, RoleSkill


def role_match(request: HttpRequest) -> HttpResponse:
    form = MatchForm(request.GET if request.GET.keys() & MatchForm.base_fields.keys() else None)
    groups = match_all(form.person(), what_roles_ask()) if form.is_bound and form.is_valid() else None
    return render(request, "roles/role_match.html", {"section": "match", "form": form, "groups": groups})


def what_roles_ask() -> list[Asked]:
    """Every public role with what it asks. Three queries, whatever their number."""
    musts, reached_from = defaultdict(set), defaultdict(list)
    for role_id, slug in RoleSkill.objects.filter(need=RoleSkill.Need.MUST).values_list("role_id", "skill__slug"):
        musts[role_id].add(slug)
    roles = {role.pk: role for role in Role.objects.published().with_card()}
    moves = CareerMove.objects.filter(direction=CareerMove.Direction.UP).values_list("to_role_id", "role_id")
    for to_role, from_role in moves:
        if from_role in roles:
            reached_from[to_role].append(roles[from_role])
    return [Asked(role, frozenset(musts[pk]), tuple(reached_from[pk][:3])) for pk, role in roles.items()]
