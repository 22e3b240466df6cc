"""Practice: which questions it gives, what it does with bad input, and that its pages may send nothing."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings

from roles.models import Status
from tests.interviews.addresses import PAGES, PRACTICE
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "shown"), [("5", 5), ("10", 10), ("20", 20), ("", 5)])
def test_practice_gives_as_many_cards_as_asked_for(client, line, length, shown):
    for _ in range(25):
        make_question(job_types=[line])
    page = client.get(f"/interviews/practice/?type=voice&length={length}").content.decode()
    assert len(re.findall("data-card=", page)) == shown


def test_sets_together_hold_every_question_once_and_begin_at_entry_level(client, line):
    for kind in ("hr", "technical", "aptitude"):
        for level in ("senior", "entry"):
            for _ in range(2):
                make_question(job_types=[line], kind=kind, level=level)
    seen = []
    for number in (1, 2, 3):
        response = client.get(f"/interviews/practice/?type=voice&length=5&set={number}")
        seen += response.context["questions"]
    assert len(seen) == len(set(seen)) == 12
    assert [q.level for q in seen] == ["entry"] * 6 + ["senior"] * 6
    assert [q.kind for q in seen[:3]] == ["hr", "technical", "aptitude"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("type=nothing&length=5", "That is not one of the choices here"),
        ("length=5", "Choose one of the answers."),
        ("type=voice&length=7", "That is not one of the choices here"),
        ("type=voice&length=many", "That is not one of the choices here"),
        ("type=" + "x" * 8000, "That is not one of the choices here"),
    ],
)
def test_practice_says_what_it_did_not_understand(client, guide, query, words):
    response = client.get(f"/interviews/practice/?{query}")
    assert response.status_code == 200
    assert words in response.content.decode()
    assert "data-card" not in response.content.decode()


def test_a_line_without_questions_says_so(client, line):
    assert "has no question yet" in client.get("/interviews/practice/?type=voice&length=5").content.decode()


@pytest.mark.parametrize("tool", ["star", "record"])
@pytest.mark.parametrize("slug", ["q999", "x" * 8000, "q009"])
def test_an_unknown_question_is_said(client, line, guide, tool, slug):
    make_question(slug="q009", job_types=[line], kind="behavioural", status=Status.RETIRED)
    response = client.get(f"/interviews/practice/{tool}/?question={slug}")
    assert response.status_code == 200
    assert "That question is not in the bank" in response.content.decode()


@pytest.mark.parametrize("tool", ["star", "record"])
def test_a_retired_question_leads_to_its_page_and_neighbours(client, line, guide, tool):
    make_question(slug="q009", job_types=[line], kind="behavioural", status=Status.RETIRED)
    make_question(slug="q010", job_types=[line], kind="behavioural", status=Status.DRAFT)
    page = client.get(f"/interviews/practice/{tool}/?question=q009").content.decode()
    assert 'href="/interviews/questions/q009/"' in page
    assert "questions/q010" not in client.get(f"/interviews/practice/{tool}/?question=q010").content.decode()


@pytest.mark.parametrize("address", ["/interviews/questions/", "/interviews/voice/", "/interviews/questions/q025/"])
def test_a_behavioural_question_leads_to_star(client, line, guide, address):
    make_question(slug="q025", kind="behavioural", job_types=[line])
    page = client.get(address).content.decode()
    assert '<a href="/interviews/practice/star/?question=q025">Build a STAR answer</a>' in page
    assert "star/?question=q001" not in page


def test_a_question_comes_along_to_its_tool(client, line, guide):
    make_question(slug="q025", text="Tell of a mistake.", kind="behavioural", job_types=[line])
    assert '<option value="q025" selected>' in client.get("/interviews/practice/star/?question=q025").content.decode()
    assert "Tell us about yourself." in client.get("/interviews/practice/record/?question=q001").content.decode()


@pytest.mark.parametrize("address", [*PAGES, "/roles/", "/"])
def test_only_the_recorder_may_use_the_microphone(client, guide, address):
    response = client.get(address)
    record = address.endswith("/record/")
    assert ("microphone=(self)" in response["Permissions-Policy"]) == record
    assert ("microphone=()" in response["Permissions-Policy"]) != record
    assert "camera=()" in response["Permissions-Policy"]
    assert ("media-src blob:" in response["Content-Security-Policy"]) == record


SILENT = [*PRACTICE[1:], "?type=voice&length=5"]


@pytest.mark.parametrize("name", SILENT)
def test_practice_may_send_nothing_and_says_so(client, guide, name):
    response = client.get(f"/interviews/practice/{name}")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    for carrier in ("default-src", "connect-src", "form-action", "font-src", "manifest-src"):
        assert policy[carrier] == "'none'", carrier
    assert policy["img-src"] == "data:"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    page = response.content.decode()
    assert re.search(r"(Everything|Your voice) stays on your device", page)
    assert "Your browser is told to refuse messages, pictures and forms" in page


def test_the_choice_of_questions_may_send_its_form(client, guide):
    response = client.get("/interviews/practice/")
    assert "form-action 'self'" in response["Content-Security-Policy"]
    assert "Everything stays on your device" in response.content.decode()
    assert "Your browser is told to refuse" not in response.content.decode()


def test_the_icon_of_a_page_that_sends_nothing_is_the_mark(client):
    page = client.get("/interviews/practice/call/").content.decode()
    icon = unquote(re.search(r'<link rel="icon" href="data:image/svg\+xml,(.*?)"', page)[1])
    mark = (settings.BASE_DIR / "static/mark.svg").read_text()
    assert icon == re.sub(r">\s+<", "><", mark.strip()).replace('"', "'")


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1&q=two", "set=3"])
def test_words_of_others_in_the_address_are_no_mistake(client, guide, query):
    page = client.get(f"/interviews/practice/?{query}").content.decode()
    assert "Choose again" not in page
    assert "How many questions" in page


def test_the_policies_survive_the_cache(client, guide, page_cache):
    first, second = (client.get("/interviews/practice/record/") for _ in range(2))
    assert "microphone=(self)" in second["Permissions-Policy"] == first["Permissions-Policy"]
    assert "media-src blob:" in second["Content-Security-Policy"]
    assert "connect-src 'none'" in second["Content-Security-Policy"]
