"""Knowledge pages: explainers, questions people ask, and the glossary."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..markdown import cited
from .catalogue import Role
from .freshness import ReviewedQuerySet
from .job_types import JobType
from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet
from .reference import Source
from .slugs import Slugged, SluggedQuerySet


class KnowledgeQuerySet(PublishableQuerySet, SluggedQuerySet):
    pass


class ExplainerQuerySet(ReviewedQuerySet, KnowledgeQuerySet):
    pass


class Explainer(Slugged, Publishable):
    """A page that explains one thing about the trade."""

    title = models.CharField(
        _("title"), max_length=150, unique=True, help_text=_("What the page explains, as a reader would ask for it.")
    )
    summary = models.TextField(_("summary"), help_text=_("One or two sentences, shown in lists."))
    body = models.TextField(_("body"), help_text=_("Markdown."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When the editors last read it."))
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The day to read it again, such as six months on.")
    )

    objects = ExplainerQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roles:explainer-detail", args=[self.slug])

    def clean(self):
        super().clean()
        slugs = cited(self.body)
        unknown = set(slugs) - set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        if unknown:
            raise ValidationError(
                {
                    "body": _("There is no source with the slug %(slugs)s. See the list of sources for the right one.")
                    % {"slugs": ", ".join(f"“{slug}”" for slug in slugs if slug in unknown)}
                }
            )

    def cite_sources(self) -> None:
        """Counts every source that the text cites among the page's sources."""
        self.sources.add(*Source.objects.filter(slug__in=cited(self.body)))


class FaqQuerySet(KnowledgeQuerySet):
    def for_role(self, role: Role):
        """Questions asked of this role, of its job type, or of every role."""
        return self.filter(Q(is_for_every_role=True) | Q(roles=role) | Q(job_types=role.job_type_id)).distinct()


class Faq(Slugged, Publishable):
    question = models.CharField(
        _("question"),
        max_length=200,
        unique=True,
        help_text=_("As a job seeker would ask it, such as: Do I need a degree?"),
    )
    answer = models.TextField(_("answer"), help_text=_("Two or three short sentences. Begin with the answer itself."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list: 1 comes first.")
    )
    is_for_every_role = models.BooleanField(
        _("on every role page"), default=False, help_text=_("Tick it only if the answer holds for every role.")
    )
    roles = models.ManyToManyField(
        Role, blank=True, related_name="faqs", verbose_name=_("roles"), help_text=_("The roles whose pages show it.")
    )
    job_types = models.ManyToManyField(
        JobType,
        blank=True,
        related_name="faqs",
        verbose_name=_("job types"),
        help_text=_("The job types whose roles show it."),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = FaqQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["position", "question"]
        verbose_name = _("question people ask")
        verbose_name_plural = _("questions people ask")

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return f"{reverse('roles:faq-list')}#{self.slug}"


class GlossaryTerm(Slugged, Publishable):
    class Section(models.TextChoices):
        INDUSTRY = "industry", _("Industry words")
        NUMBERS = "numbers", _("Numbers you will be measured by")
        FLOOR = "floor", _("On the floor")
        PAY = "pay", _("Pay and joining")
        INTERVIEW = "interview", _("Interview words")
        LAW = "law", _("Standards, law and skills")

    term = models.CharField(
        _("term"),
        max_length=100,
        unique=True,
        help_text=_("Two ways to write it: put “ / ” between them, such as PF / EPF."),
    )
    stands_for = models.CharField(
        _("stands for"),
        max_length=150,
        blank=True,
        help_text=_("The full words of a short form, such as Average handle time."),
    )
    meaning = models.TextField(_("meaning"), help_text=_("One or two plain sentences. Use no other hard word."))
    hindi = models.CharField(
        _("Hindi"), max_length=200, blank=True, help_text=_("The Hindi word, in Hindi letters. May stay empty.")
    )
    section = models.CharField(
        _("section"), max_length=9, choices=Section, help_text=_("The part of the glossary where it stands.")
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        verbose_name=_("sources"),
        help_text=_("The sources that say it. Without one it is shown as our own judgement."),
    )

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('roles:glossaryterm-list')}#{self.slug}"

    @property
    def phrases(self) -> list[str]:
        """The term as people write it; "PF / EPF" is written in two ways."""
        return self.term.split(" / ")
