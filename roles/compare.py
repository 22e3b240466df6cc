"""Up to four roles side by side, with the rows in which they differ marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Role, RoleSkill

MOST = 4


@dataclass(frozen=True)
class ComparedRow:
    """One thing told of each role: pairs of role and text, in the order of the roles."""

    label: str
    cells: list[tuple[Role, str]]
    is_prose: bool = False  # no two roles are told of in the same words, so a mark would say nothing

    @property
    def differs(self) -> bool:
        return not self.is_prose and len({text for _role, text in self.cells}) > 1


def compared_rows(roles: Iterable[Role]) -> list[ComparedRow]:
    """What a person chooses by, a row each. One query besides the roles."""
    roles = list(roles)
    musts = defaultdict(list)
    skills = RoleSkill.objects.filter(role__in=roles, need=RoleSkill.Need.MUST)
    for role_id, text in skills.order_by("role", "position", "pk").values_list("role_id", "text"):
        musts[role_id].append(text)
    told = {
        _("The job"): lambda role: role.summary,
        _("Line"): lambda role: _("On every line") if role.is_cross_functional else role.job_type.short_title,
        _("Level"): lambda role: role.get_level_display(),
        _("Minimum qualification"): lambda role: role.minimum_qualification.name if role.minimum_qualification else "",
        _("Minimum, in words"): lambda role: role.minimum_note,
        _("Must have"): lambda role: "; ".join(musts[role.pk]),
        _("Open to freshers"): lambda role: stated(role.takes_freshers),
        _("Calls"): lambda role: role.get_calls_display(),
        _("Selling"): lambda role: stated(role.sells),
        _("Targets"): lambda role: stated(role.has_targets),
        _("Shift"): lambda role: role.get_shift_display(),
        _("Nights"): lambda role: role.get_nights_display(),
        _("It suits"): lambda role: role.suits,
    }
    prose = {_("The job"), _("Minimum, in words"), _("It suits")}
    rows = [
        ComparedRow(label, [(role, str(tell(role))) for role in roles], label in prose) for label, tell in told.items()
    ]
    return [row for row in rows if any(text for _role, text in row.cells)]


def stated(value: bool | None) -> str:
    """Yes or no; empty where nobody has said."""
    return {True: _("Yes"), False: _("No"), None: ""}[value]
