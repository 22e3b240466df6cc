"""The bank of questions as a sheet: who is asked by slug, and the rules of a question."""

import pytest

from interviews.models import Question
from interviews.resources import QuestionSheet
from roles.models import Status
from tests.factories import make_job_type, make_role, make_source
from tests.interviews.factories import make_question
from tests.sheets import csv_file, exported, imported

pytestmark = pytest.mark.django_db

ROW = {"slug": "q900", "question": "Why us?", "kind": "HR", "level": "entry", "they look for": "Care"}
ROW |= {"build your answer": "Say why.", "job types": "kpo"}


def told(report) -> list[str]:
    return [str(mistake) for mistake in report.mistakes]


def test_a_new_question_is_tagged_and_sourced():
    line, other, role = make_job_type(slug="kpo"), make_job_type(slug="voice"), make_role(slug="caller")
    source = make_source(slug="press")
    row = ROW | {"job types": "voice, kpo", "roles": "caller", "sources": "press", "status": "published"}
    assert told(imported(QuestionSheet, csv_file(row), file="q.csv")) == []
    question = Question.objects.published().get()
    assert set(question.job_types.all()) == {line, other}
    assert (question.kind, list(question.roles.all()), list(question.sources.all())) == ("hr", [role], [source])
    entry = question.history.get()
    assert {tie.jobtype_id for tie in entry.job_types.all()} == {line.pk, other.pk}


def test_tags_are_put_on_and_taken_off():
    old, new = make_job_type(slug="old"), make_job_type(slug="new")
    question = make_question(slug="q1", job_types=[old])
    report = imported(QuestionSheet, csv_file({"slug": "q1", "job types": "new"}))
    assert [(c.before, c.after) for c in report.rows[0].changes] == [("old", "new")]
    assert list(question.job_types.all()) == [new]
    assert question.history.first().history_type == "~"


def test_the_order_of_tags_means_nothing():
    make_question(slug="q1", job_types=[make_job_type(slug="b"), make_job_type(slug="a")])
    assert imported(QuestionSheet, csv_file({"slug": "q1", "job types": " b,a "})).unchanged == 1


MISTAKES = {
    "no line": ({"job types": ""}, "Row 2, column “job types”: it must not be empty."),
    "unknown line": ({"job types": "kpo, bpo"}, "Row 2, column “job types”: there is no job type “bpo”."),
    "kind": ({"kind": "hard"}, "Row 2, column “kind”: there is no kind “hard”."),
    "asked already": ({"question": "Asked?"}, "Row 2, column “question”: “Asked?” stands in the row “q1” already."),
}


@pytest.mark.parametrize(("cells", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_question_keeps_its_rules(cells, words):
    line = make_job_type(slug="kpo")
    make_question(slug="q1", text="Asked?", job_types=[line])
    assert any(text.startswith(words) for text in told(imported(QuestionSheet, csv_file(ROW | cells))))
    assert Question.objects.count() == 1


def test_a_question_without_its_line_is_told_which_column_is_missing():
    row = {name: text for name, text in ROW.items() if name != "job types"}
    assert told(imported(QuestionSheet, csv_file(row))) == [
        "Row 2, column “job types”: a new row needs this column, and the file does not have it."
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_thousand_questions_come_in_few_queries(kind, django_assert_max_num_queries):
    make_job_type(slug="kpo")
    rows = [ROW | {"slug": f"q{n}", "question": f"Question {n}?"} for n in range(1_000)]
    with django_assert_max_num_queries(120):
        imported(QuestionSheet, csv_file(*rows))
    assert Question.objects.filter(status=Status.DRAFT).count() == 1_000
    data = exported(QuestionSheet, kind)
    with django_assert_max_num_queries(40):
        assert imported(QuestionSheet, data, kind).unchanged == 1_000
