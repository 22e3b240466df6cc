from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from roles.views.addresses import redirect_to_holder

from ..filters import QuestionFilter
from ..models import Question

PER_PAGE = 30
NEIGHBOURS = 4


def question_list(request: HttpRequest) -> HttpResponse:
    questions = QuestionFilter(request.GET, Question.objects.published())
    paginator = Paginator(questions.qs.with_page(), PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page in this list of questions.")) from error
    return render(
        request,
        "interviews/question_list.html",
        {
            "section": "interviews",
            "filter": questions,
            "page": page,
            "groups": questions.groups(),
            "applied": questions.applied(),
        },
    )


def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One question on a page of its own, so that its link works whatever list it stands in.

    A retired question says so and offers its neighbours; its advice is no longer shown.
    """
    questions = Question.objects.reachable()
    question = questions.with_page().filter(slug=slug).first()
    if question is None:
        return redirect_to_holder(request, questions, slug)
    return render(
        request,
        "interviews/question_detail.html",
        {
            "section": "interviews",
            "line": question.lines[0].colour if len(question.lines) == 1 else "",
            "question": question,
            "roles": question.roles.published(),
            "neighbours": Question.objects.published().near(question).with_page()[:NEIGHBOURS],
        },
    )
