"""The ordered parts of a role: its names, duties, skills, moves and codes, each with who said it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .catalogue import Role
from .publishing import is_public
from .reference import Certification, Industry, Metric, Skill, Source


class PartQuerySet(models.QuerySet):
    def get_by_natural_key(self, role: str, position: int):
        return self.filter(role__slug=role, position=position).order_by("pk")[:1].get()


class Part(models.Model):
    """An ordered line of a role, and who said it. Without a source it is the editors' own judgement.

    Position need not be unique, so that editors can reorder freely; rows at one position stay in order of entry.
    """

    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["role", "position", "pk"]

    def natural_key(self) -> tuple:
        return (self.role.slug, self.position)

    natural_key.dependencies = ["roles.role"]


class Alias(Part):
    """Another name of the role, as printed."""

    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="aliases",
        verbose_name=_("role"),
        help_text=_("The role that has this other name."),
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        db_index=True,
        help_text=_("Copy it exactly as the source or advertisement prints it."),
    )

    class Meta(Part.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("also called")
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
    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, related_name="duties", verbose_name=_("role"), help_text=_("Whose duty it is.")
    )
    text = models.CharField(
        _("duty"), max_length=300, help_text=_("Begin with what the person does: “Answers calls from bank customers.”")
    )

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

    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="role_skills",
        verbose_name=_("role"),
        help_text=_("Whose skill it is."),
    )
    skill = models.ForeignKey(
        Skill,
        on_delete=models.PROTECT,
        related_name="role_skills",
        verbose_name=_("skill"),
        help_text=_("The skill as people search for it."),
    )
    need = models.CharField(
        _("need"),
        max_length=9,
        choices=Need,
        default=Need.MUST,
        help_text=_("How much it is asked for. Choose “Must have” only where a source asks for it."),
    )
    text = models.CharField(
        _("in words"), max_length=200, help_text=_("The skill as this role needs it, such as: Clear spoken Hindi.")
    )

    class Meta(Part.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills of roles")
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
    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="role_metrics",
        verbose_name=_("role"),
        help_text=_("Whose work is measured."),
    )
    metric = models.ForeignKey(
        Metric,
        on_delete=models.PROTECT,
        related_name="role_metrics",
        verbose_name=_("metric"),
        help_text=_("What the work is measured on, such as AHT."),
    )
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("What is special here, such as: of the client. May stay empty."),
    )

    class Meta(Part.Meta):
        verbose_name = _("metric")
        verbose_name_plural = _("metrics of roles")
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
    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="role_certifications",
        verbose_name=_("role"),
        help_text=_("The role that it helps with."),
    )
    certification = models.ForeignKey(
        Certification,
        on_delete=models.PROTECT,
        related_name="role_certifications",
        verbose_name=_("certificate"),
        help_text=_("Choose it from the list of certificates."),
    )
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("What is special here, such as: asked by few. May stay empty."),
    )

    class Meta(Part.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates of roles")
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
    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="role_industries",
        verbose_name=_("role"),
        help_text=_("The role that this industry hires."),
    )
    industry = models.ForeignKey(
        Industry,
        on_delete=models.PROTECT,
        related_name="role_industries",
        verbose_name=_("industry"),
        help_text=_("An industry that hires for this role, such as Banking and financial services."),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("What is special here, in a few words. May stay empty.")
    )

    class Meta(Part.Meta):
        verbose_name = _("industry")
        verbose_name_plural = _("industries of roles")
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

    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="codes",
        verbose_name=_("role"),
        help_text=_("The role that the code is for."),
    )
    scheme = models.CharField(_("scheme"), max_length=8, choices=Scheme, help_text=_("The list that the code is from."))
    code = models.CharField(
        _("code"),
        max_length=60,
        db_index=True,
        help_text=_("Copy it exactly as printed. For ESCO, give its ISCO group."),
    )
    title = models.CharField(
        _("title"),
        max_length=200,
        help_text=_("The name that the list gives to this code. Copy it exactly as printed."),
    )
    year = models.CharField(
        _("year"), max_length=20, blank=True, help_text=_("Of the edition you read, such as 2015 or v1.0.")
    )
    fit = models.CharField(
        _("fit"),
        max_length=11,
        choices=Fit,
        blank=True,
        help_text=_("How well the code matches the role. If you cannot tell, leave it empty."),
    )
    nsqf_level = models.PositiveSmallIntegerField(
        _("NSQF level"), null=True, blank=True, help_text=_("From 1 to 8, for an NSQF pack. Empty for other lists.")
    )
    address = models.URLField(
        _("address"), max_length=300, blank=True, help_text=_("The page of this code, beginning with https://.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What a reader should know, such as: the pack has run out.")
    )

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

    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="moves",
        verbose_name=_("role"),
        help_text=_("Where the move begins."),
    )
    to_role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="moves_in",
        null=True,
        blank=True,
        verbose_name=_("to role"),
        help_text=_("The role it leads to. Empty for a move out of the trade."),
    )
    destination = models.CharField(
        _("destination"), max_length=120, blank=True, help_text=_("For a move out of the trade: where to.")
    )
    direction = models.CharField(
        _("direction"),
        max_length=8,
        choices=Direction,
        help_text=_("Up: a higher post. Sideways: about the same level."),
    )
    takes = models.CharField(
        _("what it takes"),
        max_length=200,
        blank=True,
        help_text=_("What a person needs for it, such as: two years and a degree."),
    )

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
