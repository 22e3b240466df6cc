"""A guide for each job type with its hiring rounds, and what a role's panel looks at."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.models import PUBLISHING_PERMISSIONS, JobType, Publishable, PublishableQuerySet, Role, Source, is_public
from roles.models.freshness import ReviewedQuerySet

from .questions import Question


class GuideQuerySet(ReviewedQuerySet, PublishableQuerySet):
    def get_by_natural_key(self, job_type: str):
        return self.get(job_type__slug=job_type)

    def published(self):
        """Public guides of public job types."""
        return super().published().filter(is_public("job_type"))

    def reachable(self):
        return super().reachable().filter(is_public("job_type"))

    def having_had(self, slug: str):
        """The guide (if any) of the job type that has or once had `slug`."""
        return self.filter(job_type__in=JobType.objects.having_had(slug))

    def with_counts(self):
        """Adds `stage_count` and `question_count` (public questions of the job type)."""
        asked = (
            Question.job_types.through.objects.filter(
                jobtype=OuterRef("job_type"), question__in=Question.objects.published()
            )
            .order_by()
            .values("jobtype")
            .annotate(total=Count("pk"))
            .values("total")
        )
        return self.annotate(
            stage_count=Count("stages", distinct=True), question_count=Coalesce(Subquery(asked), Value(0))
        ).order_by("job_type__position", "title")


class Guide(Publishable):
    """How a job type hires, and how to prepare. Its address is its job type’s slug."""

    job_type = models.OneToOneField(
        JobType,
        on_delete=models.PROTECT,
        related_name="interview_guide",
        verbose_name=_("job type"),
        error_messages={"unique": _("This job type has a guide already.")},
        help_text=_("Each job type has one guide."),
    )
    title = models.CharField(
        _("title"), max_length=100, unique=True, help_text=_("As readers see it, such as Pass a KPO interview.")
    )
    lede = models.TextField(_("lede"), help_text=_("One or two short sentences under the title."))
    rounds_note = models.TextField(_("note on the rounds"), blank=True, help_text=_("How far to trust the list."))
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When the editors last read it."))
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The day to read it again, such as six months on.")
    )

    objects = GuideQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["job_type__position"]
        verbose_name = _("interview guide")
        verbose_name_plural = _("interview guides")
        constraints = [
            models.CheckConstraint(
                name="guide_reviewed_after_it_was_checked",
                condition=Q(review_by__isnull=True) | Q(checked_on__isnull=True) | Q(review_by__gt=F("checked_on")),
                violation_error_message=_("The review date must lie after the date it was checked on."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("interviews:guide-detail", args=[self.job_type.slug])

    def natural_key(self) -> tuple[str]:
        return (self.job_type.slug,)

    natural_key.dependencies = ["roles.jobtype"]


class StageQuerySet(models.QuerySet):
    def get_by_natural_key(self, job_type: str, position: int):
        return self.filter(guide__job_type__slug=job_type, position=position).order_by("pk")[:1].get()

    def published(self):
        """Rounds of public guides."""
        return self.filter(is_public("guide") & is_public("guide__job_type"))

    def with_page(self):
        """With what a guide shows of a round."""
        return self.select_related("question").prefetch_related("sources")


class Stage(models.Model):
    """One hiring round. How sure we are is the strength of its sources; without one it is the editors' own."""

    guide = models.ForeignKey(
        Guide,
        on_delete=models.CASCADE,
        related_name="stages",
        verbose_name=_("guide"),
        help_text=_("The guide that the round belongs to."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place among the rounds: 1 comes first.")
    )
    title = models.CharField(_("title"), max_length=100, help_text=_("A short name, such as HR screen."))
    text = models.TextField(_("what happens"), help_text=_("What the applicant does, and what they look at."))
    how_long = models.CharField(_("how long"), max_length=100, blank=True, help_text=_("Only where a source says it."))
    question = models.ForeignKey(
        Question,
        on_delete=models.PROTECT,
        related_name="stages",
        null=True,
        blank=True,
        verbose_name=_("sample question"),
        help_text=_("From the bank."),
    )
    prompt = models.CharField(
        _("sample prompt"), max_length=200, blank=True, help_text=_("The editors’ own, where the bank has no question.")
    )
    is_on_some_accounts = models.BooleanField(
        _("on some accounts"), default=False, help_text=_("Tick it if only some clients ask for this round.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "position", "pk"]
        verbose_name = _("hiring round")
        verbose_name_plural = _("hiring rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "title"],
                name="stage_named_once",
                violation_error_message=_("This round is in the guide already."),
            ),
            models.CheckConstraint(
                name="stage_has_one_sample",
                condition=Q(question__isnull=True) | Q(prompt=""),
                violation_error_message=_("Give a sample question from the bank or a prompt, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple:
        return (self.guide.job_type.slug, self.position)

    natural_key.dependencies = ["interviews.guide", "interviews.question"]

    @property
    def sample_question(self) -> Question | None:
        return self.question if self.question and self.question.is_published else None

    @property
    def strongest(self) -> Source | None:
        """The source that says most for this round; None where it is the editors' own judgement."""
        order = [Source.Strength.STRONG, Source.Strength.FAIR, Source.Strength.WEAK]
        return min(self.sources.all(), key=lambda source: order.index(source.strength), default=None)


class RolePointerQuerySet(models.QuerySet):
    def get_by_natural_key(self, role: str):
        return self.get(role__slug=role)

    def published(self):
        """Pointers of public roles."""
        return self.filter(is_public("role") & is_public("role__job_type"))

    def for_job_type(self, job_type: JobType):
        """Of the roles on this line; roles found on every line come last."""
        on_line = Q(role__job_type=job_type, role__is_cross_functional=False) | Q(role__is_cross_functional=True)
        return self.filter(on_line).select_related("role").order_by("role__is_cross_functional", "role__title")


class RolePointer(models.Model):
    """What the panel for one role looks at. The editors' summary of common practice."""

    role = models.OneToOneField(
        Role,
        on_delete=models.CASCADE,
        related_name="interview_pointer",
        verbose_name=_("role"),
        error_messages={"unique": _("This role has a pointer already.")},
        help_text=_("Each role has one pointer."),
    )
    probes = models.CharField(
        _("what they probe"),
        max_length=200,
        help_text=_("What the panel wants to find out, such as: Matching, entries, tax basics."),
    )
    exercise = models.CharField(
        _("likely exercise"), max_length=200, help_text=_("What an applicant may have to do, such as a mock call.")
    )
    rounds_note = models.CharField(
        _("how its rounds differ"), max_length=300, blank=True, help_text=_("For senior roles. A full sentence.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = RolePointerQuerySet.as_manager()

    class Meta:
        ordering = ["role__title"]
        verbose_name = _("pointer for a role")
        verbose_name_plural = _("pointers for roles")

    def __str__(self) -> str:
        return self.probes

    def natural_key(self) -> tuple[str]:
        return (self.role.slug,)

    natural_key.dependencies = ["roles.role"]
