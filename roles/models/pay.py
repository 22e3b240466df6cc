"""Salary bands: a range that a source gives for a level, the whole trade's or narrowed to a job type or role."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..formatting import date as long_date
from .catalogue import Level, Role
from .freshness import too_old
from .job_types import JobType
from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet
from .reference import DatePrecision, Source


class Period(models.TextChoices):
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class Basis(models.TextChoices):
    CTC = "ctc", _("CTC")
    GROSS = "gross", _("Gross")
    IN_HAND = "in-hand", _("In hand")
    NOT_STATED = "not-stated", _("Not stated")


@dataclass(frozen=True)
class Amounts:
    """What one figure says, in whole rupees for one period: a range (either end may be open) or a single point."""

    low: int | None = None
    high: int | None = None
    point: int | None = None

    @property
    def is_open(self) -> bool:
        """No upper limit was published."""
        return self.low is not None and self.high is None

    @property
    def top(self) -> int:
        """The largest amount named; 0 when there is none."""
        return max(amount or 0 for amount in (self.low, self.high, self.point))


class PublishedPay(Publishable):
    """A pay figure as a source printed it, for the period it printed, in rupees. Subclasses hold the amounts."""

    period = models.CharField(
        _("period"),
        max_length=5,
        choices=Period,
        help_text=_("Copy it exactly as printed: a month or a year. Do not convert."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=Basis,
        default=Basis.NOT_STATED,
        help_text=_("If the source does not say CTC, gross or in hand, choose “Not stated”."),
    )
    as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("Empty when the source is undated."))
    as_of_precision = models.CharField(
        _("date precision"),
        max_length=8,
        choices=DatePrecision,
        help_text=_("How exactly the date is known. Choose “undated” when the source shows no date."),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("source"),
        help_text=_("The page or paper that printed the figure."),
    )

    class Meta:
        abstract = True

    def missing_for_publishing(self) -> dict[str, str]:
        """A source, and a date: its own, or none where the source itself is undated."""
        missing = super().missing_for_publishing()
        if self.is_empty("source"):
            missing["source"] = _("A public figure needs a source.")
            if not self.as_of and self.as_of_precision != DatePrecision.UNDATED:
                missing["as_of"] = _("A public figure needs a date, unless its source has none.")
        elif not self.as_of and self.source.date_precision != DatePrecision.UNDATED:
            missing["as_of"] = _(
                "A public figure needs a date. Its source is dated %(date)s; only a figure of an undated source may go "
                "without."
            ) % {"date": long_date(self.source.published_on, self.source.date_precision)}
        if self.is_empty("as_of_precision"):
            text = _("A public figure says how exactly its date is known, or “undated” where its source has none.")
            missing["as_of_precision"] = text
        return missing

    @property
    def basis_in_words(self) -> str:
        """ "CTC", "In hand"; where the source does not say which, that."""
        return str(_("CTC or in hand not said") if self.basis == Basis.NOT_STATED else self.get_basis_display())

    def per_month(self, amount: int | None) -> int | None:
        """`amount`, printed for this row's period, in whole rupees a month (half a rupee rounds up)."""
        if amount is None or self.period == Period.MONTH:
            return amount
        return (amount * 2 + 12) // 24

    def per_year(self, amount: int | None) -> int | None:
        """`amount`, printed for this row's period, in rupees a year."""
        if amount is None or self.period == Period.YEAR:
            return amount
        return amount * 12


class SalaryBandQuerySet(PublishableQuerySet):
    def get_by_natural_key(self, level: str, job_type: str | None, role: str | None, source: str):
        return self.get(level=level, job_type__slug=job_type, role__slug=role, source__slug=source)

    def with_source(self):
        return self.select_related("source", "job_type", "role")

    def stale(self):
        """Public bands that editors should look at again: too old, or without a date."""
        return self.published().filter(too_old())

    def for_whole_trade(self):
        return self.filter(job_type__isnull=True, role__isnull=True)

    def for_role(self, role: Role):
        """Bands that take in `role`, the narrowest first: its own, its job type's, the whole trade's."""
        whole_trade = Q(role__isnull=True, job_type__isnull=True)
        return (
            self.filter(level=role.level)
            .filter(Q(role=role) | Q(role__isnull=True, job_type=role.job_type_id) | whole_trade)
            .order_by(F("role").asc(nulls_last=True), F("job_type").asc(nulls_last=True), "pk")
        )


