"""Short links that live for ever: each role has one code, given once and never given again.

The code is a row of its own, so that it stays taken when its role goes. Codes of the seeded roles are fixtures: they
are the same on every machine. Any other role gets a random one when it is first saved.
"""

import secrets
import unicodedata

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

# No two of these look alike, in capitals or not: without 0/O, 1/I/L, 2/Z, 5/S, 8/B, 9/G/Q, U/V. Without A and E, so
# that no code spells a word.
ALPHABET = "3467cdfhjkmnprtwxy"
LENGTH = 5


def as_typed(text: str) -> str:
    """A code as it is kept, from one as somebody typed it: with capitals, blanks or hyphens, or in wide letters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter for letter in plain if letter not in " -\u2010\u2011\u2013_.")


class ShortCodeQuerySet(models.QuerySet):
    def get_by_natural_key(self, code: str):
        return self.get(code=code)

    def give(self, slugs: list[str]) -> list[str]:
        """Codes for new roles, in order: the one reserved for a slug where nobody has it yet, else a random one."""
        free = self.filter(reserved_for__in=[slug for slug in slugs if slug], role__isnull=True).order_by("-code")
        reserved = {one.reserved_for: one.code for one in free}
        new = iter(self.new(sum(slug not in reserved for slug in slugs)))
        return [reserved.pop(slug) if slug in reserved else next(new) for slug in slugs]

    def new(self, count: int) -> list[str]:
        """Random codes that nobody ever had, in few statements however many they are."""
        while True:
            codes: set[str] = set()
            while len(codes) < count:
                more = {
                    "".join(secrets.choice(ALPHABET) for _place in range(LENGTH)) for _n in range(count - len(codes))
                }
                codes |= more.difference(self.filter(code__in=more).values_list("code", flat=True))
            try:
                with transaction.atomic():
                    self.bulk_create([self.model(code=code) for code in codes])
            except IntegrityError:
                continue
            return list(codes)

    def delete(self):
        raise ValueError("A short code is never deleted: it must not be given to another role.")

    delete.alters_data = True
    delete.queryset_only = True


class ShortCode(models.Model):
    """One code that was ever given, or is kept for a role of the fixtures."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    reserved_for = models.SlugField(
        _("reserved for"), max_length=100, blank=True, help_text=_("The slug of the role of the fixtures it is for.")
    )

    objects = ShortCodeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="shortcode_without_look_alikes",
                condition=models.Q(code__regex=rf"^[{ALPHABET}]{{{LENGTH},8}}$"),
                violation_error_message=_("A short code is made of letters and digits that cannot be mistaken."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def delete(self, *args, **kwargs):
        raise ValueError("A short code is never deleted: it must not be given to another role.")
