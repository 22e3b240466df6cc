"""While somebody else holds the database, nobody gets a fault, and nobody loses what was typed."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from bpo_portal import busy, reports
from bpo_portal.accounts import sessions
from roles.models import GlossaryTerm, ReaderReport, Status
from tests.factories import make_editor, make_role, make_source, make_term
from tests.forms import form_data

HERE = {"Origin": "http://testserver"}


@pytest.fixture
def others(real_connections):
    """Another connection; `hold()` takes what a long import would, and this one soon stops waiting."""
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=100" if connection.vendor == "sqlite" else "SET lock_timeout='100ms'")

    class Others:
        def hold(self):
            with other.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute("BEGIN IMMEDIATE")
                    return
                cursor.execute("BEGIN")
                tables = ", ".join(f'"{name}"' for name in connection.introspection.table_names())
                cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")

        def let_go(self):
            with other.cursor() as cursor:
                cursor.execute("ROLLBACK")

    yield Others()
    other.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def text_of(page) -> str:
    return page.content.decode()


def is_told(page) -> bool:
    return page.status_code == 503 and page["Retry-After"] == "60" and page["Cache-Control"] == "no-store"


def test_a_form_of_the_admin_comes_back_with_all_that_was_typed(others, client):
    client.force_login(make_editor("Publisher"))
    term = make_term(meaning="Old", status=Status.DRAFT)
    address = f"/admin/roles/glossaryterm/{term.pk}/change/"
    typed = form_data(client.get(address)) | {"meaning": "नया <b>meaning"}
    others.hold()
    page = client.post(address, typed, headers=HERE)
    others.let_go()
    assert is_told(page)
    assert "Everything you typed is still here" in text_of(page)
    assert "नया &lt;b&gt;meaning" in text_of(page)
    assert GlossaryTerm.objects.get().meaning == "Old"
    kept = dict(page.context["fields"])
    assert client.post(address, kept, headers=HERE).status_code == 302
    assert GlossaryTerm.objects.get().meaning == "नया <b>meaning"


def test_a_log_in_is_told_and_no_password_is_given_back(others):
    make_editor("Publisher", username="asha").set_password("long enough words")
    others.hold()
    page = Client(raise_request_exception=False).post(
        "/admin/login/", {"username": "asha", "password": "long enough words"}, headers=HERE
    )
    others.let_go()
    assert is_told(page)
    assert "Somebody else is saving a lot at this moment" in text_of(page)
    assert "long enough words" not in text_of(page)


def test_a_session_that_cannot_be_saved_is_told_too(others, client):
    """The session is written by a middleware, after the view."""
    client.force_login(make_editor("Publisher"))
    session = client.session
    session[sessions.SEEN] = 0
    session.save()
    client.raise_request_exception = False
    others.hold()
    pages = [client.get("/admin/"), client.post("/admin/", {"a": "b"}, headers=HERE)]
    others.let_go()
    assert all(is_told(page) for page in pages)
    assert "look whether what you sent was saved" in text_of(pages[1])


def test_a_report_comes_back_filled_in(others, client, monkeypatch):
    monkeypatch.setattr(reports, "LEAST_SECONDS", -1)
    make_role(title="Caller", slug="caller")
    report = {"stamp": reports.STAMP.sign("form"), "kind": "duties", "text": "The duties are another role's."}
    others.hold()
    page = client.post("/report/?page=/roles/caller/", report)
    others.let_go()
    assert is_told(page)
    assert "busy for a moment" in text_of(page)
    assert "The duties are another role&#x27;s." in text_of(page)
    assert not ReaderReport.objects.exists()
    assert client.post("/report/?page=/roles/caller/", report).status_code == 302


def test_readers_notice_nothing(others, client):
    make_source()
    make_role(title="Caller", slug="caller")
    others.hold()
    assert client.get("/roles/caller/").status_code == 200
    assert client.get("/roles/").status_code == 200
    others.let_go()


@pytest.mark.parametrize("code", ["55P03", "40P01", "40001", "57014"])
def test_what_postgresql_says_of_locks_is_busy(code):
    error = OperationalError()
    error.__cause__ = type("Refused", (Exception,), {"pgcode": code})()
    assert busy.is_busy(error)


def test_another_fault_of_the_database_is_a_fault(client, db, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("bpo_portal.views.example_in_hand", gone)
    client.raise_request_exception = False
    page = client.get("/")
    assert page.status_code == 500
    assert "Something broke on our side" in text_of(page)
