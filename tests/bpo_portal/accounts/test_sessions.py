"""A log-in ends, leads nowhere else, and is on record."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bpo_portal.accounts import sessions
from tests.bpo_portal.accounts.log_ins import CODE, LOGIN, PASSWORD, code_of, log_in
from tests.factories import make_role

pytestmark = pytest.mark.django_db


# Sessions.


def test_a_log_in_ends_with_the_browser_and_without_use(verified, settings):
    cookie = verified.cookies[settings.SESSION_COOKIE_NAME]
    assert not cookie["expires"]
    assert not cookie["max-age"]
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=119) < left <= timedelta(minutes=120)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert verified.get("/admin/")["Location"].startswith(LOGIN)


def age(client, **moments):
    session = client.session
    for name, seconds in moments.items():
        session[name] = int(time.time()) - seconds
    session.save()


def test_use_prolongs_a_log_in_with_one_write_a_minute(verified, django_assert_max_num_queries):
    def expires():
        return Session.objects.get().expire_date

    before = expires()
    verified.get("/admin/")
    assert expires() == before
    age(verified, **{sessions.SEEN: 61})
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    verified.get("/admin/")
    assert expires() > timezone.now() + timedelta(minutes=119)


def test_no_log_in_outlives_its_longest_time(verified):
    age(verified, **{sessions.BEGAN: 12 * 3600 - 5})
    assert verified.get("/admin/").status_code == 200
    age(verified, **{sessions.BEGAN: 12 * 3600 + 5})
    assert verified.get("/admin/")["Location"].startswith(LOGIN)
    assert not admin.site.has_permission(verified.get(LOGIN).wsgi_request)
    assert log_in(verified).status_code == 302


@pytest.mark.parametrize("address", ["/", "/roles/caller/", "/roles/", "/none/"])
def test_a_public_page_never_touches_a_session(verified, address):
    make_role(slug="caller")
    age(verified, **{sessions.SEEN: 600})

    def visit(visitor):
        with CaptureQueriesContext(connection) as queries:
            return visitor.get(address), len(queries)

    visit(Client())
    (page, cost), (page_of_others, cost_of_others) = visit(verified), visit(Client())
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    assert page.content == page_of_others.content
    assert cost == cost_of_others


# Where a log-in leads.


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example", "\0"],
)
def test_a_log_in_leads_to_no_other_site(client, app, elsewhere):
    answers = [client.post(LOGIN, {"username": "asha", "password": PASSWORD, "next": elsewhere})]
    answers.append(client.get(LOGIN, {"next": elsewhere.replace("\0", "")}))
    page = client.get(CODE, {"next": elsewhere.replace("\0", "")})
    assert page.context["next"] == "/admin/"
    answers.append(client.post(CODE, {"code": code_of(app), "next": elsewhere}))
    answers.append(client.get(LOGIN, {"next": elsewhere.replace("\0", "")}))
    for answer in answers:
        assert "evil" not in answer["Location"]
        assert answer["Location"].startswith("/admin/")


# The record.


def test_log_ins_and_log_outs_are_on_record_to_read_only(client, asha, settings):
    settings.SECOND_FACTOR = False
    log_in(client, password="wrong")
    log_in(client)
    client.post("/admin/logout/")
    record = AccessLog.objects.get()
    assert (record.username, record.ip_address) == ("asha", "127.0.0.1")
    assert record.logout_time is not None
    log_in(client)
    for model in (AccessLog, AccessFailureLog):
        name = model._meta.model_name
        listing = reverse(f"admin:axes_{name}_changelist")
        assert "asha" in client.get(listing).content.decode()
        row = model.objects.first()
        page = client.get(reverse(f"admin:axes_{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.post(reverse(f"admin:axes_{name}_change", args=[row.pk]), {}).status_code == 403
        assert client.post(reverse(f"admin:axes_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        assert client.get(reverse(f"admin:axes_{name}_add")).status_code == 403


def test_the_record_is_for_administrators_and_whoever_may_view_it(client, settings):
    settings.SECOND_FACTOR = False
    ravi = User.objects.create_user("ravi", password=PASSWORD, is_staff=True)
    client.force_login(ravi)
    assert client.get("/admin/axes/accesslog/").status_code == 403
    ravi.user_permissions.set(Permission.objects.filter(codename__in=["view_accesslog", "view_accessattempt"]))
    assert client.get("/admin/axes/accesslog/").status_code == 200
    attempt = AccessAttempt.objects.create(username="asha", failures_since_start=5)
    client.post("/admin/axes/accessattempt/", {"action": "let_in_again", "_selected_action": [attempt.pk]})
    assert AccessAttempt.objects.exists()


def test_an_administrator_ends_a_lock_out(client, asha, settings):
    settings.SECOND_FACTOR = False
    User.objects.create_superuser("ravi", password=PASSWORD)
    for _ in range(5):
        log_in(client, password="wrong")
    log_in(client, "ravi")
    data = {"action": "let_in_again", "_selected_action": [AccessAttempt.objects.get().pk]}
    assert (
        "They can log in again: asha." in client.post("/admin/axes/accessattempt/", data, follow=True).content.decode()
    )
    assert log_in(Client()).status_code == 302
    assert AccessFailureLog.objects.filter(username="asha").count() == 5  # what happened stays on record
