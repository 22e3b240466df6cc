"""What the law takes from pay, as dated rows: a rate holds from its date until the next row of the same kind.

So two rows can never overlap: one date has at most one row, and the database says so.
"""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Source


class Certainty(models.TextChoices):
    """Official: its text, or a report that quotes the order. Official, read at second hand: a reader quotes the text
    by section. Reported: press, a law firm or a payroll vendor. At second hand: a secondary reader only, or sources
    disagree."""

    OFFICIAL = "official", _("Official")
    OFFICIAL_RETOLD = "retold", _("Official, read at second hand")
    REPORTED = "reported", _("Reported")
    SECONDARY = "secondary", _("At second hand")


class DatedQuerySet(models.QuerySet):
    # The fields that make a series: within one, a row holds until the next begins.
    SERIES: tuple[str, ...] = ()

    def long_in_force(self):
        """Rows in force today that began over a year ago, or nobody knows when: has the law changed since?"""
        today = timezone.localdate()
        undated = Q(effective_from__isnull=True)
        begun = self.model.objects.filter(effective_from__lte=today, **{name: OuterRef(name) for name in self.SERIES})
        is_superseded = Exists(begun.filter(effective_from__gt=OuterRef("effective_from"))) | undated & Exists(begun)
        return self.filter(undated | Q(effective_from__lt=today - datetime.timedelta(days=365))).exclude(is_superseded)

    def in_force_on(self, day: datetime.date):
        """Rows that had begun by `day`, the newest first; rows whose date is not known come last."""
        begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
        return self.filter(begun).order_by(F("effective_from").desc(nulls_last=True))


class Dated(models.Model):
    """A rule with the day it began, who says so, and how sure that is."""

    rule = models.CharField(
        _("rule"), max_length=200, help_text=_("Name and section of the law, as a reader would cite it.")
    )
    certainty = models.CharField(
        _("how certain"),
        max_length=9,
        choices=Certainty,
        help_text=_("Official: you read the law or order. Not sure: choose “At second hand”."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader should know, such as what you could not check.")
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), help_text=_("Who says so. At least one."))

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class StatutoryRateQuerySet(DatedQuerySet):
    SERIES = ("kind",)

    def get_by_natural_key(self, kind: str, effective_from: str | None):
        return self.get(kind=kind, effective_from=effective_from)


