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

# The browser itself then refuses what a script of the page could send: as a message, as a picture's address, or with a
# form. Its icon stands in the page as data, which no server sees.
NOTHING = ["'none'"]
CARRIERS = {"connect-src": NOTHING, "img-src": ["data:"], "font-src": NOTHING, "manifest-src": NOTHING}
sends_nothing = csp_replace(CARRIERS | {"form-action": NOTHING})
MINUTES = (1, 2, 5)


def practice(request: HttpRequest) -> HttpResponse:
    """A set of questions, or the choice of one. Words in the address that are not ours are left alone."""
    is_asked = bool(request.GET.keys() & PracticeForm.base_fields.keys())
    form = PracticeForm(request.GET if is_asked else None, JobType.objects.published())
    return practice_set(request, form) if form.is_valid() else choice_of_set(request, form)


def choice_of_set(request: HttpRequest, form: PracticeForm) -> HttpResponse:
    """The one page of practice with a form to send. Nothing is written here."""
    return render(request, "interviews/practice.html", {"section": "interviews", "form": form, "lengths": LENGTHS})


@sends_nothing
def practice_set(request: HttpRequest, form: PracticeForm) -> HttpResponse:
    job_type, length = form.cleaned_data["type"], form.cleaned_data["length"]
    paginator = Paginator(in_turn(job_type), length)
    try:
        page = paginator.page(request.GET.get("set", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such set of questions.")) from error
    return render(
        request,
        "interviews/practice.html",
        {
            "section": "interviews",
            "line": job_type.colour,
            "job_type": job_type,
            "length": length,
            "page": page,
            "questions": questions_of(page.object_list),
        },
    )


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
    """The question named in the address, when it is one of `questions`; else `elsewhere`, if it has a page at least."""
    asked = request.GET.get("question", "")
    question = questions.by_slug([asked]).get(asked) if asked else None
    is_unknown = bool(asked) and question is None
    elsewhere = Question.objects.reachable().by_slug([asked]).get(asked) if is_unknown else None
    return {"question": question, "is_question_unknown": is_unknown, "elsewhere": elsewhere}
