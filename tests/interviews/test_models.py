"""Rules that live in the database, and what is public of interviews."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from interviews.models import Drill, Guide, Question, RolePointer, Stage, TestFact, Tip
from roles.models import Status
from tests.factories import make_job_type, make_role, make_source
from tests.interviews.factories import make_drill, make_fact, make_guide, make_question, make_stage, make_tip

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def refused(row, words: str) -> None:
    """The form is told `words`, and a save that goes past the form is stopped by the database."""
    with pytest.raises(ValidationError, match=words):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_job_type_has_one_guide():
    guide = make_guide()
    refused(Guide(job_type=guide.job_type, title="Another", lede="Lede"), "has a guide already")


def test_a_guide_is_reviewed_after_it_was_checked():
    guide = make_guide()
    guide.checked_on, guide.review_by = datetime.date(2026, 11, 15), datetime.date(2026, 11, 1)
    refused(guide, "after the date")
    guide.review_by = datetime.date(2026, 11, 16)
    guide.full_clean()


def test_a_round_is_named_once_in_its_guide():
    stage = make_stage(make_guide())
    refused(Stage(guide=stage.guide, title=stage.title, text="Again"), "in the guide already")
    Stage(guide=make_guide(), title=stage.title, text="Elsewhere").full_clean()


def test_a_round_has_a_sample_question_or_a_prompt():
    stage = make_stage(make_guide(), prompt="Sell me this pen.")
    stage.question = make_question()
    refused(stage, "not both")


@pytest.mark.parametrize(
    ("make", "twin", "words"),
    [
        (
            make_question,
            lambda row: Question(slug="new", text=row.text, kind="hr", level="entry"),
            "in the bank already",
        ),
        (make_tip, lambda row: Tip(kind=row.kind, text=row.text), "in the list already"),
        (make_fact, lambda row: TestFact(test=row.test, text=row.text), "in the list already"),
        (make_drill, lambda row: Drill(title=row.title, kind="work", how="How"), "of this name already"),
    ],
)
def test_nothing_is_said_twice(make, twin, words):
    refused(twin(make()), words)


def test_a_role_has_one_pointer():
    role = make_role()
    RolePointer.objects.create(role=role, probes="Calm", exercise="Call")
    refused(RolePointer(role=role, probes="Speed", exercise="Chat"), "has a pointer already")


def test_a_public_question_is_retired_and_not_deleted():
    question = make_question()
    with pytest.raises(ValidationError, match="Retire it"), transaction.atomic():
        question.delete()
    make_question(status=Status.DRAFT).delete()


def test_a_question_keeps_its_old_slug():
    question = make_question(slug="q017")
    question.slug = "inbound-and-outbound"
    question.save()
    assert list(Question.objects.having_had("q017")) == [question]
    with pytest.raises(ValidationError, match="address of another page"):
        Question(slug="q017", text="Other?").clean()


def test_published_questions_are_due_and_on_a_public_line():
    shown = make_question()
    due = make_question(publish_at=timezone.now() - HOUR)
    make_question(publish_at=timezone.now() + HOUR)
    make_question(status=Status.DRAFT)
    make_question(status=Status.IN_REVIEW)
    retired = make_question(status=Status.RETIRED)
    make_question(job_types=[make_job_type(status=Status.DRAFT)])
    make_question(job_types=[])
    assert set(Question.objects.published()) == {shown, due}
    assert set(Question.objects.reachable()) == {shown, due, retired}


def test_published_guides_are_of_public_lines():
    shown, retired = make_guide(), make_guide(status=Status.RETIRED)
    make_guide(status=Status.DRAFT)
    make_guide(publish_at=timezone.now() + HOUR)
    make_guide(make_job_type(status=Status.DRAFT))
    assert set(Guide.objects.published()) == {shown}
    assert set(Guide.objects.reachable()) == {shown, retired}


def test_guides_count_rounds_and_public_questions():
    guide = make_guide()
    for _ in range(2):
        make_stage(guide)
    for status in (Status.PUBLISHED, Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT):
        make_question(job_types=[guide.job_type, make_job_type()], status=status)
    counted = Guide.objects.with_counts().get()
    assert (counted.stage_count, counted.question_count) == (2, 3)


def test_advice_without_a_line_is_for_every_line():
    line = make_job_type()
    general, own = make_tip(), make_tip(job_types=[line])
    other = make_tip(job_types=[make_job_type()])
    assert set(Tip.objects.for_job_type(line)) == {general, own}
    assert not Tip.objects.published().exists()
    make_guide(line)
    assert set(Tip.objects.published()) == {general, own}
    make_guide(other.job_types.get())
    assert set(Tip.objects.published()) == {general, own, other}


def test_how_sure_we_are_is_the_strongest_source():
    guide = make_guide()
    weak, fair = make_source(strength="weak"), make_source(strength="fair")
    assert make_stage(guide, sources=[weak, fair]).strongest == fair
    assert make_stage(guide).strongest is None


@pytest.fixture
def six_lines():
    return [make_job_type() for _ in range(3)]


def test_a_role_is_asked_its_own_questions_before_those_of_its_line(six_lines):
    line = six_lines[0]
    role = make_role(job_type=line)
    of_line = make_question(slug="q1", job_types=[line])
    own = make_question(slug="q2", job_types=[line], roles=[role])
    make_question(job_types=six_lines)
    make_question(job_types=[line], kind="hr")
    make_question(job_types=[line], roles=[make_role(job_type=line)])
    make_question(job_types=[six_lines[1]])
    make_question(job_types=[line], roles=[role], status=Status.DRAFT)
    found = list(Question.objects.published().for_role(role))
    assert found == [own, of_line]
    assert [question.is_own for question in found] == [True, False]


def test_a_role_found_on_every_line_is_asked_its_own_or_its_level(six_lines):
    line = six_lines[0]
    role = make_role(job_type=line, is_cross_functional=True, level="mid")
    fallback = make_question(job_types=[line], level="mid", kind="behavioural")
    make_question(job_types=[line], level="entry")
    assert list(Question.objects.published().for_role(role)) == [fallback]
    own = make_question(job_types=six_lines, roles=[role])
    assert list(Question.objects.published().for_role(role)) == [own]


def test_neighbours_share_kind_and_line_and_follow_in_the_bank():
    line = make_job_type()
    before, question, after = (make_question(slug=slug, job_types=[line]) for slug in ("qa", "qb", "qc"))
    make_question(job_types=[line], kind="hr")
    make_question()
    make_question(job_types=[line], status=Status.DRAFT)
    assert list(Question.objects.published().near(question)) == [after, before]


def test_search_wants_every_word_somewhere():
    role = make_role(title="Payroll executive")
    question = make_question(text="Which deductions are there?", answer="PF and ESI", roles=[role])
    make_question()
    for words in ("deductions", "esi DEDUCTIONS", "payroll which"):
        assert list(Question.objects.search(words)) == [question]
    assert not Question.objects.search("deductions welder").exists()