class StatutoryRate(Dated):
    class Kind(models.TextChoices):
        EPF_EMPLOYEE = "epf-employee", _("EPF, employee’s share (% of PF wages)")
        EPF_EMPLOYER = "epf-employer", _("EPF, employer’s share (% of PF wages)")
        EPF_CEILING = "epf-ceiling", _("EPF wage ceiling (rupees a month)")
        ESI_EMPLOYEE = "esi-employee", _("ESI, employee’s share (% of wages)")
        ESI_EMPLOYER = "esi-employer", _("ESI, employer’s share (% of wages)")
        ESI_LIMIT = "esi-limit", _("ESI wage limit (rupees a month)")
        GRATUITY = "gratuity", _("Gratuity set aside (% of wages)")
        WAGES_SHARE = "wages-share", _("Least share of pay that counts as wages (%)")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, help_text=_("The unit stands in brackets."))
    value = models.DecimalField(
        _("value"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("A percentage such as 12, or whole rupees a month such as 15000."),
    )
    effective_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty when no source gives the date.")
    )

    objects = StatutoryRateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", F("effective_from").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(effective_from__isnull=True),
                name="statutoryrate_one_undated",
                violation_error_message=_(
                    "There is a rate of this kind without a date already: the two would overlap."
                ),
            ),
            models.UniqueConstraint(
                fields=["kind", "effective_from"],
                name="statutoryrate_one_a_day",
                violation_error_message=_("Another rate of this kind begins on the same day: the two would overlap."),
            ),
            models.CheckConstraint(
                name="statutoryrate_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("A rate cannot be below zero."),
            ),
            models.CheckConstraint(
                name="statutoryrate_percent_in_bounds",
                condition=Q(kind__in=["epf-ceiling", "esi-limit"]) | Q(value__lte=100),
                violation_error_message=_("A percentage cannot be above 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value.normalize():f}"

    def natural_key(self) -> tuple:
        return (self.kind, str(self.effective_from) if self.effective_from else None)


class IncomeTaxQuerySet(DatedQuerySet):
    def get_by_natural_key(self, effective_from: str):
        return self.get(effective_from=effective_from)


class IncomeTaxSchedule(Dated):
    """The new regime for the years from a date on. Amounts are rupees a year."""

    effective_from = models.DateField(
        _("in force from"),
        unique=True,
        error_messages={"unique": _("Another schedule begins on the same day: the two would overlap.")},
        help_text=_("The first day of the tax year, such as 1 April 2026."),
    )
    year = models.CharField(_("year"), max_length=20, help_text=_("Such as 2026-27."))
    standard_deduction = models.PositiveIntegerField(
        _("standard deduction"), help_text=_("Rupees a year, such as 75000.")
    )
    rebate_up_to = models.PositiveIntegerField(
        _("rebate for income up to"), help_text=_("Rupees a year, such as 1200000.")
    )
    rebate_maximum = models.PositiveIntegerField(_("largest rebate"), help_text=_("Rupees a year, such as 60000."))
    cess_percent = models.DecimalField(
        _("cess (%)"), max_digits=4, decimal_places=2, help_text=_("Per cent of the tax, such as 4.")
    )

    objects = IncomeTaxQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            models.CheckConstraint(
                name="incometaxschedule_cess_in_bounds",
                condition=Q(cess_percent__range=(0, 100)),
                violation_error_message=_("A percentage lies between 0 and 100."),
            )
        ]

    def __str__(self) -> str:
        return f"Income tax {self.year}"

    def natural_key(self) -> tuple:
        return (str(self.effective_from),)


class IncomeTaxSlabQuerySet(models.QuerySet):
    def get_by_natural_key(self, effective_from: str, above: int):
        return self.get(schedule__effective_from=effective_from, above=above)


class IncomeTaxSlab(models.Model):
    """The part of a year's income above `above` (and up to the next slab) is taxed at `percent`."""

    schedule = models.ForeignKey(
        IncomeTaxSchedule,
        on_delete=models.CASCADE,
        related_name="slabs",
        verbose_name=_("schedule"),
        help_text=_("The year that the slab belongs to."),
    )
    above = models.PositiveIntegerField(_("income above"), help_text=_("Rupees a year, such as 400000."))
    percent = models.DecimalField(
        _("rate (%)"), max_digits=5, decimal_places=2, help_text=_("Per cent of the income in this slab, such as 5.")
    )

    objects = IncomeTaxSlabQuerySet.as_manager()

    class Meta:
        ordering = ["schedule", "above"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "above"],
                name="incometaxslab_one_start",
                violation_error_message=_("Another slab begins at the same income: the two would overlap."),
            ),
            models.CheckConstraint(
                name="incometaxslab_percent_in_bounds",
                condition=Q(percent__range=(0, 100)),
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"above {self.above}: {self.percent} %"

    def natural_key(self) -> tuple:
        return (*self.schedule.natural_key(), self.above)

    natural_key.dependencies = ["salaries.incometaxschedule"]


class StateQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class State(models.Model):
    """A state or territory, for professional tax. Cities lead a reader to it."""

    slug = models.SlugField(
        _("slug"), max_length=40, unique=True, help_text=_("Small letters and hyphens, such as tamil-nadu.")
    )
    name = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        help_text=_("The state, with what narrows it in brackets: Tamil Nadu (Greater Chennai)."),
    )
    cities = models.CharField(_("cities"), max_length=200, blank=True, help_text=_("With commas between them."))

    objects = StateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def tells_payers_apart(self) -> bool:
        """Does its professional tax differ for men and women?"""
        payers = set(self.professional_tax_schedules.values_list("payer", flat=True))
        return bool(payers) and ProfessionalTaxSchedule.Payer.EVERYONE not in payers

    @property
    def bare_name(self) -> str:
        """Without what narrows it to one tax: "Tamil Nadu" of "Tamil Nadu (Greater Chennai)"."""
        return self.name.partition(" (")[0]

    @property
    def places(self) -> set[str]:
        """Its name and its cities, in small letters."""
        return {name.strip().lower() for name in [self.name, self.bare_name, *self.cities.split(",")] if name.strip()}


class ProfessionalTaxQuerySet(DatedQuerySet):
    SERIES = ("state", "payer")

    def get_by_natural_key(self, state: str, payer: str, effective_from: str | None):
        return self.get(state__slug=state, payer=payer, effective_from=effective_from)


