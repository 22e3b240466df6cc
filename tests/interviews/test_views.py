"""Guides and the question bank: what they show, what they never show, what they cost, and bad input."""

import re

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from interviews import guide_page
from interviews.models import RolePointer
from interviews.role_interview import interview_for
from roles.models import Role, Source, Status
from tests.factories import make_full_role, make_job_type, make_role, make_source
from tests.interviews.addresses import PAGES, PRACTICE
from tests.interviews.factories import make_drill, make_fact, make_guide, make_question, make_stage, make_tip

pytestmark = pytest.mark.django_db


def fill(line, guide, number: int) -> None:
    """`number` rows in every list of the pages."""
    other = make_job_type()
    for _ in range(number):
        role = make_role(job_type=line)
        question = make_question(
            job_types=[line], roles=[role], sources=[make_source(), make_source()], kind="behavioural"
        )
        make_stage(guide, sources=[make_source()], question=question)
        for kind in ("step", "shape", "mistake", "wear", "bring", "ask", "work", "example"):
            make_tip(kind=kind, sources=[make_source()])
        make_drill()
        make_fact()
        RolePointer.objects.create(role=role, probes="Calm", exercise="Call")
        make_question(job_types=[other, line], kind="hr")


COSTS = {
    "/interviews/": 4,
    "/interviews/voice/": 8,
    "/interviews/questions/": 7,
    "/interviews/questions/?type=voice&kind=behavioural&level=entry&q=question": 7,
    "/interviews/questions/q001/": 7,
    "/interviews/practice/": 1,
    "/interviews/practice/?type=voice&length=20": 5,
    "/interviews/practice/star/": 3,
    "/interviews/practice/typing/": 2,
    "/interviews/practice/call/": 0,
    "/interviews/practice/record/?question=q001": 3,
}


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_whatever_their_length(client, line, guide, rows):
    fill(line, guide, rows)
    cost = {}
    for address in COSTS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        cost[address] = len(queries)
    assert cost == COSTS


@pytest.mark.parametrize("rows", [1, 30])
def test_the_interview_section_costs_a_role_page_three_queries(client, line, guide, django_assert_num_queries, rows):
    fill(line, guide, rows)
    role = make_full_role(job_type=line)
    make_question(job_types=[line], roles=[role], sources=[make_source()])
    with django_assert_num_queries(3):
        interview_for(role)
    with django_assert_num_queries(12):
        client.get(role.get_absolute_url())


# The guide.


def test_a_guide_shows_what_happens_how_long_a_sample_and_how_sure_we_are(client, line, guide):
    source = make_source(publisher="Careers Weekly", strength="fair")
    question = make_question(text="Why BPO?", job_types=[line])
    make_stage(guide, title="Walk-in", text="You wait.", how_long="A whole day", question=question, sources=[source])
    make_stage(guide, title="Pitch", text="You sell.", prompt="Sell me this pen.", is_on_some_accounts=True)
    page = client.get("/interviews/voice/").content.decode()
    first, second = re.findall(r"<li[^>]*>\s*<h3>(?:Walk-in|Pitch).*?</li>", page, re.S)
    for shown in (
        "You wait.",
        "A whole day.",
        "Why BPO?",
        question.get_absolute_url(),
        "Fair source",
        "Careers Weekly",
    ):
        assert shown in first
    for shown in ("Pitch, on some accounts", "You sell.", "“Sell me this pen.”", "The editors’ own judgement."):
        assert shown in second


def test_a_guide_without_any_part_leaves_no_hole(client, line):
    make_guide(line)
    response = client.get("/interviews/voice/")
    assert response.context["sections"] == {}
    assert re.findall(r'<h2 id="(.*?)"', response.content.decode()) == ["safe"]


def test_a_guide_leaves_what_is_too_much_to_the_bank(client, line, guide, monkeypatch):
    monkeypatch.setattr(guide_page, "QUESTIONS", 3)
    for _ in range(4):
        make_question(job_types=[line])
    page = client.get("/interviews/voice/").content.decode()
    assert "5 questions" in page
    assert page.count('<details class="question"') == 3
    assert "2 more are in the bank." in page


@pytest.mark.parametrize("kind", ["step", "shape", "mistake", "wear", "bring", "ask"])
def test_each_list_of_a_guide_stands_alone(client, guide, kind):
    make_tip(kind=kind, title="A title", text="Only this", how="Like so")
    assert "Only this" in client.get("/interviews/voice/").content.decode()


