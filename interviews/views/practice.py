"""Practice. What a visitor types, says or scores stays on the device: these pages may not send anything anywhere."""

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_permissions_policy.decorators import permissions_policy_override

from roles.models import JobType

from ..calls import SCENES
from ..forms import LENGTHS, PracticeForm
from ..guide_page import advice_for_everyone
from ..models import Kind, Question
from ..passages import TO_READ, TO_TYPE, TOPICS
from ..sets import in_turn, questions_of

# The browser itself then refuses every request that a script of the page could make.
sends_nothing = csp_replace({"connect-src": ["'none'"]})
MINUTES = (1, 2, 5)


@sends_nothing
def practice(request: HttpRequest) -> HttpResponse:
    form = PracticeForm(request.GET if request.GET else None, JobType.objects.published())
    context = {"section": "interviews", "form": form, "lengths": LENGTHS}
    if form.is_valid():
        job_type = form.cleaned_data["type"]
        paginator = Paginator(in_turn(job_type), form.cleaned_data["length"])
        try:
            page = paginator.page(request.GET.get("set", 1))
        except InvalidPage as error:
            raise Http404(_("There is no such set of questions.")) from error
        context |= {
            "line": job_type.colour,
            "job_type": job_type,
            "length": form.cleaned_data["length"],
            "page": page,
            "questions": questions_of(page.object_list),
        }
    return render(request, "interviews/practice.html", context)


@sends_nothing
def star(request: HttpRequest) -> HttpResponse:
    questions = Question.objects.published().filter(kind=Kind.BEHAVIOURAL)
    return render(
        request,
        "interviews/practice_star.html",
        {"section": "interviews", "questions": questions, "advice": advice_for_everyone()}
        | asked_for(request, questions),
    )


@sends_nothing
def typing(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "interviews/practice_typing.html",
        {"section": "interviews", "passages": TO_TYPE, "minutes": MINUTES, "advice": advice_for_everyone()},
    )


@sends_nothing
def call(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/practice_call.html", {"section": "interviews", "scenes": SCENES})


@sends_nothing
@csp_update({"media-src": ["blob:"]})
@permissions_policy_override(settings.PERMISSIONS_POLICY | {"microphone": ["self"]})
def record(request: HttpRequest) -> HttpResponse:
    """The one page that may use the microphone."""
    return render(
        request,
        "interviews/practice_record.html",
        {"section": "interviews", "passage": TO_READ, "topics": TOPICS, "advice": advice_for_everyone()}
        | asked_for(request, Question.objects.published()),
    )


def asked_for(request: HttpRequest, questions: QuerySet) -> dict:
    """The question named in the address, when it is one of `questions`, and whether the name led nowhere."""
    asked = request.GET.get("question", "")
    question = questions.by_slug([asked]).get(asked) if asked else None
    return {"question": question, "is_question_unknown": bool(asked) and question is None}
