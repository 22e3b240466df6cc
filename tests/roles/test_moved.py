"""A page that has moved takes along what its old address asked: tags of recruiters, filters, formats."""

import pytest

from tests.factories import make_guide, make_job_type, make_role
from tests.interviews.factories import make_guide as make_interview_guide
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db

ROLE_PAGES = [
    "/roles/{}/",
    "/roles/{}/card.png",
    "/roles/{}/embed/",
    "/roles/{}/print/",
    "/roles/{}/qr.png",
    "/roles/{}/qr.svg",
    "/roles/{}/share/",
    "/roles/{}/share/ad/",
    "/salaries/{}/",
    "/salaries/{}/card.png",
    "/api/v1/roles/{}",
]
LINE_PAGES = [
    "/roles/types/{}/",
    "/roles/types/{}/card.png",
    "/interviews/{}/",
    "/interviews/{}/card.png",
    "/api/v1/types/{}",
]


def renamed(row, slug: str):
    row.slug = slug
    row.save()
    return row


@pytest.fixture
def moved():
    line = make_job_type(slug="old")
    renamed(make_role(slug="old", job_type=line), "new")
    make_interview_guide(job_type=line)
    renamed(line, "new")
    renamed(make_guide(slug="old"), "new")
    renamed(make_question(slug="old"), "new")


@pytest.mark.parametrize(
    "address",
    [
        *ROLE_PAGES,
        *LINE_PAGES,
        "/guides/{}/",
        "/guides/{}/card.png",
        "/interviews/questions/{}/",
        "/api/v1/questions/{}",
    ],
)
def test_an_old_address_takes_its_query_along(client, moved, address):
    query = "limit=1" if "/api/" in address else "s=ad1&period=year&from=naukri"
    response = client.get(f"{address.format('old')}?{query}")
    kept = {*response["Location"].partition("?")[2].split("&")}
    assert (response.status_code, response["Location"].partition("?")[0]) == (301, address.format("new"))
    assert kept == {*query.split("&")}
    assert client.get(response["Location"], follow=True).status_code == 200
    assert client.get(address.format("old"))["Location"] == address.format("new")


@pytest.mark.parametrize(
    "query", ["a=b%0d%0aSet-Cookie:%20x=1", "//evil.example/", "a\r\nSet-Cookie: x=1", "@evil.example"]
)
def test_no_query_leads_away_or_writes_a_header(client, moved, query):
    response = client.get("/roles/old/share/", QUERY_STRING=query)
    assert response["Location"].startswith("/roles/new/share/?")
    assert "\n" not in response["Location"]
    assert not response.cookies


def test_a_query_too_long_to_be_ours_is_left_behind(client, moved):
    assert client.get(f"/roles/old/share/?s={'a' * 2000}")["Location"] == "/roles/new/share/"
