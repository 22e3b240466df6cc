"""Advice that several guides share: tips, facts about tests, drills. Without job types it is for every line."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from roles.models import JobType, Source

from .guides import Guide


class AdviceQuerySet(models.QuerySet):
    def for_job_type(self, job_type: JobType):
        """Advice for this line, and advice for every line."""
        lines = self.model.job_types.through.objects.filter(**{self.model._meta.model_name: OuterRef("pk")})
        return self.filter(Exists(lines.filter(jobtype=job_type)) | ~Exists(lines))

    def published(self):
        """Advice that at least one public guide shows."""
        guides = Guide.objects.published()
        lines = self.model.job_types.through.objects.filter(**{self.model._meta.model_name: OuterRef("pk")})
        shown = Exists(lines.filter(jobtype__in=guides.values("job_type")))
        return self.filter(shown | (~Exists(lines) & Q(Exists(guides))))


class Advice(models.Model):
    job_types = models.ManyToManyField(
        JobType,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("job types"),
        help_text=_("Empty: for every line."),
    )
    sources = models.ManyToManyField(
        Source, blank=True, verbose_name=_("sources"), help_text=_("Empty: the editors’ own judgement.")
    )

    class Meta:
        abstract = True


class TipQuerySet(AdviceQuerySet):
    def get_by_natural_key(self, kind: str, position: int):
        return self.filter(kind=kind, position=position).order_by("pk")[:1].get()


class Tip(Advice):
    """One piece of advice. The text is what the sources say; how to do it is the editors' own."""

    class Kind(models.TextChoices):
        STEP = "step", _("Step of preparing")
        SHAPE = "shape", _("Shape of an answer")
        EXAMPLE = "example", _("Worked example")
        MISTAKE = "mistake", _("Common mistake")
        WEAR = "wear", _("What to wear")
        BRING = "bring", _("What to bring")
        ASK = "ask", _("Question to ask them")
        WORK = "work", _("Doing well once you join")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, help_text=_("The list that the tip stands in."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    title = models.CharField(_("title"), max_length=100, blank=True, help_text=_("For steps, shapes and examples."))
    text = models.TextField(_("text"), help_text=_("One piece of advice, as the sources give it."))
    how = models.TextField(_("how to do it"), blank=True, help_text=_("The editors’ own explanation."))

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "pk"]
        verbose_name = _("interview tip")
        verbose_name_plural = _("interview tips")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "text"],
                name="tip_given_once",
                violation_error_message=_("This tip is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.title or self.text

    def natural_key(self) -> tuple:
        return (self.kind, self.position)


class TestFactQuerySet(AdviceQuerySet):
    def get_by_natural_key(self, test: str, position: int):
        return self.filter(test=test, position=position).order_by("pk")[:1].get()


class TestFact(Advice):
    """One fact about a test that many applicants sit. With a label it stands on the test's ticket."""

    __test__ = False  # not a test case, whatever its name begins with

    class Test(models.TextChoices):
        SPOKEN = "spoken", _("Spoken-English test")
        TYPING = "typing", _("Typing test")

    test = models.CharField(_("test"), max_length=6, choices=Test, help_text=_("The test that it is about."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("The first labelled fact is shown large. Empty: a sentence.")
    )
    text = models.TextField(_("text"), help_text=_("One fact, with its unit: “30 words a minute”."))

    objects = TestFactQuerySet.as_manager()

    class Meta:
        ordering = ["test", "position", "pk"]
        verbose_name = _("fact about a test")
        verbose_name_plural = _("facts about tests")
        constraints = [
            models.UniqueConstraint(
                fields=["test", "text"],
                name="testfact_said_once",
                violation_error_message=_("This fact is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text

    def natural_key(self) -> tuple:
        return (self.test, self.position)


class DrillQuerySet(AdviceQuerySet):
    def get_by_natural_key(self, title: str):
        return self.get(title=title)


class Drill(Advice):
    """Something to practise, alone or with a friend."""

    class Kind(models.TextChoices):
        TYPING = "typing", _("Typing")
        SPEAKING = "speaking", _("Speaking and listening")
        CALL = "call", _("Mock call")
        STORIES = "stories", _("Stories to tell")
        WRITING = "writing", _("Writing")
        WORK = "work", _("A piece of the work")

    title = models.CharField(
        _("title"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("There is a drill of this name already.")},
        help_text=_("A short name, such as Clause summary."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, help_text=_("What it trains."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    how = models.TextField(_("how to do it"), help_text=_("What to do, step by step, alone or with a friend."))

    objects = DrillQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("practice drill")
        verbose_name_plural = _("practice drills")

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.title,)
