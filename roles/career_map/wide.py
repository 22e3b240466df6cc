"""The map for wide screens: lines run from left to right and meet in a trunk; labels stand above and below in turn."""

from collections.abc import Iterator
from itertools import groupby

from .drawing import RADIUS, REACH, Box, Drawing, Label, Line, Sign, Station, Stop, Track, around
from .lettering import wrap, wrap_evenly

WIDTH = 1120
NAME_ROOM, START = 132, 142
# A word is broken only where it is longer than this.
LONGEST_WORD = 128
# Labels are wrapped between these widths, those of the trunk always narrow.
WIDEST, NARROW, NARROWEST = 132, 88, 72
LABEL_GAP, ROW_GAP, CLEAR = 12, 14, 8
# Stations in a row at most, and from one to the next.
MOST = 12
NEAR, FAR = 28, 118
# The trunk: from line to line, and how far the lines turn towards it.
PITCH, TURN, BRANCH = 20, 165, 36


def wide(lines: list[Line], shared: list[Stop]) -> Drawing:
    """The roomiest map that fits the page.

    The line that needs most gives way: its labels grow narrower, then it runs in one row more. A map that fits in no
    way is wider than the page, and is scrolled within its frame.
    """
    shapes = [Shape(line) for line in lines]
    while (plan := Plan(shapes, shared)).width > WIDTH:
        if not plan.longest or not plan.longest.give_way():
            drawing = plan.drawn(plan.width)
            drawing.is_scrolled = True
            return drawing
    return plan.drawn(WIDTH)


