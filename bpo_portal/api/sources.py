"""Who said it, and when."""

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from roles.formatting import machine_date
from roles.models import DatePrecision, Source
from roles.origin import absolute

from .lists import CSV_TOO, ERRORS, Page, Paging, answer, holder_of, refuse_unknown

router = Router(tags=["Sources"])


class SourceShort(Schema):
    """A source as it stands beside a fact."""

    slug: str
    publisher: str = Field(description="As a reader would name it.")
    title: str
    published_on: str | None = Field(
        description="As exactly as it is known: YYYY-MM-DD, YYYY-MM or YYYY; null when undated."
    )
    strength: Source.Strength = Field(description="How far the editors trust it.")
    address: str | None = Field(description="Where it was published; null when not on the web.")

    @staticmethod
    def resolve_published_on(row: Source) -> str | None:
        return machine_date(row.published_on, row.date_precision) if row.published_on else None

    @staticmethod
    def resolve_address(row: Source) -> str | None:
        return row.address or None


class SourceFull(SourceShort):
    date_precision: DatePrecision
    date_note: str = Field(description="What a date cannot say, such as “24 April, year not shown”.")
    caution: str = Field(description="What a reader should know before trusting it.")
    page: str = Field(description="Where this site shows what rests on it.")

    @staticmethod
    def resolve_page(row: Source, context) -> str:
        return absolute(context["request"], row.get_absolute_url())


class SourceList(Page):
    items: list[SourceFull]


@router.get("", response={200: SourceList, 422: ERRORS[422]}, url_name="sources", openapi_extra=CSV_TOO)
def source_list(request: HttpRequest, response: HttpResponse, page: Query[Paging]):
    """Every source that facts of the site rest on, by publisher."""
    refuse_unknown(request)
    return answer(request, response, Source.objects.all(), SourceFull, page)


@router.get("/{slug:slug}", response={200: SourceFull, **ERRORS}, url_name="source")
def source(request: HttpRequest, slug: str):
    """One source."""
    refuse_unknown(request)
    return holder_of(request, Source.objects.all(), slug, "source")
