"""What is public: one small workflow that every public model shares."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


def is_public(path: str = "") -> Q:
    """The one condition for "the public may see it", for a model or through the relation `path`.

    Scheduling needs no scheduler: a row whose `publish_at` lies ahead does not match yet.
    """
    prefix = f"{path}__" if path else ""
    due = Q(**{f"{prefix}publish_at__isnull": True}) | Q(**{f"{prefix}publish_at__lte": timezone.now()})
    return Q(**{f"{prefix}status": Status.PUBLISHED}) & due


class PublishableQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_public())

    def reachable(self):
        """Published rows, and retired ones: a retired page keeps its address and says what replaced it."""
        return self.filter(is_public() | Q(status=Status.RETIRED))


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

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED and (self.publish_at is None or self.publish_at <= timezone.now())

    @property
    def is_retired(self) -> bool:
        return self.status == Status.RETIRED


@receiver(pre_delete)
def refuse_to_lose(sender, instance, **kwargs):
    """Raise ValidationError before a row is deleted that is or was public: its address must go on answering."""
    if isinstance(instance, Publishable) and instance.status in (Status.PUBLISHED, Status.RETIRED):
        raise ValidationError(
            _("“%(row)s” has been public. Retire it instead of deleting it, so that its address goes on answering."),
            params={"row": instance},
        )
