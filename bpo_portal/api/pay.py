"""Published pay: figures and bands, each exactly as its source printed it."""

from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from roles.formatting import machine_date
from roles.models import Amounts, Basis, DatePrecision, Level, Period, PublishedPay, SalaryBand
from salaries.filters import PayFigureFilter
from salaries.models import STANDINGS, PayFigure

from .lists import ERRORS, Page, Paging, answer, filtered_by, narrowed, refuse_unknown
from .sources import SourceShort

router = Router(tags=["Pay"])
Standing = Literal["today", "all-industries", "floors", "history"]
# Spelt out where another model's choices have the same name: a document holds one shape of a name.
FigureKind = Literal["average", "median", "range"]


class Named(Schema):
    slug: str
    title: str


class Sum(Schema):
    """Whole units of the currency. A range has low and high (either may be open: null), an average has a value."""

    low: int | None
    high: int | None
    value: int | None

    @staticmethod
    def resolve_value(amounts: Amounts) -> int | None:
        return amounts.point


class Sourced(Schema):
    period: Period = Field(description="The period that the sums were printed for.")
    monthly: Sum = Field(description="The same for a month, rounded to whole units.")
    yearly: Sum = Field(description="The same for a year.")
    basis: Basis = Field(description="What the sum is: CTC, gross, in hand, or not stated.")
    as_of: str | None = Field(description="As exactly as it is known: YYYY-MM-DD, YYYY-MM or YYYY; null when undated.")
    as_of_precision: DatePrecision
    source: SourceShort

    @staticmethod
    def resolve_monthly(row: PublishedPay) -> Amounts:
        return row.amounts(Period.MONTH)

    @staticmethod
    def resolve_yearly(row: PublishedPay) -> Amounts:
        return row.amounts(Period.YEAR)

    @staticmethod
    def resolve_as_of(row: PublishedPay) -> str | None:
        return machine_date(row.as_of, row.as_of_precision) if row.as_of else None


class Band(Sourced):
    """A range that a source gives for a level: of the whole trade, of a job type, or of a role."""

    level: Level
    job_type: Named | None
    role: Named | None
    low: int = Field(description="Rupees, for the period printed.")
    high: int | None = Field(description="Rupees, for the period printed; null where no upper limit was printed.")
    names: str = Field(description="The jobs that the source names for this level.")


class Figure(Sourced):
    """One figure that a source printed. Sources disagree: figures are never blended."""

    reference: str
    title: str = Field(description="The job as the source names it.")
    role: Named | None = Field(description="The role of this site that it belongs to.")
    job_type: Named | None
    level: Level | None = Field(description="null when not said.")
    city: str = Field(description="As printed; empty when not said.")
    process: PayFigure.Process | None = Field(description="Domestic or international customers; null when not said.")
    for_whom: str = Field(description="Years of experience, language or schooling it is for.")
    kind: FigureKind
    low: int | None = Field(description="For the period printed, in the currency; null where open.")
    high: int | None = Field(description="For the period printed, in the currency; null where open.")
    value: int | None = Field(description="The average or median, for the period printed.")
    currency: PayFigure.Currency
    sample_size: str = Field(description="As printed; empty when not said.")
    caution: str = Field(description="What a reader should know before trusting it.")
    standing: Standing = Field(description="Only figures of today may be compared with each other.")

    @staticmethod
    def resolve_level(row: PayFigure) -> str | None:
        return row.level or None

    @staticmethod
    def resolve_process(row: PayFigure) -> str | None:
        return row.process or None


class FigureList(Page):
    items: list[Figure]


def published_bands():
    return SalaryBand.objects.published().with_source()


@router.get(
    "",
    response={200: FigureList, 422: ERRORS[422]},
    url_name="figures",
    openapi_extra=filtered_by(PayFigureFilter),
)
def figure_list(
    request: HttpRequest,
    response: HttpResponse,
    page: Query[Paging],
    standing: Annotated[Standing, Query(description="Which list: they are never mixed.")] = "today",
):
    """Published pay figures, the lowest first, with the filters of /salaries/."""
    rows = narrowed(request, PayFigureFilter, PayFigure.objects.published(), "standing")
    _title, condition = STANDINGS[standing]
    return answer(request, response, rows.filter(condition).with_source().lowest_first(), Figure, page)


@router.get("/{slug:reference}", response={200: Figure, **ERRORS}, url_name="figure")
def figure(request: HttpRequest, reference: str):
    """One figure, by its reference."""
    refuse_unknown(request)
    row = PayFigure.objects.published().with_source().filter(reference=reference).first()
    if row is None:
        raise Http404
    return row
