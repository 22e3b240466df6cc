"""Shared lists: the sources that facts rest on, and the words that roles are described with."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .slugs import Slugged, SluggedQuerySet


class NamedQuerySet(models.QuerySet):
    def get_by_natural_key(self, name: str):
        return self.get(name=name)


class Named(models.Model):
    """A row of a shared list, known by its name."""

    name = models.CharField(
        _("name"), max_length=150, unique=True, help_text=_("The full name, as readers should see it. Each name once.")
    )

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.name,)


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    UNDATED = "undated", _("undated")


class SourceQuerySet(SluggedQuerySet):
    def without_address(self):
        return self.filter(address="")

    def with_address(self):
        return self.exclude(address="")

    def dead(self):
        """Those whose address, as it stands now, was found dead."""
        return self.found(Source.AddressState.DEAD)

    def moved(self):
        """Those whose address, as it stands now, sends readers to another one for good."""
        return self.found(Source.AddressState.MOVED)

    def found(self, state: str):
        """A finding speaks of the address that was visited: it lapses when an editor gives another one."""
        return self.filter(address_state=state, address_checked=F("address"))

    def longest_unvisited_first(self):
        """Those never visited under their present address come first."""
        is_visited = Case(When(address_checked=F("address"), then=F("address_checked_on")), default=None)
        return self.order_by(is_visited.asc(nulls_first=True), "pk")


class Source(Slugged):
    """Who said it, and when. The slug is the anchor on the page of sources."""

    class AddressState(models.TextChoices):
        OK = "ok", _("Answers")
        MOVED = "moved", _("Has moved")
        DEAD = "dead", _("Dead")
        UNKNOWN = "unknown", _("Could not be told")

    class Strength(models.TextChoices):
        STRONG = "strong", _("Strong source")
        FAIR = "fair", _("Fair source")
        WEAK = "weak", _("Weak source")

    title = models.CharField(_("title"), max_length=300, help_text=_("Copy it exactly as printed on the page."))
    publisher = models.CharField(_("publisher"), max_length=200, help_text=_("As a reader would name it."))
    address = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("The page that you read, beginning with https://. A book has none."),
    )
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("The first day of the month or year where only that is known. Empty when undated."),
    )
    date_precision = models.CharField(
        _("date precision"),
        max_length=8,
        choices=DatePrecision,
        default=DatePrecision.UNDATED,
        help_text=_("How exactly the page shows its date. If it shows none, choose “undated”."),
    )
    date_note = models.CharField(
        _("date note"),
        max_length=200,
        blank=True,
        help_text=_("What a date cannot say, for example “24 April, year not shown” or “valid to 21 May 2025”."),
    )
    strength = models.CharField(
        _("strength"),
        max_length=6,
        choices=Strength,
        default=Strength.WEAK,
        help_text=_(
            "Strong: a law, an official statistic. Fair: a named survey, a serious newspaper. Weak: all others."
        ),
    )
    caution = models.TextField(_("caution"), blank=True, help_text=_("What a reader should know before trusting it."))
    # Written by `manage.py check_sources`; no public page shows them.
    address_state = models.CharField(
        _("address was found"), max_length=7, choices=AddressState, blank=True, editable=False
    )
    address_checked = models.URLField(_("address visited"), max_length=500, blank=True, editable=False)
    address_checked_on = models.DateField(_("visited on"), null=True, blank=True, editable=False)
    address_finding = models.CharField(_("what it answered"), max_length=300, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title"]
        constraints = [
            models.CheckConstraint(
                name="source_date_and_precision_agree",
                condition=Q(published_on__isnull=True, date_precision=DatePrecision.UNDATED)
                | (Q(published_on__isnull=False) & ~Q(date_precision=DatePrecision.UNDATED)),
                violation_error_message=_("Give a date together with its precision, or neither (undated)."),
            ),
            models.CheckConstraint(
                name="source_found_on_a_day",
                condition=Q(address_state="", address_checked_on__isnull=True)
                | (~Q(address_state="") & Q(address_checked_on__isnull=False)),
                violation_error_message=_("What was found of an address has the day of the visit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    def get_absolute_url(self) -> str:
        return f"{reverse('roles:source-list')}#{self.slug}"

    @property
    def is_used(self) -> bool:
        """Does any fact rest on it?"""
        return is_used(self)


def is_used(row: models.Model) -> bool:
    """Does any other row name this one?"""
    relations = row._meta.related_objects
    return any(r.related_model._base_manager.filter(**{r.field.name: row}).exists() for r in relations)


@receiver(pre_delete, sender=Source)
def refuse_to_lose_a_source(sender, instance, **kwargs):
    """Raise ValidationError before a source goes that facts rest on: they would silently become the editors' own."""
    if instance.is_used:
        raise ValidationError(
            _("Facts rest on “%(source)s”. Give them another source first."), params={"source": instance}
        )


class Qualification(Slugged):
    """A rung of education. A higher rank meets every lower one."""

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("Such as Class 12 (10+2)."))
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("For cards, such as “Class 12”."))
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, help_text=_("Higher means more study."))

    objects = SluggedQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name


class Skill(Slugged):
    """A skill as people search for it. A role's own wording stands in RoleSkill."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("As people search for it, such as Typing.")
    )

    objects = SluggedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Industry(Slugged):
    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("Such as Banking and financial services.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that name it."),
    )

    objects = SluggedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("industries")

    def __str__(self) -> str:
        return self.name


class Metric(Named):
    """What the work is measured on, such as AHT."""

    full_name = models.CharField(_("full name"), max_length=150, blank=True, help_text=_("AHT: Average handle time."))


class Certification(Named):
    awarded_by = models.CharField(
        _("awarded by"),
        max_length=200,
        blank=True,
        help_text=_("Who gives it. If the source does not say, leave it empty."),
    )
    suits = models.CharField(_("suits"), max_length=200, blank=True, help_text=_("Which work it helps with."))
    check_note = models.TextField(
        _("what we could check"), blank=True, help_text=_("What you read yourself, and what you could not find.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that name it."),
    )

    class Meta(Named.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")


class Employer(Named):
    """An employer that a source names. A list of names dates quickly, so each says who named it."""

    check_note = models.TextField(
        _("what we could check"), blank=True, help_text=_("What you read yourself, and what you could not find.")
    )
    sources = models.ManyToManyField(
        Source, blank=True, verbose_name=_("sources"), help_text=_("The sources that name this employer.")
    )


class TitledQuerySet(models.QuerySet):
    def get_by_natural_key(self, title: str):
        return self.get(title=title)


class Book(models.Model):
    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("We confirmed that it exists")
        NOT_FOUND = "not-found", _("We could not find it")

    title = models.CharField(
        _("title"), max_length=200, unique=True, help_text=_("Copy it exactly as the source prints it.")
    )
    author = models.CharField(
        _("author"),
        max_length=200,
        blank=True,
        help_text=_("As the source prints it. If it does not say, leave it empty."),
    )
    verdict = models.CharField(
        _("verdict"),
        max_length=10,
        choices=Verdict,
        help_text=_("Confirm it only if you found the book in a library or a shop."),
    )
    finding = models.TextField(_("finding"), help_text=_("What we found, in a sentence or two."))
    sources = models.ManyToManyField(
        Source, blank=True, verbose_name=_("sources"), help_text=_("The sources that name the book.")
    )

    objects = TitledQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.title,)
