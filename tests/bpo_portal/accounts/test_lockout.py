"""Failures lock a name out from an address."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from bpo_portal import content_stamp
from bpo_portal.accounts import second_factor
from tests.bpo_portal.accounts.log_ins import CODE, LOGIN, PASSWORD, code_of, log_in, post_raw, wrong_code
from tests.factories import make_role

pytestmark = pytest.mark.django_db


def test_five_failures_lock_a_name_from_an_address(client, asha):
    for _ in range(4):
        assert log_in(client, password="wrong").status_code == 200
    page = log_in(client, password="wrong")
    assert page.status_code == 429
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=21))
    words = " ".join(page.content.decode().split())
    assert f"Try again after {until:%H:%M} (in 20 minutes)." in words
    assert 1190 <= int(page["Retry-After"]) <= 1201
    assert "no-store" in page["Cache-Control"]
    # The right password is not tried any more, and trying does not make it longer.
    before = AccessAttempt.objects.get().attempt_time
    assert log_in(client).status_code == 429
    assert AccessAttempt.objects.get().attempt_time == before
    assert client.get(LOGIN).status_code == 200  # the page itself stays open


def test_a_lock_ends(client, asha):
    for _ in range(5):
        log_in(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=19))
    assert log_in(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=21))
    assert log_in(client).status_code == 302


def test_another_address_and_another_name_are_not_locked(client, asha):
    User.objects.create_superuser("ravi", password=PASSWORD)
    for _ in range(5):
        log_in(client, password="wrong")
    assert log_in(client, "ravi").status_code == 302
    assert log_in(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


def test_another_browser_does_not_help(asha):
    for number in range(5):
        log_in(Client(HTTP_USER_AGENT=f"browser {number}"), password="wrong")
    assert log_in(Client(HTTP_USER_AGENT="new")).status_code == 429


@pytest.mark.parametrize("name", ["a" * 5000, "é" * 300, "asha\0", "' OR 1=1 --", "<b>", "\ud83e", "\u202e"])
def test_odd_names_and_huge_forms_are_no_fault(client, name):
    for _ in range(6):
        response = post_raw(
            client,
            LOGIN,
            username=name,
            password="x" * 5000,
            junk="y" * 50_000,
            headers={"user-agent": "\x01" * 400, "accept": "é" * 2000},
        )
        assert response.status_code in (200, 429)
    assert all(len(attempt.post_data) < 10_000 for attempt in AccessAttempt.objects.all())


def test_a_failed_log_in_leaves_cached_pages_alone(client, asha, app, page_cache):
    make_role()
    content_stamp.touch()
    before = content_stamp.current()
    log_in(client, password="wrong")
    log_in(client)
    client.post(CODE, {"code": wrong_code(app)})
    second_factor.new_recovery_codes(asha)
    client.post(CODE, {"code": code_of(app)})
    client.post("/admin/logout/")
    tables = {
        table
        for table in connection.introspection.table_names()
        if not content_stamp.writes_content(f"INSERT INTO {table} x")
    }
    assert {"axes_accesslog", "otp_totp_totpdevice", "bpo_portal_recoverycode", "bpo_portal_recoveryset"} <= tables
    assert content_stamp.current() == before
