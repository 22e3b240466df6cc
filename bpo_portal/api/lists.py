"""What lists share: bounded pages, the filters of the site's own pages, and the same rows as CSV."""

import csv
import types
from collections.abc import Sequence
from typing import Literal, Union, get_args, get_origin

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Schema
from pydantic import BaseModel

from roles.origin import absolute
from roles.search import Searched
from roles.spreadsheets.cells import escaped
from roles.views.addresses import moved_to, rows_like

from .problems import NothingHere, NotUnderstood, Problem

MOST = 100
FURTHEST = 1_000_000
MOST_NAMED = 20
MANY = "See /api/v1/docs for those there are."
LIMITS = {"min_value": "Give at least", "max_value": "Give at most", "max_length": "Letters at most:"}
ERRORS = {404: Problem, 422: Problem}


class Paging(Schema):
    limit: int = Field(50, ge=1, le=MOST, description="Rows in this answer.")
    offset: int = Field(0, ge=0, le=FURTHEST, description="Rows left out before the first.")
    format: Literal["json", "csv"] = Field("json", description="csv: the same rows as a table for spreadsheets.")


class Page(Schema):
    count: int = Field(description="Rows that answer the filters, on all pages.")
    next: str | None = Field(description="The address of the next rows; null on the last page.")
    previous: str | None = Field(description="The address of the rows before; null on the first page.")


# What OpenAPI is told of a list besides its JSON.
CSV_TOO = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


def filtered_by(filters: type[django_filters.FilterSet], **more) -> dict:
    """For `openapi_extra` of a list whose page has these filters; see docs.FilledIn."""
    return {**CSV_TOO, "x-filters": filters, **more}


def narrowed(request: HttpRequest, filters: type[django_filters.FilterSet], rows: QuerySet, *also: str) -> QuerySet:
    """The rows that the site's page would show for the same address; NotUnderstood where the page would complain.

    `also` names parameters of the list that are no filters.
    """
    refuse_unknown(request, *filters.base_filters, *also)
    refuse_empty(request, filters)
    found = filters(request.GET, rows)
    if not found.form.is_valid():
        faults = found.form.errors.as_data()
        raise NotUnderstood([(name, sentence(found.form.fields[name], errors[0])) for name, errors in faults.items()])
    return found.qs


def sentence(field: forms.Field, fault: ValidationError) -> str:
    """What is wrong with a value, and which ones are right; a form's own words are for people who see its list."""
    if fault.code == "invalid_choice":
        values = [str(value) for value, _label in field.choices if value != ""]
        wrong = str((fault.params or {}).get("value", ""))[:60]
        right = (
            f"There are: {', '.join(values)}." if len(values) <= MOST_NAMED else "See /api/v1/docs for those there are."
        )
        return f"There is no value “{wrong}” here. {right}"
    if fault.code == "invalid" and isinstance(field, forms.DecimalField):
        return "Give a number, such as 15000."
    if fault.code in LIMITS:
        return f"{LIMITS[fault.code]} {fault.params['limit_value']}."
    return " ".join(fault.messages)


def refuse_unknown(request: HttpRequest, *names: str) -> None:
    """A misspelt filter would silently answer with everything."""
    known = {*names, *Paging.model_fields}
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        told = ", ".join(sorted(known))
        raise NotUnderstood([(name[:60], f"There is no such parameter here. There are: {told}.") for name in unknown])


def refuse_empty(request: HttpRequest, filters: type[django_filters.FilterSet]) -> None:
    """A form sends what was not filled in as nothing; a program that sends nothing has made a slip."""
    chosen = [name for name, one in filters.base_filters.items() if not isinstance(one, django_filters.CharFilter)]
    empty = [name for name in chosen if "" in request.GET.getlist(name)]
    if empty:
        raise NotUnderstood([(name, "Give it a value, or leave it out.") for name in empty])


def answer(request: HttpRequest, response: HttpResponse, rows: QuerySet, item: type[Schema], page: Paging):
    """One page of `rows`: as JSON (with the number of all rows) or as CSV; a Link header leads to the pages around."""
    count = rows.count()
    shown = rows[page.offset : page.offset + page.limit]
    around = {
        "next": page.offset + page.limit if page.offset + page.limit < min(count, FURTHEST + 1) else None,
        "previous": max(page.offset - page.limit, 0) if page.offset else None,
    }
    links = {name: address(request, offset) if offset is not None else None for name, offset in around.items()}
    header = ", ".join(f'<{link}>; rel="{name[:4]}"' for name, link in links.items() if link)
    if page.format == "csv":
        response = table(request, shown, item)
    if header:
        response["Link"] = header
    return response if page.format == "csv" else {"count": count, **links, "items": list(shown)}


def address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return absolute(request, f"{request.path}?{query.urlencode()}")


def table(request: HttpRequest, rows, item: type[Schema]) -> HttpResponse:
    columns = columns_of(item)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.path.rsplit("/", 1)[-1]}.csv"'
    lines = csv.writer(response)
    lines.writerow([".".join(path) for path in columns])
    for row in rows:
        told = item.model_validate(row, context={"request": request}).model_dump(mode="json")
        lines.writerow([cell(told, path) for path in columns])
    return response


def columns_of(schema: type[BaseModel], before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path to each value; a part with values of its own becomes as many columns."""
    columns = []
    for name, field in schema.model_fields.items():
        part = part_of(field.annotation)
        columns += columns_of(part, (*before, name)) if part else [(*before, name)]
    return columns


def part_of(annotation) -> type[BaseModel] | None:
    options = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else [annotation]
    return next((option for option in options if isinstance(option, type) and issubclass(option, BaseModel)), None)


def cell(told: dict, path: tuple[str, ...]) -> str:
    value = told
    for name in path:
        value = value.get(name) if value else None
    if isinstance(value, list):
        value = "; ".join(str(one.get("slug", one)) if isinstance(one, dict) else str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else escaped(str(value))


def holder_of(request: HttpRequest, rows: QuerySet, slug: str, name: str, like: Sequence[Searched] = ()):
    """The row with `slug`; a redirect to the row that once had it; a 404 where there never was one.

    `like` are the texts by which the slugs of public rows are found that may have been meant, as on the site's pages.
    """
    row = rows.filter(slug=slug).first()
    if row is not None:
        return row
    holder = rows.having_had(slug).first()
    if holder is None:
        near = rows_like(slug, like, rows.model.objects.published()) if like else []
        raise NothingHere([row.slug for row in near])
    return moved_to(request, reverse(f"api-v1:{name}", args=[holder.slug]))
