"""How alike two pieces of text are, for search that forgives slips of the finger. Pure: no database."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

# A word of Latin letters and digits, or of Devanagari with its signs; Python's \w would cut Devanagari words in two.
WORD = re.compile(r"[a-z0-9]+|[\u0900-\u0965\u0970-\u097f]+")
# What says nothing about which page is meant: English, and Hindi as typed on an English keyboard ("bpo kya hai").
ENGLISH = (
    "a an and are as at be do does for from how i in is it job jobs me meaning my of on or pass the to us what with"
)
HINDI = "hai ka ke ki kya mein"
FILLERS = frozenset(f"{ENGLISH} {HINDI}".split())
NAME = 0.9  # fields of this weight and above name the page
ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|er|or|ed)s?$")
SAME_WORD = 0.42  # two words at least this alike may be the same word, mistyped
SURELY = 0.7  # and this alike, they are the same word, or one is the other's beginning
LONG = 60  # among more words than this one is always alike, so that only a word that is surely meant counts
VOWELS = frozenset("aeiouy")
LEAST_LETTERS = 4  # of a shorter word nobody can say which other was meant
MOST_MEANT = 3


def normal(text: str) -> str:
    """Lower case, without accents on Latin letters; Devanagari in its composed form."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u036f"))
    return unicodedata.normalize("NFC", plain)


def words(text: str) -> list[str]:
    return WORD.findall(normal(text))


def query_words(text: str) -> list[str]:
    """The words of a query that tell something; all of them when none does."""
    found = words(text)
    return [word for word in found if word not in FILLERS] or found


@lru_cache(maxsize=20_000)
def trigrams(word: str) -> frozenset[str]:
    """Its runs of three letters, with two blanks before and one after: the start of a word counts more."""
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, where three letters or more are left."""
    return ENDING.sub("", word)


@lru_cache(maxsize=50_000)
def likeness(query: str, word: str) -> float:
    """From 0 to 1: how likely a person who typed `query` meant `word`."""
    if query == word:
        return 1.0
    if len(query) >= 3 and word.startswith(query):
        return 0.9
    # One is the other with an ending: caller, calling, callers.
    if len(word) >= 4 and query.startswith(word) and 2 * len(word) >= len(query):
        return 0.85
    # Both are the same with another ending: coding, coder.
    if stem(query) == stem(word):
        return 0.8
    mine, theirs = trigrams(query), trigrams(word)
    return 0.85 * len(mine & theirs) * 2 / (len(mine) + len(theirs))


def slips(typed: str, word: str, most: float) -> float:
    """How many slips lie between what was typed and `word`; more than `most` where there are more.

    A letter too many, too few or another, and two letters changed over, count one; a vowel that is missing, extra or
    another counts half, and so does a letter doubled or not: these are the slips of people who write as they hear.
    """
    if abs(len(typed) - len(word)) > 2 * most:
        return most + 1
    before: list[float] = []
    last = [0.0]
    for letter in without(word):
        last.append(last[-1] + letter)
    for i, (a, extra) in enumerate(zip(typed, without(typed), strict=True)):
        row = [last[0] + extra]
        for j, (b, missing) in enumerate(zip(word, without(word), strict=True)):
            other = 0.0 if a == b else 0.5 if a in VOWELS and b in VOWELS else 1.0
            row.append(min(last[j + 1] + extra, row[j] + missing, last[j] + other))
            if i and j and a == word[j - 1] and b == typed[i - 1]:
                row[-1] = min(row[-1], before[j - 1] + 1.0)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def without(word: str) -> list[float]:
    """What it counts to leave out each letter of a word."""
    return [0.5 if b in VOWELS or a == b else 1.0 for a, b in zip(" " + word, word, strict=False)]


def nearest(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """The words that a person may have meant who typed a word nobody knows; the likeliest first."""
    if len(typed) < LEAST_LETTERS or not typed.isascii() or not typed.isalpha():
        return ()
    most = 1.0 if len(typed) < 8 else 1.5
    # The first letter is rarely wrong, unless it changed places with the second.
    alike = (word for word in known if len(word) >= LEAST_LETTERS and word[0] in typed[:2])
    told = sorted((count, word) for word in alike if (count := slips(typed, word, most)) <= most)
    return tuple(word for _count, word in told[:MOST_MEANT])


def score(
    query: list[str],
    fields: Iterable[tuple[float, str]],
    meant: Mapping[str, tuple[str, ...]] | None = None,
    in_part: bool = False,
) -> float:
    """From 0 to 1: how well a page answers the words of a query. `fields` are its texts, each with its weight.

    Each word counts for its best match in any field, as typed or as it may have been `meant`. Zero where one finds
    nothing alike, so that every word must be meant; `in_part`, it is enough that some are surely there. A field of
    nothing but the query's words comes before a longer one.
    """
    fields = [(weight, words(text)) for weight, text in fields]
    told = scored(Wanted(query, meant or {}, SURELY if in_part else SAME_WORD), fields, in_part)
    if in_part or len(query) < 2:
        return told
    return max(told, 0.95 * scored(Wanted(["".join(query)], {}, SAME_WORD), fields, in_part))


@dataclass(frozen=True)
class Wanted:
    """The words of a query, what each may mean besides, and how alike is alike enough."""

    words: list[str]
    meant: Mapping[str, tuple[str, ...]]
    enough: float

    def same(self, asked: str, found: list[str]) -> float:
        """The likeness of `asked` to the nearest of the words `found`; zero where none is alike enough."""
        enough = SURELY if len(found) > LONG else self.enough
        best = max((likeness(asked, word) for word in found), default=0.0)
        for meant in self.meant.get(asked, ()):
            best = max(best, 0.9 * max((likeness(meant, word) for word in found), default=0.0))
        return best if best >= enough else 0.0

    def fullest(self, fields: list[tuple[float, list[str]]]) -> float:
        """The largest weighted share of a field that the query's words make up; none of a long one."""
        shares = [0.0]
        for weight, found in fields:
            if found and len(found) <= LONG:
                told = sum(any(self.same(asked, [word]) for asked in self.words) for word in found)
                shares.append(weight * told / len(found))
        return max(shares)


def scored(wanted: Wanted, fields: list[tuple[float, list[str]]], in_part: bool) -> float:
    if not wanted.words:
        return 0.0
    total = 0.0
    for asked in wanted.words:
        best = max((weight * wanted.same(asked, found) for weight, found in fields), default=0.0)
        if not best and not in_part:
            return 0.0
        total += best
    # A name that answers every word by itself comes before words found here and there.
    whole = any(weight >= NAME and all(wanted.same(asked, found) for asked in wanted.words) for weight, found in fields)
    return total / len(wanted.words) * (0.75 + 0.15 * wanted.fullest(fields) + (0.1 if whole else 0))
