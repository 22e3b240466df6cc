"""What stands on the career map: the lines with their stations, drawn and in words."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from . import career_map
from .models import CareerMove, JobType, Level, Role

LEVELS = Level.values
DIRECTIONS = CareerMove.Direction.values
# With more roles than this a drawing would be a wall of names: the page has the words only.
MOST_DRAWN = 150


@dataclass(frozen=True)
class Entry:
    """A role in words, with where people go from there: up, sideways, out."""

    role: Role
    moves: list[CareerMove]


@dataclass(frozen=True)
class Group:
    """The roles of one level of a line."""

    level: Level
    entries: list[Entry]


def map_page() -> dict:
    """The context of templates/roles/career_map.html: three queries, whatever the number of roles and moves."""
    job_types = list(JobType.objects.published())
    on_line, on_every_line = defaultdict(list), []
    for role in Role.objects.published().order_by("title"):
        (on_every_line if role.is_cross_functional else on_line[role.job_type_id]).append(role)
    moves = moves_by_role()
    for roles in (on_every_line, *on_line.values()):
        roles[:] = [role for level in LEVELS for role in along([r for r in roles if r.level == level], moves)]
    lines = [
        career_map.Line(job_type.colour, job_type.short_title, [stop(role) for role in on_line[job_type.pk]])
        for job_type in job_types
    ]
    shared = [stop(role, _("%(level)s, on every line")) for role in on_every_line]
    count = len(shared) + sum(len(line.stops) for line in lines)
    is_drawn = 0 < count <= MOST_DRAWN
    return {
        "section": "map",
        "has_roles": bool(count),
        "tall": career_map.tall(lines, shared) if is_drawn else None,
        "wide": career_map.wide(lines, shared) if is_drawn else None,
        "lines": [(job_type, in_words(on_line[job_type.pk], moves)) for job_type in job_types],
        "on_every_line": in_words(on_every_line, moves),
    }


def moves_by_role() -> dict[int, list[CareerMove]]:
    moves = defaultdict(list)
    for move in CareerMove.objects.with_destination():
        moves[move.role_id].append(move)
    for rows in moves.values():
        rows.sort(key=lambda move: DIRECTIONS.index(move.direction))
    return moves


def along(roles: list[Role], moves: dict[int, list[CareerMove]]) -> list[Role]:
    """Roles of one level in an order in which moves among them run onward, as far as they do not run both ways."""
    left, comes_after = list(roles), {role.pk: set() for role in roles}
    for role in roles:
        for move in moves.get(role.pk, []):
            comes_after.get(move.to_role_id, set()).add(role.pk)
    found = []
    while left:
        role = min(left, key=lambda role: len(comes_after[role.pk]))
        left.remove(role)
        found.append(role)
        for others in comes_after.values():
            others.discard(role.pk)
    return found


def stop(role: Role, words: str = "%(level)s") -> career_map.Stop:
    return career_map.Stop(role.title, role.get_absolute_url(), words % {"level": role.get_level_display()})


def in_words(roles: list[Role], moves: dict[int, list[CareerMove]]) -> list[Group]:
    return [
        Group(Level(level), [Entry(role, moves.get(role.pk, [])) for role in group])
        for level, group in groupby(roles, key=lambda role: role.level)
    ]