class Shape:
    """How a line is to be drawn: in how many rows, and how wide its labels may be."""

    def __init__(self, line: Line):
        self.line = line
        self.rows, self.room = max(1, -(-len(line.stops) // MOST)), WIDEST

    def give_way(self) -> bool:
        """Takes less room; False where it cannot."""
        if self.room > NARROWEST:
            self.room -= 4
        elif len(self.line.stops) > 3 * self.rows:
            # One station fewer in each row.
            per_row = -(-len(self.line.stops) // self.rows) - 1
            self.rows, self.room = -(-len(self.line.stops) // per_row), WIDEST
        else:
            return False
        return True

    def parts(self) -> list[list[Stop]]:
        stops, size = self.line.stops, -(-len(self.line.stops) // self.rows)
        return [stops[start : start + size] for start in range(0, len(stops), size or 1)] or [[]]


class Row:
    """Stations side by side. `places` is where each stands; `above` and `below` is the room that their labels need."""

    def __init__(self, stops: list[Stop], room: float):
        self.stops = stops
        self.words = [wrap_evenly(stop.title, room, 14, LONGEST_WORD) for stop in stops]
        boxes = [Label(words, 0, 0, anchor="middle").box for words in self.words]
        self.widths = [max(box.width, 2 * RADIUS) for box in boxes]
        self.heights = [box.height for box in boxes]
        self.below = LABEL_GAP + max(self.heights[0::2], default=0)
        self.above = LABEL_GAP + max(self.heights[1::2], default=0)
        self.y = 0.0
        # The least distance of stations at which no label touches the next on its side.
        pairs = zip(self.widths, self.widths[2:], strict=False)
        self.closest = max([NEAR, *(((one + other) / 2 + CLEAR) / 2 for one, other in pairs)])
        self.places = [self.closest * index for index in range(len(stops))]

    def start_at(self, left: float) -> None:
        """Moves the row to where no label reaches beyond `left`."""
        reach = max((wide / 2 - place for wide, place in zip(self.widths, self.places, strict=True)), default=0)
        self.places = [left + reach + place for place in self.places]

    def spread(self, right: float) -> None:
        """Moves the stations apart until a label reaches `right`, or they stand far enough."""
        ends = [(right - wide / 2 - self.places[0]) / index for index, wide in enumerate(self.widths) if index]
        pitch = max(self.closest, min([FAR, *ends]))
        self.places = [self.places[0] + pitch * index for index in range(len(self.places))]

    @property
    def right(self) -> float:
        """Where the last label ends."""
        return max((place + wide / 2 for wide, place in zip(self.widths, self.places, strict=True)), default=START)

    def stations(self, half: float = RADIUS) -> Iterator[Station]:
        """`half` the height of a station: more than its radius for a long one."""
        for index, (stop, words) in enumerate(zip(self.stops, self.words, strict=True)):
            x, is_above = round(self.places[index]), index % 2 == 1
            gap = half - RADIUS + LABEL_GAP
            label = Label(words, x, self.y - gap - self.heights[index] if is_above else self.y + gap, anchor="middle")
            box, reach = label.box, half - RADIUS + REACH
            stem = Box(x - REACH, self.y - reach, x + REACH, self.y + reach)
            top, bottom = (box.top - 4, stem.top) if is_above else (stem.bottom, box.bottom + 4)
            is_long = half > RADIUS
            shape = Box(x - 9, self.y - half, x + 9, self.y + half) if is_long else around(x, self.y)
            yield Station(stop, label, shape, (Box(box.left - 2, top, box.right + 2, bottom), stem), is_long)


class Course:
    """A line: its rows, of which the one next to the trunk (`main`) goes on and takes up the others."""

    def __init__(self, shape: Shape):
        self.shape, self.line = shape, shape.line
        self.rows = [Row(part, shape.room) for part in shape.parts()]
        for row in self.rows:
            row.start_at(START + 4)
        self.name = Label(wrap(self.line.name, NAME_ROOM, 16), 0, 0, 16)
        self.main = self.rows[0]

    def lay(self, y: float) -> float:
        """Puts the rows below each other from `y` down. Returns where they end."""
        name = self.name.box.height / 2
        for row in self.rows:
            row.y = y + max(row.above, name)
            y = row.y + max(row.below, name) + ROW_GAP
        return y

    @property
    def middle(self) -> float:
        return (self.rows[0].y + self.rows[-1].y) / 2

    @property
    def top(self) -> float:
        return self.rows[0].y - self.rows[0].above

    @property
    def bottom(self) -> float:
        return self.rows[-1].y + self.rows[-1].below

    @property
    def joins(self) -> float:
        """How far the rows run on beyond the last label to become one."""
        return CLEAR + BRANCH if len(self.rows) > 1 else 0

    @property
    def right(self) -> float:
        return max(row.right for row in self.rows) + self.joins

    def spread(self, right: float) -> None:
        """Moves the stations apart until the rows reach `right`."""
        for row in self.rows:
            row.spread(right - self.joins)

    def tracks(self, onward: list) -> Iterator[Track]:
        """`onward`: where the main row goes beyond its last label."""
        merge = self.right
        for row in self.rows:
            if row is self.main:
                yield Track(self.line.colour, ((START, row.y), *onward))
            else:
                points = ((START, self.main.y), (START, row.y), (merge - BRANCH, row.y), (merge, self.main.y))
                yield Track(self.line.colour, points)


class Plan:
    """All that is known before the map is stretched to the width of the page."""

    def __init__(self, shapes: list[Shape], shared: list[Stop]):
        self.courses = [Course(shape) for shape in shapes]
        y = 0.0
        for course in self.courses:
            y = course.lay(y)
        self.shared = shared
        if not shared:
            needed = [course.right for course in self.courses]
            self.width = round(max(needed, default=0) + 2 * CLEAR)
        else:
            self.lay_trunk()
            self.lay_hub()
            needed = [max(self.needed(course)) for course in self.courses]
            self.meet = max(needed, default=START)
            self.width = round(self.meet + self.lead + self.length)
        # The line that pushes the others to the right.
        self.longest = self.courses[needed.index(max(needed))].shape if needed else None

    def lay_trunk(self) -> None:
        """Where each line runs in the trunk, how steeply it turns there, and how much further the outer ones go."""
        courses = self.courses
        centre = (courses[0].rows[0].y + courses[-1].rows[-1].y) / 2 if courses else 0
        self.centre = centre
        self.trunk = [centre + PITCH * (index - (len(courses) - 1) / 2) for index in range(len(courses))]
        for course, y in zip(courses, self.trunk, strict=True):
            course.main = course.rows[-1] if course.middle < y else course.rows[0]
        falls = [y - course.main.y for course, y in zip(courses, self.trunk, strict=True)]
        self.steep = max([1.0, *(abs(fall) / TURN for fall in falls)])
        # Steep lines would run into each other: the outer ones turn later.
        step = max(0.0, (12 * (1 + self.steep**2) ** 0.5 - PITCH) / self.steep)
        falling = sum(fall > 0 for fall in falls)
        self.late = [
            step * (falling - 1 - index if fall > 0 else max(index - falling, 0)) for index, fall in enumerate(falls)
        ]
        self.lead = max(self.late, default=0)

    def turns_at(self, index: int, y: float) -> float:
        """How far before `meet` the line of `index` passes the height `y`."""
        return abs(self.trunk[index] - y) / self.steep - self.late[index]

    def needed(self, course: Course) -> Iterator[float]:
        """Where the lines may meet at the earliest, for none to pass through the labels of `course`."""
        for index, other in enumerate(self.courses):
            low, high = sorted((other.main.y, self.trunk[index]))
            first, last = max(low, course.top), min(high, course.bottom)
            if first <= last:
                yield course.right + CLEAR + max(self.turns_at(index, first), self.turns_at(index, last))

    def lay_hub(self) -> None:
        """The stations of the trunk from 0 on; those of a level stand together under its name."""
        self.hub = hub = Row(self.shared, NARROW)
        hub.y = self.centre
        self.half = PITCH * max(len(self.trunk) - 1, 0) / 2 + LABEL_GAP
        self.groups, places, end = [], [], -CLEAR
        for level, stops in groupby(self.shared, key=lambda stop: stop.level):
            across = hub.closest * (len(list(stops)) - 1)
            words = wrap_evenly(level, max(across, 84), 13, LONGEST_WORD)
            wide = Label(words, 0, 0, 13, "middle").box.width
            first = max(places[-1] + hub.closest + LABEL_GAP if places else 0, end + CLEAR + (wide - across) / 2)
            places += [first + hub.closest * index for index in range(round(across / hub.closest) + 1)]
            end = first + (across + wide) / 2
            self.groups.append((words, len(places)))
        hub.places = places
        hub.start_at(CLEAR)
        self.length = max(hub.right, end + hub.places[0] - places[0], hub.places[-1] + 17) + 2

    def drawn(self, width: int) -> Drawing:
        drawing = Drawing(width, 0)
        if self.shared:
            self.meet += width - self.width
        for index, course in enumerate(self.courses):
            course.spread(self.furthest(course, width))
            if self.shared:
                y, end = self.trunk[index], self.meet + self.lead + self.hub.places[-1] + 17
                turn = self.meet + self.late[index]
                onward = [(turn - abs(y - course.main.y) / self.steep, course.main.y), (turn, y), (end, y)]
            else:
                onward = [(course.right + CLEAR, course.main.y)]
            drawing.tracks += course.tracks(onward)
            drawing.marks.append(Sign(name_of(course), "name", course.line.colour))
            for row in course.rows:
                drawing.marks += row.stations()
        if self.shared:
            self.draw_hub(drawing)
        return fitted(drawing)

    def furthest(self, course: Course, width: int) -> float:
        """How far right the labels of `course` may reach."""
        if not self.shared:
            return width - 2 * CLEAR
        return course.right + self.meet - max(self.needed(course), default=self.meet)

    def draw_hub(self, drawing: Drawing) -> None:
        hub = self.hub
        hub.places = [self.meet + self.lead + place for place in hub.places]
        top = hub.y - self.half + RADIUS - hub.above - 10
        stations, start = list(hub.stations(self.half)), 0
        for words, end in self.groups:
            left, right = hub.places[start], hub.places[end - 1]
            if any(words):
                label = Label(words, round((left + right) / 2), top, 13, "middle")
                label = Label(words, label.x, top - 6 - label.box.height, 13, "middle")
                drawing.marks.append(Sign(label, "level"))
                drawing.rules.append(((left - 9, top), (right + 9, top)))
            drawing.marks += stations[start:end]
            start = end


def name_of(course: Course) -> Label:
    label = course.name
    return Label(label.lines, 0, course.middle - label.box.height / 2, label.size)


def fitted(drawing: Drawing) -> Drawing:
    """The drawing moved so that it begins at the top of its frame, and the frame as high as it needs."""
    boxes = [mark.label.box for mark in drawing.marks]
    boxes += [box for station in drawing.stations for box in (station.shape, *station.hit)]
    top = min((box.top for box in boxes), default=0) - 2
    drawing.height = round(max((box.bottom for box in boxes), default=0) - top + 4)
    drawing.tracks = [Track(t.line, tuple((x, y - top) for x, y in t.points)) for t in drawing.tracks]
    drawing.rules = [tuple((x, y - top) for x, y in points) for points in drawing.rules]
    drawing.marks = [mark.moved(-top) for mark in drawing.marks]
    return drawing
