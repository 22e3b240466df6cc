"""Everything published about one role's pay, told apart and in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from roles import formatting
from roles.charts import Chart, Row, chart
from roles.models import Amounts, Period, Role, SalaryBand, Source
from roles.pay import band_rows

from .charts import figure_chart, figure_row
from .models import PayFigure


@dataclass
class RolePay:
    """`chart` has the bands that take in the role and its own figures of today, on one scale; `all_industries` and
    `history` are shown apart. Each is None when empty. `figures` are the role's own of today; `spread` is theirs."""

    figures: list[PayFigure] = field(default_factory=list)
    chart: Chart | None = None
    all_industries: Chart | None = None
    history: Chart | None = None
    spread: str = ""
    differ_in: list[str] = field(default_factory=list)
    headline: Row | None = None
    of_neighbours: dict[int, Row] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)


def role_pay(
    role: Role, bands: Iterable[SalaryBand] = (), period: str = Period.MONTH, neighbours: Iterable[Role] = ()
) -> RolePay:
    """One query. `bands` are the salary bands that take in the role, the narrowest first.

    `neighbours` are roles whose cards stand on the same page: their one figure each comes along.
    """
    bands = list(bands)
    found = PayFigure.objects.published().filter(role__in=[role, *neighbours]).with_source().best_first()
    rows = [figure for figure in found if figure.role_id == role.pk]
    today = [f for f in rows if f.standing == "today"]
    others = [f for f in rows if f.standing == "all-industries"]
    history = [f for f in rows if f.standing == "history"]
    shown = band_rows(bands, role, period) + [figure_row(f, period, by_role=False) for f in by_amount(today)]
    return RolePay(
        figures=today,
        chart=chart(_("Published pay of today"), shown, period) if shown else None,
        all_industries=figure_chart(_("Published pay, all industries"), by_amount(others), period, by_role=False),
        history=figure_chart(_("Older published pay"), by_amount(history), period, by_role=False),
        spread=spread_of([f.amounts(Period.MONTH) for f in today]),
        sources=list({f.source_id: f.source for f in rows}.values()),
        differ_in=differences(today),
        headline=headline(today, bands, role),
        of_neighbours=card_rows(figure for figure in found if figure.role_id != role.pk),
    )


def card_rows(figures: Iterable[PayFigure]) -> dict[int, Row]:
    """By role id, the row of the first figure of today of each role, in the order given."""
    rows: dict[int, Row] = {}
    for figure in figures:
        if figure.standing == "today" and figure.role_id not in rows:
            rows[figure.role_id] = figure_row(figure, Period.MONTH)
    return rows


def headline(today: list[PayFigure], bands: list[SalaryBand], role: Role) -> Row | None:
    """The one figure for the top of the page: the role's own from a fair or strong source, else the narrowest band."""
    own = today[0] if today else None
    if bands and (own is None or own.source.strength == Source.Strength.WEAK):
        return chart("", band_rows(bands[:1], role)).rows[0]
    return chart("", [figure_row(own, Period.MONTH, by_role=False)]).rows[0] if own else None


def by_amount(figures: list[PayFigure]) -> list[PayFigure]:
    def lowest(figure: PayFigure) -> int:
        amounts = figure.amounts(Period.YEAR)
        return amounts.point or amounts.low or amounts.high

    return sorted(figures, key=lambda figure: (lowest(figure), figure.reference))


def spread_of(amounts: list[Amounts]) -> str:
    """How far figures lie apart: "from ₹12,500 to ₹40,000 a month"; empty for fewer than two. Open ends stay open."""
    named = [a for row in amounts for a in (row.low, row.point, row.high) if a]
    if len(amounts) < 2:
        return ""
    ends = {"low": formatting.rupees(min(named)), "high": formatting.rupees(max(named))}
    if any(row.is_open and row.low == max(named) for row in amounts):
        return _("from %(low)s to %(high)s a month and above") % ends
    return _("from %(low)s to %(high)s a month") % ends


def differences(figures: list[PayFigure]) -> list[str]:
    """In what the figures differ besides the sum, in words: the likely reasons why they disagree."""
    if len(figures) < 2:
        return []
    told = {
        _("city"): {f.city for f in figures},
        _("kind of process"): {f.process for f in figures},
        _("level"): {f.level for f in figures},
        _("experience"): {f.for_whom for f in figures},
        _("what is given (average or range)"): {f.kind for f in figures},
        _("date"): {(f.as_of, f.as_of_precision) for f in figures},
        _("what the sum includes"): {f.basis for f in figures},
        _("who asked whom"): {f.source_id for f in figures},
    }
    return [words for words, values in told.items() if len(values) > 1]
