"""Bars on a shared scale, as numbers for an inline SVG that is 1000 wide and stretched to its cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from .formatting import lakhs, pay, rupees
from .models import Amounts

WIDTH = 1000
# An open top has no length to draw: its bar is this long, whatever the scale, and ends in an arrow head.
OPEN_ROOM = 1.2
OPEN_WIDTH = 167
STEPS = (1, 2, 2.5, 3, 5, 10)


@dataclass(frozen=True)
class Scale:
    """From 0 to `maximum` rupees, with a tick each `step`."""

    maximum: int
    step: int

    def x(self, amount: int) -> int:
        return round(amount * WIDTH / self.maximum)

    @property
    def labels(self) -> list[str]:
        amounts = range(self.step, self.maximum + 1, self.step)
        return [rupees(0), *(lakhs(amount) for amount in amounts)]

    @property
    def ticks(self) -> list[int]:
        """Where the inner ticks stand; the ends are the edges of the chart."""
        return [self.x(amount) for amount in range(self.step, self.maximum, self.step)]


def scale_for(rows: Iterable[Amounts]) -> Scale:
    """The smallest scale of three or four round steps that holds every row: more labels do not fit on a phone."""
    top = max((round(row.top * OPEN_ROOM) if row.is_open else row.top for row in rows), default=0)
    top = max(top, 1000)
    unit = 10 ** (len(str(top)) - 2)
    steps = [round(factor * unit) for factor in STEPS] + [round(factor * unit * 10) for factor in STEPS]
    fitting = [(step * count, step) for step in steps for count in (3, 4) if step * count >= top]
    maximum, step = min(fitting)
    return Scale(maximum=maximum, step=step)


@dataclass(frozen=True)
class Bar:
    """What to draw for one row: a range from `x`, `width` wide (with a chevron when open), or a tick at `point`."""

    x: int = 0
    width: int = 0
    point: int | None = None
    is_open: bool = False

    @property
    def chevron(self) -> str:
        """The arrow head of an open bar, near its right end."""
        tip = self.x + self.width - 45
        return f"M{tip - 15} 0L{tip} 9L{tip - 15} 18" if self.is_open else ""


def bar(amounts: Amounts, scale: Scale) -> Bar:
    if amounts.point is not None:
        return Bar(point=scale.x(amounts.point))
    low = scale.x(amounts.low or 0)
    if amounts.high is None:
        return Bar(x=low, width=min(OPEN_WIDTH, WIDTH - low), is_open=True)
    # A range of one amount is still to be seen.
    return Bar(x=low, width=max(scale.x(amounts.high) - low, 4))


@dataclass
class Row:
    """One figure of a chart, which is also a row of its table.

    `figure` is the row it was read from: its source, date and period stand beside the amount. `printed` is the sum as
    printed where the chart shows another period. `line` is the slug of a job type, empty for the whole trade. A row in
    another currency is not on the scale; its `money` is written as printed.
    """

    label: str
    amounts: Amounts
    figure: object
    line: str = ""
    code: str = ""
    line_title: str = ""
    note: str = ""
    printed: str = ""
    url: str = ""
    is_on_scale: bool = True
    money: str = ""
    bar: Bar | None = None

    def __post_init__(self):
        self.money = self.money or pay(self.amounts)


@dataclass(frozen=True)
class Chart:
    caption: str
    rows: list[Row]
    scale: Scale
    period: str = "month"


def chart(caption: str, rows: Iterable[Row], period: str = "month", scale: Scale | None = None) -> Chart:
    """Draws `rows` on one scale: the given one, or the smallest that holds them all."""
    rows = list(rows)
    scale = scale or scale_for(row.amounts for row in rows if row.is_on_scale)
    for row in rows:
        row.bar = bar(row.amounts, scale) if row.is_on_scale else None
    return Chart(caption=caption, rows=rows, scale=scale, period=period)
