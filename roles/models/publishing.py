"""What is public: one small workflow that every public model shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What an editor may be allowed to do with a public row, beside Django's own four.
PUBLISHING_PERMISSIONS = ("add", "change", "delete", "view", "publish", "import")


# The code of an error that tells what a public row needs. Its params name the place that lacks it.
MISSING = "missing"


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


@dataclass(frozen=True)
class Step:
    """One move of a row through the workflow. `verb` is the right that it takes, `done` its name in history."""

    key: str
    label: str
    to: Status
    verb: str
    done: str


STEPS = {
    step.key: step
    for step in (
        Step("submit", _("Send for review"), Status.IN_REVIEW, "change", _("Sent for review")),
        Step("publish", _("Publish"), Status.PUBLISHED, "publish", _("Published")),
        Step("retire", _("Retire"), Status.RETIRED, "publish", _("Retired")),
        Step("draft", _("Take back to draft"), Status.DRAFT, "change", _("Taken back to draft")),
    )
}


@dataclass(frozen=True)
class Shown:
    """The one row that a preview shows as if it were public, and the names of all relations that lead to its model."""

    model: type[models.Model]
    pk: int
    relations: frozenset[str]


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def previewing(row: "Publishable") -> Iterator[None]:
    """Inside, `row` (and no other) counts as public wherever this module is asked."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields() if field.is_relation)
    relations = frozenset(field.name for field in fields if field.related_model is type(row))
    token = _shown.set(Shown(type(row), row.pk, relations))
    try:
        yield
    finally:
        _shown.reset(token)


def is_previewed(model: type[models.Model]) -> Q:
    shown = _shown.get()
    return Q(pk=shown.pk) if shown is not None and shown.model is model else Q(pk__in=())


def is_public(path: str = "") -> Q:
    """The one condition for "the public may see it", for a model or through the relation `path`.

    Scheduling needs no scheduler: a row whose `publish_at` lies ahead does not match yet.
    """
    prefix = f"{path}__" if path else ""
    due = Q(**{f"{prefix}publish_at__isnull": True}) | Q(**{f"{prefix}publish_at__lte": timezone.now()})
    condition = Q(**{f"{prefix}status": Status.PUBLISHED}) & due
    shown = _shown.get()
    if shown is not None and path.rpartition("__")[2] in shown.relations:
        condition |= Q(**{f"{prefix}pk": shown.pk})
    return condition


class PublishableQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_public() | is_previewed(self.model) if _shown.get() else is_public())

    def reachable(self):
        """Published rows, and retired ones: a retired page keeps its address and says what replaced it."""
        reachable = is_public() | Q(status=Status.RETIRED)
        return self.filter(reachable | is_previewed(self.model) if _shown.get() else reachable)

    def drafts(self):
        return self.filter(status=Status.DRAFT)

    def in_review(self):
        return self.filter(status=Status.IN_REVIEW)

    def scheduled(self):
        """Published, with a moment ahead before which nobody sees them."""
        return self.filter(status=Status.PUBLISHED, publish_at__gt=timezone.now())


class Publishable(models.Model):
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text=_("Only published rows are seen by the public."),
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_(
            "Leave empty to publish at once. A published row with a later moment here stays hidden until then."
        ),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.status == Status.PUBLISHED and (missing := self.missing_for_publishing()):
            raise ValidationError(
                [ValidationError(text, code=MISSING, params={"place": place}) for place, text in missing.items()]
            )

    def missing_for_publishing(self) -> dict[str, str]:
        """What the row still needs before the public may see it: a sentence each, by the name of the field or of the
        relation that lacks it. Subclasses add to it."""
        return {}

    @cached_property
    def part_counts(self) -> dict[str, int]:
        """How many lines of each kind a form is about to leave, by the name of the relation. Set by that form."""
        return {}

    @cached_property
    def left_empty(self) -> set[str]:
        """Which required fields a form is about to leave empty; the row itself keeps what it had. Set by that form."""
        return set()

    @cached_property
    def missing_lines(self) -> dict[str, ValidationError]:
        """What a form found missing among its lines, by the name of the relation. Set by that form."""
        return {}

    def is_empty(self, field: str) -> bool:
        """Is nothing said in `field`, by the row or by the form that is about to save it?"""
        value = getattr(self, self._meta.get_field(field).attname)
        return field in self.left_empty or value is None or not str(value).strip()

    def lacks(self, relation: str) -> bool:
        """Has it no line of `relation`? A row that is not saved yet has lines only where a form says so."""
        if relation in self.part_counts:
            return self.part_counts[relation] == 0
        return self.pk is not None and not getattr(self, relation).exists()

    def refuses(self, step: Step) -> str:
        """Why `step` cannot be taken from where the row stands now; empty when it can."""
        if self.status == step.to:
            return _("It is %(status)s already.") % {"status": self.get_status_display().lower()}
        if step.to == Status.IN_REVIEW and self.status != Status.DRAFT:
            return _("Only a draft is sent for review.")
        if step.to == Status.RETIRED and not self.is_published:
            return _("Only what is public can be retired. This has not been public yet.")
        if step.to == Status.DRAFT and (self.is_published or self.is_retired):
            return _("It has been public, and its address must go on answering. Retire it instead.")
        return ""

    def steps(self) -> Iterator[Step]:
        """The steps that can be taken from here."""
        return (step for step in STEPS.values() if not self.refuses(step))

    @property
    def has_left_the_writers(self) -> bool:
        """Published (be it from a later moment on) or retired: only a publisher changes it now."""
        return self.status in (Status.PUBLISHED, Status.RETIRED)

    @property
    def is_due(self) -> bool:
        """Public by its own status and moment, whatever a preview shows."""
        return self.status == Status.PUBLISHED and (self.publish_at is None or self.publish_at <= timezone.now())

    @property
    def is_previewed(self) -> bool:
        shown = _shown.get()
        return shown is not None and (shown.model, shown.pk) == (type(self), self.pk)

    @property
    def is_published(self) -> bool:
        return self.is_previewed or self.is_due

    @property
    def awaits_publication(self) -> bool:
        """Seen in a preview and nowhere else: links to its own pages do not answer yet."""
        return self.is_previewed and not (self.is_due or self.is_retired)

    @property
    def is_retired(self) -> bool:
        return self.status == Status.RETIRED


@receiver(pre_delete)
def refuse_to_lose(sender, instance, **kwargs):
    """Raise ValidationError before a row is deleted that is or was public: its address must go on answering."""
    if isinstance(instance, Publishable) and instance.has_left_the_writers:
        raise ValidationError(
            _("“%(row)s” has been public. Retire it instead of deleting it, so that its address goes on answering."),
            params={"row": instance},
        )
