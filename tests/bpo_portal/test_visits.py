"""Visits are counted without knowing who came, without a query on the way, and within bounds."""

import csv
import datetime
import io
import threading

import pytest
from django.contrib.auth.models import Permission, User
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpo_portal import content_stamp
from bpo_portal.background import Background
from bpo_portal.models import VisitCount
from bpo_portal.models.visits import MOST_TAGS
from bpo_portal.visits.counter import VisitCounter
from bpo_portal.visits.middleware import ROLE_PAGE, VisitMiddleware
from tests.factories import make_role

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36"
)
TODAY = timezone.localdate


@pytest.fixture
def reader():
    return Client(headers={"user-agent": PHONE})


@pytest.fixture
def role(transactional_db):
    return make_role(title="Caller", slug="caller")


def counted() -> dict:
    return {(row.role.slug, row.tag): row.visits for row in VisitCount.objects.select_related("role")}


def test_visits_are_added_up_by_role_tag_and_day(reader, role, visits):
    for address in ("/roles/caller/", "/roles/caller/", "/roles/caller/?from=naukri", "/roles/caller/?from=NAUKRI"):
        assert reader.get(address).status_code == 200
    assert counted() == {}
    visits.save()
    assert counted() == {("caller", ""): 2, ("caller", "naukri"): 2}
    reader.get("/roles/caller/?from=naukri")
    visits.save()
    assert counted() == {("caller", ""): 2, ("caller", "naukri"): 3}
    assert {row.day for row in VisitCount.objects.all()} == {TODAY()}


def test_each_day_has_a_row_of_its_own(role, visits):
    yesterday = TODAY() - datetime.timedelta(days=1)
    visits.note("caller", "x", yesterday)
    visits.note("caller", "x")
    visits.save()
    assert set(VisitCount.objects.values_list("day", "visits")) == {(yesterday, 1), (TODAY(), 1)}


def test_cached_and_unchanged_pages_count_too_and_cost_no_query(
    reader, role, visits, page_cache, django_assert_num_queries
):
    first = reader.get("/roles/caller/?from=chat")
    with django_assert_num_queries(0):
        second = reader.get("/roles/caller/?from=mail")
        unchanged = reader.get("/roles/caller/", headers={"if-none-match": first["ETag"]})
    assert second.content == first.content
    assert unchanged.status_code == 304
    visits.save()
    assert counted() == {("caller", "chat"): 1, ("caller", "mail"): 1, ("caller", ""): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "WhatsApp/2.23.20.0"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": ""},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"sec-gpc": "1"},
        {"dnt": "1"},
        {"cookie": "sessionid=abc"},
    ],
    ids=str,
)
def test_who_is_not_counted(reader, role, visits, headers):
    assert reader.get("/roles/caller/", headers=headers).status_code == 200
    assert visits.take() == {}


@pytest.mark.parametrize(
    "address",
    ["/roles/none/", "/roles/", "/roles/compare/", "/roles/match/", "/roles/map/", "/roles/types/caller/", "/faq/"],
)
def test_what_is_not_a_role_page_is_not_counted(reader, role, visits, address):
    reader.get(address)
    assert visits.take() == {}


def test_a_head_request_is_no_visit(reader, role, visits):
    assert reader.head("/roles/caller/").status_code == 200
    assert visits.take() == {}


def test_the_pattern_is_that_of_the_role_page(role):
    assert ROLE_PAGE.fullmatch(role.get_absolute_url())[1] == "caller"


def test_a_redirect_to_a_new_slug_takes_the_tag_along(reader, role, visits):
    role.slug = "phone-caller"
    role.save()
    response = reader.get("/roles/caller/?from=naukri&x=%FF")
    assert (response.status_code, response["Location"]) == (301, "/roles/phone-caller/?x=%FF&from=naukri")
    assert reader.get("/roles/caller/")["Location"] == "/roles/phone-caller/"
    assert visits.take() == {}
    reader.get("/roles/caller/?from=naukri", follow=True)
    visits.save()
    assert counted() == {("phone-caller", "naukri"): 1}


def test_a_slug_that_changes_before_saving_loses_nothing(reader, role, visits):
    reader.get("/roles/caller/")
    role.slug = "phone-caller"
    role.save()
    reader.get("/roles/phone-caller/")
    visits.save()
    assert counted() == {("phone-caller", ""): 2}


