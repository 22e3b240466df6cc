"""How the career map is drawn, whatever editors add."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roles.career_map import Line, Stop, faults, tall, wide
from roles.career_map.drawing import Box, crosses
from roles.career_map.lettering import syllables, width, wrap
from roles.models import Level

LATIN = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGMOW -&’<", min_size=3, max_size=60)
HINDI = st.text("कखगघचछजझटठडतथदधनपबभमयरलवशसहािीुूेैोौंँ् ", min_size=3, max_size=60)
TITLES = (LATIN | HINDI).filter(str.strip)


def stops(titles, levels=()) -> list[Stop]:
    return [Stop(str(title), f"/{n}/", str(level)) for n, (title, level) in enumerate(zip(titles, levels, strict=True))]


@st.composite
def stop_lists(draw, least=1, most=12):
    titles = draw(st.lists(TITLES, min_size=least, max_size=most))
    levels = draw(st.lists(st.sampled_from([str(label) for label in Level.labels]), min_size=len(titles), max_size=12))
    return stops(titles, sorted(levels[: len(titles)]))


line_lists = st.lists(st.builds(Line, st.just("kpo"), TITLES.map(lambda name: name[:30]), stop_lists()), max_size=8)
LONGEST = Line("kpo", "M" * 30, stops(["W" * 60] * 12, ["Entry level"] * 12))


@pytest.mark.parametrize("draw", [tall, wide])
@settings(max_examples=60, deadline=None)
@given(line_lists, stop_lists(least=0))
@example([LONGEST] * 8, LONGEST.stops)
@example([Line("kpo", "KPO")], [])
@example([], stops(["Team leader"], ["Mid level"]))
@example([], [])
def test_no_words_overlap_leave_the_frame_or_stand_on_a_line(draw, lines, shared):
    drawing = draw(lines, shared)
    assert list(faults(drawing)) == []
    assert [station.stop for station in drawing.stations] == [stop for line in lines for stop in line.stops] + shared
    assert all(mark.label.size == 14 for mark in drawing.stations)


@given(line_lists, stop_lists(least=0))
@settings(max_examples=30, deadline=None)
def test_on_a_phone_no_station_is_pressed_in_place_of_another(lines, shared):
    drawing = tall(lines, shared)
    assert drawing.width == 328
    rows = [station.hit[0] for station in drawing.stations]
    assert all(row.height >= 44 for row in rows)
    assert all(one.bottom <= other.top for one, other in pairwise(rows))


def test_faults_are_seen():
    one = tall([Line("kpo", "KPO", stops(["Analyst"], [""]))], [])
    one.marks.append(one.marks[-1])
    one.height = 30
    assert {"'Analyst' and 'Analyst' overlap", "'Analyst' leaves the frame"} <= set(faults(one))


@pytest.mark.parametrize(
    ("segment", "through"),
    [
        (((0, 5), (20, 5)), True),
        (((0, 0), (20, 20)), True),
        (((0, 14), (14, 0)), True),
        (((0, 4), (4, 0)), False),
        (((4, 0), (4, 20)), False),
        (((10, 0), (10, 20)), False),
        (((0, 5), (3, 5)), False),
    ],
)
def test_a_line_through_a_box(segment, through):
    assert crosses(segment, Box(4, 4, 10, 10)) is through


@given(TITLES, st.integers(30, 200))
def test_wrapped_lines_hold_every_letter_and_fit(title, room):
    lines = wrap(title, room)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(width(line) <= room or len(syllables(line)) == 1 for line in lines)


def test_hindi_is_never_broken_within_a_syllable():
    assert syllables("ग्राहक") == ["ग्रा", "ह", "क"]
    assert wrap("ग्राहकसेवा", 30) == ("ग्रा", "हक", "सेवा")
