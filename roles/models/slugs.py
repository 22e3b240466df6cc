"""Slugs that cannot be lost.

Every slug that a row ever had stays in one table, kept unique by the database: an old slug leads to its row for ever
and is never given to another row.
"""

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from django.db.models.functions import Lower
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _


class SlugRecordQuerySet(models.QuerySet):
    def for_model(self, model: type[models.Model]):
        return self.filter(model=model._meta.label_lower)

    def claim(self, row: models.Model) -> None:
        """Write down that `row` has its present slug. Raises ValidationError where another row ever had it."""
        record, _created = self.get_or_create(
            model=row._meta.label_lower, slug=row.slug.lower(), defaults={"object_id": row.pk}
        )
        if record.object_id != row.pk:
            raise taken(row.slug)

    def claim_all(self, rows: list[models.Model]) -> None:
        """As claim(), for many new rows of one model in few queries."""
        if not rows:
            return
        known = self.holders(type(rows[0]), [row.slug for row in rows])
        for row in rows:
            if known.get(row.slug.lower(), row.pk) != row.pk:
                raise taken(row.slug)
        label = rows[0]._meta.label_lower
        self.bulk_create(
            [
                self.model(model=label, slug=row.slug.lower(), object_id=row.pk)
                for row in rows
                if row.slug.lower() not in known
            ],
            batch_size=500,
        )

    def holders(self, model: type[models.Model], slugs: list[str]) -> dict[str, int]:
        """The ids of the rows of `model` that have or had each of `slugs`, by the slug in small letters."""
        found: dict[str, int] = {}
        slugs = [slug.lower() for slug in slugs]
        for start in range(0, len(slugs), 500):
            records = self.for_model(model).filter(slug__in=slugs[start : start + 500])
            found |= dict(records.values_list("slug", "object_id"))
        return found

    def find(self, model: type[models.Model], slug: str) -> int | None:
        """The id of the row of `model` that has or had `slug`; capitals do not matter."""
        return self.for_model(model).filter(slug=slug.lower()).values_list("object_id", flat=True).first()


class SlugRecord(models.Model):
    """A slug in small letters: whoever types an address by hand may use capitals."""

    model = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = SlugRecordQuerySet.as_manager()

    class Meta:
        ordering = ["model", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["model", "slug"], name="slugrecord_slug_given_once"),
            models.CheckConstraint(name="slugrecord_in_small_letters", condition=models.Q(slug=Lower("slug"))),
        ]
        indexes = [models.Index(fields=["model", "object_id"], name="slugrecord_by_row")]

    def __str__(self) -> str:
        return f"{self.model}: {self.slug}"


class SluggedQuerySet(models.QuerySet):
    def update(self, **kwargs):
        """As Django's, but a slug is changed by save() only: update() would skip the record of old slugs."""
        if "slug" in kwargs:
            raise ValueError("Change a slug with save(), one row at a time; update() would lose the old address.")
        return super().update(**kwargs)

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        rows = super().bulk_create(objs, *args, **kwargs)
        SlugRecord.objects.claim_all(rows)
        return rows

    bulk_create.alters_data = True

    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def having_had(self, slug: str):
        """The row (if any) that has or once had `slug`."""
        return self.filter(pk=SlugRecord.objects.find(self.model, slug))

    def by_slug(self, slugs: list[str]) -> dict[str, "Slugged"]:
        """For each of `slugs` the row that has it or once had it. One query, three where one is not a row's own."""
        found = {row.slug: row for row in self.filter(slug__in=slugs)}
        now = self.present_slugs([slug for slug in slugs if slug not in found])
        rows = {row.slug: row for row in self.filter(slug__in=now.values())} if now else {}
        return found | {slug: rows[own] for slug, own in now.items() if own in rows}

    def present_slugs(self, slugs: list[str]) -> dict[str, str]:
        """For each of `slugs` that one of these rows has or once had, the slug it has now. Two queries, or none."""
        slugs = [slug for slug in slugs if len(slug) <= 100 and slug_re.fullmatch(slug)]
        holders = SlugRecord.objects.holders(self.model, slugs)
        now = dict(self.filter(pk__in=holders.values()).values_list("pk", "slug")) if holders else {}
        return {slug: now[pk] for slug in slugs if (pk := holders.get(slug.lower())) in now}


class Slugged(models.Model):
    """A row with a public address. Each save records its slug, so that no later change can lose it."""

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the address. An old slug goes on leading here after a change."),
    )

    # Set by what has looked many slugs up at once, so that clean() need not ask for each.
    slug_is_checked = False

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self):
        if self.slug and self.slug != self.slug.lower():
            text = _("An address has small letters only: “%(slug)s”.")
            raise ValidationError({"slug": ValidationError(text, params={"slug": self.slug.lower()})})
        holder = None if self.slug_is_checked else SlugRecord.objects.find(type(self), self.slug or "")
        if holder is not None and holder != self.pk:
            raise ValidationError({"slug": taken(self.slug)})
        super().clean()


@receiver(post_save)
def record_slug(sender, instance, **kwargs):
    """A signal, because loading fixtures passes by a model's own save()."""
    if isinstance(instance, Slugged):
        SlugRecord.objects.claim(instance)


def taken(slug: str) -> ValidationError:
    return ValidationError(
        _("“%(slug)s” is or was the address of another page, and links to it must go on working. Choose another one."),
        params={"slug": slug},
    )
