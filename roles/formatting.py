"""The one formatter: how this site writes rupees and dates."""

import datetime

from django.utils import formats
from django.utils.translation import gettext as _

LAKH = 100_000
CRORE = 10_000_000


def grouped(number: int) -> str:
    """Indian digit grouping: 205995 is "2,05,995"."""
    sign, digits = ("-" if number < 0 else ""), str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return sign + ",".join([*pairs, tail])


def rupees(amount: int) -> str:
    return f"₹{grouped(amount)}"


def lakhs(amount: int) -> str:
    """As a person says a round sum: 120000 is "1.2 lakh"; below a lakh, digits."""
    for unit, word in ((CRORE, _("crore")), (LAKH, _("lakh"))):
        if amount >= unit:
            return f"{amount / unit:.2f}".rstrip("0").rstrip(".") + f" {word}"
    return grouped(amount)


def pay(amounts) -> str:
    """An Amounts as the site prints it: "₹15,000 – 20,000", "₹1,00,000 +", "up to ₹19,000", "₹17,166"."""
    if amounts.point is not None:
        return rupees(amounts.point)
    if amounts.low is None:
        return _("up to %(amount)s") % {"amount": rupees(amounts.high)}
    if amounts.high is None:
        return f"{rupees(amounts.low)} +"
    if amounts.low == amounts.high:
        return rupees(amounts.low)
    return f"{rupees(amounts.low)} – {grouped(amounts.high)}"


def date(day: datetime.date | None, precision: str = "day") -> str:
    """A date to the precision it is known: "28 November 2022", "November 2022", "2022", or "undated"."""
    if day is None or precision == "undated":
        return _("undated")
    return formats.date_format(day, {"day": "j F Y", "month": "F Y", "year": "Y"}[precision])


def machine_date(day: datetime.date, precision: str = "day") -> str:
    """For a <time> element: "2022-11-28", "2022-11" or "2022"."""
    return day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[precision])


def lower_first(text: str) -> str:
    """For a title inside a sentence; a leading abbreviation such as HR stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