class ProfessionalTaxSchedule(Dated):
    """A state's professional tax from a date on. A schedule without slabs means that the state takes none."""

    class Payer(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        MEN = "men", _("Men")
        WOMEN = "women", _("Women")

    class Counted(models.TextChoices):
        MONTH = "month", _("on a month’s gross pay")
        HALF_YEAR = "half-year", _("on half a year’s gross pay")
        YEAR = "year", _("on a year’s gross pay")

    state = models.ForeignKey(
        State,
        on_delete=models.PROTECT,
        related_name="professional_tax_schedules",
        verbose_name=_("state"),
        help_text=_("The state that takes the tax."),
    )
    payer = models.CharField(
        _("payer"),
        max_length=8,
        choices=Payer,
        default=Payer.EVERYONE,
        help_text=_("Who pays it. Choose “Everyone” where the law makes no difference."),
    )
    counted = models.CharField(
        _("counted"),
        max_length=9,
        choices=Counted,
        default=Counted.MONTH,
        help_text=_("The pay that the slabs are read against."),
    )
    effective_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty when no source gives the date.")
    )

    objects = ProfessionalTaxQuerySet.as_manager()

    class Meta:
        ordering = ["state", "payer", F("effective_from").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "payer", "effective_from"],
                name="professionaltaxschedule_one_a_day",
                violation_error_message=_(
                    "Another schedule of this state begins on the same day: the two would overlap."
                ),
            ),
            models.UniqueConstraint(
                fields=["state", "payer"],
                condition=Q(effective_from__isnull=True),
                name="professionaltaxschedule_one_undated",
                violation_error_message=_("This state has a schedule without a date already: the two would overlap."),
            ),
        ]

    def clean(self):
        super().clean()
        if not self.state_id:
            return
        others = ProfessionalTaxSchedule.objects.filter(state=self.state, effective_from=self.effective_from)
        others = others.exclude(pk=self.pk)
        clash = (
            others.exclude(payer=self.Payer.EVERYONE)
            if self.payer == self.Payer.EVERYONE
            else others.filter(payer=self.Payer.EVERYONE)
        )
        if clash.exists():
            raise ValidationError(
                _("On that day this state has a schedule for everyone and one for men or women: the two would overlap.")
            )

    def __str__(self) -> str:
        return f"{self.state}, {self.get_payer_display().lower()}, {self.effective_from or '…'}"

    def natural_key(self) -> tuple:
        return (self.state.slug, self.payer, str(self.effective_from) if self.effective_from else None)

    natural_key.dependencies = ["salaries.state"]


class ProfessionalTaxSlabQuerySet(models.QuerySet):
    def get_by_natural_key(self, state: str, payer: str, effective_from: str | None, starts_at: int):
        return self.get(
            schedule__state__slug=state,
            schedule__payer=payer,
            schedule__effective_from=effective_from,
            starts_at=starts_at,
        )


class ProfessionalTaxSlab(models.Model):
    """Gross pay of `starts_at` rupees or more (inclusive, up to the next slab) pays `amount` for the period counted."""

    schedule = models.ForeignKey(
        ProfessionalTaxSchedule,
        on_delete=models.CASCADE,
        related_name="slabs",
        verbose_name=_("schedule"),
        help_text=_("The schedule that the slab belongs to."),
    )
    starts_at = models.PositiveIntegerField(
        _("gross pay from"), help_text=_("Rupees for the period counted, such as 25000.")
    )
    amount = models.PositiveIntegerField(_("tax"), help_text=_("Rupees for the period counted, such as 200."))
    february_amount = models.PositiveIntegerField(
        _("tax in February"), null=True, blank=True, help_text=_("Where February differs.")
    )

    objects = ProfessionalTaxSlabQuerySet.as_manager()

    class Meta:
        ordering = ["schedule", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "starts_at"],
                name="professionaltaxslab_one_start",
                violation_error_message=_("Another slab begins at the same pay: the two would overlap."),
            ),
            models.CheckConstraint(
                name="professionaltaxslab_less_than_the_pay",
                condition=Q(amount__lt=F("starts_at"))
                & (Q(february_amount__isnull=True) | Q(february_amount__lt=F("starts_at"))),
                violation_error_message=_("The tax must be less than the pay it is taken from."),
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.starts_at}: {self.amount}"

    def natural_key(self) -> tuple:
        return (*self.schedule.natural_key(), self.starts_at)

    natural_key.dependencies = ["salaries.professionaltaxschedule"]
