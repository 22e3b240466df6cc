"""The sitemap, the feed and robots.txt. The moments of change that they tell are those of test_changes.py."""

import datetime
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from bpo_portal import changes
from bpo_portal.models import Version
from roles.models import Status
from tests.factories import make_band, make_guide, make_job_type, make_role
from tests.interviews.factories import make_question

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def look_and_age() -> None:
    """Notes everything as it stands, and dates it long ago."""
    changes.note()
    Version.objects.update(first_seen_at=LONG_AGO, changed_at=LONG_AGO)


def locations(client) -> dict[str, str | None]:
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    return {url.find("s:loc", MAP).text: url.findtext("s:lastmod", None, MAP) for url in tree}


def entries(client) -> list:
    return ET.fromstring(client.get("/feeds/roles.atom").content).findall("a:entry", ATOM)


# The sitemap


@pytest.mark.django_db
def test_the_sitemap_holds_what_is_public_with_its_true_moment(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    seen = make_role(slug="seen")
    make_role(slug="retired", status=Status.RETIRED, job_type=seen.job_type)
    make_role(slug="draft", status=Status.DRAFT, job_type=seen.job_type)
    make_guide(slug="guide")
    make_question(slug="q1", job_types=[seen.job_type])
    look_and_age()
    make_role(slug="late", job_type=make_job_type(slug="new"))
    found = locations(client)
    rows = {address.removeprefix("https://bpo.example") for address in found}
    assert {"/roles/seen/", "/salaries/seen/", "/guides/guide/", "/interviews/questions/q1/", "/roles/late/"} <= rows
    assert not {"/roles/retired/", "/roles/draft/", "/salaries/draft/"} & rows
    assert all(address.startswith("https://bpo.example/") for address in found)
    assert found["https://bpo.example/roles/seen/"] == found["https://bpo.example/salaries/seen/"] == "2020-01-01"
    assert found["https://bpo.example/roles/late/"] is found["https://bpo.example/salaries/late/"] is None
    assert found["https://bpo.example/faq/"] is None
    today = timezone.now().date().isoformat()
    seen.duties.create(text="Pick up")
    changes.note()
    found = locations(client)
    assert found["https://bpo.example/roles/seen/"] == today
    assert found["https://bpo.example/salaries/seen/"] == "2020-01-01"
    make_band(level=seen.level)
    changes.note()
    assert locations(client)["https://bpo.example/salaries/seen/"] == today


@pytest.mark.django_db
def test_every_address_of_the_sitemap_answers_itself(client, seeded):
    changes.note()
    found = locations(client)
    assert len(found) > 200
    for address, moment in found.items():
        response = client.get(address)
        assert response.status_code == 200, address
        assert b'content="noindex"' not in response.content, address
        assert moment or re.fullmatch(r"http://testserver/([a-z/-]*|api/v1/docs)", address), address


@pytest.mark.django_db
@pytest.mark.parametrize("total", [1, 30])
def test_the_sitemap_costs_the_same_for_one_row_and_for_many(client, total, django_assert_num_queries):
    for _ in range(total):
        make_question(job_types=[make_role().job_type])
    with django_assert_num_queries(14):
        client.get("/sitemap.xml")


# The feed


@pytest.mark.django_db
def test_the_feed_tells_new_and_changed_roles_the_newest_change_first(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    first, second = make_role(slug="first", title="First"), make_role(slug="second", title="Second", summary="Rings.")
    make_role(slug="draft", status=Status.DRAFT)
    look_and_age()
    assert [entry.findtext("a:title", None, ATOM) for entry in entries(client)] == ["Second", "First"]
    first.duties.create(text="New")
    changes.note()
    newest, older = entries(client)
    assert newest.findtext("a:title", None, ATOM) == "First"
    assert newest.findtext("a:published", None, ATOM).startswith("2020-01-01T")
    assert newest.findtext("a:updated", None, ATOM) > "2020-02"
    assert older.findtext("a:updated", None, ATOM).startswith("2020-01-01T")
    assert older.findtext("a:summary", None, ATOM) == "Rings."
    assert older.find("a:link", ATOM).get("href") == "https://bpo.example/roles/second/"
    assert older.findtext("a:id", None, ATOM) == f"tag:bpo.example,2026-01-01:roles/{second.pk}"


@pytest.mark.django_db
def test_an_entry_keeps_its_id_when_its_slug_changes(client):
    role = make_role(slug="old")
    changes.note()
    (before,) = [entry.findtext("a:id", None, ATOM) for entry in entries(client)]
    role.slug = "new"
    role.save()
    changes.note()
    (after,) = entries(client)
    assert after.findtext("a:id", None, ATOM) == before
    assert after.find("a:link", ATOM).get("href").endswith("/roles/new/")


@pytest.mark.django_db
def test_the_feed_has_what_atom_asks_for(client):
    make_role()
    changes.note()
    response = client.get("/feeds/roles.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["Cache-Control"] == "public, max-age=15, stale-while-revalidate=15"
    feed = ET.fromstring(response.content)
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"a:{name}", None, ATOM), name
        assert feed.find("a:entry", ATOM).findtext(f"a:{name}", None, ATOM), name
    assert feed.find("a:author/a:name", ATOM).text
    own = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert own == {"self": "http://testserver/feeds/roles.atom", "alternate": "http://testserver/roles/"}
    assert feed.findtext("a:id", None, ATOM) == "tag:testserver,2026-01-01:roles"


@pytest.mark.django_db
def test_an_empty_feed_is_a_feed(client):
    assert entries(client) == []


def as_read(element: ET.Element) -> tuple[str, list[str]]:
    """What a feed reader shows of a text once XML is decoded: its words, and the elements that it would make."""
    if element.get("type", "text") == "text":
        return element.text, []
    assert element.get("type") == "html"
    words, made = [], []
    reader = HTMLParser()
    reader.handle_data = words.append
    reader.handle_starttag = lambda tag, attrs: made.append(tag)
    reader.handle_endtag = reader.handle_comment = reader.handle_decl = reader.unknown_decl = made.append
    reader.feed(element.text)
    reader.close()
    return "".join(words), made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hostile", "fit"),
    [
        ("</title><x>&\x01\x0b\x1f\ufffe ]]> अ", "</title><x>& ]]> अ"),
        ("Calls < 5 min & <img src=x onerror=alert(1)>", "Calls < 5 min & <img src=x onerror=alert(1)>"),
        ("&lt;script&gt; <!-- &amp;", "&lt;script&gt; <!-- &amp;"),
    ],
)
def test_hostile_text_breaks_neither_feed_nor_sitemap(client, hostile, fit):
    make_role(title=hostile, summary=hostile)
    changes.note()
    (entry,) = entries(client)
    assert as_read(entry.find("a:title", ATOM)) == (fit, [])
    assert as_read(entry.find("a:summary", ATOM)) == (fit, [])
    assert locations(client)


@pytest.mark.django_db
@pytest.mark.parametrize("total", [1, 30])
def test_the_feed_costs_the_same_for_one_role_and_for_many(client, total, django_assert_num_queries):
    job_type = make_job_type()
    for _ in range(total):
        make_role(job_type=job_type)
    changes.note()
    with django_assert_num_queries(2):
        assert len(entries(client)) == total


@pytest.mark.django_db
def test_the_list_of_roles_names_its_feed(client):
    page = client.get("/roles/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/feeds/roles.atom"' in page


# robots.txt


def test_robots(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /preview/\nDisallow: /search/?\n\n"
        "Sitemap: https://bpo.example/sitemap.xml\n"
    )
