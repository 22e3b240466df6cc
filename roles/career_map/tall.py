"""The map for phones: a line's stations run down one column, then the line shifts left and joins the trunk."""

from collections.abc import Callable
from itertools import groupby

from .drawing import RADIUS, TAP, Box, Drawing, Label, Line, Sign, Station, Stop, Track, around
from .lettering import wrap

# The width of a page's text at 360 px, so that type is its own size there.
WIDTH = 328
# The trunk: where its first line runs, from line to line, and the most that it takes.
FIRST, PITCH, TRUNK = 10, 16, 96
LABEL_GAP, ROW_GAP, LONG_GAP = 16, 2, 6


def tall(lines: list[Line], shared: list[Stop]) -> Drawing:
    """`lines` from the top down, and the stops that every line passes, at the foot."""
    return Tall(lines, shared).drawing


class Tall:
    """Draws from the top down; `y` is how far it has come."""

    def __init__(self, lines: list[Line], shared: list[Stop]):
        # More than six lines stand closer; past a dozen they touch.
        pitch = min(PITCH, TRUNK / max(len(lines), 1))
        self.trunk = [FIRST + pitch * index for index in range(len(lines))]
        self.column = round(FIRST + pitch * len(lines) + 10)
        self.text = self.column + LABEL_GAP
        self.drawing = Drawing(WIDTH, 0)
        self.y = 0.0
        ends = [self.draw_line(line, x if shared else self.column) for line, x in zip(lines, self.trunk, strict=True)]
        if shared:
            self.draw_shared(shared)
        for line, x, (start, end) in zip(lines, self.trunk, ends, strict=True):
            points = [(self.column, start), (self.column, end)]
            if shared:
                points += [(x, end + (self.column - x) / 2), (x, self.y)]
            self.drawing.tracks.append(Track(line.colour, tuple(points)))
        self.drawing.height = round(self.y + 8)

    def draw_line(self, line: Line, x: float) -> tuple[float, float]:
        """The stations of `line`, which leaves for `x` below the last. Where it starts and where it turns."""
        name = self.draw_sign(line.name, "name", 16, line.colour)
        start = name.box.top + name.leading / 2
        end = name.box.bottom
        for level, stops in groupby(line.stops, key=lambda stop: stop.level):
            if level:
                self.draw_sign(level, "level", 13)
            for stop in stops:
                end = self.draw_station(stop, self.column - 14, lambda y: around(self.column, y)) + LABEL_GAP
                self.y += ROW_GAP
        self.y = round(max(self.y, end + (self.column - x) / 2)) + 8
        return start, end

    def draw_shared(self, stops: list[Stop]) -> None:
        left, right = (self.trunk[0] - 9, self.trunk[-1] + 9) if self.trunk else (1, 19)
        for level, group in groupby(stops, key=lambda stop: stop.level):
            self.y += 16
            if level:
                self.draw_sign(level, "level", 13)
                self.y += 4
            self.drawing.rules.append(((0, self.y), (WIDTH, self.y)))
            for stop in group:
                self.y += LONG_GAP
                self.draw_station(stop, 0, lambda y: Box(left, y - 9, right, y + 9))

    def draw_sign(self, words: str, kind: str, size: int, line: str = "") -> Label:
        label = self.label(words, size)
        self.drawing.marks.append(Sign(label, kind, line))
        self.y = label.box.bottom
        return label

    def draw_station(self, stop: Stop, left: float, shape_at: Callable[[float], Box]) -> float:
        """A station in the middle of its row, which can be pressed from `left` to the edge."""
        words = self.label(stop.title)
        height = max(TAP, words.box.height + 10)
        y = self.y + height / 2
        shape = shape_at(y)
        label = self.label(stop.title, top=y - words.box.height / 2)
        hit = (Box(left, self.y, WIDTH, self.y + height),)
        self.drawing.marks.append(Station(stop, label, shape, hit, is_long=shape.width > 2 * RADIUS))
        self.y += height
        return y

    def label(self, words: str, size: int = 14, top: float | None = None) -> Label:
        return Label(wrap(words, WIDTH - self.text - 2, size), self.text, self.y if top is None else top, size)
