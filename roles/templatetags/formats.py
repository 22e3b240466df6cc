"""Template filters over roles.formatting, and small helpers of the page frame."""

from django import template
from django.utils.html import format_html

from roles import formatting

register = template.Library()

register.filter("rupees", formatting.rupees)
register.filter("lakhs", formatting.lakhs)
register.filter("pay", formatting.pay)
register.filter("grouped", formatting.grouped)
register.filter("lower_first", formatting.lower_first)


@register.filter
def dated(row, field: str = "published_on") -> str:
    """The date of a source (or, by field name, of a figure) as a <time>, or the word "undated"."""
    day = getattr(row, field)
    precision = row.date_precision if field == "published_on" else row.as_of_precision
    text = formatting.date(day, precision)
    if day is None:
        return text
    return format_html('<time datetime="{}">{}</time>', formatting.machine_date(day, precision), text)


@register.filter
def month(day) -> str:
    """A day as a month, in a <time>: "November 2026"."""
    return format_html(
        '<time datetime="{}">{}</time>', formatting.machine_date(day, "month"), formatting.date(day, "month")
    )


@register.filter
def sentence(text: str) -> str:
    """Text with a capital and a full stop, so that editors need not think of either."""
    text = str(text).strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!…:।" or text[-2:] in (".”", "?”", "!”") else ".")


@register.filter
def rupees_text(number: str) -> str:
    """As `rupees`, for a number that a template tag has made into text."""
    return formatting.rupees(int(number))
