"""Job types: the six lines of work."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet, is_public
from .reference import Qualification, Source
from .slugs import Slugged, SluggedQuerySet


class Colour(models.TextChoices):
    """Named after the line that first wore it. A line keeps its colour whatever it is called later."""

    VOICE_INBOUND = "voice-inbound", _("Teal")
    VOICE_OUTBOUND = "voice-outbound", _("Orange")
    NON_VOICE = "non-voice", _("Pink")
    BACK_OFFICE = "back-office", _("Brown")
    KPO = "kpo", _("Purple")
    ITES = "ites", _("Green")


class JobTypeQuerySet(PublishableQuerySet, SluggedQuerySet):
    def with_role_count(self):
        """Adds `role_count`: public roles whose own line this is; roles found on every line are not counted."""
        return self.annotate(
            role_count=Count("roles", filter=is_public("roles") & Q(roles__is_cross_functional=False), distinct=True)
        ).order_by("position", "title")


class JobType(Slugged, Publishable):
    """One of the six lines of work."""

    class Channel(models.TextChoices):
        VOICE = "voice", _("Voice: by telephone")
        WRITTEN = "written", _("Written: by chat, mail or message")
        NONE = "none", _("None: no contact with customers")
        MIXED = "mixed", _("Mixed: by telephone, chat and remote tools")

    class Direction(models.TextChoices):
        INBOUND = "inbound", _("Inbound: customers contact you")
        OUTBOUND = "outbound", _("Outbound: you contact customers")
        NONE = "none", _("Neither")

    title = models.CharField(
        _("title"), max_length=100, unique=True, help_text=_("As readers see it, such as Voice inbound.")
    )
    short_title = models.CharField(_("short title"), max_length=30, help_text=_("For cards and charts, such as KPO."))
    code = models.CharField(
        _("code"), max_length=2, unique=True, help_text=_("Two letters, shown in the line’s colour.")
    )
    colour = models.CharField(
        _("colour"),
        max_length=14,
        choices=Colour,
        blank=True,
        help_text=_(
            "Of the line: on cards, in charts and on the map. No two lines share one; without it a line has none."
        ),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order of the six lines."))
    channel = models.CharField(
        _("channel"), max_length=7, choices=Channel, help_text=_("How the work meets customers.")
    )
    direction = models.CharField(
        _("direction"),
        max_length=8,
        choices=Direction,
        default=Direction.NONE,
        help_text=_("Who contacts whom. Choose “Neither” where there are no customers."),
    )
    is_customer_facing = models.BooleanField(
        _("customer-facing"), help_text=_("Is a customer on the other side? This is what front and back office mean.")
    )
    in_short = models.CharField(_("in short"), max_length=120, help_text=_("The home page’s line. One short sentence."))
    summary = models.TextField(_("summary"), help_text=_("The work in one or two sentences."))
    suits = models.TextField(_("it suits"), blank=True, help_text=_("Such as: People who like quiet, exact work."))
    example = models.TextField(
        _("example"), blank=True, help_text=_("A real case, in two or three sentences. No names of people.")
    )
    minimum_qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        related_name="job_types_asking",
        null=True,
        blank=True,
        verbose_name=_("minimum qualification"),
        help_text=_("The lowest schooling that the sources accept. If they do not say, leave it empty."),
    )
    minimum_note = models.TextField(
        _("minimum, in words"), blank=True, help_text=_("The sources’ own words. If they do not say, leave it empty.")
    )
    preferred_note = models.TextField(
        _("preferred, in words"), blank=True, help_text=_("What helps but is not asked of all, such as B.Com.")
    )
    shift_note = models.TextField(
        _("usual shifts"), blank=True, help_text=_("Such as: Mostly day. If the sources do not say, leave it empty.")
    )
    codes_note = models.TextField(
        _("occupation codes, in words"),
        blank=True,
        help_text=_("The codes that most roles of this job type have, such as ISCO-08 4132."),
    )

    objects = JobTypeQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["colour"],
                condition=~Q(colour=""),
                name="jobtype_colour_worn_once",
                violation_error_message=_("Another line has this colour. Choose one that is free, or leave it empty."),
            ),
            models.CheckConstraint(
                name="jobtype_colour_is_one_of_ours",
                condition=Q(colour__in=["", *Colour.values]),
                violation_error_message=_("Choose one of the colours, or leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roles:jobtype-detail", args=[self.slug])


class JobTypePointQuerySet(models.QuerySet):
    def get_by_natural_key(self, job_type: str, kind: str, position: int):
        rows = self.filter(job_type__slug=job_type, kind=kind, position=position).order_by("pk")
        return rows[:1].get()


class JobTypePoint(models.Model):
    """One line in a list about a job type."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Also called")
        DUTY = "duty", _("Duty")
        SKILL = "skill", _("Skill")
        METRIC = "metric", _("Metric")

    job_type = models.ForeignKey(
        JobType,
        on_delete=models.CASCADE,
        related_name="points",
        verbose_name=_("job type"),
        help_text=_("The job type that this line belongs to."),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, help_text=_("The list that this line stands in."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    text = models.CharField(_("text"), max_length=300, help_text=_("One idea, in one short line."))
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = JobTypePointQuerySet.as_manager()

    class Meta:
        verbose_name = _("line about a job type")
        verbose_name_plural = _("lines about job types")
        ordering = ["job_type", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["job_type", "kind", "text"],
                name="jobtypepoint_said_once",
                violation_error_message=_("This line is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple:
        return (self.job_type.slug, self.kind, self.position)

    natural_key.dependencies = ["roles.jobtype"]
