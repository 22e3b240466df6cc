"""Salary bands as a chart."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .charts import Chart, Row, chart
from .models import Role, SalaryBand


def band_chart(bands: Iterable[SalaryBand], role: Role | None = None) -> Chart | None:
    """Bands in rupees a month, one bar each, in the line's colour on a role's page; None where there is none."""
    rows = [
        Row(
            label=str(band.get_level_display()) if role is None else band_label(band),
            amounts=band.monthly,
            figure=band,
            line=role.line if role else "",
            note=band.names,
        )
        for band in bands
    ]
    return chart(_("Published pay a month"), rows) if rows else None


def band_label(band: SalaryBand) -> str:
    if band.role_id:
        return _("This role")
    level = band.get_level_display()
    return (
        f"{level}, {band.job_type.short_title}" if band.job_type_id else _("%(level)s, whole trade") % {"level": level}
    )
