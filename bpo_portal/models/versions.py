"""When a page's content last changed, by whatever path."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionQuerySet(models.QuerySet):
    def of(self, page: str):
        return self.filter(page=page)

    def moments(self, page: str) -> dict:
        """By row id, the moment of its page's last change."""
        return dict(self.of(page).values_list("object_id", "changed_at"))


class Version(models.Model):
    """What a row's page said when last looked at, as a digest. See bpo_portal/changes.py."""

    page = models.CharField(max_length=20, help_text="The kind of page; one row may have several pages.")
    object_id = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=32, blank=True, help_text="A digest of the rows that the page may rest on.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of what the page says. Empty: not looked at yet.")
    first_seen_at = models.DateTimeField(help_text="When it was first found public.")
    changed_at = models.DateTimeField(help_text="When it was last found changed.")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["page", "object_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "object_id"],
                name="version_once_for_a_page",
                violation_error_message=_("The version of this page stands in another one."),
            ),
            models.CheckConstraint(
                name="version_changed_after_it_was_seen",
                condition=models.Q(changed_at__gte=models.F("first_seen_at")),
                violation_error_message=_("A page cannot have changed before it was seen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.object_id}: {self.changed_at}"
