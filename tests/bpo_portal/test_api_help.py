"""What the API says to a program's author who got something wrong, and what it promises to one who got it right."""

import re

import pytest

from interviews.models import Kind
from roles.models import Level, Status
from tests.factories import make_job_type, make_role, make_term
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db
NOTHING = "There is nothing at this address."


def detail(client, address: str, status: int) -> str:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    return response.json()["detail"]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("roles/tele-caler", "telecaller"),
        ("types/voice-inbond", "voice-inbound"),
        ("terms/atrition", "attrition"),
        ("questions/why-telephones", "q1"),
        ("roles/qqqqqq", ""),
        ("sources/telecaler", ""),
        ("figures/telecaler", ""),
    ],
)
def test_a_wrong_slug_is_answered_with_public_ones_like_it(client, address, near):
    line = make_job_type(slug="voice-inbound", title="Voice inbound", short_title="Voice inbound")
    make_role(slug="telecaller", title="Telecaller", job_type=line)
    make_role(slug="telecaller-hidden", title="Telecaller hidden", job_type=line, status=Status.DRAFT)
    make_term(slug="attrition", term="Attrition")
    make_question(slug="q1", text="Why do you like telephones?")
    assert detail(client, address, 404) == (f"{NOTHING} Did you mean: {near}?" if near else NOTHING)


def test_a_wrong_value_is_answered_with_those_there_are(client):
    make_job_type(slug="voice", position=1)
    make_job_type(slug="kpo", position=2)
    wrong = "There is no value “zzz” here. "
    assert detail(client, "roles?type=zzz", 422) == f"type: {wrong}There are: voice, kpo, every."
    assert detail(client, "figures?level=zzz", 422) == f"level: {wrong}There are: {', '.join(Level.values)}."
    assert detail(client, "questions?kind=zzz", 422) == f"kind: {wrong}There are: {', '.join(Kind.values)}."
    assert detail(client, f"roles?level={'z' * 500}", 422).startswith(f"level: There is no value “{'z' * 60}” here.")


def test_of_many_values_the_docs_are_named(client):
    line = make_job_type()
    for _ in range(21):
        make_role(job_type=line)
    assert detail(client, "questions?role=zzz", 422) == (
        "role: There is no value “zzz” here. See /api/v1/docs for those there are."
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("pay=much", "pay: Give a number, such as 15000."),
        ("pay=0", "pay: Give at least 1."),
        ("pay=99999999", "pay: Give at most 10000000."),
        (f"q={'a' * 101}", "q: Letters at most: 100."),
    ],
)
def test_other_slips_are_told_in_short_words(client, query, words):
    assert detail(client, f"roles?{query}", 422) == words


def test_the_docs_say_what_is_promised_and_begin_with_their_contents(client):
    page = client.get("/api/v1/docs").content.decode()
    assert "In version 1 nothing is renamed, taken away or given another meaning or unit." in page
    assert "at least twelve months" in page
    contents = page.split('<nav aria-label="On this page">')[1].split("</nav>")[0]
    asked = re.findall(r'href="#([\w-]+)"', contents)
    headings = re.findall(r'<h[23] id="([\w-]+)"', page)
    assert asked == headings
    assert page.index("On this page") < page.index('id="promise"')
