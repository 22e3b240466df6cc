"""The bank of interview questions."""

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.models import (
    PUBLISHING_PERMISSIONS,
    JobType,
    Level,
    Publishable,
    PublishableQuerySet,
    Role,
    Slugged,
    SluggedQuerySet,
    Source,
)


class Kind(models.TextChoices):
    HR = "hr", _("HR")
    TECHNICAL = "technical", _("Technical")
    BEHAVIOURAL = "behavioural", _("Behavioural")
    SITUATIONAL = "situational", _("Situation")
    APTITUDE = "aptitude", _("Aptitude")


class QuestionQuerySet(PublishableQuerySet, SluggedQuerySet):
    def published(self):
        """Public questions of at least one public line."""
        return super().published().on_a_public_line()

    def reachable(self):
        return super().reachable().on_a_public_line()

    def on_a_public_line(self):
        return self.filter(pk__in=tags(JobType).filter(jobtype__in=JobType.objects.published()).values("question"))

    def for_job_type(self, job_type: JobType):
        return self.filter(pk__in=tags(JobType).filter(jobtype=job_type).values("question"))

    def of_role(self, role: Role):
        """Questions tagged to `role` itself."""
        return self.filter(pk__in=tags(Role).filter(role=role).values("question"))

    def particular_to(self, job_type: JobType):
        """What this line's own work is asked about: no role owns these questions, and not every line hears them."""
        lines = tags(JobType).filter(question=OuterRef("pk")).values("question").annotate(n=Count("pk")).values("n")
        return (
            self.for_job_type(job_type)
            .filter(~Exists(tags(Role).filter(question=OuterRef("pk"))), kind__in=(Kind.TECHNICAL, Kind.SITUATIONAL))
            .annotate(lines_tagged=Subquery(lines))
            .filter(lines_tagged__lt=public_line_total())
        )

    def for_role(self, role: Role):
        """What `role` is asked, its own questions first (`is_own`), then its line's particular ones.

        A role found on every line belongs to none, so it has its own only; failing these, what its level is asked
        everywhere.
        """
        rows = self.annotate(is_own=Exists(tags(Role).filter(question=OuterRef("pk"), role=role)))
        if not role.is_cross_functional:
            wanted = Q(is_own=True) | Q(pk__in=self.model.objects.particular_to(role.job_type).values("pk"))
        else:
            general = self.model.objects.for_job_type(role.job_type).filter(level=role.level)
            has_own = Exists(tags(Role).filter(role=role, question__in=self.model.objects.published()))
            wanted = Q(is_own=True) | (~Q(has_own) & Q(pk__in=general.values("pk")))
        return rows.filter(wanted).order_by("-is_own", "slug")

    def near(self, question: "Question"):
        """Others of the same kind that share a line with `question`, those after it in the bank first."""
        lines = tags(JobType).filter(question=question.pk).values("jobtype")
        return (
            self.exclude(pk=question.pk)
            .filter(kind=question.kind, pk__in=tags(JobType).filter(jobtype__in=lines).values("question"))
            .annotate(is_before=Case(When(slug__lt=question.slug, then=1), default=0))
            .order_by("is_before", "slug")
        )

    def with_page(self):
        """With what a question shows: its public lines, and who said it."""
        return self.annotate(line_total=public_line_total()).prefetch_related(
            Prefetch("job_types", JobType.objects.published(), to_attr="lines"), "sources"
        )

    def search(self, text: str):
        """Questions that hold every word of `text`, in themselves, their advice, or the name of a role."""
        rows = self
        for word in text.split():
            rows = rows.filter(
                Q(text__icontains=word)
                | Q(looks_for__icontains=word)
                | Q(answer__icontains=word)
                | Q(avoid__icontains=word)
                | Q(
                    pk__in=tags(Role)
                    .filter(role__in=Role.objects.published().filter(title__icontains=word))
                    .values("question")
                )
            )
        return rows


class Question(Slugged, Publishable):
    """One question that panels ask, and how to meet it. The slug is the deep link, such as q017."""

    text = models.CharField(_("question"), max_length=300, help_text=_("As a panel asks it, in one sentence."))
    kind = models.CharField(
        _("kind"),
        max_length=11,
        choices=Kind,
        db_index=True,
        help_text=_("Technical: about the work. Situation: what would you do? Behavioural: what did you do?"),
    )
    level = models.CharField(
        _("level"),
        max_length=6,
        choices=Level,
        db_index=True,
        help_text=_("The level of the job that the applicant wants."),
    )
    job_types = models.ManyToManyField(
        JobType, related_name="interview_questions", verbose_name=_("job types"), help_text=_("Who is asked this.")
    )
    roles = models.ManyToManyField(
        Role,
        blank=True,
        related_name="interview_questions",
        verbose_name=_("roles"),
        help_text=_("Only where it is a particular role’s question."),
    )
    looks_for = models.CharField(
        _("they look for"), max_length=300, help_text=_("What a good answer shows, in a few words.")
    )
    answer = models.TextField(_("build your answer"), help_text=_("How to build an answer. No text to learn by heart."))
    avoid = models.CharField(
        _("avoid"), max_length=300, blank=True, help_text=_("What spoils an answer. May stay empty.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["slug"]
        verbose_name = _("interview question")
        verbose_name_plural = _("interview questions")
        constraints = [
            models.UniqueConstraint(
                fields=["text"],
                name="question_asked_once",
                violation_error_message=_("This question is in the bank already."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("interviews:question-detail", args=[self.slug])

    @property
    def is_editors_own(self) -> bool:
        return not self.sources.all()

    @property
    def is_on_every_line(self) -> bool:
        """Needs with_page()."""
        return len(self.lines) == self.line_total


def public_line_total() -> Coalesce:
    """How many lines are public, as an expression."""
    counted = JobType.objects.published().order_by().values("status").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


def tags(model: type[JobType] | type[Role]) -> models.QuerySet:
    """The rows that tie questions to job types or to roles: conditions on them need no join, so counts stay cheap."""
    field = Question.job_types if model is JobType else Question.roles
    return field.through.objects.all()
