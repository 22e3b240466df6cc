"""Pay figures as rows of a chart, in rupees a month or a year."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from roles import formatting
from roles.charts import Chart, Row, Scale, chart
from roles.models import Amounts, Period

from .models import PayFigure

FOREIGN = {PayFigure.Currency.USD: "US$", PayFigure.Currency.GBP: "£"}


def printed(figure: PayFigure) -> str:
    """The figure as its source printed it, with its period: "₹2,05,995 a year"."""
    if figure.kind == PayFigure.Kind.RANGE:
        amounts = Amounts(low=figure.low, high=figure.high)
    else:
        amounts = Amounts(point=figure.value)
    text = formatting.pay(amounts)
    if figure.currency in FOREIGN:
        text = text.replace("₹", FOREIGN[figure.currency])
    return f"{text} {figure.get_period_display()}"


def money(figure: PayFigure, period: str) -> str:
    """The amount where it is not simply the chart's: another currency as printed, a legal floor without an open end."""
    if figure.currency in FOREIGN:
        return printed(figure)
    if figure.is_legal_floor:
        return formatting.rupees(figure.amounts(period).low)
    return ""


def told_of(figure: PayFigure) -> str:
    """What the figure is of, besides its job: "entry level, Patiala, domestic process, average"."""
    words = [
        figure.get_level_display().lower() if figure.level else "",
        figure.city,
        figure.get_process_display().lower() if figure.process else "",
        formatting.lower_first(figure.for_whom),
        figure.get_kind_display().lower() if figure.kind != PayFigure.Kind.RANGE else "",
        _("no longer in force") if figure.is_legal_floor and figure.is_history else "",
    ]
    text = ", ".join(word for word in words if word)
    if figure.kind != PayFigure.Kind.RANGE and figure.low and figure.high:
        extremes = formatting.pay(Amounts(low=figure.low, high=figure.high))
        period = figure.get_period_display()
        text += _(" (lowest and highest printed: %(extremes)s %(period)s)") % {"extremes": extremes, "period": period}
    return text


def figure_row(figure: PayFigure, period: str, by_role: bool = True) -> Row:
    """`by_role`: label the row with the job; otherwise (on the job's own page) with what sets the figure apart."""
    line = figure.line
    is_foreign = figure.currency in FOREIGN
    told = told_of(figure)
    title = figure.role.title if figure.role_id else figure.title
    return Row(
        label=title if by_role else ", ".join(filter(None, [_("This role"), told])),
        amounts=figure.amounts(period),
        figure=figure,
        line=line.colour if line else "",
        code=(line.code if line else "ALL") if by_role else "",
        line_title=(line.short_title if line else _("On every line")) if by_role else "",
        note=told[:1].upper() + told[1:] if by_role else "",
        printed=printed(figure) if is_foreign or figure.period != period else "",
        url=reverse("salaries:role-pay", args=[figure.role.slug]) if by_role and figure.role_id else "",
        is_on_scale=not is_foreign,
        money=money(figure, period),
    )


def figure_chart(
    caption: str,
    figures: Iterable[PayFigure],
    period: str = Period.MONTH,
    by_role: bool = True,
    scale: Scale | None = None,
) -> Chart | None:
    """None where there is no figure."""
    rows = [figure_row(figure, period, by_role) for figure in figures]
    return chart(caption, rows, period, scale) if rows else None