def test_a_role_that_is_gone_takes_nothing_else_with_it(role, visits):
    visits.note("never-was", "")
    visits.note("caller", "")
    visits.save()
    assert counted() == {("caller", ""): 1}


@pytest.mark.parametrize(
    ("query", "tag"),
    [
        ("from=", ""),
        ("from=a-1", "a-1"),
        ("from=" + "a" * 30, "a" * 30),
        ("from=" + "a" * 31, "other"),
        ("from=<script>", "other"),
        ("from==cmd()", "other"),
        ("from=%E0%A4%A8", "other"),
        ("from=%FF", "other"),
        ("from=a&from=b", "b"),
        ("fromage=a", ""),
    ],
)
def test_what_counts_as_a_tag(reader, role, visits, query, tag):
    assert reader.get(f"/roles/caller/?{query}").status_code == 200
    assert [found for _slug, found, _day in visits.take()] == [tag]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(codec="latin-1", exclude_characters="\0"), max_size=60))
def test_no_query_string_upsets_the_counter(rf, visits, query):
    request = rf.get("/roles/caller/", headers={"user-agent": PHONE})
    request.META["QUERY_STRING"] = query
    seen = []
    middleware = VisitMiddleware(lambda request: seen.append(request.META["QUERY_STRING"]) or answer())
    middleware(request)
    assert len(visits.take()) == 1
    assert not any(part.partition("=")[0] == "from" for part in seen[0].split("&"))


def answer():
    from django.http import HttpResponse

    return HttpResponse()


def test_the_tag_is_not_part_of_the_page_nor_of_its_key_in_the_cache(reader, role, page_cache):
    reader.get("/roles/caller/")
    reader.get("/roles/caller/?from=one")
    page = reader.get("/roles/caller/?from=zweizweizwei").content.decode()
    assert "zweizweizwei" not in page
    assert len([key for key in page_cache._cache if "page:" in key]) == 1


def test_made_up_tags_do_not_grow_the_table_without_bound(role, visits):
    visits.note("caller", "naukri", visits=5)
    visits.save()
    for n in range(400):
        visits.note("caller", f"made-up-{n}")
        if n % 97 == 0:
            visits.save()
    visits.note("caller", "naukri")
    visits.note("caller", "")
    visits.save()
    rows = counted()
    assert len(rows) <= MOST_TAGS + 2
    assert rows["caller", "naukri"] == 6
    assert rows["caller", ""] == 1
    assert rows["caller", "other"] >= 400 - MOST_TAGS
    assert sum(rows.values()) == 407


def test_the_memory_is_bounded_too(visits):
    for n in range(1000):
        visits.note("caller", f"made-up-{n}")
    assert len(visits.take()) <= MOST_TAGS + 3


@pytest.mark.django_db
@pytest.mark.parametrize("total", [1, 30])
def test_saving_costs_the_same_for_one_visit_and_for_many(visits, total, django_assert_num_queries):
    for _ in range(total):
        visits.note(make_role().slug, "x")
    # Slugs, tags that are there, and one statement, inside a savepoint of this test's transaction.
    with django_assert_num_queries(5):
        visits.save()
    assert VisitCount.objects.count() == total


def test_saving_leaves_the_cached_pages_alone(role, visits):
    visits.note("caller", "")
    before = content_stamp.current()
    visits.save()
    assert VisitCount.objects.count() == 1
    assert content_stamp.current() == before


def test_what_cannot_be_saved_is_kept_for_the_next_minute(role, visits, monkeypatch, caplog):
    def broken(*args):
        raise OperationalError("database is locked")

    visits.note("caller", "x", visits=3)
    with monkeypatch.context() as patched:
        patched.setattr("bpo_portal.models.visits.VisitCountQuerySet.add", broken)
        visits.save()
    assert "could not be saved" in caplog.text
    assert counted() == {}
    visits.note("caller", "x")
    visits.save()
    assert counted() == {("caller", "x"): 4}


