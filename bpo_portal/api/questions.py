"""Interview questions."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from interviews.filters import QuestionFilter
from interviews.models import Kind, Question
from interviews.search import QUESTIONS
from roles.models import Level, Role

from .catalogue import HasPage
from .lists import ERRORS, Page, Paging, answer, filtered_by, holder_of, narrowed, refuse_unknown
from .sources import SourceShort

router = Router(tags=["Interview questions"])


class QuestionFull(HasPage):
    text: str
    kind: Kind
    level: Level
    job_types: list[str] = Field(description="Slugs of the lines that are asked this.")
    roles: list[str] = Field(description="Slugs of the roles whose own question it is; mostly none.")
    looks_for: str = Field(description="What the interviewer looks for.")
    answer: str = Field(description="How to build an answer.")
    avoid: str
    sources: list[SourceShort] = Field(description="Who said so; none: the editors’ own.")

    @staticmethod
    def resolve_job_types(row: Question) -> list[str]:
        return [line.slug for line in row.lines]

    @staticmethod
    def resolve_roles(row: Question) -> list[str]:
        return [role.slug for role in row.public_roles]


class QuestionList(Page):
    items: list[QuestionFull]


def with_all(rows):
    return rows.with_page().prefetch_related(Prefetch("roles", Role.objects.published(), to_attr="public_roles"))


@router.get(
    "", response={200: QuestionList, 422: ERRORS[422]}, url_name="questions", openapi_extra=filtered_by(QuestionFilter)
)
def question_list(request: HttpRequest, response: HttpResponse, page: Query[Paging]):
    """The question bank, with the filters of /interviews/questions/."""
    rows = narrowed(request, QuestionFilter, Question.objects.published())
    return answer(request, response, with_all(rows), QuestionFull, page)


@router.get("/{slug:slug}", response={200: QuestionFull, **ERRORS}, url_name="question")
def question(request: HttpRequest, slug: str):
    """One question. A retired one is no longer told."""
    refuse_unknown(request)
    return holder_of(request, with_all(Question.objects.published()), slug, "question", QUESTIONS)
