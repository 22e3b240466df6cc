"""Search that forgives slips of the finger, the same on both databases.

Every app says which of its texts can be searched (a Searched, below). The database only narrows them down: PostgreSQL
by trigram indexes, SQLite not at all, as its catalogue is small. What is found, and in which order, roles.matching
decides for both alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.db import connection
from django.db.models import Expression, F, FloatField, Q, QuerySet, Subquery, Value

from .evidence import text
from .matching import NAME, nearest, query_words, score, words
from .models import (
    Alias,
    Book,
    Certification,
    Duty,
    Employer,
    Explainer,
    Faq,
    GlossaryTerm,
    JobType,
    JobTypePoint,
    OccupationCode,
    Role,
    RoleIndustry,
    RoleSkill,
    SlugRecord,
    is_public,
)

LEAST = 0.3  # below it, a page only happens to share some letters with the query
MOST_WORDS = 8
KNOWN_SECONDS = 300  # an older list of known words only fails to mend a slip in a word new since


@dataclass(frozen=True)
class Searched:
    """One column that can be searched. `owner` leads from its row to the page found ("pk" for the page's own)."""

    rows: Callable[[], QuerySet]
    column: str
    weight: float
    owner: str | Expression = "pk"


def of_public_roles(model) -> Callable[[], QuerySet]:
    return lambda: model.objects.filter(is_public("role"), is_public("role__job_type"))


def guide_with_slug(slug: str) -> Subquery:
    """The guide that a list belongs to (roles.guide_page), by a slug that it has or had."""
    return Subquery(SlugRecord.objects.for_model(Explainer).filter(slug=slug).values("object_id")[:1])


ROLES = (
    Searched(Role.objects.published, "title", 1.0),
    Searched(of_public_roles(Alias), "name", 0.97, "role_id"),
    Searched(Role.objects.published, "search_words", 0.95),
    Searched(of_public_roles(OccupationCode), "code", 0.95, "role_id"),
    Searched(of_public_roles(OccupationCode), "title", 0.6, "role_id"),
    Searched(of_public_roles(RoleSkill), "text", 0.55, "role_id"),
    Searched(of_public_roles(RoleSkill), "skill__name", 0.55, "role_id"),
    Searched(of_public_roles(Duty), "text", 0.5, "role_id"),
    Searched(Role.objects.published, "summary", 0.5),
    Searched(Role.objects.published, "job_type__title", 0.5),
    Searched(of_public_roles(RoleIndustry), "industry__name", 0.4, "role_id"),
)
JOB_TYPES = (
    Searched(JobType.objects.published, "title", 1.0),
    Searched(JobType.objects.published, "short_title", 1.0),
    Searched(lambda: JobTypePoint.objects.filter(is_public("job_type"), kind="alias"), "text", 0.9, "job_type_id"),
    Searched(JobType.objects.published, "summary", 0.4),
)
TERMS = (
    Searched(GlossaryTerm.objects.published, "term", 1.0),
    Searched(GlossaryTerm.objects.published, "stands_for", 0.95),
    Searched(GlossaryTerm.objects.published, "hindi", 0.95),
    Searched(GlossaryTerm.objects.published, "meaning", 0.4),
)
EXPLAINERS = (
    Searched(Explainer.objects.published, "title", 0.95),
    Searched(Explainer.objects.published, "summary", 0.5),
    # Just enough for what stands there as typed, or begins so.
    Searched(Explainer.objects.published, "body", 0.48),
    Searched(Employer.objects.all, "name", 0.9, guide_with_slug("who-hires")),
    Searched(Book.objects.all, "title", 0.9, guide_with_slug("books")),
    Searched(Book.objects.all, "author", 0.6, guide_with_slug("books")),
    Searched(Certification.objects.all, "name", 0.5, guide_with_slug("certificates")),
)
FAQS = (
    Searched(Faq.objects.published, "question", 0.9),
    Searched(Faq.objects.published, "answer", 0.4),
)


@dataclass(frozen=True)
class Asked:
    """The words of a query, and for those that nobody knows, the known words that may have been meant."""

    words: list[str]
    meant: dict[str, tuple[str, ...]]

    def spellings(self) -> list[str]:
        return [*self.words, *(word for words in self.meant.values() for word in words)]


def understood(asked: str, columns: Iterable[Searched], more: Iterable[str] = ()) -> Asked:
    """`asked` with its slips mended, by the words of those `columns` that name pages, and `more` words.

    It is done before the database is asked, so that both databases offer the rows that are meant. A word is only added
    to, never replaced: it may stand in a text that is not a name.
    """
    query = query_words(asked)[:MOST_WORDS]
    known = known_words([column for column in columns if column.weight >= NAME]).union(more) if query else set()
    strange = [word for word in query if not any(name.startswith(word) for name in known)]
    return Asked(query, {word: nearest(word, known) for word in strange})


def known_words(columns: list[Searched]) -> frozenset[str]:
    """Every word of the texts in `columns`; kept for some minutes. One query."""
    rows = [column.rows().order_by().values_list(text(F(column.column))) for column in columns]
    names = ",".join(f"{row.model._meta.label}.{c.column}" for row, c in zip(rows, columns, strict=True))
    key = "words-" + sha256(names.encode()).hexdigest()
    kept = cache.get(key)
    if kept is None:
        first, *others = rows
        kept = frozenset(word for (named,) in first.union(*others) for word in words(named))
        cache.set(key, kept, KNOWN_SECONDS)
    return kept


def find(
    columns: Iterable[Searched], asked: Asked, most: int = 10, least: float = LEAST, in_part: bool = False
) -> dict[int, float]:
    """The ids of the pages that answer `asked`, the best first, each with its score. One query."""
    if not asked.words:
        return {}
    first, *others = [narrowed(column, asked) for column in columns]
    fields: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for owner, weight, found in first.union(*others, all=True) if others else first:
        if owner is not None:  # a list whose guide is not there
            fields[owner].append((weight, found))
    scored = ((score(asked.words, texts, asked.meant, in_part), -owner) for owner, texts in fields.items())
    return {-owner: points for points, owner in sorted(scored, reverse=True)[:most] if points >= least}


def narrowed(column: Searched, asked: Asked) -> QuerySet:
    rows = column.rows().order_by()
    if connection.vendor == "postgresql":
        alike = Q()
        for word in asked.spellings():
            alike |= Q(**{f"{column.column}__trigram_word_similar": word}) | Q(**{f"{column.column}__contains": word})
        # Words run together ("helpdesk") are found through their parts, and parts through the whole.
        rows = rows.filter(alike | Q(**{f"{column.column}__trigram_word_similar": "".join(asked.words)}))
    return rows.annotate(
        found_owner=F(column.owner) if isinstance(column.owner, str) else column.owner,
        found_weight=Value(column.weight, output_field=FloatField()),
        found_text=text(F(column.column)),
    ).values_list("found_owner", "found_weight", "found_text")


def in_order(rows: QuerySet, ids: Iterable[int]) -> list:
    """The rows with `ids`, in that order. One query, none for no id."""
    ids = list(ids)
    found = rows.in_bulk(ids) if ids else {}
    return [found[i] for i in ids if i in found]
