"""Pay figures exactly as a source printed them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import (
    PUBLISHING_PERMISSIONS,
    Amounts,
    DatePrecision,
    JobType,
    Level,
    Period,
    PublishableQuerySet,
    PublishedPay,
    Role,
    is_public,
)
from roles.models.freshness import too_old

# A city column may name several: "Mumbai / Delhi".
CITY_SEPARATOR = " / "

# How figures are told apart. A figure has one standing; only those of today are ever compared.
OF_TODAY = Q(is_history=False, is_legal_floor=False, currency="INR")
STANDINGS = {
    "today": (_("Current or undated"), OF_TODAY & Q(is_all_industries=False)),
    "all-industries": (_("All industries"), OF_TODAY & Q(is_all_industries=True)),
    "floors": (_("Legal minimum"), Q(is_legal_floor=True)),
    "history": (_("Older, for history"), Q(is_legal_floor=False) & (Q(is_history=True) | ~Q(currency="INR"))),
}


# The amount printed (of a range the low end) in rupees for a year, whatever the period printed. Lists stand in this
# order, so that an index holds it: the first page of a hundred thousand figures need not sort them all.
PRINTED = Case(When(value__isnull=False, then=F("value")), When(low__isnull=False, then=F("low")), default=F("high"))
TIMES = Case(When(period=Period.MONTH, then=Value(12)), default=Value(1))
YEARLY = Cast(PRINTED, models.BigIntegerField()) * TIMES


class PayFigureQuerySet(PublishableQuerySet):
    def get_by_natural_key(self, reference: str):
        return self.get(reference=reference)

    def published(self):
        """Public figures; those of a role or a job type that is hidden are hidden with it."""
        of_role = Q(role__isnull=True) | (is_public("role") & is_public("role__job_type"))
        return super().published().filter(of_role, Q(job_type__isnull=True) | is_public("job_type"))

    def with_source(self):
        return self.select_related("source", "role__job_type", "job_type")

    def of_today(self):
        """Figures that may stand beside each other as pay of today: no history, no legal floor, rupees."""
        return self.filter(OF_TODAY)

    def of_the_trade(self):
        """Without those that speak of all industries or of other employers."""
        return self.filter(is_all_industries=False)

    def stale(self):
        """Public figures of today that editors should look at again: too old, or without a date."""
        return self.published().of_today().filter(too_old())

    def in_city(self, city: str):
        named = Q(city=city) | Q(city__startswith=city + CITY_SEPARATOR) | Q(city__endswith=CITY_SEPARATOR + city)
        return self.filter(named)

    def cities(self) -> list[str]:
        """Every city that a figure names, in order."""
        return self.cities_and_years()[0]

    def cities_and_years(self) -> tuple[list[str], list[int]]:
        """Every city that a figure names, in order, and every year, the newest first. One query."""
        printed = list(self.order_by().values_list("city", "as_of__year").distinct())
        cities = {name for city, _year in printed if city for name in city.split(CITY_SEPARATOR)}
        return sorted(cities), sorted({year for _city, year in printed if year}, reverse=True)

    def reaching(self, monthly: int):
        """Figures whose top (of a range the high end, or an open end's low) is `monthly` rupees or more a month."""
        top = Cast(Coalesce("value", "high", "low"), models.BigIntegerField())
        yearly = ExpressionWrapper(top * TIMES, models.BigIntegerField())
        return self.annotate(top=yearly).filter(top__gte=monthly * 12)

    def with_yearly_amount(self):
        """Adds `yearly`; see YEARLY."""
        return self.annotate(yearly=YEARLY)

    def best_first(self):
        """The figure to show where there is room for one: the strongest source, then the newest date.

        Among weak sources a date lends no trust: the lowest figure promises least, and comes first.
        """
        strength = Case(When(source__strength="strong", then=0), When(source__strength="fair", then=1), default=2)
        trusted_date = Case(When(source__strength="weak", then=None), default="as_of")
        return self.with_yearly_amount().order_by(strength, trusted_date.desc(nulls_last=True), "yearly", "reference")

    def lowest_first(self):
        """By rupees, whatever the period printed."""
        return self.with_yearly_amount().order_by("yearly", "reference")


class PayFigure(PublishedPay):
    class Kind(models.TextChoices):
        AVERAGE = "average", _("Average")
        MEDIAN = "median", _("Median")
        RANGE = "range", _("Range")

    class Process(models.TextChoices):
        DOMESTIC = "domestic", _("Domestic process")
        INTERNATIONAL = "international", _("International process")

    class Currency(models.TextChoices):
        INR = "INR", _("Rupees")
        USD = "USD", _("US dollars")
        GBP = "GBP", _("Pounds")

    reference = models.SlugField(_("reference"), max_length=20, unique=True, help_text=_("Such as f001."))
    title = models.CharField(
        _("job as printed"), max_length=120, help_text=_("Copy it exactly as printed, even where we use another word.")
    )
    role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="pay_figures",
        null=True,
        blank=True,
        verbose_name=_("role"),
        help_text=_("The role that the printed job is. Empty where none fits."),
    )
    job_type = models.ForeignKey(
        JobType,
        on_delete=models.PROTECT,
        related_name="pay_figures",
        null=True,
        blank=True,
        verbose_name=_("job type"),
        help_text=_("Where the source speaks of a line of work. May stay empty."),
    )
    level = models.CharField(_("level"), max_length=6, choices=Level, blank=True, help_text=_("Empty when not said."))
    city = models.CharField(
        _("city"),
        max_length=80,
        blank=True,
        db_index=True,
        help_text=_("As printed; “A / B” for one figure of two cities."),
    )
    process = models.CharField(
        _("process"),
        max_length=13,
        choices=Process,
        blank=True,
        help_text=_("Whose customers are served. If the source does not say, leave it empty."),
    )
    for_whom = models.CharField(
        _("for whom"), max_length=120, blank=True, help_text=_("Years of experience, language or schooling it is for.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=7,
        choices=Kind,
        help_text=_("What the source calls it. For “from … to …”, choose “Range”."),
    )
    low = models.PositiveIntegerField(
        _("low"), null=True, blank=True, help_text=_("Rupees for the period printed; lowest average of an average.")
    )
    high = models.PositiveIntegerField(
        _("high"), null=True, blank=True, help_text=_("Empty where the source gives no upper limit.")
    )
    value = models.PositiveIntegerField(
        _("average or median"), null=True, blank=True, help_text=_("The amount exactly as printed. Empty for a range.")
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.INR,
        help_text=_("Copy it as printed. Do not convert to rupees."),
    )
    sample_size = models.CharField(_("sample size"), max_length=120, blank=True, help_text=_("As printed."))
    caution = models.TextField(_("caution"), blank=True, help_text=_("What a reader should know before trusting it."))
    is_history = models.BooleanField(
        _("history"), default=False, db_index=True, help_text=_("Too old to stand beside pay of today; shown apart.")
    )
    is_legal_floor = models.BooleanField(
        _("legal floor"), default=False, help_text=_("A minimum wage set by law, not what the market pays.")
    )
    is_all_industries = models.BooleanField(
        _("all industries"), default=False, help_text=_("Not of BPO alone; shown apart.")
    )

    objects = PayFigureQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                name="payfigure_range_or_middle",
                condition=(
                    Q(kind="range", value__isnull=True) & (Q(low__isnull=False) | Q(high__isnull=False))
                    | ~Q(kind="range") & Q(value__isnull=False)
                ),
                violation_error_message=_(
                    "A range has a low or a high end; an average or a median has its own amount."
                ),
            ),
            models.CheckConstraint(
                name="payfigure_low_to_high_in_order",
                condition=(Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")))
                & (Q(low__isnull=True) | Q(value__isnull=True) | Q(value__gte=F("low")))
                & (Q(high__isnull=True) | Q(value__isnull=True) | Q(high__gte=F("value"))),
                violation_error_message=_("Low, average and high must be in ascending order."),
            ),
            models.CheckConstraint(
                name="payfigure_is_money",
                condition=(Q(low__isnull=True) | Q(low__gt=0))
                & (Q(high__isnull=True) | Q(high__gt=0))
                & (Q(value__isnull=True) | Q(value__gt=0)),
                violation_error_message=_("An amount must be above zero."),
            ),
            models.CheckConstraint(
                name="payfigure_date_and_precision_agree",
                condition=Q(as_of__isnull=True, as_of_precision=DatePrecision.UNDATED)
                | (Q(as_of__isnull=False) & ~Q(as_of_precision=DatePrecision.UNDATED)),
                violation_error_message=_("Give a date together with its precision, or choose “undated”."),
            ),
            models.CheckConstraint(
                name="payfigure_date_can_be",
                condition=Q(as_of__isnull=True) | Q(as_of__gte=datetime.date(1990, 1, 1)),
                violation_error_message=_("The date lies before there was a BPO trade. Is a digit wrong?"),
            ),
            models.CheckConstraint(
                name="payfigure_floor_is_no_survey",
                condition=Q(is_legal_floor=False) | Q(is_all_industries=False),
                violation_error_message=_("A legal floor is not a figure of all industries. Choose one of the two."),
            ),
            models.CheckConstraint(
                name="payfigure_floor_is_in_rupees",
                condition=Q(is_legal_floor=False) | Q(currency="INR", low__isnull=False),
                violation_error_message=_("A legal floor is a low end in rupees."),
            ),
        ]
        indexes = [
            models.Index(fields=["role", "is_history"], name="payfigure_by_role"),
            models.Index(YEARLY, "reference", name="payfigure_by_yearly_amount"),
            models.Index(fields=["is_history", "is_legal_floor", "status"], name="payfigure_by_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def natural_key(self) -> tuple[str]:
        return (self.reference,)

    def clean(self):
        super().clean()
        if self.as_of and self.as_of > timezone.localdate():
            raise ValidationError({"as_of": _("The date lies ahead. When was the figure printed?")})
        if "/" in self.city.replace(CITY_SEPARATOR, ""):
            raise ValidationError({"city": _("Write two cities with spaces around the stroke: “Mumbai / Delhi”.")})

    def amounts(self, period: str) -> Amounts:
        """The figure in whole units of its currency for `period` ("month" or "year")."""
        convert = self.per_month if period == Period.MONTH else self.per_year
        if self.kind == self.Kind.RANGE:
            return Amounts(low=convert(self.low), high=convert(self.high))
        return Amounts(point=convert(self.value))

    @property
    def standing(self) -> str:
        """Its key in STANDINGS."""
        if self.is_legal_floor:
            return "floors"
        if self.is_history or self.currency != self.Currency.INR:
            return "history"
        return "all-industries" if self.is_all_industries else "today"

    @property
    def line(self) -> JobType | None:
        """The job type whose colour it wears; None for the whole trade and for roles found on every line."""
        if self.role_id:
            return None if self.role.is_cross_functional else self.role.job_type
        return self.job_type
