"""How much room words take, and where to break them. SVG text does not wrap by itself.

Widths are estimates, in units of the type size, of the widest type that phones commonly have (Noto Sans, semi-bold): a
label drawn in another one is narrower than its box, not wider.
"""

import unicodedata
from functools import lru_cache

LATIN = {
    0.24: "'’‘",
    0.27: " ",
    0.31: "ijl.,:;!|",
    0.35: '-()[]{}"“”',
    0.45: "Irft/*",
    0.52: "scz–",
    0.6: "aeyvxkJEFLSTYZ",
    0.67: "bdghnopquBCKPRX&AV$",
    0.82: "DGHNOQU",
    0.98: "mwMW@%+—…",
}
LETTERS = {letter: width for width, letters in LATIN.items() for letter in letters}
LETTERS |= dict.fromkeys("0123456789", 0.57) | dict.fromkeys("आओऔ", 1.02) | {"ख": 0.82, "र": 0.41}
VIRAMA, JOINER = "\u094d", "\u200d"
# Tall scripts need more room between lines than Latin.
LEADING, LEADING_TALL = 17, 21


@lru_cache(maxsize=4096)
def letter_width(letter: str) -> float:
    if letter in LETTERS:
        return LETTERS[letter]
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if category == "Mc":
        return 0.32
    if unicodedata.east_asian_width(letter) in "WF" or category == "So":
        return 1.35
    return 0.82 if category == "Lu" else 0.72


def width(text: str, size: float = 14) -> float:
    return size * sum(map(letter_width, text))


def leading(text: str) -> int:
    """From one line of `text` to the next."""
    return (
        LEADING
        if all(ord(letter) < 0x300 or unicodedata.category(letter)[0] in "PSZ" for letter in text)
        else LEADING_TALL
    )


def syllables(word: str) -> list[str]:
    """Where a word may be broken at need: never before a sign that belongs to the letter in front of it."""
    found: list[str] = []
    for letter in word:
        belongs = unicodedata.category(letter)[0] == "M" or letter == JOINER
        if found and (belongs or found[-1][-1] in (VIRAMA, JOINER)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float = 14, longest_word: float = 0) -> tuple[str, ...]:
    """`text` in lines at most `room` wide. A longer word stays whole up to `longest_word`, then it is broken."""
    limit = max(room, longest_word)
    lines: list[str] = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room or (not lines[-1] and width(word, size) <= limit):
            lines[-1] = joined
        elif width(word, size) <= limit:
            lines.append(word)
        else:
            if lines[-1]:
                lines.append("")
            for part in syllables(word):
                if lines[-1] and width(lines[-1] + part, size) > limit:
                    lines.append("")
                lines[-1] += part
    return tuple(lines)


@lru_cache(maxsize=4096)
def wrap_evenly(text: str, room: float, size: float = 14, longest_word: float = 0) -> tuple[str, ...]:
    """As `wrap`, in lines of about the same length: as narrow as the same number of lines allows."""
    lines = wrap(text, room, size, longest_word)
    while room > 24:
        room -= 6
        narrower = wrap(text, room, size, longest_word)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines
