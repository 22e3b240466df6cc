"""Search that forgives slips of the finger, the same on both databases.

Every app says which of its texts can be searched (a Searched, below). The database only narrows them down: PostgreSQL
by trigram indexes, SQLite not at all, as its catalogue is small. What is found, and in which order, roles.matching
decides for both alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, FloatField, Q, QuerySet, Value

from .evidence import text
from .matching import query_words, score
from .models import (
    Alias,
    Duty,
    Explainer,
    Faq,
    GlossaryTerm,
    JobType,
    JobTypePoint,
    OccupationCode,
    Role,
    RoleIndustry,
    RoleSkill,
    is_public,
)

LEAST = 0.3  # below it, a page only happens to share some letters with the query
MOST_WORDS = 8


@dataclass(frozen=True)
class Searched:
    """One column that can be searched. `owner` leads from its row to the page found ("pk" for the page's own)."""

    rows: Callable[[], QuerySet]
    column: str
    weight: float
    owner: str = "pk"


def of_public_roles(model) -> Callable[[], QuerySet]:
    return lambda: model.objects.filter(is_public("role"), is_public("role__job_type"))


ROLES = (
    Searched(Role.objects.published, "title", 1.0),
    Searched(of_public_roles(Alias), "name", 0.97, "role_id"),
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
)
FAQS = (
    Searched(Faq.objects.published, "question", 0.9),
    Searched(Faq.objects.published, "answer", 0.4),
)


def find(columns: Iterable[Searched], asked: str, most: int = 10, least: float = LEAST) -> dict[int, float]:
    """The ids of the pages that answer `asked`, the best first, each with its score. One query."""
    query = query_words(asked)[:MOST_WORDS]
    if not query:
        return {}
    first, *others = [narrowed(column, query) for column in columns]
    fields: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for owner, weight, words in first.union(*others, all=True) if others else first:
        fields[owner].append((weight, words))
    scored = ((score(query, texts), -owner) for owner, texts in fields.items())
    return {-owner: points for points, owner in sorted(scored, reverse=True)[:most] if points >= least}


def narrowed(column: Searched, query: list[str]) -> QuerySet:
    rows = column.rows().order_by()
    if connection.vendor == "postgresql":
        alike = Q()
        for word in query:
            alike |= Q(**{f"{column.column}__trigram_word_similar": word}) | Q(**{f"{column.column}__contains": word})
        # Words run together ("helpdesk") are found through their parts, and parts through the whole.
        rows = rows.filter(alike | Q(**{f"{column.column}__trigram_word_similar": "".join(query)}))
    return rows.annotate(
        found_owner=F(column.owner),
        found_weight=Value(column.weight, output_field=FloatField()),
        found_text=text(F(column.column)),
    ).values_list("found_owner", "found_weight", "found_text")


def in_order(rows: QuerySet, ids: Iterable[int]) -> list:
    """The rows with `ids`, in that order. One query, none for no id."""
    ids = list(ids)
    found = rows.in_bulk(ids) if ids else {}
    return [found[i] for i in ids if i in found]
