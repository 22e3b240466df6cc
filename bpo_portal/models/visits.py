"""How often a role's page was read: sums only, with nothing about who read it."""

import datetime
from collections import Counter, defaultdict

from django.db import connections, models, router, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from roles.models import Role, SlugRecord

TAG_LENGTH = 30
# Tags come from addresses that anyone can make up. A role has this many a day; the rest are counted together.
MOST_TAGS = 50
OTHER = "other"
ROWS_A_STATEMENT = 200

# One statement a batch, which adds to what stands there: no row is read first, and none is locked while a page waits.
ADD = """
INSERT INTO {table} (role_id, tag, day, visits) VALUES {rows}
ON CONFLICT (role_id, tag, day) DO UPDATE SET visits = {table}.visits + excluded.visits
"""


class VisitCountQuerySet(models.QuerySet):
    def add(self, counts: dict[tuple[str, str, datetime.date], int]) -> None:
        """Adds visits, given by the slug of the role, tag and day. Slugs that no role has or had are left out.

        Three queries and one statement for each 200 rows, in one transaction. Two processes that add at the same
        moment may together give a role a few tags more than MOST_TAGS.
        """
        rows = self.with_few_tags(self.by_role_id(counts))
        database = router.db_for_write(self.model)
        connection = connections[database]
        table = connection.ops.quote_name(self.model._meta.db_table)
        # In one order everywhere, so that two processes wait for each other instead of locking each other out.
        ordered = sorted(rows.items())
        with transaction.atomic(using=database), connection.cursor() as cursor:
            for start in range(0, len(ordered), ROWS_A_STATEMENT):
                batch = ordered[start : start + ROWS_A_STATEMENT]
                values = [value for (role_id, day, tag), visits in batch for value in (role_id, tag, day, visits)]
                cursor.execute(ADD.format(table=table, rows=", ".join(["(%s, %s, %s, %s)"] * len(batch))), values)

    def by_role_id(self, counts: dict[tuple[str, str, datetime.date], int]) -> dict[tuple, int]:
        """By the role's id, day and tag. A slug that was changed a moment ago still finds its role."""
        records = SlugRecord.objects.for_model(Role).filter(
            slug__in={slug for slug, _tag, _day in counts}, object_id__in=Role.objects.values("pk")
        )
        ids = dict(records.values_list("slug", "object_id"))
        rows = Counter()
        for (slug, tag, day), visits in counts.items():
            if slug in ids:
                rows[ids[slug], day, tag] += visits
        return rows

    def with_few_tags(self, rows: dict[tuple, int]) -> dict[tuple, int]:
        stored = self.filter(role__in={role for role, _day, _tag in rows}, day__in={day for _role, day, _tag in rows})
        tags = defaultdict(set)
        for role, day, tag in stored.values_list("role", "day", "tag"):
            tags[role, day].add(tag)
        kept = Counter()
        # The most used tags of the minute first: a flood of made-up ones comes once each.
        for (role, day, tag), visits in sorted(rows.items(), key=lambda row: (-row[1], row[0])):
            known = tags[role, day]
            if tag not in known and tag not in ("", OTHER) and len(known - {"", OTHER}) >= MOST_TAGS:
                tag = OTHER
            known.add(tag)
            kept[role, day, tag] += visits
        return kept

    def since(self, day: datetime.date):
        return self.filter(day__gte=day)

    def totals_by(self, *fields: str):
        """Dictionaries of `fields` and `total`, the most visited first."""
        return self.order_by().values(*fields).annotate(total=Sum("visits")).order_by("-total", *fields)


class VisitCount(models.Model):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="visit_counts", verbose_name=_("role"))
    tag = models.CharField(
        _("tag"), max_length=TAG_LENGTH, blank=True, help_text=_("From the address (?from=…). Empty without one.")
    )
    day = models.DateField(_("day"), help_text=_("In India."))
    visits = models.PositiveIntegerField(_("visits"))

    objects = VisitCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "role", "tag"]
        verbose_name = _("visits of a day")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "tag", "day"],
                name="visitcount_once_a_day",
                violation_error_message=_("The visits of this role, tag and day stand in another row."),
            ),
            models.CheckConstraint(
                name="visitcount_is_of_visits",
                condition=models.Q(visits__gt=0),
                violation_error_message=_("A day without a visit has no row."),
            ),
        ]
        indexes = [models.Index(fields=["day"], name="visitcount_by_day")]

    def __str__(self) -> str:
        return f"{self.role}, {self.tag or '–'}, {self.day}: {self.visits}"
