from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..forms import MatchForm
from ..match import SPOKEN, TYPING, WRITTEN, Asked, match_all
from ..models import CareerMove, Role, RoleSkill, Skill, SlugRecord


def role_match(request: HttpRequest) -> HttpResponse:
    form = MatchForm(request.GET if request.GET.keys() & MatchForm.base_fields.keys() else None)
    groups = match_all(form.person(), what_roles_ask()) if form.is_bound and form.is_valid() else None
    roles = [match.role for key in ("now", "close") for match in groups[key]] if groups else []
    response = render(
        request, "roles/role_match.html", {"section": "match", "form": form, "groups": groups, "with_pay": roles}
    )
    if form.is_bound:
        # The page says that nothing is stored.
        response["Cache-Control"] = "private, no-cache"
    return response


def what_roles_ask() -> list[Asked]:
    """Every public role with what it asks. Four queries, whatever their number."""
    musts, reached_from = defaultdict(set), defaultdict(list)
    # A skill keeps its meaning here when its slug changes.
    named = SlugRecord.objects.for_model(Skill).filter(slug__in=(SPOKEN, WRITTEN, TYPING))
    first_slugs = dict(named.values_list("object_id", "slug"))
    asked = RoleSkill.objects.filter(need=RoleSkill.Need.MUST, skill__in=first_slugs)
    for role_id, skill_id in asked.values_list("role_id", "skill_id"):
        musts[role_id].add(first_slugs[skill_id])
    roles = {role.pk: role for role in Role.objects.published().with_card()}
    moves = CareerMove.objects.filter(direction=CareerMove.Direction.UP).order_by("position", "role__title")
    for to_role, from_role in moves.values_list("to_role_id", "role_id"):
        if from_role in roles:
            reached_from[to_role].append(roles[from_role])
    return [Asked(role, frozenset(musts[pk]), tuple(reached_from[pk][:3])) for pk, role in roles.items()]
