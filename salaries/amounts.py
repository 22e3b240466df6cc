"""Reads a sum of money the way a person types it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

MOST = 10**9  # a hundred crore: above it, a slip of the finger

THOUSAND, LAKH, CRORE = 1_000, 100_000, 10_000_000
UNITS = {
    THOUSAND: ("k", "thousand", "हज़ार", "हजार"),
    LAKH: ("l", "lac", "lacs", "lakh", "lakhs", "लाख"),
    CRORE: ("cr", "crore", "crores", "करोड़"),
}
PERIODS = {
    "year": ("pa", "p.a.", "p.a", "per annum", "per year", "a year", "/year", "/yr", "yearly", "साल"),
    "month": ("pm", "p.m.", "p.m", "per month", "a month", "/month", "/mo", "monthly", "महीना", "महीने"),
}
# Plain digits, or grouped as people in India and elsewhere group them; with paise or a fraction.
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![,\d])|\d{1,3}(?:,\d{2})*,\d{3}|\d+)(?:\.\d+)?|\.\d+"


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))


SIZE_OF = {composed(word): size for size, words in UNITS.items() for word in words}
PERIOD_OF = {composed(word): period for period, words in PERIODS.items() for word in words}
UNIT = "|".join(sorted(map(re.escape, SIZE_OF), key=len, reverse=True))
PERIOD = "|".join(sorted(map(re.escape, PERIOD_OF), key=len, reverse=True))
PART = re.compile(rf"({NUMBER})\s*({UNIT})?(?![a-z])\s*")
CURRENCY = re.compile(r"₹|\binr(?=[\s\d.]|$)|\brs\.?(?=[\s\d.]|$)|रु(?:पये)?\.?|/-|\bonly\b")


class NotAnAmount(ValueError):
    """Its text says, to the person who typed it, what is wrong and how to write it."""


@dataclass(frozen=True)
class Sum:
    """Whole rupees, and the period that was written with them ("month" or "year"), if any."""

    rupees: int
    period: str = ""


def read_sum(text: str) -> Sum:
    """Reads "2.4 lakh", "₹2,40,000", "2 lakh 40 thousand", "3 LPA", "20,000/- per month" or "२४००००".

    Half a rupee rounds up. Raises NotAnAmount for what is not one sum, is zero or below, or is absurdly large; and for
    a small bare number with a decimal point, such as "2.4", which is more likely a forgotten "lakh" than a sum.
    """
    if any(unicodedata.category(letter) == "No" for letter in text):
        raise NotAnAmount(how_to_write())
    plain = composed(text).lower()
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    plain = re.sub(r"\blpa\b|(?<=\d)lpa\b", "lakh pa", plain)
    plain = " ".join(CURRENCY.sub(" ", plain).split())
    if plain.startswith("-"):
        raise NotAnAmount(_("Pay cannot be below zero."))
    plain, period = without_period(plain.removeprefix("+").strip())
    if re.search(rf"\d\s*(?:{UNIT})?\s*(?:-|–|to)\s*\d", plain):
        raise NotAnAmount(_("Type one sum. For a range, take the lower one."))
    rupees = added_up(plain)
    if rupees > MOST:
        raise NotAnAmount(_("That is more than a hundred crore. Is a digit too many in it?"))
    if rupees < 1:
        raise NotAnAmount(_("Write a sum above zero."))
    return Sum(int(rupees + Decimal("0.5")), period)


def parse_rupees(text: str) -> int:
    """The whole rupees of a sum; see read_sum."""
    return read_sum(text).rupees


def without_period(text: str) -> tuple[str, str]:
    found = re.search(rf"(?:^|(?<=[\s\d]))({PERIOD})(?:\s+(?:per annum|pa))?$", text) or re.search(
        rf"({PERIOD})$", text
    )
    if not found:
        return text, ""
    return text[: found.start()].strip(), PERIOD_OF[found[1]]


def added_up(text: str) -> Decimal:
    """The sum of parts of falling size: "2 lakh 40 thousand". Raises NotAnAmount where it is no such thing."""
    total, place, last_size = Decimal(0), 0, None
    while place < len(text):
        part = PART.match(text, place)
        size = SIZE_OF[part[2]] if part and part[2] else 1
        if not part or (last_size is not None and size >= last_size):
            raise NotAnAmount(how_to_write())
        number = part[1].replace(",", "")
        if size == 1 and last_size is None and "." in number and Decimal(number) < 1000:
            raise NotAnAmount(
                _("Is that in lakh? Write “%(text)s lakh”, or the whole number of rupees.") % {"text": number}
            )
        total += Decimal(number) * size
        place, last_size = part.end(), size
    if last_size is None:
        raise NotAnAmount(how_to_write())
    return total


def how_to_write() -> str:
    return _("Write a sum in rupees, such as 2,40,000 or 2.4 lakh.")
