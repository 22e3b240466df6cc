"""What a map is made of, and what must be true of every drawing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from .lettering import leading, width

Point = tuple[float, float]
# The least height of what is pressed, and half of the least width (WCAG 2.2, 2.5.8).
TAP, REACH = 44, 12
RADIUS = 7


@dataclass(frozen=True)
class Stop:
    """A role to be drawn. `level` is written as the reader sees it; stops come in the order of their levels."""

    title: str
    url: str
    level: str = ""


@dataclass(frozen=True)
class Line:
    colour: str
    name: str
    stops: list[Stop] = field(default_factory=list)


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def moved(self, dy: float) -> "Box":
        return Box(self.left, self.top + dy, self.right, self.bottom + dy)


@dataclass(frozen=True)
class Label:
    """Words of one or more lines: at `x`, by `anchor`, from `top` down."""

    lines: tuple[str, ...]
    x: float
    top: float
    size: int = 14
    anchor: str = "start"

    @property
    def leading(self) -> int:
        return max(leading("".join(self.lines)), self.size + 3)

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def others(self) -> tuple[str, ...]:
        return self.lines[1:]

    @property
    def y(self) -> int:
        """The base line of the first line: what hangs below it takes a quarter of the leading."""
        return round(self.top + self.leading * 0.76)

    @property
    def box(self) -> Box:
        wide = max(width(line, self.size) for line in self.lines)
        left = self.x - wide / 2 if self.anchor == "middle" else self.x
        return Box(left, self.top, left + wide, self.top + self.leading * len(self.lines))

    def moved(self, dy: float) -> "Label":
        return replace(self, top=self.top + dy)


@dataclass(frozen=True)
class Sign:
    """Words on the map that lead nowhere: the name of a line, or a level."""

    label: Label
    kind: str
    line: str = ""

    def moved(self, dy: float) -> "Sign":
        return replace(self, label=self.label.moved(dy))


@dataclass(frozen=True)
class Station:
    """A role on the map: a circle at a point, or a long station across the lines."""

    stop: Stop
    label: Label
    shape: Box
    hit: tuple[Box, ...]
    is_long: bool = False

    def moved(self, dy: float) -> "Station":
        hit = tuple(box.moved(dy) for box in self.hit)
        return replace(self, label=self.label.moved(dy), shape=self.shape.moved(dy), hit=hit)

    @property
    def x(self) -> int:
        return round((self.shape.left + self.shape.right) / 2)

    @property
    def y(self) -> int:
        return round((self.shape.top + self.shape.bottom) / 2)

    @property
    def long(self) -> Box:
        """The shape in whole numbers."""
        return Box(*(round(side) for side in (self.shape.left, self.shape.top, self.shape.right, self.shape.bottom)))

    @property
    def hit_path(self) -> str:
        return "".join(
            f"M{round(b.left)} {round(b.top)}h{round(b.width)}v{round(b.height)}h{-round(b.width)}z" for b in self.hit
        )

    @property
    def hit_height(self) -> float:
        return max(b.bottom for b in self.hit) - min(b.top for b in self.hit)


@dataclass(frozen=True)
class Track:
    line: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return drawn(self.points)


def drawn(points: tuple[Point, ...]) -> str:
    """Points as the shortest path: M x y, then H, V or L."""
    path, last = "", None
    for x, y in ((round(x), round(y)) for x, y in points):
        if last is None:
            path = f"M{x} {y}"
        elif (x, y) != last:
            path += f"V{y}" if x == last[0] else f"H{x}" if y == last[1] else f"L{x} {y}"
        last = (x, y)
    return path


@dataclass
class Drawing:
    """One map. `marks` are signs and stations in the order they are read. Wider than a page, it `is_scrolled`."""

    width: int
    height: int
    is_scrolled: bool = False
    tracks: list[Track] = field(default_factory=list)
    rules: list[tuple[Point, ...]] = field(default_factory=list)
    marks: list[Sign | Station] = field(default_factory=list)

    @property
    def stations(self) -> list[Station]:
        return [mark for mark in self.marks if isinstance(mark, Station)]

    @property
    def rule_paths(self) -> list[str]:
        return [drawn(points) for points in self.rules]


def around(x: float, y: float, radius: float = RADIUS) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def faults(drawing: Drawing) -> Iterator[str]:
    """What a reader would stumble over: words upon words or upon a line, anything cut off, a station hard to hit."""
    frame = Box(0, 0, drawing.width, drawing.height)
    labels = [mark.label for mark in drawing.marks]
    for label in labels:
        if not label.box.is_within(frame):
            yield f"{label.first!r} leaves the frame"
        for track in drawing.tracks:
            if any(crosses(segment, label.box) for segment in pairwise(track.points)):
                yield f"{label.first!r} is crossed by {track.line}"
    for one, other in combinations(labels, 2):
        if one.box.overlaps(other.box):
            yield f"{one.first!r} and {other.first!r} overlap"
    for station in drawing.stations:
        if station.hit_height < TAP:
            yield f"{station.stop.title!r} is hard to hit"
        if not station.shape.is_within(frame):
            yield f"{station.stop.title!r} leaves the frame"
    for one, other in combinations(drawing.stations, 2):
        if one.shape.overlaps(other.shape):
            yield f"{one.stop.title!r} stands upon {other.stop.title!r}"


def crosses(segment: tuple[Point, Point], box: Box) -> bool:
    """Does the segment pass through the inside of the box? Clips it side by side (Liang and Barsky)."""
    (x1, y1), (x2, y2) = segment
    start, end = 0.0, 1.0
    for step, before, after in ((x2 - x1, box.left - x1, box.right - x1), (y2 - y1, box.top - y1, box.bottom - y1)):
        if step == 0:
            if not before < 0 < after:
                return False
            continue
        enter, leave = sorted((before / step, after / step))
        start, end = max(start, enter), min(end, leave)
    return start < end
