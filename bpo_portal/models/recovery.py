"""Recovery codes: the way in for an editor whose phone is lost."""

import hashlib
import secrets
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin, TimestampMixin

# Crockford's alphabet: what is read as O, I or L is 0 or 1. Sixteen of these are 80 bits, too many to guess from a
# digest, so that a fast digest will do.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
CODES = 10
LOOKALIKES = str.maketrans("OIL", "011", " -")


def plain(typed: str) -> str:
    """A code as typed, without what people add or mistake: spaces, dashes, small letters, O for 0."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).upper().translate(LOOKALIKES)


class RecoverySet(ThrottlingMixin, TimestampMixin, Device):
    """The recovery codes of one editor. Only digests are kept: nobody can read a code here."""

    class Meta:
        verbose_name = _("set of recovery codes")
        verbose_name_plural = _("sets of recovery codes")
        constraints = [models.UniqueConstraint(fields=["user"], name="recoveryset_one_per_editor")]

    def get_throttle_factor(self):
        return 1

    def digest(self, code: str) -> str:
        return hashlib.sha256(f"{self.user_id}:{plain(code)}".encode()).hexdigest()

    def renew(self) -> list[str]:
        """Ten new codes, to be shown once; the former ones are void."""
        codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(CODES)]
        self.codes.all().delete()
        self.codes.bulk_create(RecoveryCode(recovery_set=self, digest=self.digest(code)) for code in codes)
        return ["-".join(code[start : start + 4] for start in range(0, LENGTH, 4)) for code in codes]

    def verify_token(self, token):
        """Spends the code: of two requests with one code, the database lets one delete the row."""
        if not self.verify_is_allowed()[0]:
            return False
        spent, _rows = self.codes.filter(digest=self.digest(token)).delete()
        if not spent:
            self.throttle_increment()
            return False
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp()
        return True


class RecoveryCode(models.Model):
    recovery_set = models.ForeignKey(
        RecoverySet, on_delete=models.CASCADE, related_name="codes", verbose_name=_("set of recovery codes")
    )
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [models.UniqueConstraint(fields=["recovery_set", "digest"], name="recoverycode_once_in_a_set")]

    def __str__(self):
        return self.digest[:8]
