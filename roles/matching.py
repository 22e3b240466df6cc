"""How alike two pieces of text are, for search that forgives slips of the finger. Pure: no database."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# A word of Latin letters and digits, or of Devanagari with its signs; Python's \w would cut Devanagari words in two.
WORD = re.compile(r"[a-z0-9]+|[\u0900-\u0965\u0970-\u097f]+")
# What says nothing about which page is meant.
FILLERS = frozenset(
    "a an and as at be for from how i in is it job jobs my of on or the to what with".split()  # noqa: SIM905 readable
)
NAME = 0.9  # fields of this weight and above name the page
SAME_WORD = 0.42  # two words at least this alike may be the same word, mistyped


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
    mine, theirs = trigrams(query), trigrams(word)
    return 0.85 * len(mine & theirs) * 2 / (len(mine) + len(theirs))


def score(query: list[str], fields: Iterable[tuple[float, str]]) -> float:
    """From 0 to 1: how well a page answers the words of a query. `fields` are its texts, each with its weight.

    Each word counts for its best match in any field; zero where one finds nothing alike, so that every word must be
    meant. A field of nothing but the query's words comes before a longer one.
    """
    fields = [(weight, words(text)) for weight, text in fields]
    return max(scored(query, fields), 0.95 * scored(["".join(query)], fields) if len(query) > 1 else 0.0)


def scored(query: list[str], fields: list[tuple[float, list[str]]]) -> float:
    if not query:
        return 0.0
    total = 0.0
    for asked in query:
        best = max((weight * same(asked, found) for weight, found in fields), default=0.0)
        if not best:
            return 0.0
        total += best
    # A name that answers every word by itself comes before words found here and there.
    whole = any(weight >= NAME and all(same(asked, found) for asked in query) for weight, found in fields)
    return total / len(query) * (0.75 + 0.15 * fullest(query, fields) + (0.1 if whole else 0))


def same(asked: str, found: list[str]) -> float:
    """The likeness of `asked` to the nearest of the words `found`; zero where none is alike enough."""
    best = max((likeness(asked, word) for word in found), default=0.0)
    return best if best >= SAME_WORD else 0.0


def fullest(query: list[str], fields: list[tuple[float, list[str]]]) -> float:
    """The largest weighted share of a field that the query's words make up."""
    shares = [0.0]
    for weight, found in fields:
        if found:
            told = sum(any(same(asked, [word]) for asked in query) for word in found)
            shares.append(weight * told / len(found))
    return max(shares)
