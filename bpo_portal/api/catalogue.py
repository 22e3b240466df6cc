"""Job types and roles."""

import datetime
from types import SimpleNamespace
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from roles.evidence import Parts, parts_of_job_type, parts_of_role
from roles.filters import RoleFilter
from roles.models import JobType, Level, OccupationCode, Role, RoleSkill, Shift
from roles.origin import absolute
from roles.role_page import sources_of
from roles.search import JOB_TYPES, ROLES
from salaries.models import PayFigure

from .lists import CSV_TOO, ERRORS, Page, Paging, answer, filtered_by, holder_of, narrowed, refuse_unknown
from .pay import Band, Figure, Named, published_bands
from .sources import SourceShort

roles = Router(tags=["Roles"])
types = Router(tags=["Job types"])


class Rung(Schema):
    slug: str
    name: str


class HasPage(Schema):
    slug: str
    page: str = Field(description="The page of this site, for people.")

    @staticmethod
    def resolve_page(row, context) -> str:
        return absolute(context["request"], row.get_absolute_url())


class Line(Schema):
    """One line of a list."""

    text: str
    note: str
    sources: list[str] = Field(description="Slugs of who said it; none: the editors’ own judgement.")


class JobTypeShort(HasPage):
    title: str
    short_title: str
    code: str = Field(description="Two letters.")
    channel: JobType.Channel
    direction: Literal["inbound", "outbound", "none"] = Field(description="Who begins the contact.")
    is_customer_facing: bool
    in_short: str
    summary: str
    role_count: int = Field(description="Public roles whose own line this is.")


class JobTypeFull(JobTypeShort):
    suits: str
    example: str
    minimum_qualification: Rung | None
    minimum_note: str
    preferred_note: str
    shift_note: str
    is_retired: bool = Field(description="No longer kept up; the address goes on answering.")
    also_called: list[Line]
    duties: list[Line]
    skills: list[Line]
    measured_on: list[Line]
    sources: list[SourceShort] = Field(description="Every source that its lines rest on.")


class JobTypeList(Page):
    items: list[JobTypeShort]


class RoleShort(HasPage):
    title: str
    job_type: Named
    is_cross_functional: bool = Field(description="Found on every line, such as team leader.")
    level: Level
    summary: str
    calls: Role.Calls = Field(description="How much of the work is calls.")
    sells: bool | None = Field(description="Null where nobody has stated it, here and below.")
    has_targets: bool | None
    shift: Shift | None
    nights: Role.Nights | None
    takes_freshers: bool | None
    minimum_qualification: Rung | None
    checked_on: datetime.date | None = Field(description="When the editors last read it.")

    @staticmethod
    def resolve_shift(row: Role) -> str | None:
        return row.shift or None

    @staticmethod
    def resolve_nights(row: Role) -> str | None:
        return row.nights or None


class Code(Schema):
    """Where an official list of occupations files the role."""

    scheme: OccupationCode.Scheme
    code: str
    title: str
    year: str = Field(description="Of the edition the code was read in.")
    fit: OccupationCode.Fit | None
    address: str | None

    @staticmethod
    def resolve_fit(row: OccupationCode) -> str | None:
        return row.fit or None

    @staticmethod
    def resolve_address(row: OccupationCode) -> str | None:
        return row.address or None


class Move(Schema):
    direction: Literal["up", "sideways", "out"]
    to_role: Named | None = Field(description="null for a move out of the trade.")
    destination: str = Field(description="For a move out of the trade: where to.")
    takes: str = Field(description="What it takes.")


