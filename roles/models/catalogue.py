"""Job types and roles, with their ordered parts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .publishing import Publishable, PublishableQuerySet, is_public
from .reference import Certification, Industry, Metric, Qualification, Skill, Source
from .slugs import Slugged, SluggedQuerySet


class Level(models.TextChoices):
    ENTRY = "entry", _("Entry level")
    MID = "mid", _("Mid level")
    SENIOR = "senior", _("Senior level")


class Shift(models.TextChoices):
    DAY = "day", _("Mostly day")
    ROTATING = "rotating", _("Rotating, nights for overseas clients")
    ROUND_THE_CLOCK = "round-the-clock", _("Round the clock")
    CLIENT = "client", _("The client’s hours")


# The last part of addresses that are pages of their own: no role may stand in their way.
RESERVED_SLUGS = ("types", "compare", "match", "map", "in-hand", "offer")


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

    title = models.CharField(_("title"), max_length=100, unique=True)
    short_title = models.CharField(_("short title"), max_length=30, help_text=_("For cards and charts, such as KPO."))
    code = models.CharField(
        _("code"), max_length=2, unique=True, help_text=_("Two letters, shown in the line’s colour.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order of the six lines."))
    channel = models.CharField(_("channel"), max_length=7, choices=Channel)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.NONE)
    is_customer_facing = models.BooleanField(
        _("customer-facing"), help_text=_("Is a customer on the other side? This is what front and back office mean.")
    )
    in_short = models.CharField(_("in short"), max_length=120, help_text=_("The home page’s line. One short sentence."))
    summary = models.TextField(_("summary"))
    suits = models.TextField(_("it suits"), blank=True)
    example = models.TextField(_("example"), blank=True)
    minimum_qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        related_name="job_types_asking",
        null=True,
        blank=True,
        verbose_name=_("minimum qualification"),
    )
    minimum_note = models.TextField(_("minimum, in words"), blank=True)
    preferred_note = models.TextField(_("preferred, in words"), blank=True)
    shift_note = models.TextField(_("usual shifts"), blank=True)
    codes_note = models.TextField(_("occupation codes, in words"), blank=True)

    objects = JobTypeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

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

    job_type = models.ForeignKey(JobType, on_delete=models.CASCADE, related_name="points", verbose_name=_("job type"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("text"), max_length=300)
    sources = models.ManyToManyField(Source, blank=True, verbose_name=_("sources"))

    objects = JobTypePointQuerySet.as_manager()

    class Meta:
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


class RoleQuerySet(PublishableQuerySet, SluggedQuerySet):
    def published(self):
        """Public roles of public job types: a role is never shown where its line is hidden."""
        return super().published().filter(is_public("job_type"))

    def reachable(self):
        return super().reachable().filter(is_public("job_type"))

    def with_card(self):
        """With what a role card shows."""
        return self.select_related("job_type", "minimum_qualification")

    def on_every_line(self):
        return self.filter(is_cross_functional=True)

    def on_one_line(self):
        return self.filter(is_cross_functional=False)

    def found_on(self, job_type: JobType):
        """Roles of another line that are also done on this one, without those found on every line."""
        return self.on_one_line().filter(also_in=job_type).exclude(job_type=job_type)

    def similar_to(self, role: "Role"):
        """Roles of the same line first, then of the same level; never the role itself."""
        same_line = Q(job_type=role.job_type_id, is_cross_functional=role.is_cross_functional)
        return (
            self.exclude(pk=role.pk)
            .filter(same_line | Q(also_in=role.job_type_id, level=role.level))
            .annotate(
                is_same_line=models.Case(models.When(same_line, then=1), default=0),
                is_same_level=models.Case(models.When(level=role.level, then=1), default=0),
            )
            .order_by("-is_same_line", "-is_same_level", "title")
            .distinct()
        )


class Role(Slugged, Publishable):
    """One designation, as job advertisements name it."""

    class Calls(models.TextChoices):
        NONE = "none", _("No calls")
        SOME = "some", _("Some calls")
        MOST = "most", _("Mostly calls")

    class Nights(models.TextChoices):
        RARE = "rare", _("Rarely")
        SOME = "some", _("Depends on the client")
        USUAL = "usual", _("Usual")

    title = models.CharField(_("title"), max_length=100, unique=True)
    job_type = models.ForeignKey(JobType, on_delete=models.PROTECT, related_name="roles", verbose_name=_("job type"))
    also_in = models.ManyToManyField(JobType, blank=True, related_name="visiting_roles", verbose_name=_("also done in"))
    is_cross_functional = models.BooleanField(
        _("on every line"), default=False, help_text=_("Found in every job type, such as team leader.")
    )
    level = models.CharField(_("level"), max_length=6, choices=Level, db_index=True)
    summary = models.TextField(_("summary"), help_text=_("The job in one sentence."))
    example = models.TextField(_("example"), blank=True, help_text=_("A real case, in two or three sentences."))
    suits = models.TextField(_("it suits"), blank=True)

    calls = models.CharField(_("calls"), max_length=4, choices=Calls, help_text=_("How much of the work is calls."))
    sells = models.BooleanField(_("sells"), default=False)
    has_targets = models.BooleanField(
        _("has targets"), default=False, help_text=_("A sales or daily volume target, beyond quality scores.")
    )
    shift = models.CharField(_("shift"), max_length=15, choices=Shift, blank=True)
    shift_note = models.TextField(_("shifts, in words"), blank=True)
    nights = models.CharField(_("nights"), max_length=5, choices=Nights, blank=True)

    minimum_qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        related_name="roles_asking",
        null=True,
        blank=True,
        verbose_name=_("minimum qualification"),
    )
    minimum_note = models.TextField(_("minimum, in words"), blank=True)
    preferred_note = models.TextField(_("preferred, in words"), blank=True)
    takes_freshers = models.BooleanField(_("open to freshers"), default=False)

    is_common_first_job = models.BooleanField(
        _("common first job"), default=False, help_text=_("Named on the home page among the common first jobs.")
    )
    editors_note = models.TextField(
        _("editors’ note"), blank=True, help_text=_("Shown on the page: how the editors settled what sources dispute.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When the editors last read it."))
    review_by = models.DateField(_("review by"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="replaces",
        null=True,
        blank=True,
        verbose_name=_("replaced by"),
        help_text=_("For a retired role: the role to read instead."),
    )

    industries = models.ManyToManyField(
        Industry, through="RoleIndustry", blank=True, related_name="roles", verbose_name=_("industries")
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["is_cross_functional", "job_type__position", "title"]
        constraints = [
            models.CheckConstraint(
                name="role_slug_is_no_other_page",
                condition=~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=_("This slug is the address of another page of the site. Choose another one."),
            ),
            models.CheckConstraint(
                name="role_replaced_by_another_role",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                violation_error_message=_("A role cannot be replaced by itself."),
            ),
            models.CheckConstraint(
                name="role_reviewed_after_it_was_checked",
                condition=Q(review_by__isnull=True) | Q(checked_on__isnull=True) | Q(review_by__gt=F("checked_on")),
                violation_error_message=_("The review date must lie after the date it was checked on."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roles:role-detail", args=[self.slug])

    @property
    def line(self) -> str:
        """The slug of the line whose colour the role wears; empty on every line."""
        return "" if self.is_cross_functional else self.job_type.slug


class PartQuerySet(models.QuerySet):
    def get_by_natural_key(self, role: str, position: int):
        return self.filter(role__slug=role, position=position).order_by("pk")[:1].get()


class Part(models.Model):
    """An ordered line of a role, and who said it. Without a source it is the editors' own judgement.

    Position need not be unique, so that editors can reorder freely; rows at one position stay in order of entry.
    """

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, blank=True, verbose_name=_("sources"))

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["role", "position", "pk"]

    def natural_key(self) -> tuple:
        return (self.role.slug, self.position)

    natural_key.dependencies = ["roles.role"]


class Alias(Part):
    """Another name of the role, as printed."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("role"))
    name = models.CharField(_("name"), max_length=120, db_index=True)

    class Meta(Part.Meta):
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "name"],
                name="alias_named_once",
                violation_error_message=_("This name is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Duty(Part):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="duties", verbose_name=_("role"))
    text = models.CharField(_("duty"), max_length=300)

    class Meta(Part.Meta):
        verbose_name_plural = _("duties")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "text"],
                name="duty_said_once",
                violation_error_message=_("This duty is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class RoleSkill(Part):
    class Need(models.TextChoices):
        MUST = "must", _("Must have")
        PREFERRED = "preferred", _("Good to have")
        LEARNT = "learnt", _("Learnt on the job")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="role_skills", verbose_name=_("role"))
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="role_skills", verbose_name=_("skill"))
    need = models.CharField(_("need"), max_length=9, choices=Need, default=Need.MUST)
    text = models.CharField(_("in words"), max_length=200)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "text"],
                name="roleskill_said_once",
                violation_error_message=_("This skill is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class RoleMetric(Part):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="role_metrics", verbose_name=_("role"))
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="role_metrics", verbose_name=_("metric"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "metric"],
                name="rolemetric_once",
                violation_error_message=_("This metric is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.metric)


class RoleCertification(Part):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="role_certifications", verbose_name=_("role"))
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="role_certifications", verbose_name=_("certification")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "certification"],
                name="rolecertification_once",
                violation_error_message=_("This certificate is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.certification)


class RoleIndustry(Part):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="role_industries", verbose_name=_("role"))
    industry = models.ForeignKey(
        Industry, on_delete=models.PROTECT, related_name="role_industries", verbose_name=_("industry")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name_plural = _("role industries")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "industry"],
                name="roleindustry_once",
                violation_error_message=_("This industry is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.industry)


class OccupationCode(Part):
    """Where an official list of occupations files the role. Schemes disagree; each is shown as it is."""

    class Scheme(models.TextChoices):
        ISCO = "isco-08", "ISCO-08"
        NCO = "nco-2015", "NCO-2015"
        ONET = "onet-soc", "O*NET-SOC"
        ESCO = "esco", "ESCO"
        NSQF = "nsqf", _("NSQF pack")

    class Fit(models.TextChoices):
        EXACT = "exact", _("exact")
        CLOSE = "close", _("close")
        APPROXIMATE = "approximate", _("approximate")
        VIA_ESCO = "via-esco", _("through ESCO’s label")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="codes", verbose_name=_("role"))
    scheme = models.CharField(_("scheme"), max_length=8, choices=Scheme)
    code = models.CharField(_("code"), max_length=60, db_index=True, help_text=_("For ESCO, its ISCO group."))
    title = models.CharField(_("title"), max_length=200)
    year = models.CharField(_("year"), max_length=20, blank=True, help_text=_("Of the edition the code was read in."))
    fit = models.CharField(_("fit"), max_length=11, choices=Fit, blank=True)
    nsqf_level = models.PositiveSmallIntegerField(_("NSQF level"), null=True, blank=True)
    address = models.URLField(_("address"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "scheme", "code", "title"],
                name="occupationcode_once",
                violation_error_message=_("This code is in the list already."),
            ),
            models.CheckConstraint(
                name="occupationcode_level_of_a_pack",
                condition=Q(nsqf_level__isnull=True) | Q(scheme="nsqf", nsqf_level__range=(1, 8)),
                violation_error_message=_("Only an NSQF pack has a level, from 1 to 8."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code}"


class CareerMoveQuerySet(PartQuerySet):
    def with_destination(self):
        """Moves out of the trade, and moves to public roles; with what the page shows of those roles."""
        public = is_public("to_role") & is_public("to_role__job_type")
        return self.filter(Q(to_role__isnull=True) | public).select_related("to_role__job_type")

    def around(self, role: Role):
        """Moves from `role` and moves to it, by position and then by where they begin; the far end is public."""
        out = Q(role=role) & (Q(to_role__isnull=True) | is_public("to_role") & is_public("to_role__job_type"))
        back = Q(to_role=role) & is_public("role") & is_public("role__job_type")
        return self.filter(out | back).select_related("role__job_type", "to_role__job_type").order_by("position", "pk")


class CareerMove(Part):
    class Direction(models.TextChoices):
        UP = "up", _("Up")
        SIDEWAYS = "sideways", _("Sideways")
        OUT = "out", _("Out of the trade")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="moves", verbose_name=_("role"))
    to_role = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="moves_in", null=True, blank=True, verbose_name=_("to role")
    )
    destination = models.CharField(
        _("destination"), max_length=120, blank=True, help_text=_("For a move out of the trade: where to.")
    )
    direction = models.CharField(_("direction"), max_length=8, choices=Direction)
    takes = models.CharField(_("what it takes"), max_length=200, blank=True)

    objects = CareerMoveQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                name="careermove_out_has_a_destination",
                condition=Q(direction="out", to_role__isnull=True) & ~Q(destination="")
                | ~Q(direction="out") & Q(to_role__isnull=False, destination=""),
                violation_error_message=_("A move out names a destination; any other move names a role."),
            ),
            models.CheckConstraint(
                name="careermove_leads_elsewhere",
                condition=Q(to_role__isnull=True) | ~Q(to_role=F("role")),
                violation_error_message=_("A role cannot lead to itself."),
            ),
            models.UniqueConstraint(
                fields=["role", "to_role"],
                name="careermove_once",
                violation_error_message=_("This move is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return self.destination or str(self.to_role)

    def clean(self):
        super().clean()
        # Said here too: an inline form leaves constraints on its parent unchecked.
        if self.to_role_id and self.to_role_id == self.role_id:
            raise ValidationError({"to_role": _("A role cannot lead to itself.")})
