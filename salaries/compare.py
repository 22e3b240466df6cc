"""Up to four sides of a comparison on one scale, and what keeps them from being compared."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles import formatting
from roles.charts import Chart, scale_for
from roles.models import Period, Role
from roles.spreadsheets.cells import escaped

from .charts import figure_chart, printed, told_of
from .models import CITY_SEPARATOR, PayFigure

MOST_SIDES = 4


@dataclass(frozen=True)
class Side:
    role: Role
    city: str = ""
    process: str = ""

    @property
    def title(self) -> str:
        words = [self.city, PayFigure.Process(self.process).label.lower() if self.process else ""]
        narrowed = ", ".join(word for word in words if word)
        return f"{self.role.title} ({narrowed})" if narrowed else self.role.title

    def takes(self, figure: PayFigure) -> bool:
        return (
            figure.role_id == self.role.pk
            and (not self.city or self.city in figure.city.split(CITY_SEPARATOR))
            and (not self.process or figure.process == self.process)
        )


@dataclass(frozen=True)
class Compared:
    side: Side
    figures: list[PayFigure]
    chart: Chart | None


def compare(sides: list[Side], period: str) -> list[Compared]:
    """Each side with its figures of today, all drawn on one scale. One query."""
    rows = list(
        PayFigure.objects.published()
        .of_today()
        .filter(role__in=[side.role for side in sides])
        .with_source()
        .lowest_first()
    )
    groups = [(side, [figure for figure in rows if side.takes(figure)]) for side in sides]
    scale = scale_for(figure.amounts(period) for _side, figures in groups for figure in figures)
    return [
        Compared(side, figures, figure_chart(side.title, figures, period, by_role=False, scale=scale))
        for side, figures in groups
    ]


def cautions(compared: Iterable[Compared]) -> list[str]:
    """In words, why the sides cannot be held against each other without care."""
    figures = [figure for part in compared for figure in part.figures]
    if not figures:
        return []
    told = []
    bases = {figure.get_basis_display() for figure in figures}
    if bases == {PayFigure(basis="not-stated").get_basis_display()}:
        told.append(_("No source says whether its figure is CTC, gross or in hand, so part of a gap may be only that."))
    elif len(bases) > 1:
        told.append(
            _("The figures are on different bases (%(bases)s) and so cannot be compared rupee by rupee.")
            % {"bases": ", ".join(sorted(map(str, bases)))}
        )
    years = {str(figure.as_of.year) if figure.as_of else _("undated") for figure in figures}
    if len(years) > 1:
        told.append(
            _("The figures are of different years (%(years)s) and so cannot be compared as if of one day.")
            % {"years": ", ".join(sorted(years))}
        )
    elif years == {_("undated")}:
        told.append(_("None of the figures has a date."))
    if any(figure.is_all_industries for figure in figures) and not all(f.is_all_industries for f in figures):
        told.append(_("Some figures are of BPO jobs and some of all industries."))
    apart = {
        _("kind (average or range)"): {figure.kind for figure in figures},
        _("level"): {figure.level for figure in figures},
        _("city"): {figure.city for figure in figures},
        _("process"): {figure.process for figure in figures},
    }
    named = [words for words, values in apart.items() if len(values) > 1]
    if named:
        told.append(_("Besides the pay, the figures differ in: %(named)s.") % {"named": ", ".join(named)})
    return told


COLUMNS = (
    "compared", "job as printed", "of", "low", "average or median", "high", "rupees for", "as printed", "basis",
    "date", "source", "publisher", "address", "strength", "all industries", "caution", "read this first",
)  # fmt: skip


def write_csv(compared: Iterable[Compared], period: str, out) -> None:
    """Exactly what the page shows, a row a figure. Text that a spreadsheet would run as a formula is disarmed."""
    compared = list(compared)
    first = " ".join(cautions(compared)) if len(compared) > 1 else ""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for part in compared:
        for figure in part.figures:
            amounts = figure.amounts(period)
            row = [
                part.side.title,
                figure.title,
                told_of(figure),
                amounts.low,
                amounts.point,
                amounts.high,
                Period(period).label,
                printed(figure),
                figure.get_basis_display(),
                formatting.date(figure.as_of, figure.as_of_precision),
                figure.source.title,
                figure.source.publisher,
                figure.source.address,
                figure.source.get_strength_display(),
                _("yes") if figure.is_all_industries else "",
                figure.caution,
                first,
            ]
            writer.writerow([escaped(str("" if cell is None else cell)) for cell in row])
