"""What holds for every public page: headers, caching, compression, cookies."""

import os
import subprocess
import sys

import brotli
import pytest
from django.test import Client

from bpo_portal import content_stamp
from roles.models import Role
from tests.factories import make_role

PAGES = ["/", "/roles/", "/sources/"]


@pytest.fixture
def role(transactional_db):
    return make_role(title="Caller", slug="caller")


@pytest.mark.parametrize("address", [*PAGES, "/roles/caller/", "/none/"])
def test_security_headers_and_no_cookie(client, role, address):
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", [*PAGES, "/roles/caller/"])
def test_pages_are_the_same_for_everyone_and_say_so(client, role, address):
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=15, stale-while-revalidate=15"
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("address", ["/none/", "/roles/?page=9", "/admin/login/", "/healthz"])
def test_what_is_not_a_public_page_is_not_kept(client, role, address):
    assert "public" not in client.get(address).get("Cache-Control", "")


@pytest.mark.parametrize("address", [*PAGES, "/roles/caller/"])
def test_a_cached_page_costs_no_query(client, role, page_cache, address, django_assert_num_queries):
    first = client.get(address)
    with django_assert_num_queries(0):
        second = client.get(address)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def rename(role):
    role.title = "Changed"
    role.save()


@pytest.mark.parametrize(
    "edit",
    [
        rename,
        lambda role: Role.objects.filter(pk=role.pk).update(title="Changed"),
        lambda role: Role.objects.bulk_update([Role(pk=role.pk, title="Changed")], ["title"]),
    ],
    ids=["save", "update", "bulk_update"],
)
def test_an_edit_shows_at_once_whatever_its_path(client, role, page_cache, edit):
    assert "Caller" in client.get("/roles/caller/").content.decode()
    edit(role)
    assert "Changed" in client.get("/roles/caller/").content.decode()
    assert "Changed" in client.get("/roles/").content.decode()


def test_a_part_added_or_removed_shows_at_once(client, role, page_cache):
    client.get("/roles/caller/")
    duty = role.duties.create(text="Ring people")
    assert "Ring people" in client.get("/roles/caller/").content.decode()
    duty.delete()
    assert "Ring people" not in client.get("/roles/caller/").content.decode()


def test_an_edit_that_is_rolled_back_never_touches_the_stamp(role):
    from django.db import transaction

    before = content_stamp.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rename(role)
        1 / 0  # noqa: B018
    assert content_stamp.current() == before
    rename(role)
    assert content_stamp.current() > before


def test_what_a_command_writes_is_noticed_too():
    """A command serves no page, so nothing has imported the middleware."""
    code = (
        "import django; django.setup()\n"
        "from django.db import connection; connection.ensure_connection()\n"
        "print([wrapper.__name__ for wrapper in connection.execute_wrappers])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bpo_portal.settings", "DATABASE_URL": "sqlite://:memory:"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "['watch']"


def test_a_login_leaves_the_pages_cached(role):
    before = content_stamp.current()
    Client().get("/admin/login/")
    assert content_stamp.current() == before


@pytest.mark.parametrize(
    ("sql", "writes"),
    [
        ('INSERT INTO "roles_role" ("title") VALUES (%s)', True),
        ("update roles_role set title = 'x'", True),
        ('DELETE FROM "roles_duty" WHERE id = 1', True),
        ('SELECT "roles_role"."id" FROM "roles_role"', False),
        ('INSERT INTO "django_session" VALUES (1)', False),
        ('UPDATE "roles_readerreport" SET "times" = 2', False),
        ('INSERT INTO "roles_reportcount" VALUES (1)', False),
        ('UPDATE "auth_user" SET "last_login" = 1', False),
        ("", False),
        ("SAVEPOINT s1", False),
    ],
)
def test_which_statements_change_content(sql, writes):
    assert content_stamp.writes_content(sql) == writes


def test_a_stamp_that_cannot_be_written_breaks_nothing(role, settings, tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.touch()
    settings.CONTENT_STAMP = blocked / "stamp"
    rename(role)
    assert "pages will show an edit late" in caplog.text
    assert content_stamp.current() == "0"


def test_pages_go_out_in_brotli(client, role):
    plain = client.get("/roles/")
    packed = client.get("/roles/", headers={"accept-encoding": "gzip, deflate, br"})
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_the_cache_keeps_encodings_apart(client, role, page_cache):
    assert "Content-Encoding" not in client.get("/roles/").headers
    assert client.get("/roles/", headers={"accept-encoding": "br"})["Content-Encoding"] == "br"
    assert client.get("/roles/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/roles/").headers


@pytest.mark.django_db
def test_health(client):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ready\n"


def test_not_ready_without_a_database(client, monkeypatch):
    from django.db import OperationalError

    def broken(*args):
        raise OperationalError

    monkeypatch.setattr("bpo_portal.health.MigrationExecutor", broken)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "page", ["/interviews/practice/record/", "/interviews/practice/typing/", "/roles/telecaller/embed/"]
)
def test_a_page_loaded_again_keeps_its_own_policies(client, seeded, page):
    """A browser takes the headers of a 304 into its copy."""
    first = client.get(page)
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    policies = ("Content-Security-Policy", "Permissions-Policy")
    assert [again[name] for name in policies] == [first[name] for name in policies]
    assert [first[name] for name in policies] != [client.get("/roles/")[name] for name in policies]
