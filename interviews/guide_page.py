"""What stands on a guide, in order. A section without data is left out, of the page and of its contents."""

from collections import defaultdict

from django.db.models import F
from django.utils.translation import gettext as _

from roles.evidence import Parts, part_rows
from roles.models import JobType

from .models import Drill, Guide, Kind, Question, RolePointer, TestFact, Tip

# A guide is read whole, on a telephone: beyond this many questions, the bank takes over.
QUESTIONS = 100


def guide_page(guide: Guide) -> dict:
    """The context of templates/interviews/guide_detail.html: seven queries, whatever the number of parts.

    Needs a guide with_counts().
    """
    job_type = guide.job_type
    advice = advice_for(job_type)
    stages = list(guide.stages.with_page())
    pointers = list(RolePointer.objects.published().for_job_type(job_type))
    questions = list(Question.objects.published().for_job_type(job_type).prefetch_related("sources")[:QUESTIONS])
    tests = [test for test in tests_of(advice) if test["facts"] or test["sentences"]]
    present = [
        ("rounds", _("The rounds"), stages),
        *[(test["id"], test["title"], True) for test in tests],
        ("prepare", _("How to prepare"), advice["step"]),
        ("shape", _("How to shape an answer"), advice["shape"]),
        ("questions", _("Questions"), questions),
        ("bring", _("Wear, bring, ask"), advice["wear"] or advice["bring"] or advice["ask"]),
        ("mistakes", _("Common mistakes"), advice["mistake"]),
        ("drills", _("Drills"), advice["drill"]),
        ("roles", _("By role"), pointers),
    ]
    return {
        "guide": guide,
        "job_type": job_type,
        "line": job_type.colour,
        "section": "interviews",
        "sections": {anchor: title for anchor, title, data in present if data},
        "stages": stages,
        "has_gap": any(not stage.how_long for stage in stages),
        "tests": tests,
        "advice": advice,
        "pointers": pointers,
        "question_total": guide.question_count,
        "questions_left_out": guide.question_count - len(questions),
        "question_groups": by_kind(questions),
    }


def advice_for(job_type: JobType) -> Parts:
    """Tips, drills and facts about tests for one line, by kind. Two queries."""
    return advice_from(*(model.objects.for_job_type(job_type) for model in (Tip, Drill, TestFact)))


def advice_for_everyone() -> Parts:
    """The same for all lines together."""
    return advice_from(*(model.objects.published() for model in (Tip, Drill, TestFact)))


def advice_from(tips, drills, facts) -> Parts:
    return Parts(
        [
            part_rows(tips, F("kind"), "text", note=F("how"), extra=F("title")),
            part_rows(drills, "drill", "title", note=F("how"), extra=F("kind")),
            part_rows(facts, F("test"), "text", extra=F("label")),
        ]
    )


def tests_of(advice: Parts) -> list[dict]:
    """Each test with its labelled facts (for the ticket) and its sentences."""
    return [
        {
            "id": f"test-{test.value}",
            "title": test.label,
            "facts": [part for part in advice[test.value] if part.extra],
            "sentences": [part for part in advice[test.value] if not part.extra],
        }
        for test in TestFact.Test
    ]


def by_kind(questions: list[Question]) -> list[dict]:
    groups = defaultdict(list)
    for question in questions:
        groups[question.kind].append(question)
    return [{"kind": kind, "questions": groups[kind]} for kind in Kind if kind in groups]
