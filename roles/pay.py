"""Salary bands as a chart."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .charts import Chart, Row, chart
from .formatting import pay
from .models import Period, Role, SalaryBand


def band_chart(bands: Iterable[SalaryBand]) -> Chart | None:
    """The levels' bands in rupees a month, one bar each; None where there is none."""
    rows = [
        Row(label=str(band.get_level_display()), amounts=band.monthly, figure=band, note=band.names) for band in bands
    ]
    return chart(_("Published pay a month"), rows) if rows else None


def band_rows(bands: Iterable[SalaryBand], role: Role, period: str = Period.MONTH) -> list[Row]:
    """The bands that take in `role`, in the colour of its line."""
    return [
        Row(
            label=band_label(band),
            amounts=band.amounts(period),
            figure=band,
            line=role.line,
            note=band.names,
            printed="" if band.period == period else f"{pay(band.amounts(band.period))} {band.get_period_display()}",
        )
        for band in bands
    ]


def band_label(band: SalaryBand) -> str:
    if band.role_id:
        return _("This role")
    level = band.get_level_display()
    return (
        f"{level}, {band.job_type.short_title}" if band.job_type_id else _("%(level)s, whole trade") % {"level": level}
    )
