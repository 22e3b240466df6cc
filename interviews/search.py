"""Which texts of this app can be searched."""

from roles.search import Searched

from .models import Question

QUESTIONS = (
    Searched(Question.objects.published, "text", 0.9),
    Searched(Question.objects.published, "looks_for", 0.4),
    Searched(Question.objects.published, "answer", 0.35),
)
