"""The real content: all of it is there, and each piece stands on a page."""

import re
from html import unescape

import pytest
from django.db.models import Count
from django.utils.html import strip_tags

from interviews.calls import SCENES
from interviews.models import Drill, Guide, Kind, Question, RolePointer, Stage, TestFact, Tip
from interviews.passages import TO_READ, TO_TYPE
from roles.models import Colour, JobType, Role, Source
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db

LINES = {
    "voice-inbound": (8, 62),
    "voice-outbound": (5, 50),
    "non-voice": (6, 59),
    "back-office": (6, 63),
    "kpo": (5, 55),
    "ites": (5, 54),
}
SEED_ARTICLES = (
    "things-you-should-know",
    "indeed-what-are-bpo-jobs",
    "different-types-of-bpo-jobs",
    "best-top-10-bpo-roles",
    "signifyhr-career-guide",
)


def text_of(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


@pytest.fixture
def guide_pages(client, seeded) -> dict[str, str]:
    return {slug: text_of(client.get(f"/interviews/{slug}/")) for slug in LINES}


def counts(field: str) -> dict:
    return dict(Question.objects.published().order_by().values_list(field).annotate(Count("pk")))


def test_the_bank_is_whole(seeded):
    assert Question.objects.published().count() == 102
    assert [q.slug for q in Question.objects.published()] == [f"q{n:03}" for n in range(1, 103)]
    assert counts("kind") == {"hr": 16, "technical": 33, "behavioural": 13, "situational": 30, "aptitude": 10}
    assert counts("level") == {"entry": 67, "mid": 26, "senior": 9}


def test_guides_have_their_rounds_and_questions(seeded):
    guides = Guide.objects.published().with_counts()
    assert {g.job_type.slug: (g.stage_count, g.question_count) for g in guides} == LINES
    assert [g.job_type.slug for g in guides] == list(LINES)
    assert Stage.objects.filter(is_on_some_accounts=True).count() == 4


def test_every_question_is_whole(seeded):
    for question in Question.objects.all():
        assert question.looks_for and question.answer and question.avoid, question
        assert not re.search(r"""["']|\[|\]|TODO""", f"{question.text}{question.answer}{question.avoid}"), question


def test_counts_on_the_pages_are_those_of_the_content(client, guide_pages):
    bank = text_of(client.get("/interviews/questions/"))
    assert "102 questions" in bank
    home = text_of(client.get("/interviews/"))
    assert "6 guides" in home
    assert "102 questions" in home
    for slug, (stages, questions) in LINES.items():
        assert f"{questions} questions" in guide_pages[slug]
        assert f"up to {stages} rounds {questions} questions" in home


def test_every_guide_shows_all_its_rounds_questions_and_drills(seeded, guide_pages):
    for guide in Guide.objects.all():
        page = guide_pages[guide.job_type.slug]
        for stage in guide.stages.all():
            assert stage.title in page and stage.text in page, stage
        for question in Question.objects.for_job_type(guide.job_type):
            assert question.text in page, question
        for drill in Drill.objects.for_job_type(guide.job_type):
            assert drill.title in page and drill.how in page, drill


def test_all_sixteen_drills_stand_on_a_guide(guide_pages):
    assert Drill.objects.count() == 16
    everything = " ".join(guide_pages.values())
    for drill in Drill.objects.all():
        assert drill.how in everything, drill


def test_every_tip_and_fact_stands_on_a_page(client, guide_pages):
    everything = " ".join([*guide_pages.values(), text_of(client.get("/interviews/"))])
    numbers = dict(Tip.objects.order_by().values_list("kind").annotate(Count("pk")))
    assert numbers == {
        "step": 14,
        "shape": 7,
        "example": 1,
        "mistake": 11,
        "wear": 4,
        "bring": 5,
        "ask": 10,
        "work": 7,
    }
    for tip in Tip.objects.all():
        assert tip.text in everything and tip.how in everything, tip
    for fact in TestFact.objects.all():
        assert fact.text in everything, fact


def test_the_six_preparation_steps_of_the_seed_articles_are_each_explained(guide_pages):
    steps = {tip.title: tip for tip in Tip.objects.filter(kind="step", job_types=None)}
    for title in (
        "Read up on the post",
        "Study the job description",
        "Rehearse the standard questions",
        "Be ready for deeper questions",
        "Research the firm",
        "Show that you want to learn",
    ):
        assert len(steps[title].how) > 80
        for page in guide_pages.values():
            assert title in page and steps[title].how in page


def test_every_question_theme_of_the_seed_articles_is_in_the_bank(client, seeded):
    themes = Question.objects.filter(sources__slug__in=SEED_ARTICLES).distinct()
    assert themes.count() == 27
    for question in themes:
        page = text_of(client.get(question.get_absolute_url()))
        assert question.text in page and question.looks_for.rstrip(".") in page


def test_every_source_of_interviews_is_known(seeded):
    for slug in ("ptg", "talent", "weeb", "hima", "mockf", "anai", "bmd"):
        assert Source.objects.get(slug=slug).is_used


def test_a_line_without_a_tag_marks_the_editors_own(client, guide_pages):
    own = Question.objects.get(slug="q016")
    assert own.is_editors_own
    assert "The editors’ own judgement." in text_of(client.get(own.get_absolute_url()))
    assert "Running down a past employer*" in guide_pages["kpo"]


@pytest.mark.parametrize(
    ("role", "slugs"),
    [
        ("customer-service-executive", "q017 q023 q034 q037 q038 q039 q042 q043 q044 q045"),
        ("telecaller", "q017 q035 q036 q039 q046"),
        ("chat-email-support-executive", "q023 q037 q038 q040 q043 q044 q045"),
        ("process-associate", "q018 q024 q042"),
        ("hr-support-executive", "q018 q024 q042"),
    ],
)
def test_a_role_without_its_own_questions_has_those_of_its_line(seeded, role, slugs):
    found = Question.objects.published().for_role(Role.objects.get(slug=role))
    assert [question.slug for question in found] == slugs.split()


@pytest.mark.parametrize(
    ("role", "slugs"),
    [
        ("technical-support-associate", "q053"),
        ("payroll-executive", "q050 q067 q068"),
        ("financial-analyst", "q051 q071 q072 q073 q074 q075"),
        ("team-leader", "q047 q055 q056 q080 q081 q082 q090"),
        ("operations-manager", "q056 q060 q081 q082 q084 q085 q086"),
    ],
)
def test_a_role_has_its_own_questions_first(seeded, role, slugs):
    found = Question.objects.published().for_role(Role.objects.get(slug=role))
    assert [question.slug for question in found if question.is_own] == slugs.split()
    assert [question.is_own for question in found] == sorted((q.is_own for q in found), reverse=True)


def test_pointers_stand_on_thirty_role_pages(client, seeded):
    assert RolePointer.objects.count() == 30
    for pointer in RolePointer.objects.select_related("role"):
        page = text_of(client.get(pointer.role.get_absolute_url()))
        assert pointer.probes in page and pointer.exercise in page, pointer.role


def test_every_role_page_has_an_interview_section_with_questions(client, seeded):
    for role in Role.objects.published():
        response = client.get(role.get_absolute_url())
        assert '<h2 id="interview">' in response.content.decode(), role
        assert 'class="question" id="q' in response.content.decode(), role


def test_every_round_has_a_sample_question_or_a_prompt(client, seeded):
    for stage in Stage.objects.select_related("guide__job_type"):
        assert bool(stage.question_id) != bool(stage.prompt), stage
    page = text_of(client.get("/interviews/voice-inbound/"))
    assert "in the editors’ own words: “Which shift can you work, and when could you start?”" in page


def test_the_editors_own_behavioural_questions_are_built_with_star(seeded):
    own = Question.objects.filter(kind=Kind.BEHAVIOURAL, sources=None)
    assert {question.answer[:5] for question in own} == {"STAR:"}


def test_samples_are_asked_of_the_line(seeded):
    for stage in Stage.objects.filter(question__isnull=False):
        assert stage.guide.job_type in stage.question.job_types.all(), stage


# What stands in code: calls and passages.


def test_calls_lead_on_and_end():
    assert {scene.line for scene in SCENES} == {"voice-inbound", "voice-outbound"}
    for scene in SCENES:
        names = [step.name for step in scene.steps]
        assert len(names) == len(set(names)) >= 5
        reached = {names[0]}
        for number, step in enumerate(scene.steps):
            assert step.name in reached, (scene.slug, step.name)
            assert max(reply.points for reply in step.replies) == 2
            assert len(step.replies) == 3
            for reply in step.replies:
                assert reply.why and reply.answer
                assert reply.then == "" or names.index(reply.then) > number, (scene.slug, step.name)
                reached.add(reply.then)
        assert "" in reached
        assert any(len({reply.then for reply in step.replies}) > 1 for step in scene.steps), "no branch"
        # The shortest way through has four steps or more.
        step, length = scene.steps[0], 1
        while best := next(reply.then for reply in step.replies if reply.points == 2):
            step, length = scene.steps[names.index(best)], length + 1
        assert length >= 4


def test_neither_place_nor_length_gives_the_best_reply_away():
    steps = [step.replies for scene in SCENES for step in scene.steps]
    places = [[reply.points for reply in replies].index(2) for replies in steps]
    assert all(places.count(place) <= len(steps) / 2 for place in range(3)), places
    assert all(places.count(place) >= len(steps) / 5 for place in range(3)), places
    longest = [max(replies, key=lambda reply: len(reply.says)).points == 2 for replies in steps]
    assert sum(longest) <= len(steps) / 2, longest


def test_passages_can_be_typed_and_read_in_a_minute():
    assert {passage.language for passage in TO_TYPE} == {"en", "hi"}
    for passage in TO_TYPE:
        assert passage.words >= 100
        letters = r"[ -~]+" if passage.language == "en" else "[ ,\u0900-\u097f]+"
        assert re.fullmatch(letters, passage.text), passage.slug
    assert 130 <= TO_READ.words <= 150


def test_kinds_of_the_bank_are_those_of_the_code(seeded):
    assert set(counts("kind")) == set(Kind.values)


def test_lines_of_the_scenes_exist(seeded):
    assert {scene.line for scene in SCENES} <= set(Colour.values)


def test_counts_follow_the_bank(client, seeded):
    make_question(job_types=JobType.objects.all())
    assert "103 questions" in text_of(client.get("/interviews/questions/"))
    assert "63 questions" in text_of(client.get("/interviews/voice-inbound/"))
