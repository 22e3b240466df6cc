"""The first rows of a list on a page that has room for so many, and how many there are."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Shown:
    rows: list[Model]
    total: int

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


def first_of(rows: QuerySet, most: int) -> Shown:
    """The first `most` of `rows`. One query, and a second to count them only where there are more."""
    found = list(rows[: most + 1])
    return Shown(found, len(found)) if len(found) <= most else Shown(found[:most], rows.count())
