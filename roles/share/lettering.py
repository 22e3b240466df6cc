"""Text on cards: which font has a letter, where words may break, and how large they can be.

Noto Sans and Noto Sans Devanagari, cut down to what this site writes (see fonts/README.md). A letter that neither has,
such as an emoji, is left out: an empty box says less than nothing.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
LATIN, DEVANAGARI = "NotoSans", "NotoSansDevanagari"
REGULAR, BOLD = "Regular", "Bold"
# What the cut-down Latin font has; tests hold this against the file.
# fmt: off
LATIN_LETTERS = frozenset([
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2016), *range(0x2018, 0x201F),
    0x2022, 0x2026, 0x2032, 0x2033, 0x20B9,
])
# fmt: on
VIRAMA, JOINERS = "\u094d", "\u200c\u200d"
ELLIPSIS = "…"


@lru_cache(maxsize=64)
def font(family: str, weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{family}-{weight}.ttf", size, layout_engine=ImageFont.Layout.RAQM)


def family_of(letter: str) -> str | None:
    """The font that has `letter`; None where neither has."""
    if "\u0900" <= letter <= "\u097f" or letter in JOINERS:
        return DEVANAGARI
    return LATIN if ord(letter) in LATIN_LETTERS else None


def drawable(text: str) -> str:
    """`text` in one line, without letters that no font here has (emoji, other scripts, marks of direction)."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(letter for letter in composed if family_of(letter)).split())


def legible(text: str, slug: str) -> str:
    """`text`, or `slug` in words where no letter of `text` can be drawn: a card without a title says nothing."""
    if any(letter.isalpha() for letter in drawable(text)):
        return text
    words = slug.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def runs(text: str) -> list[tuple[str, str]]:
    """Stretches of one font each: its family and the text. Blanks go with what stands before them."""
    families, last = [], LATIN
    for letter in text:
        last = last if letter == " " else family_of(letter) or last
        families.append(last)
    pairs = groupby(zip(families, text, strict=True), key=lambda pair: pair[0])
    return [(family, "".join(letter for _family, letter in group)) for family, group in pairs]


def width(text: str, weight: str, size: int) -> float:
    """In pixels."""
    return sum(font(family, weight, size).getlength(run) for family, run in runs(text))


def write(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, weight: str, size: int, ink: str) -> None:
    """Writes one line; `place` is the left end of its base line."""
    x, y = place
    for family, run in runs(text):
        letters = font(family, weight, size)
        draw.text((x, y), run, font=letters, fill=ink, anchor="ls")
        x += letters.getlength(run)


def clusters(word: str) -> list[str]:
    """What may not be parted: a letter with its marks, and Devanagari letters joined by a virama."""
    found: list[str] = []
    for letter in word:
        joined = found and (
            unicodedata.category(letter).startswith("M") or letter in JOINERS or found[-1][-1] in VIRAMA + JOINERS
        )
        if joined:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def broken(word: str, weight: str, size: int, room: float) -> list[str]:
    """A word in pieces that each fit into `room` pixels; a single cluster is never parted."""
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1] and width(pieces[-1] + cluster, weight, size) > room:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def wrapped(text: str, weight: str, size: int, room: float) -> list[str]:
    """Lines that each fit into `room` pixels."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", weight, size) <= room:
            lines[-1] += f" {word}"
        else:
            lines += broken(word, weight, size, room)
    return lines


def shortened(line: str, weight: str, size: int, room: float) -> str:
    """One line that fits, with an ellipsis where something was cut."""
    if width(line, weight, size) <= room:
        return line
    kept = clusters(line)
    while kept and width("".join(kept).rstrip() + ELLIPSIS, weight, size) > room:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


@dataclass(frozen=True)
class Setting:
    """How a text is set: its lines and their size in pixels."""

    lines: list[str]
    size: int


def fitted(text: str, weight: str, sizes: tuple[int, ...], room: tuple[float, float], leading: float) -> Setting:
    """The largest of `sizes` (falling) at which `text` fits into `room` (width, height); cut at the smallest if it
    never does. `leading` is the distance of lines in sizes."""
    across, down = room
    for size in sizes:
        lines = wrapped(text, weight, size, across)
        most = max(int(down // (size * leading)), 1)
        # A word is only broken when no size holds it whole.
        whole = all(width(word, weight, size) <= across for word in text.split())
        if len(lines) <= most and (whole or size == sizes[-1]):
            return Setting(lines, size)
    last = shortened(f"{lines[most - 1]} {lines[most]}" if most < len(lines) else lines[-1], weight, size, across)
    return Setting([*lines[: most - 1], last], size)
