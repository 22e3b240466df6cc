"""When a page's content last changed, by whatever path."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionQuerySet(models.QuerySet):
    def of(self, model: type[models.Model]):
        return self.filter(model=model._meta.label_lower)

    def moments(self, model: type[models.Model]) -> dict:
        """By row id, the moment of its last change."""
        return dict(self.of(model).values_list("object_id", "changed_at"))


class Version(models.Model):
    """What a public row and its parts were when last looked at, as a digest. See bpo_portal/changes.py."""

    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField(help_text="When it was first found public.")
    changed_at = models.DateTimeField(help_text="When it was last found changed.")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["model", "object_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id"],
                name="version_once_for_a_row",
                violation_error_message=_("The version of this row stands in another one."),
            ),
            models.CheckConstraint(
                name="version_changed_after_it_was_seen",
                condition=models.Q(changed_at__gte=models.F("first_seen_at")),
                violation_error_message=_("A row cannot have changed before it was seen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}: {self.changed_at}"
