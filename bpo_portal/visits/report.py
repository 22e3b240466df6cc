"""The visits of the last days as editors see them: by day, role and tag."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from roles.formatting import grouped

from ..models import VisitCount

CHOICES = (30, 90)
WIDTH, HEIGHT = 900, 160
GAP = 0.25  # of a day's room, left free


@dataclass(frozen=True)
class Column:
    """One day: its visits, and the bar to draw for them."""

    day: datetime.date
    visits: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Report:
    days: int
    first: datetime.date
    last: datetime.date
    total: int
    highest: str
    columns: list[Column]
    by_role: list[dict]
    by_tag: list[dict]
    width: int = WIDTH
    height: int = HEIGHT


def days_asked(text: str) -> int:
    """One of CHOICES; the shortest for anything else."""
    return next((days for days in CHOICES if str(days) == text), CHOICES[0])


def first_day(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days - 1)


def report(days: int) -> Report:
    """Three queries, whatever the number of rows."""
    first = first_day(days)
    counts = VisitCount.objects.since(first)
    by_day = {row["day"]: row["total"] for row in counts.totals_by("day")}
    columns = columns_of([(day, by_day.get(day, 0)) for day in (first + datetime.timedelta(n) for n in range(days))])
    return Report(
        days=days,
        first=first,
        last=columns[-1].day,
        total=sum(by_day.values()),
        highest=grouped(max(by_day.values(), default=0)),
        columns=columns,
        by_role=list(counts.totals_by("role__title", "role__slug")),
        by_tag=list(counts.totals_by("tag")),
    )


def columns_of(rows: list[tuple[datetime.date, int]]) -> list[Column]:
    highest = max(visits for _day, visits in rows) or 1
    room = WIDTH / len(rows)
    return [
        Column(
            day=day,
            visits=visits,
            x=round(number * room + room * GAP / 2, 2),
            y=round(HEIGHT - visits * HEIGHT / highest, 2),
            width=round(room * (1 - GAP), 2),
            height=round(visits * HEIGHT / highest, 2),
        )
        for number, (day, visits) in enumerate(rows)
    ]