def test_a_retired_guide_says_so(client, guide):
    type(guide).objects.update(status=Status.RETIRED)
    page = client.get("/interviews/voice/").content.decode()
    assert "no longer kept up" in page
    assert "noindex" in page
    assert "Pass voice" not in client.get("/interviews/").content.decode()


def test_an_old_slug_of_a_line_leads_to_its_guide(client, line, guide):
    line.slug = "voice-inbound"
    line.save()
    response = client.get("/interviews/voice/")
    assert (response.status_code, response["Location"]) == (301, "/interviews/voice-inbound/")


# The bank.


def test_of_thousands_of_roles_those_with_questions_are_offered(client, line, guide, monkeypatch):
    monkeypatch.setattr("interviews.filters.MOST_OFFERED", 2)
    for slug in ("a", "b", "c", "d"):
        make_role(job_type=line, slug=slug, title=slug.upper())
    make_question(job_types=[line], roles=[Role.objects.get(slug="c")])

    def offered(address):
        groups = client.get(address).context["groups"]
        return next([o["value"] for o in g["options"]] for g in groups if g["name"] == "role")

    assert offered("/interviews/questions/") == ["a", "c"]
    assert offered("/interviews/questions/?role=d") == ["c", "d"]
    assert client.get("/interviews/questions/?role=d").context["filter"].fell_back


def test_choices_show_how_many_questions_stand_behind_them(client, line, guide):
    role = make_role(job_type=line, slug="caller", title="Caller")
    make_question(job_types=[line, make_job_type()], roles=[role], kind="situational", level="mid")
    make_question(job_types=[line], kind="situational", status=Status.DRAFT)
    groups = client.get("/interviews/questions/?kind=situational").context["groups"]
    found = {(g["name"], o["value"]): o["count"] for g in groups for o in g["options"]}
    assert found["kind", "situational"] == 1
    assert found["kind", "hr"] == 1
    assert (found["type", "voice"], found["role", "caller"]) == (1, 1)
    assert (found["level", "mid"], found["level", "entry"]) == (1, 0)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("type=voice", ["q001", "q002"]),
        ("type=chat", ["q003"]),
        ("type=voice&type=chat", ["q001", "q002", "q003"]),
        ("kind=situational", ["q002"]),
        ("level=mid", ["q003"]),
        ("role=caller", ["q002"]),
        ("role=greeter", ["q001", "q002"]),
        ("q=SHOUTING", ["q002"]),
        ("q=shouting&type=chat", []),
    ],
)
def test_filters_and_search(client, line, guide, query, shown):
    caller = make_role(job_type=line, slug="caller")
    make_role(job_type=line, slug="greeter")
    make_question(slug="q002", text="A caller is shouting.", kind="situational", job_types=[line], roles=[caller])
    make_question(slug="q003", level="mid", job_types=[make_job_type(slug="chat")])
    page = client.get(f"/interviews/questions/?{query}").content.decode()
    assert re.findall(r'<details class="question" id="(.*?)"', page) == shown
    assert ("No question matches" in page) == (not shown)


def test_a_role_without_questions_says_that_its_line_stands_in(client, line, guide):
    make_role(job_type=line, slug="greeter")
    assert "the questions of its line" in client.get("/interviews/questions/?role=greeter").content.decode()


@pytest.mark.parametrize("page", ["9999", "0", "-1", "two", "1e9", "٣٣", "9" * 400])
def test_a_page_that_is_not_there_is_404(client, guide, page):
    assert client.get(f"/interviews/questions/?page={page}").status_code == 404
    assert client.get(f"/interviews/practice/?type=voice&length=5&set={page}").status_code == 404


@pytest.mark.parametrize("name", ["type", "role", "level", "kind", "q"])
@pytest.mark.parametrize(
    "value", ["nothing", "x" * 8000, "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"), "🙂‮", "'; --"]
)
def test_what_is_not_understood_is_said_and_the_rest_works(client, guide, name, value):
    response = client.get("/interviews/questions/", {name: value})
    page = response.content.decode()
    assert response.status_code == 200
    if name != "q":
        assert "could not be understood" in page
        assert "Tell us about yourself." in page
    elif len(value) > 100:
        assert "could not be understood" in page
    else:
        assert "No question matches" in page
    assert escape("<b>") not in page


