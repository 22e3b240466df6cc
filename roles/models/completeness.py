"""Which sections a role's page can lack. The apps above add what they show there (see their apps.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .citations import RoleCitation
from .parts import Alias, CareerMove, Duty, OccupationCode, RoleCertification, RoleIndustry, RoleMetric, RoleSkill


@dataclass(frozen=True)
class Section:
    """`present` makes the condition under which a role has it."""

    key: str
    label: str
    present: Callable[[], Q]


def has(rows) -> Q:
    """A condition on roles: one of `rows` belongs to it."""
    return Q(Exists(rows.filter(role=OuterRef("pk"))))


def has_sources() -> Q:
    """A source is named for one of its own fields or for one of its parts."""
    condition = has(RoleCitation.objects.all())
    for part in (Alias, CareerMove, Duty, OccupationCode, RoleCertification, RoleIndustry, RoleMetric, RoleSkill):
        condition |= has(part.objects.filter(sources__isnull=False))
    return condition


SECTIONS = {
    section.key: section
    for section in [
        Section("duties", _("No duties"), lambda: has(Duty.objects.all())),
        Section("example", _("No example"), lambda: ~Q(example="")),
        Section("skills", _("No skills"), lambda: has(RoleSkill.objects.all())),
        Section("qualification", _("No minimum qualification"), lambda: Q(minimum_qualification__isnull=False)),
        Section("sources", _("No source"), has_sources),
    ]
}


def add_section(key: str, label: str, present: Callable[[], Q]) -> None:
    SECTIONS[key] = Section(key, label, present)


def without(roles, key: str):
    """Public roles of `roles` that lack the section `key` of SECTIONS."""
    return roles.published().exclude(SECTIONS[key].present())
