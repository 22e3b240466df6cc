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

    def give(self, slug: str) -> str:
        """A code for the new role `slug`: the one reserved for it where nobody has it yet, else a new random one."""
        reserved = self.filter(reserved_for=slug, role__isnull=True).first() if slug else None
        return reserved.code if reserved else self.new()

    def new(self) -> str:
        while True:
            code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
            try:
                with transaction.atomic():
                    self.create(code=code)
            except IntegrityError:
                continue
            return code

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