@pytest.mark.parametrize("address", PAGES)
def test_a_nul_is_refused(client, guide, address):
    assert client.get(f"{address}{'&' if '?' in address else '?'}q=%00").status_code == 400


@pytest.mark.parametrize("slug", ["q999", "x" * 8000, "q-1", "Q001x"])
def test_an_unknown_question_or_guide_is_404(client, guide, slug):
    assert client.get(f"/interviews/questions/{slug}/").status_code == 404
    assert client.get(f"/interviews/{slug}/").status_code == 404


def test_text_of_editors_is_escaped(client, line, guide):
    make_question(slug="q002", text="<script>x</script>", answer="<b>bold</b>", job_types=[line])
    for address in ("/interviews/questions/", "/interviews/questions/q002/", "/interviews/voice/"):
        page = client.get(address).content.decode()
        assert "<script>x" not in page
        assert "<b>bold" not in page
        assert "&lt;b&gt;bold" in page


# One question.


def test_a_question_has_a_page_of_its_own(client, line, guide):
    role = make_role(job_type=line, title="Caller", slug="caller")
    make_question(
        slug="q017",
        text="In or out?",
        looks_for="Basics",
        answer="Who rings whom",
        avoid="Guessing",
        job_types=[line],
        roles=[role, make_role(title="Hidden", status=Status.DRAFT, job_type=line)],
        sources=[make_source(slug="press", publisher="The Press")],
    )
    page = client.get("/interviews/questions/q017/").content.decode()
    for shown in (
        "In or out?",
        "Basics.",
        "Who rings whom.",
        "Guessing.",
        "/roles/caller/#interview",
        "/sources/#press",
        "every line",
    ):
        assert shown in page
    assert "Hidden" not in page


def test_the_lists_link_to_each_question(client, line, guide):
    for address in ("/interviews/questions/", "/interviews/voice/"):
        page = client.get(address).content.decode()
        assert 'id="q001"' in page
        assert 'href="/interviews/questions/q001/"' in page