class RoleFull(RoleShort):
    example: str
    suits: str
    shift_note: str
    minimum_note: str
    preferred_note: str
    editors_note: str
    is_retired: bool = Field(description="No longer kept up; the address goes on answering.")
    replaced_by: Named | None = Field(description="For a retired role: the role to read instead.")
    also_called: list[Line]
    duties: list[Line]
    must_have: list[Line]
    good_to_have: list[Line]
    learnt_on_the_job: list[Line]
    measured_on: list[Line]
    certificates: list[Line]
    industries: list[Line]
    moves: list[Move]
    codes: list[Code]
    bands: list[Band] = Field(description="Salary bands that take in the role, the narrowest first.")
    figures: list[Figure] = Field(description="Published figures of this role, the best sourced first.")
    sources: list[SourceShort] = Field(description="Every source that its lines and bands rest on.")


class RoleList(Page):
    items: list[RoleShort]


def lines(parts: Parts, kind: str) -> list[dict]:
    return [
        {"text": part.text, "note": part.note, "sources": [source.slug for source in part.sources]}
        for part in parts[kind]
    ]


@types.get("", response={200: JobTypeList, 422: ERRORS[422]}, url_name="types", openapi_extra=CSV_TOO)
def job_type_list(request: HttpRequest, response: HttpResponse, page: Query[Paging]):
    """The six lines of work, in their order."""
    refuse_unknown(request)
    return answer(request, response, JobType.objects.published().with_role_count(), JobTypeShort, page)


@types.get("/{slug:slug}", response={200: JobTypeFull, **ERRORS}, url_name="type")
def job_type(request: HttpRequest, slug: str):
    """One line of work, with its duties, skills and measures."""
    refuse_unknown(request)
    rows = JobType.objects.reachable().with_role_count().select_related("minimum_qualification")
    row = holder_of(request, rows, slug, "type", JOB_TYPES)
    if isinstance(row, HttpResponse):
        return row
    parts = parts_of_job_type(row)
    return told(
        row,
        JobTypeFull,
        also_called=lines(parts, "alias"),
        duties=lines(parts, "duty"),
        skills=lines(parts, "skill"),
        measured_on=lines(parts, "metric"),
        sources=parts.sources,
    )


@roles.get("", response={200: RoleList, 422: ERRORS[422]}, url_name="roles", openapi_extra=filtered_by(RoleFilter))
def role_list(request: HttpRequest, response: HttpResponse, page: Query[Paging]):
    """Roles, with the filters of /roles/."""
    rows = narrowed(request, RoleFilter, Role.objects.published().with_card())
    return answer(request, response, rows, RoleShort, page)


@roles.get("/{slug:slug}", response={200: RoleFull, **ERRORS}, url_name="role")
def role(request: HttpRequest, slug: str):
    """One role, with everything that stands in its lists, and its published pay."""
    refuse_unknown(request)
    row = holder_of(request, Role.objects.reachable().with_card(), slug, "role", ROLES)
    if isinstance(row, HttpResponse):
        return row
    parts = parts_of_role(row)
    bands = list(published_bands().for_role(row))
    return told(
        row,
        RoleFull,
        replaced_by=row.successor,
        also_called=lines(parts, "alias"),
        duties=lines(parts, "duty"),
        must_have=lines(parts, RoleSkill.Need.MUST.value),
        good_to_have=lines(parts, RoleSkill.Need.PREFERRED.value),
        learnt_on_the_job=lines(parts, RoleSkill.Need.LEARNT.value),
        measured_on=lines(parts, "metric"),
        certificates=lines(parts, "certification"),
        industries=lines(parts, "industry"),
        moves=list(row.moves.with_destination()),
        codes=list(OccupationCode.objects.filter(role=row)),
        bands=bands,
        figures=list(PayFigure.objects.published().filter(role=row).with_source().best_first()),
        sources=sources_of(parts, bands),
    )


def told(row: JobType | Role, schema: type[HasPage], **parts) -> SimpleNamespace:
    """`row` with `parts` in place of its own relations of those names."""
    own = {name: getattr(row, name) for name in schema.model_fields.keys() - parts.keys() - {"page"}}
    return SimpleNamespace(get_absolute_url=row.get_absolute_url, **own, **parts)
