"""Nobody edits with a password alone: what is closed, setting up, and codes."""

import re
import threading
from base64 import b32decode

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bpo_portal.accounts import second_factor
from bpo_portal.models import RecoveryCode
from bpo_portal.models.recovery import plain
from tests.bpo_portal.accounts.log_ins import (
    ACCOUNT,
    CODE,
    LOGIN,
    PASSWORD,
    QR,
    RECOVERY,
    SET_UP,
    code_of,
    log_in,
    post_raw,
    wrong_code,
)

pytestmark = pytest.mark.django_db


# What is closed without the second factor.


def admin_addresses() -> list[str]:
    """Each address of the admin, with something in the place of what varies."""

    def walk(resolver, prefix):
        for entry in resolver.url_patterns:
            route = prefix + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                yield from walk(entry, route)
            else:
                yield route

    found = [route for route in walk(get_resolver(), "") if route.startswith("admin/")]
    plain_routes = [re.sub(r"<[^>]*>", "1", route) for route in found if "(?P" not in route]
    apps = {model._meta.app_label for model in admin.site._registry}
    return ["/" + route for route in plain_routes] + [f"/admin/{app}/" for app in apps] + ["/admin/anything/else/"]


OPEN_TO_A_PASSWORD = {CODE, RECOVERY, SET_UP, QR, "/admin/second-factor/leave/", LOGIN}


def test_the_walk_sees_the_admin():
    addresses = admin_addresses()
    assert {"/admin/", "/admin/autocomplete/", "/admin/jsi18n/", "/admin/roles/role/add/"} <= set(addresses)
    assert set(addresses) > OPEN_TO_A_PASSWORD


@pytest.mark.parametrize("has_app", [False, True])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_alone_opens_no_page_of_the_admin(client, asha, has_app, method):
    if has_app:
        TOTPDevice.objects.create(user=asha, name="app")
    assert log_in(client).status_code == 302
    opened = {}
    for address in admin_addresses():
        if address not in OPEN_TO_A_PASSWORD:
            response = getattr(client, method)(address)
            goes = response.get("Location", "")
            if response.status_code != 302 or not (goes == "/admin/" or goes.startswith(LOGIN)):
                opened[address] = response.status_code
    assert opened == {}


