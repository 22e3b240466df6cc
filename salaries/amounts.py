"""Reads a sum of money the way a person types it."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

MOST = 10**9  # a hundred crore: above it, a slip of the finger

UNITS = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "हज़ार": 1_000,
    "हजार": 1_000,
    "l": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lpa": 100_000,
    "लाख": 100_000,
    "cr": 10_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "करोड़": 10_000_000,
}
# What people write around the number and what says nothing about its size.
NOISE = re.compile(r"₹|\binr\b|\brs\b\.?|रु\.?|रुपये|/-|[,\s_]", re.IGNORECASE)
SHAPE = re.compile(r"(?P<sign>[-+]?)(?P<number>\d+(?:\.\d+)?|\.\d+)(?P<unit>[^\d.+-]*)\.?", re.IGNORECASE)


class NotAnAmount(ValueError):
    """Its text says, to the person who typed it, what is wrong and how to write it."""


def parse_rupees(text: str) -> int:
    """Whole rupees from "2.4 lakh", "₹2,40,000", "2,40,000/-", "24k" or "२४००००". Half a rupee rounds up.

    Raises NotAnAmount for what is not a sum, is zero or below, or is absurdly large; and for a small bare number with a
    decimal point, such as "2.4", which is more likely a forgotten "lakh" than a sum.
    """
    # NFKC turns full-width digits into plain ones; int() and Decimal() read the digits of every script.
    plain = unicodedata.normalize("NFC", NOISE.sub("", unicodedata.normalize("NFKC", text))).lower()
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    found = SHAPE.fullmatch(plain)
    if not found:
        raise NotAnAmount(_("Write a sum in rupees, such as 2,40,000 or 2.4 lakh."))
    unit = unicodedata.normalize("NFC", found["unit"])
    units = {unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word)): size for word, size in UNITS.items()}
    if unit not in units:
        raise NotAnAmount(_("Write a sum in rupees, such as 2,40,000 or 2.4 lakh."))
    if found["sign"] == "-":
        raise NotAnAmount(_("Pay cannot be below zero."))
    try:
        amount = Decimal(found["number"]) * units[unit]
    except InvalidOperation as error:
        raise NotAnAmount(_("Write a sum in rupees, such as 2,40,000 or 2.4 lakh.")) from error
    if amount > MOST:
        raise NotAnAmount(_("That is more than a hundred crore. Is a digit too many in it?"))
    if units[unit] == 1 and "." in found["number"] and amount < 1000:
        raise NotAnAmount(
            _("Is that in lakh? Write “%(text)s lakh”, or the whole number of rupees.") % {"text": found["number"]}
        )
    if amount < 1:
        raise NotAnAmount(_("Write a sum above zero."))
    return int(amount + Decimal("0.5"))