def test_no_visit_is_lost_between_many_threads():
    counter = VisitCounter()
    taken = []

    def visit():
        for n in range(2000):
            counter.note("caller", "x", TODAY())
            if n % 100 == 0:
                taken.append(sum(counter.take().values()))

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) + sum(counter.take().values()) == 16000


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_save_at_once_lose_nothing_and_do_not_lock_each_other_out(role):
    """Each thread stands for a process: a counter and a connection of its own."""
    others = [make_role(slug=f"other-{n}") for n in range(5)]
    start = threading.Barrier(3)
    failed = []

    def process(order):
        own = VisitCounter()
        start.wait()
        try:
            for _ in range(5):
                for row in order:
                    own.note(row.slug, "x", TODAY())
                VisitCount.objects.add(own.take())
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    orders = [others, others[::-1], others[2:] + others[:2]]
    if connection.vendor == "sqlite":
        # The tests' SQLite lives in the memory of one connection: one after the other is all that it can do.
        start = threading.Barrier(1)
        for order in orders:
            own = VisitCounter()
            for _ in range(5):
                for row in order:
                    own.note(row.slug, "x", TODAY())
                VisitCount.objects.add(own.take())
    else:
        threads = [threading.Thread(target=process, args=[order]) for order in orders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert failed == []
    assert counted() == {(row.slug, "x"): 15 for row in others}


def test_the_thread_works_by_itself(settings, monkeypatch, visits):
    saved, dated = threading.Event(), threading.Event()
    settings.BACKGROUND_SECONDS = 0.01
    monkeypatch.setattr("bpo_portal.background.counter.save", saved.set)
    monkeypatch.setattr("bpo_portal.background.changes.note_if_due", dated.set)
    monkeypatch.setattr("bpo_portal.background.atexit.register", lambda function: None)
    own = Background()
    own.start()
    own.start()
    assert saved.wait(10)
    assert dated.wait(10)
    assert [thread.name for thread in threading.enumerate()].count("background") == 1
    own.ended.set()
    own.thread.join(10)
    assert not own.thread.is_alive()


# The page in the admin


@pytest.fixture
def editor(client, transactional_db):
    user = User.objects.create_user("editor", password="x", is_staff=True)
    client.force_login(user)
    return user


def test_the_report_is_for_those_who_may_see_it(client, editor):
    for address in ("/admin/bpo_portal/visitcount/", "/admin/bpo_portal/visitcount/csv/"):
        assert client.get(address).status_code == 403
    editor.user_permissions.add(Permission.objects.get(codename="view_visitcount"))
    for address in ("/admin/bpo_portal/visitcount/", "/admin/bpo_portal/visitcount/csv/"):
        assert client.get(address).status_code == 200
    assert client.get("/admin/bpo_portal/visitcount/add/").status_code == 403


@pytest.mark.parametrize("total", [1, 30])
def test_the_report_shows_totals_by_role_tag_and_day(admin_client, db, visits, total, django_assert_max_num_queries):
    for n in range(total):
        make_role(slug=f"r{n}", title=f"Role <{n}>")
        visits.note(f"r{n}", "naukri", visits=1000 + n)
    visits.note("r0", "", TODAY() - datetime.timedelta(days=40), visits=7)
    visits.save()
    with django_assert_max_num_queries(6):
        page = admin_client.get("/admin/bpo_portal/visitcount/").content.decode()
    assert "Role &lt;0&gt;" in page
    assert page.count("<rect") == 30
    assert "<td>1,000</td>" in page
    assert "<td>naukri</td>" in page
    assert "No tag" not in page
    longer = admin_client.get("/admin/bpo_portal/visitcount/?days=90").content.decode()
    assert longer.count("<rect") == 90
    assert "No tag" in longer
    assert "<td>1,007</td>" in longer
    assert admin_client.get("/admin/bpo_portal/visitcount/?days=%00wizard").status_code in (200, 400)


def test_the_report_is_empty_before_the_first_visit(admin_client, db):
    page = admin_client.get("/admin/bpo_portal/visitcount/").content.decode()
    assert "No visit was counted in these days. Here will stand" in page
    assert "<rect" not in page


def test_the_tallest_bar_fills_the_chart():
    from bpo_portal.visits.report import HEIGHT, columns_of

    first, second = columns_of([(TODAY(), 50), (TODAY(), 100)])
    assert (second.y, second.height) == (0, HEIGHT)
    assert (first.y, first.height) == (HEIGHT / 2, HEIGHT / 2)


def test_the_export_is_safe_in_a_spreadsheet(admin_client, db, visits):
    make_role(slug="r", title="=HYPERLINK(1)")
    visits.note("r", "-1", visits=3)
    visits.save()
    response = admin_client.get("/admin/bpo_portal/visitcount/csv/?days=90")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert rows == [["day", "role", "tag", "visits"], [str(TODAY()), "'=HYPERLINK(1)", "'-1", "3"]]