def test_without_enforcing_a_password_is_enough(client, asha, settings):
    settings.SECOND_FACTOR = False
    assert log_in(client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_nobody_without_a_log_in_sees_the_steps(client):
    for address in OPEN_TO_A_PASSWORD - {LOGIN}:
        assert client.get(address)["Location"].startswith(LOGIN), address


def test_someone_who_is_no_editor_gets_no_further(client):
    User.objects.create_user("reader", password=PASSWORD)
    assert "correct username and password for a staff account" in log_in(client, "reader").content.decode()
    client.force_login(User.objects.get(username="reader"))
    assert client.get(CODE)["Location"].startswith(LOGIN)
    assert client.get(LOGIN).status_code == 200


# Setting up.


def test_the_first_log_in_leads_through_the_set_up(client, asha):
    page = client.get("/admin/roles/role/", follow=True)
    assert page.redirect_chain == [("/admin/login/?next=/admin/roles/role/", 302)]
    page = client.post(
        page.redirect_chain[0][0], {"username": "asha", "password": PASSWORD, "next": "/admin/roles/role/"}, follow=True
    )
    assert page.request["PATH_INFO"] == SET_UP
    assert "Install an authenticator app" in page.content.decode()
    assert not TOTPDevice.objects.exists()  # looking stores nothing

    page = client.post(SET_UP, {"step": "start", "next": "/admin/roles/role/"}, follow=True)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    secret = "".join(page.context["secret"])
    app = TOTPDevice.objects.get(user=asha)
    assert b32decode(secret) == app.bin_key
    assert not app.confirmed

    done = client.post(SET_UP, {"code": f"{totp(b32decode(secret)):06}", "next": "/admin/roles/role/"})
    codes = re.findall(r"<code>([0-9A-Z-]{19})</code>", done.content.decode())
    assert len(set(codes)) == 10
    assert 'href="/admin/roles/role/"' in done.content.decode()
    assert "no-store" in done["Cache-Control"]
    assert client.get("/admin/roles/role/").status_code == 200
    assert TOTPDevice.objects.get().confirmed
    # Kept as digests only.
    assert not {plain(code) for code in codes} & set(RecoveryCode.objects.values_list("digest", flat=True))
    assert RecoveryCode.objects.count() == 10
    # Shown once.
    for address in (SET_UP, ACCOUNT):
        assert codes[0] not in client.get(address, follow=True).content.decode()


def test_a_wrong_first_code_says_so_and_keeps_the_secret(client, asha):
    log_in(client)
    client.post(SET_UP, {"step": "start"})
    app = TOTPDevice.objects.get()
    page = client.post(SET_UP, {"code": wrong_code(app)}).content.decode()
    assert "This code is not right" in page
    assert "Set the clock of your phone" in page
    again = client.post(SET_UP, {"code": f"{totp(app.bin_key):06}"}).content.decode()
    assert "Wait 1 second," in again
    assert TOTPDevice.objects.get().key == app.key
    assert client.get("/admin/").status_code == 302


def test_the_picture_is_only_for_a_set_up_that_is_open(client, asha):
    log_in(client)
    assert client.get(QR).status_code == 404
    client.post(SET_UP, {"step": "start"})
    picture = client.get(QR)
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert picture.content.startswith(b"<?xml")
    client.post(SET_UP, {"code": code_of(TOTPDevice.objects.get())})
    assert client.get(QR).status_code == 404


def test_a_thief_of_the_password_cannot_connect_another_phone(client, app):
    """Neither begin a set-up, nor read one that the editor has begun."""
    log_in(client)
    assert client.post(SET_UP, {"step": "start"})["Location"].startswith(CODE)
    second_factor.start(app.user)
    assert client.get(QR).status_code == 404
    assert client.get(SET_UP)["Location"].startswith(CODE)
    waiting = second_factor.unconfirmed_app_of(app.user)
    client.post(SET_UP, {"code": f"{totp(waiting.bin_key):06}"})
    assert client.get("/admin/").status_code == 302
    assert second_factor.app_of(app.user) == app


# Codes.


def test_a_code_opens_and_is_spent(client, app):
    log_in(client)
    code = code_of(app)
    assert client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    other = Client()
    log_in(other)
    assert "This code is not right" in other.post(CODE, {"code": code}).content.decode()
    assert other.get("/admin/").status_code == 302


def test_a_recovery_code_opens_once(client, app):
    codes = second_factor.new_recovery_codes(app.user)
    log_in(client)
    # As people type: small letters, spaces, O for 0.
    typed = codes[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    page = client.post(RECOVERY, {"code": typed}, follow=True)
    assert page.request["PATH_INFO"] == "/admin/"
    assert "You have 9 recovery codes left" in page.content.decode()
    other = Client()
    log_in(other)
    assert "This code is not right" in other.post(RECOVERY, {"code": codes[0]}).content.decode()
    assert other.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "code", ["", " ", "abc", "1" * 500, "\0", "12345\0", "१२३४५६", "٠٠٠٠٠٠", "<script>", "\ud83e", "-1", "1e5"]
)
@pytest.mark.parametrize("address", [CODE, RECOVERY])
def test_odd_codes_are_refused_in_words(client, app, address, code):
    second_factor.new_recovery_codes(app.user)
    log_in(client)
    page = post_raw(client, address, code=code)
    assert page.status_code == 200
    assert page.context["form"].errors["code"]
    assert client.get("/admin/").status_code == 302


def test_a_code_of_another_editor_opens_nothing(client, app):
    ravi = User.objects.create_superuser("ravi", password=PASSWORD)
    his = TOTPDevice.objects.create(user=ravi, name="app")
    log_in(client)
    assert "This code is not right" in client.post(CODE, {"code": code_of(his)}).content.decode()


def test_wrong_codes_must_wait_longer_and_longer(client, app, settings):
    settings.AXES_FAILURE_LIMIT = 100
    log_in(client)
    client.post(CODE, {"code": wrong_code(app)})
    told = client.post(CODE, {"code": f"{totp(app.bin_key):06}"}).content.decode()
    assert "Wait 1 second," in told
    TOTPDevice.objects.update(throttling_failure_count=10, throttling_failure_timestamp=timezone.now())
    assert "Wait 9 minutes" in client.post(CODE, {"code": "123456"}).content.decode()


def test_wrong_codes_lock_out_too_and_end_the_session(client, app):
    log_in(client)
    for _ in range(4):
        TOTPDevice.objects.update(throttling_failure_count=0)
        assert client.post(CODE, {"code": wrong_code(app)}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0)
    page = client.post(CODE, {"code": wrong_code(app)})
    assert page.status_code == 429
    assert "Log-in is locked for now" in page.content.decode()
    assert client.get(CODE)["Location"].startswith(LOGIN)
    # The password again does not help, and what was typed is on no record.
    assert log_in(client).status_code == 429
    assert AccessFailureLog.objects.filter(path_info=CODE).count() == 5
    assert wrong_code(app) not in AccessAttempt.objects.get().post_data


def test_a_locked_name_cannot_try_codes_in_a_session_opened_before(client, app):
    log_in(client)
    for _ in range(5):
        log_in(Client(), password="wrong")
    assert client.post(CODE, {"code": code_of(app)}).status_code == 429
    assert client.get("/admin/")["Location"].startswith(LOGIN)


def test_a_whole_log_in_makes_up_for_failures_and_half_a_one_does_not(client, app):
    for _ in range(4):
        log_in(client, password="wrong")
    log_in(client)
    assert AccessAttempt.objects.get().failures_since_start == 4
    client.post(CODE, {"code": code_of(app)})
    assert not AccessAttempt.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_two_requests_with_one_code_one_wins(kind, settings):
    settings.AXES_FAILURE_LIMIT = 100
    asha = User.objects.create_superuser("asha", password=PASSWORD)
    app = TOTPDevice.objects.create(user=asha, name="app")
    code = code_of(app) if kind == "app" else second_factor.new_recovery_codes(asha)[0]
    start, outcomes = threading.Barrier(4), []

    def attempt():
        try:
            start.wait()
            outcomes.append(second_factor.attempt(asha, code)[0] is None)
        except OperationalError:  # tests keep SQLite in memory, where the second of two writers is not let wait
            outcomes.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, False, False, True]