class SalaryBand(PublishedPay):
    level = models.CharField(
        _("level"), max_length=6, choices=Level, help_text=_("The level that the source gives the band for.")
    )
    job_type = models.ForeignKey(
        JobType,
        on_delete=models.PROTECT,
        related_name="salary_bands",
        null=True,
        blank=True,
        verbose_name=_("job type"),
        help_text=_("Empty: the whole trade."),
    )
    role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="salary_bands",
        null=True,
        blank=True,
        verbose_name=_("role"),
        help_text=_("Only where the source speaks of one role. Then leave the job type empty."),
    )
    low = models.PositiveIntegerField(_("low"), help_text=_("Rupees, for the period as published."))
    high = models.PositiveIntegerField(
        _("high"),
        null=True,
        blank=True,
        help_text=_("Rupees. Empty where the source gives no upper limit (“1 lakh+”)."),
    )
    names = models.CharField(
        _("jobs it names"), max_length=200, blank=True, help_text=_("The jobs that the source names for this level.")
    )

    objects = SalaryBandQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = [models.Case(*(models.When(level=lv, then=n) for n, lv in enumerate(Level.values))), "pk"]
        constraints = [
            models.CheckConstraint(
                name="salaryband_low_is_money",
                condition=Q(low__gt=0),
                violation_error_message=_("The low end must be above zero."),
            ),
            models.CheckConstraint(
                name="salaryband_low_to_high_in_order",
                condition=Q(high__isnull=True) | Q(high__gte=F("low")),
                violation_error_message=_("The high end cannot be below the low end."),
            ),
            models.CheckConstraint(
                name="salaryband_for_one_of_type_or_role",
                condition=Q(job_type__isnull=True) | Q(role__isnull=True),
                violation_error_message=_("Narrow a band to a job type or to a role, not to both."),
            ),
            models.CheckConstraint(
                name="salaryband_date_and_precision_agree",
                condition=Q(as_of__isnull=True, as_of_precision=DatePrecision.UNDATED)
                | (Q(as_of__isnull=False) & ~Q(as_of_precision=DatePrecision.UNDATED)),
                violation_error_message=_("Give a date together with its precision, or neither (undated)."),
            ),
            # Three, because NULLs are never equal in a unique index of SQLite.
            models.UniqueConstraint(
                fields=["source", "level"],
                condition=Q(job_type__isnull=True, role__isnull=True),
                name="salaryband_once_for_the_trade",
                violation_error_message=_("This source’s band for this level is in the list already."),
            ),
            models.UniqueConstraint(
                fields=["source", "level", "job_type"],
                condition=Q(job_type__isnull=False),
                name="salaryband_once_for_a_job_type",
                violation_error_message=_("This source’s band for this job type is in the list already."),
            ),
            models.UniqueConstraint(
                fields=["source", "level", "role"],
                condition=Q(role__isnull=False),
                name="salaryband_once_for_a_role",
                violation_error_message=_("This source’s band for this role is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}, {self.role or self.job_type or _('whole trade')}"

    def natural_key(self) -> tuple:
        return (
            self.level,
            self.job_type.slug if self.job_type else None,
            self.role.slug if self.role else None,
            self.source.slug,
        )

    natural_key.dependencies = ["roles.jobtype", "roles.role", "roles.source"]

    def amounts(self, period: str) -> Amounts:
        """The band in whole rupees for `period` ("month" or "year")."""
        convert = self.per_month if period == Period.MONTH else self.per_year
        return Amounts(low=convert(self.low), high=convert(self.high))

    @property
    def monthly(self) -> Amounts:
        return self.amounts(Period.MONTH)
