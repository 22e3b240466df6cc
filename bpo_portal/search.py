"""One search over everything: lines, roles, questions, words, guides and pay."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from interviews.models import Question
from interviews.search import PAGES as INTERVIEW_PAGES
from interviews.search import QUESTIONS
from roles.matching import query_words
from roles.models import Explainer, Faq, GlossaryTerm, JobType, Role
from roles.search import EXPLAINERS, FAQS, JOB_TYPES, LEAST, ROLES, TERMS, Searched, find, in_order, understood
from roles.site_pages import PAGES as ROLE_PAGES
from roles.site_pages import SitePage, find_pages, names_of
from salaries.models import PayFigure
from salaries.search import PAGES as PAY_PAGES
from salaries.search import PAID_JOBS

PAGES: tuple[SitePage, ...] = (*PAY_PAGES, *ROLE_PAGES, *INTERVIEW_PAGES)
MOST_PAGES, LEAST_OF_PAGES = 3, 0.55
MOST_LETTERS = 100
LESS_IN_PART = 0.6  # a page with some of the words scores less, and is still the nearest


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    columns: tuple[Searched, ...]
    rows: QuerySet
    most: int = 10
    least: float = LEAST


def groups() -> list[Group]:
    return [
        Group("lines", _("Lines of work"), JOB_TYPES, JobType.objects.published(), 3, 0.6),
        Group("roles", _("Roles"), ROLES, Role.objects.published().with_card()),
        Group("questions", _("Interview questions"), QUESTIONS, Question.objects.published(), 5, 0.35),
        Group("terms", _("Words"), TERMS, GlossaryTerm.objects.published(), 5),
        Group("guides", _("Guides"), EXPLAINERS, Explainer.objects.published(), 5),
        Group("faqs", _("Questions people ask"), FAQS, Faq.objects.published(), 5),
        Group("jobs", _("Pay of other jobs"), PAID_JOBS, PayFigure.objects.published(), 20, 0.45),
    ]


def search(request: HttpRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("q", "").split())
    is_too_long = len(asked) > MOST_LETTERS
    found, in_part = found_or_nearest(asked) if asked and not is_too_long else ([], False)
    context = {"asked": asked[:MOST_LETTERS], "found": found, "in_part": in_part, "is_too_long": is_too_long}
    return render(request, "search.html", context)


def found_or_nearest(asked: str) -> tuple[list[tuple[Group, list]], bool]:
    """What answers `asked`; where nothing has all its words, what has most of them, and that it is so."""
    found = found_in_groups(asked)
    if found or len(query_words(asked)) < 2:
        return found, False
    found = found_in_groups(asked, in_part=True)
    return found, bool(found)


def found_in_groups(asked: str, in_part: bool = False) -> list[tuple[Group, list]]:
    """What answers `asked`, by group; the group with the best answer comes first. Two queries a group at most."""
    parts = groups()
    query = understood(asked, [column for group in parts for column in group.columns], names_of(PAGES))
    told = []
    pages = find_pages(PAGES, query, MOST_PAGES, in_part, LEAST_OF_PAGES)
    if pages:
        told.append(
            (pages[0][0], Group("pages", _("Pages"), (), Role.objects.none()), [page for _score, page in pages])
        )
    for group in parts:
        least = group.least * (LESS_IN_PART if in_part else 1)
        scores = find(group.columns, query, group.most, least, in_part)
        rows = in_order(group.rows, scores)
        if group.key == "jobs":
            rows = list({row.title: row for row in rows}.values())
        if rows:
            told.append((max(scores.values()), group, rows))
    told.sort(key=lambda part: -part[0])
    return [(group, rows) for _score, group, rows in told]
