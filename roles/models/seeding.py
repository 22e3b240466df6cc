"""What the seed command remembers, so that it never overwrites an editor's work."""

from django.db import models


class SeededRow(models.Model):
    """One row that the seed command has written: what the fixture said, and what then stood in the database."""

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=400, help_text="The natural key, as JSON.")
    fixture_digest = models.CharField(max_length=64)
    row_digest = models.CharField(max_length=64)
    seeded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="seededrow_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