def test_a_retired_question_says_so_and_offers_its_neighbours(client, line, guide):
    make_question(slug="q002", text="Old one?", answer="Old advice", job_types=[line], kind="hr", status=Status.RETIRED)
    response = client.get("/interviews/questions/q002/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "no longer kept up" in page
    assert "Tell us about yourself." in page
    assert "Old advice" not in page
    assert "noindex" in page
    assert "Old one?" not in client.get("/interviews/questions/").content.decode()


def test_an_old_slug_of_a_question_leads_to_it(client, line, guide):
    question = make_question(slug="q002", job_types=[line])
    question.slug = "new-name"
    question.save()
    response = client.get("/interviews/questions/q002/")
    assert (response.status_code, response["Location"]) == (301, "/interviews/questions/new-name/")


# Nothing unpublished is shown anywhere.


@pytest.fixture
def secrets(line, guide):
    """Rows that could leak, each with the word SECRET."""
    hidden = make_job_type(slug="hidden", title="SECRET line", short_title="SECRET", status=Status.DRAFT)
    draft = make_question(slug="q900", text="SECRET draft?", job_types=[line], kind="hr", status=Status.DRAFT)
    make_question(slug="q901", text="SECRET review?", job_types=[line], kind="behavioural", status=Status.IN_REVIEW)
    make_question(slug="q902", text="SECRET line?", job_types=[hidden], kind="hr")
    question = make_question(slug="q903", text="Shown?", job_types=[line, hidden], kind="hr")
    question.roles.add(make_role(title="SECRET role", job_type=line, status=Status.DRAFT))
    make_stage(guide, title="Round", question=draft)
    make_stage(make_guide(hidden, title="SECRET guide"), title="SECRET round")
    make_stage(make_guide(title="SECRET guide in work", status=Status.DRAFT), title="SECRET round in work")
    make_tip(text="SECRET tip", job_types=[hidden])
    make_drill(title="SECRET drill", job_types=[hidden])
    role = make_role(title="SECRET pointed role", job_type=line, status=Status.DRAFT)
    RolePointer.objects.create(role=role, probes="SECRET", exercise="SECRET")
    make_role(slug="caller", job_type=line)


@pytest.mark.parametrize(
    "address", [*PAGES, "/interviews/questions/?q=SECRET", "/interviews/questions/q903/", "/roles/caller/", "/"]
)
def test_drafts_appear_nowhere(client, secrets, address):
    page = client.get(address).content.decode().replace("“SECRET”", "").replace('value="SECRET"', "")
    assert "SECRET" not in page.replace("Drop ", "")


@pytest.mark.parametrize(
    "address",
    [
        "/interviews/questions/q900/",
        "/interviews/questions/q901/",
        "/interviews/questions/q902/",
        "/interviews/hidden/",
    ],
)
def test_the_address_of_a_draft_is_404(client, secrets, address):
    assert client.get(address).status_code == 404


def test_practice_counts_public_questions_only(client, secrets):
    page = client.get("/interviews/practice/?type=voice&length=20").content.decode()
    assert re.findall(r'data-card="(.*?)"', page) == ["q001", "q903"]
    assert 'value="hidden"' not in client.get("/interviews/practice/").content.decode()


def test_sources_do_not_rest_on_drafts(client, line, guide):
    source = make_source(slug="press", publisher="The Press")
    make_stage(make_guide(status=Status.DRAFT), sources=[source])
    make_question(job_types=[line], sources=[source], status=Status.DRAFT)
    make_tip(job_types=[make_job_type()], sources=[source])
    pointer = RolePointer.objects.create(role=make_role(status=Status.DRAFT), probes="A", exercise="B")
    pointer.sources.add(source)
    assert "nothing on the site rests on it" in client.get("/sources/").content.decode()
    make_stage(guide, sources=[source])
    make_question(job_types=[line], sources=[source])
    make_tip(sources=[source])
    page = client.get("/sources/").content.decode()
    for shown in ("1 hiring rounds", "1 interview questions", "1 interview tips"):
        assert shown in page
    assert Source.objects.get().is_used


# The role page.


def test_a_role_page_shows_rounds_pointer_and_questions(client, line, guide):
    role = make_role(slug="caller", job_type=line)
    make_stage(guide, title="HR screen", text="They ask", is_on_some_accounts=True)
    RolePointer.objects.create(role=role, probes="Calm", exercise="Mock call", rounds_note="A panel is added.")
    make_question(text="Own?", job_types=[line], roles=[role], sources=[make_source(publisher="The Press")])
    page = client.get("/roles/caller/").content.decode()
    for shown in (
        '<a href="#interview">Interview</a>',
        "HR screen, on some accounts.",
        "They ask.",
        "Calm.",
        "Mock call.",
        "A panel is added.",
        "Own?",
        "The Press",
        "/interviews/voice/",
        "Questions for this role",
    ):
        assert shown in page


def test_a_role_on_every_line_leads_to_all_guides(client, line, guide):
    make_stage(guide, title="HR screen")
    role = make_role(slug="leader", job_type=line, is_cross_functional=True)
    make_question(text="Own?", job_types=[line], roles=[role])
    page = client.get("/roles/leader/").content.decode()
    assert "The rounds follow the line you join." in page
    assert "HR screen" not in page
    assert "Own?" in page


def test_a_role_without_anything_to_say_has_no_section(client):
    make_role(slug="caller")
    page = client.get("/roles/caller/").content.decode()
    assert "interview" not in re.findall(r'(?:href="#|id=")([a-z]+)"', page)


# The weight of a first visit.


@pytest.mark.parametrize(
    "address",
    [
        "/interviews/",
        "/interviews/voice-inbound/",
        "/interviews/back-office/",
        "/interviews/questions/",
        "/interviews/questions/q017/",
        "/interviews/practice/",
        "/interviews/practice/?type=voice-inbound&length=20",
        *(f"/interviews/practice/{name}" for name in PRACTICE[1:]),
        "/roles/team-leader/",
    ],
)
def test_a_first_visit_is_light(client, seeded, address):
    response = client.get(address, headers={"accept-encoding": "br"})
    assert response["Content-Encoding"] == "br"
    page = brotli.decompress(response.content).decode()
    scripts = {re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in re.findall(r'src="/static/(js/.*?)"', page)}
    if "practice/" in address and "data-" in page and scripts - {"js/call.js", "js/record.js"}:
        scripts.add("js/keep.js")
    files = ["css/site.css", "mark.svg", *scripts]
    sizes = [len(brotli.compress((settings.BASE_DIR / "static" / name).read_bytes())) for name in files]
    assert len(files) + 1 <= 5
    assert len(response.content) + sum(sizes) <= 40_000
    assert sizes[0] <= 10_000
    assert sum(sizes[2:]) <= 5_000
