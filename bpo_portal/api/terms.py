"""The glossary."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from roles.models import GlossaryTerm
from roles.search import TERMS

from .catalogue import HasPage
from .lists import CSV_TOO, ERRORS, Page, Paging, answer, holder_of, refuse_unknown
from .sources import SourceShort

router = Router(tags=["Terms"])


class Term(HasPage):
    term: str
    stands_for: str = Field(description="For a short form: its words.")
    meaning: str
    hindi: str = Field(description="The editors’ own translation; empty where there is none.")
    section: GlossaryTerm.Section
    sources: list[SourceShort] = Field(description="Who said so; none: the editors’ own.")


class TermList(Page):
    items: list[Term]


def published_terms():
    return GlossaryTerm.objects.published().prefetch_related("sources")


@router.get("", response={200: TermList, 422: ERRORS[422]}, url_name="terms", openapi_extra=CSV_TOO)
def term_list(
    request: HttpRequest,
    response: HttpResponse,
    page: Query[Paging],
    section: Annotated[GlossaryTerm.Section | None, Query(description="One section of the glossary.")] = None,
):
    """Words of the trade, with the sections of /glossary/."""
    refuse_unknown(request, "section")
    rows = published_terms()
    return answer(request, response, rows.filter(section=section) if section else rows, Term, page)


@router.get("/{slug:slug}", response={200: Term, **ERRORS}, url_name="term")
def term(request: HttpRequest, slug: str):
    """One word."""
    refuse_unknown(request)
    return holder_of(request, published_terms(), slug, "term", TERMS)
