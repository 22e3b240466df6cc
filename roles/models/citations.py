"""Who said what a role's or job type's own fields say, and where sources disagree."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .catalogue import Role
from .job_types import JobType
from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet
from .reference import Source
from .slugs import Slugged, SluggedQuerySet


class CitedField(models.TextChoices):
    SUMMARY = "summary", _("Summary")
    MINIMUM = "minimum_note", _("Minimum qualification")
    PREFERRED = "preferred_note", _("Preferred qualification")
    SHIFT = "shift_note", _("Shifts")
    SUITS = "suits", _("It suits")
    EXAMPLE = "example", _("Example")
    CODES = "codes_note", _("Occupation codes")
    NOTE = "editors_note", _("Editors’ note")


class Citation(models.Model):
    """One source behind one field. A field without a citation is the editors' own."""

    field = models.CharField(
        _("field"), max_length=15, choices=CitedField, help_text=_("The field of the form that this source is for.")
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("source"),
        help_text=_("Who says what the field says."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.source}"


class RoleCitationQuerySet(models.QuerySet):
    def get_by_natural_key(self, role: str, field: str, source: str):
        return self.get(role__slug=role, field=field, source__slug=source)


class RoleCitation(Citation):
    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        related_name="citations",
        verbose_name=_("role"),
        help_text=_("The role whose field it is."),
    )

    objects = RoleCitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of a field")
        verbose_name_plural = _("sources of roles’ fields")
        ordering = ["role", "field", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "field", "source"],
                name="rolecitation_once",
                violation_error_message=_("This source is named for this field already."),
            )
        ]

    def natural_key(self) -> tuple:
        return (self.role.slug, self.field, self.source.slug)

    natural_key.dependencies = ["roles.role", "roles.source"]


class JobTypeCitationQuerySet(models.QuerySet):
    def get_by_natural_key(self, job_type: str, field: str, source: str):
        return self.get(job_type__slug=job_type, field=field, source__slug=source)


class JobTypeCitation(Citation):
    job_type = models.ForeignKey(
        JobType,
        on_delete=models.CASCADE,
        related_name="citations",
        verbose_name=_("job type"),
        help_text=_("The job type whose field it is."),
    )

    objects = JobTypeCitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of a field")
        verbose_name_plural = _("sources of job types’ fields")
        ordering = ["job_type", "field", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["job_type", "field", "source"],
                name="jobtypecitation_once",
                violation_error_message=_("This source is named for this field already."),
            )
        ]

    def natural_key(self) -> tuple:
        return (self.job_type.slug, self.field, self.source.slug)

    natural_key.dependencies = ["roles.jobtype", "roles.source"]


class DisagreementQuerySet(PublishableQuerySet, SluggedQuerySet):
    pass


class Disagreement(Slugged, Publishable):
    """Two sources that cannot both be right: both are kept, and the editors' resolution stands beside them."""

    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    conflict = models.TextField(
        _("what the sources say"), help_text=_("What each source says, in turn, without taking sides.")
    )
    resolution = models.TextField(_("how we settled it"), help_text=_("Which one the site follows, and why."))
    sources = models.ManyToManyField(
        Source, blank=True, verbose_name=_("sources"), help_text=_("All sources that disagree.")
    )
    roles = models.ManyToManyField(
        Role,
        blank=True,
        related_name="disagreements",
        verbose_name=_("roles"),
        help_text=_("The roles whose pages show it."),
    )
    job_types = models.ManyToManyField(
        JobType,
        blank=True,
        related_name="disagreements",
        verbose_name=_("job types"),
        help_text=_("The job types whose pages show it."),
    )

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["position"]

    def __str__(self) -> str:
        return self.conflict
