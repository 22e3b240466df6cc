"""The sitemap, the feed, robots.txt, and the moments of change that they rest on."""

import datetime
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.utils import timezone

from bpo_portal import changes, content_stamp
from bpo_portal.models import Version, VisitCount
from roles.models import Duty, JobType, Role, Status
from tests.factories import make_band, make_figure, make_full_role, make_guide, make_job_type, make_role, make_source
from tests.interviews.factories import make_question

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def look_and_age() -> None:
    """Notes everything as it stands, and dates it long ago."""
    changes.note()
    Version.objects.update(first_seen_at=LONG_AGO, changed_at=LONG_AGO)


def has_changed(row) -> bool:
    changes.note()
    return Version.objects.of(type(row)).get(object_id=row.pk).changed_at > LONG_AGO


def locations(client) -> dict[str, str | None]:
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    return {url.find("s:loc", MAP).text: url.findtext("s:lastmod", None, MAP) for url in tree}


def entries(client) -> list:
    return ET.fromstring(client.get("/feeds/roles.atom").content).findall("a:entry", ATOM)


# Moments of change


def execute(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edit",
    [
        lambda role: Role.objects.filter(pk=role.pk).update(summary="Changed"),
        lambda role: Role.objects.bulk_update([Role(pk=role.pk, summary="Changed")], ["summary"]),
        lambda role: execute("UPDATE roles_role SET summary = 'Changed' WHERE id = %s", role.pk),
        lambda role: role.duties.create(text="New"),
        lambda role: Duty.objects.filter(role=role, position=1).update(text="Changed"),
        lambda role: role.duties.first().delete(),
        lambda role: role.duties.first().sources.add(make_source()),
        lambda role: role.role_skills.first().sources.clear(),
        lambda role: role.also_in.add(make_job_type()),
        lambda role: make_figure(role=role),
        lambda role: make_band(role=role),
        lambda role: make_question(roles=[role]),
    ],
    ids=[
        "update",
        "bulk_update",
        "sql",
        "part",
        "part_update",
        "part_gone",
        "cited",
        "uncited",
        "tie",
        "pay",
        "band",
        "q",
    ],
)
def test_a_change_is_found_whatever_its_path(edit):
    role, other = make_full_role(2), make_role()
    look_and_age()
    edit(role)
    assert has_changed(role)
    assert not has_changed(other)


@pytest.mark.django_db
def test_what_the_page_does_not_show_is_no_change(visits):
    role = make_full_role(2, slug="caller")
    look_and_age()
    make_figure(role=role, status=Status.DRAFT)
    VisitCount.objects.create(role=role, day=timezone.localdate(), visits=1)
    role.save()
    assert not has_changed(role)


@pytest.mark.django_db
@pytest.mark.parametrize("total", [1, 30])
def test_looking_costs_the_same_for_one_role_and_for_many(total, django_assert_num_queries):
    for _ in range(total):
        make_figure(role=make_role())
    found = len(changes.belongings(Role))
    with django_assert_num_queries(1 + found):
        assert len(changes.digests(Role)) == total


@pytest.mark.django_db
def test_hidden_rows_are_not_looked_at_until_they_are_public():
    role = make_role(status=Status.DRAFT)
    later = make_role(publish_at=timezone.now() + datetime.timedelta(hours=1))
    changes.note()
    assert not Version.objects.of(Role).exists()
    Role.objects.filter(pk__in=[role.pk, later.pk]).update(status=Status.PUBLISHED, publish_at=None)
    assert changes.note() >= 2
    assert Version.objects.of(Role).count() == 2
    assert changes.note() == 0


def test_it_looks_only_when_something_was_written(transactional_db, monkeypatch):
    looked = []
    monkeypatch.setattr("bpo_portal.changes.note", lambda: looked.append(1))
    changes.note_if_due()
    changes.note_if_due()
    assert len(looked) == 1
    make_role()
    changes.note_if_due()
    changes.note_if_due()
    assert len(looked) == 2
    monkeypatch.setattr("bpo_portal.changes.LOOK_AGAIN", -1)
    changes.note_if_due()
    assert len(looked) == 3


def test_a_fault_while_looking_is_tried_again(transactional_db, monkeypatch, caplog):
    def broken():
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("bpo_portal.changes.note", broken)
        changes.note_if_due()
    assert "could not be noted" in caplog.text
    role = make_role()
    changes.note_if_due()
    assert Version.objects.of(Role).get().object_id == role.pk


def test_noting_leaves_the_cached_pages_alone(transactional_db):
    make_role()
    before = content_stamp.current()
    assert changes.note() == 2
    assert content_stamp.current() == before


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
    late = make_role(slug="late", job_type=make_job_type(slug="new"))
    found = locations(client)
    rows = {address.removeprefix("https://bpo.example") for address in found}
    assert {"/roles/seen/", "/salaries/seen/", "/guides/guide/", "/interviews/questions/q1/", "/roles/late/"} <= rows
    assert not {"/roles/retired/", "/roles/draft/", "/salaries/draft/"} & rows
    assert all(address.startswith("https://bpo.example/") for address in found)
    assert found["https://bpo.example/roles/seen/"] == found["https://bpo.example/salaries/seen/"] == "2020-01-01"
    assert found["https://bpo.example/roles/late/"] is None, late
    assert found["https://bpo.example/faq/"] is None
    Role.objects.filter(pk=seen.pk).update(title="Changed")
    changes.note()
    assert locations(client)["https://bpo.example/roles/seen/"] == timezone.now().date().isoformat()


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


@pytest.mark.django_db
def test_lines_are_dated_too():
    line = JobType.objects.get(pk=make_role().job_type_id)
    look_and_age()
    make_role(job_type=line)
    assert has_changed(line)
