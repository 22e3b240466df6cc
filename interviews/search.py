"""Which texts of this app can be searched."""

from django.utils.translation import gettext_lazy as _

from roles.search import Searched
from roles.site_pages import SitePage

from .models import Question

QUESTIONS = (
    Searched(Question.objects.published, "text", 0.9),
    Searched(Question.objects.published, "looks_for", 0.4),
    Searched(Question.objects.published, "answer", 0.35),
)

PAGES = (
    SitePage(
        _("Interviews"),
        "interviews:guide-list",
        _("The rounds of each line of work, what to wear, to bring and to ask."),
        ("interview", "resume", "CV", "biodata", "dress", "documents", "walk in", "इंटरव्यू"),
    ),
    SitePage(
        _("Interview questions"),
        "interviews:question-list",
        _("Questions that are asked, and how to build an answer."),
        ("questions and answers", "HR interview round questions"),
    ),
    SitePage(
        _("Practice"),
        "interviews:practice",
        _("Typing, a practice call, and answers said aloud."),
        ("practice", "typing test", "mock call", "mock interview", "voice test"),
    ),
)
