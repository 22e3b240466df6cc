"""A role's parts with their sources, and every source with what rests on it: each in a fixed number of queries.

A part is a line of text with sources, kept in many tables. They are read together in one UNION, so that the cost of a
page does not grow with the number of tables, parts or sources.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast

from .models import (
    Alias,
    Disagreement,
    Duty,
    Employer,
    Faq,
    JobType,
    JobTypeCitation,
    JobTypePoint,
    OccupationCode,
    Role,
    RoleCertification,
    RoleCitation,
    RoleIndustry,
    RoleMetric,
    RoleSkill,
    Source,
    is_public,
)


@dataclass
class Part:
    """One line of a page. Without sources it is the editors' own."""

    text: str
    note: str = ""
    extra: str = ""
    sources: list[Source] = field(default_factory=list)

    @property
    def is_editors_own(self) -> bool:
        return not self.sources


def text(value: str | models.F):
    return Cast(value, CharField()) if isinstance(value, F) else Value(value, output_field=CharField())


def part_rows(queryset, kind, words: str, note="", extra="", sources="sources"):
    """One branch of the UNION. `kind` is a word, or F("…") for a column that holds it; so are `note` and `extra`."""
    return (
        queryset.order_by()
        .annotate(
            part_kind=text(kind),
            part_position=F("position") if hasattr(queryset.model, "position") else F("pk"),
            part_id=F("pk"),
            part_text=text(F(words)),
            part_note=text(note),
            part_extra=text(extra),
            part_source=F(sources),
        )
        .values_list("part_kind", "part_position", "part_id", "part_text", "part_note", "part_extra", "part_source")
    )


class Parts:
    """Parts by kind, and the sources behind them in the order of the page.

    >>> parts["duty"]          # a list of Part, in order; empty when there is none
    >>> parts.cited("summary") # the sources of one of the page's own fields
    """

    def __init__(self, branches: Iterable[models.QuerySet]):
        first, *others = branches
        rows = sorted(first.union(*others, all=True), key=lambda row: row[:3])
        self.source_by_id = Source.objects.in_bulk({row[-1] for row in rows if row[-1] is not None})
        self.by_kind: dict[str, dict[int, Part]] = defaultdict(dict)
        for kind, _position, part_id, words, note, extra, source_id in rows:
            part = self.by_kind[kind].setdefault(part_id, Part(words, note, extra))
            if source_id is not None:
                part.sources.append(self.source_by_id[source_id])

    def __getitem__(self, kind: str) -> list[Part]:
        return list(self.by_kind[kind].values()) if kind in self.by_kind else []

    def cited(self, *fields: str) -> list[Source]:
        found = {s.pk: s for part in self["citation"] if part.text in fields for s in part.sources}
        return list(found.values())

    @property
    def sources(self) -> list[Source]:
        return sorted(self.source_by_id.values(), key=lambda source: (source.publisher.lower(), source.title))


def parts_of_role(role: Role) -> Parts:
    """Everything that stands in a list on the page of `role`. Two queries."""
    return Parts(
        [
            part_rows(Alias.objects.filter(role=role), "alias", "name"),
            part_rows(Duty.objects.filter(role=role), "duty", "text"),
            part_rows(RoleSkill.objects.filter(role=role), F("need"), "text", extra=F("skill__slug")),
            part_rows(
                RoleMetric.objects.filter(role=role),
                "metric",
                "metric__name",
                note=F("note"),
                extra=F("metric__full_name"),
            ),
            part_rows(
                RoleCertification.objects.filter(role=role), "certification", "certification__name", note=F("note")
            ),
            part_rows(
                RoleIndustry.objects.filter(role=role),
                "industry",
                "industry__name",
                note=F("note"),
                extra=F("industry__slug"),
            ),
            part_rows(OccupationCode.objects.filter(role=role), "code", "code"),
            part_rows(role.moves.all(), "move", "takes"),
            part_rows(RoleCitation.objects.filter(role=role), "citation", "field", sources="source"),
            part_rows(Faq.objects.published().for_role(role), "faq", "question", note=F("answer")),
            part_rows(
                Disagreement.objects.published().filter(roles=role), "disagreement", "conflict", note=F("resolution")
            ),
            part_rows(Employer.objects.all(), "employer", "name", note=F("check_note")),
        ]
    )


def parts_of_job_type(job_type: JobType) -> Parts:
    """Everything that stands in a list on the page of `job_type`. Two queries."""
    return Parts(
        [
            part_rows(JobTypePoint.objects.filter(job_type=job_type), F("kind"), "text"),
            part_rows(JobTypeCitation.objects.filter(job_type=job_type), "citation", "field", sources="source"),
            part_rows(
                Disagreement.objects.published().filter(job_types=job_type),
                "disagreement",
                "conflict",
                note=F("resolution"),
            ),
        ]
    )


@dataclass
class Rests:
    """What rests on one source: public roles, and how many facts of each sort."""

    roles: dict[int, tuple[str, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def what_rests_on_sources() -> dict[int, Rests]:
    """For each source's id, what rests on it. One query, whatever the number of sources.

    Every model with a relation to Source takes part, those of the upper apps too. Only what is public counts: rows that
    their own queryset calls published(), and parts of a public role or job type.
    """
    branches = []
    for relation in Source._meta.related_objects:
        model = relation.related_model
        names = {f.name for f in model._meta.get_fields()}
        public = Q()
        rows = model.objects.published() if hasattr(model.objects, "published") else model.objects.all()
        for owner in {"role", "job_type"} & names:
            unset = Q(**{f"{owner}__isnull": True})
            shown = is_public(owner) & is_public("role__job_type") if owner == "role" else is_public(owner)
            public &= (unset | shown) if model._meta.get_field(owner).null else shown
        has_role = "role" in names
        branches.append(
            rows.filter(public, **{f"{relation.field.name}__isnull": False})
            .order_by()
            .annotate(
                rest_source=F(relation.field.name),
                rest_sort=text(str(model._meta.verbose_name_plural)),
                rest_role=F("role_id") if has_role else Cast(Value(None), models.BigIntegerField()),
                rest_slug=text(F("role__slug")) if has_role else text(""),
                rest_title=text(F("role__title")) if has_role else text(""),
            )
            .values_list("rest_source", "rest_sort", "rest_role", "rest_slug", "rest_title")
        )
    first, *others = branches
    found: dict[int, Rests] = defaultdict(Rests)
    for source_id, sort, role_id, slug, title in first.union(*others, all=True):
        found[source_id].counts[sort] = found[source_id].counts.get(sort, 0) + 1
        if role_id:
            found[source_id].roles[role_id] = (slug, title)
    return found
