"""Nobody edits with a password alone; a lock-out holds; a log-in ends; each of it is on record."""

import html
import re
import threading
import time
from base64 import b32decode
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bpo_portal import content_stamp
from bpo_portal.accounts import second_factor, sessions
from bpo_portal.models import RecoveryCode, RecoverySet
from bpo_portal.models.recovery import plain
from roles.models import Skill
from tests.factories import make_role

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
LOGIN = "/admin/login/"
CODE = "/admin/second-factor/"
RECOVERY = "/admin/second-factor/recovery/"
SET_UP = "/admin/second-factor/set-up/"
QR = "/admin/second-factor/set-up/qr.svg"
ACCOUNT = "/admin/account/"


@pytest.fixture(autouse=True)
def enforced(settings):
    settings.SECOND_FACTOR = True
    settings.AXES_RESET_ON_SUCCESS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def asha(db):
    return User.objects.create_superuser("asha", password=PASSWORD)


@pytest.fixture
def app(asha):
    return TOTPDevice.objects.create(user=asha, name="app")


def log_in(client, name="asha", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": name, "password": password}, **extra)


def post_raw(client, address, headers=None, **fields):
    """A form whose text need not be text."""
    body = urlencode({name: value.encode(errors="surrogatepass") for name, value in fields.items()})
    return client.post(address, body, content_type="application/x-www-form-urlencoded", headers=headers)


def code_of(app) -> str:
    """What the phone shows, and nothing that was used before."""
    TOTPDevice.objects.filter(pk=app.pk).update(last_t=-1, throttling_failure_count=0)
    return f"{totp(app.bin_key):06}"


def wrong_code(app) -> str:
    near = {totp(app.bin_key, t0=30 * step) for step in range(-3, 4)}
    return next(f"{code:06}" for code in range(10) if code not in near)


@pytest.fixture
def verified(client, asha, app):
    log_in(client)
    client.post(CODE, {"code": code_of(app)})
    assert client.get("/admin/").status_code == 200
    return client


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


# An editor's own account.


def test_new_recovery_codes_are_asked_for_with_a_code(verified, app):
    old = second_factor.new_recovery_codes(app.user)
    page = verified.post(ACCOUNT, {"do": "codes", "code": wrong_code(app)})
    assert "This code is not right" in page.content.decode()
    assert "You have 10 recovery codes left" in page.content.decode()
    page = verified.post(ACCOUNT, {"do": "codes", "code": code_of(app)})
    new = re.findall(r"<code>([0-9A-Z-]{19})</code>", page.content.decode())
    assert len(new) == 10
    assert not set(new) & set(old)
    other = Client()
    log_in(other)
    assert "This code is not right" in other.post(RECOVERY, {"code": old[0]}).content.decode()


def test_another_phone_takes_the_place_of_the_first(verified, app):
    recovery = second_factor.new_recovery_codes(app.user)
    assert verified.post(SET_UP, {"step": "start"})["Location"] == ACCOUNT  # only with a code
    page = verified.post(ACCOUNT, {"do": "phone", "code": recovery[0]}, follow=True)
    assert page.request["PATH_INFO"] == SET_UP
    assert verified.get(QR).status_code == 200
    assert second_factor.app_of(app.user) == app  # the old one works until the new one has shown a code
    new = second_factor.unconfirmed_app_of(app.user)
    verified.post(SET_UP, {"code": f"{totp(new.bin_key):06}"})
    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(new.pk, True)]
    assert verified.get("/admin/").status_code == 200


def test_a_new_password_is_explained_and_keeps_only_this_session(verified, app):
    other = Client()
    log_in(other)
    other.post(CODE, {"code": code_of(app)})
    assert other.get("/admin/").status_code == 200
    page = verified.get("/admin/password_change/").content.decode()
    assert "at least 12 characters" in page
    weak = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert "too short" in verified.post("/admin/password_change/", weak).content.decode()
    new = {"old_password": PASSWORD, "new_password1": "another pass phrase", "new_password2": "another pass phrase"}
    assert verified.post("/admin/password_change/", new)["Location"] == "/admin/password_change/done/"
    assert verified.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    # Its log-out is still noted in the right record.
    verified.post("/admin/logout/")
    assert AccessLog.objects.filter(logout_time=None).count() == 1


# Lost phones, and what others may see.


def test_an_administrator_resets_a_lost_phone(verified, app):
    ravi = User.objects.create_user("ravi", password=PASSWORD, is_staff=True)
    TOTPDevice.objects.create(user=ravi, name="app")
    second_factor.new_recovery_codes(ravi)
    data = {"action": "reset_second_factor", "_selected_action": [ravi.pk]}
    page = verified.post("/admin/auth/user/", data, follow=True).content.decode()
    assert "1 second factor was reset" in page
    assert not TOTPDevice.objects.filter(user=ravi).exists()
    assert not RecoverySet.objects.filter(user=ravi).exists()
    assert TOTPDevice.objects.filter(pk=app.pk).exists()
    assert LogEntry.objects.get(object_id=str(ravi.pk)).change_message == "Second factor reset."


def test_a_reset_ends_the_sessions_that_the_lost_phone_opened(verified, app):
    second_factor.reset([app.user])
    assert verified.get("/admin/", follow=True).request["PATH_INFO"] == SET_UP


def test_only_an_administrator_resets(client, settings):
    settings.SECOND_FACTOR = False
    ravi = User.objects.create_user("ravi", password=PASSWORD, is_staff=True)
    ravi.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    TOTPDevice.objects.create(user=ravi, name="app")
    client.force_login(ravi)
    client.post("/admin/auth/user/", {"action": "reset_second_factor", "_selected_action": [ravi.pk]})
    assert TOTPDevice.objects.exists()


def test_no_page_of_the_admin_shows_a_secret(verified, app):
    assert TOTPDevice not in admin.site._registry
    assert RecoverySet not in admin.site._registry
    for address in ("/admin/", ACCOUNT, "/admin/auth/user/", f"/admin/auth/user/{app.user_id}/change/"):
        page = verified.get(address)
        assert page.status_code == 200
        assert app.key not in page.content.decode()


def test_the_list_of_editors_costs_the_same_whatever_its_length(verified, django_assert_num_queries):
    with django_assert_num_queries(7):
        verified.get("/admin/auth/user/")
    for number in range(5):
        TOTPDevice.objects.create(user=User.objects.create_user(f"user{number}"), name="app")
    with django_assert_num_queries(7):
        verified.get("/admin/auth/user/")


# Lock-out.


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


# A form outlives its log-in.


def hidden_fields(page) -> dict:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


def test_what_was_typed_outlives_the_log_in(asha, settings):
    settings.SECOND_FACTOR = False
    browser = Client(enforce_csrf_checks=True)
    ours = {"origin": "http://testserver"}

    def give_password():
        token = hidden_fields(browser.get(LOGIN))["csrfmiddlewaretoken"]
        data = {"username": "asha", "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert browser.post(LOGIN, data, headers=ours).status_code == 302

    give_password()
    add = "/admin/roles/skill/add/"
    old_token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(add).content.decode())[1]
    Session.objects.all().delete()
    typed = {"name": "Typing <fast>", "slug": "typing-fast", "csrfmiddlewaretoken": old_token}
    page = browser.post(add, typed, headers=ours)
    assert page.status_code == 403
    assert "Everything you typed is kept" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Typing &lt;fast&gt;" in page.content.decode()
    kept = {name: html.unescape(value) for name, value in hidden_fields(page).items()}
    assert {"name": "Typing <fast>", "slug": "typing-fast"}.items() <= kept.items()

    give_password()  # in another tab; Django then wants a new token
    page = browser.post(add, kept, headers=ours)
    assert "Press the button to save it" in page.content.decode()
    assert not Skill.objects.exists()
    kept = {name: html.unescape(value) for name, value in hidden_fields(page).items()}
    assert browser.post(add, kept, headers=ours).status_code == 302
    assert Skill.objects.get().name == "Typing <fast>"


@pytest.mark.parametrize(
    ("address", "data", "headers"),
    [
        ("/admin/roles/skill/add/", {"name": "a", "slug": "a"}, {"origin": "https://evil.example"}),
        ("/admin/roles/skill/add/", {"name": "a", "slug": "a"}, {}),
        ("/admin/password_change/", {"old_password": "a", "new_password1": "b"}, {"origin": "http://testserver"}),
    ],
)
def test_forms_of_others_and_passwords_are_not_given_back(asha, address, data, headers):
    page = Client(enforce_csrf_checks=True).post(address, data, headers=headers)
    assert page.status_code == 403
    assert "Save what I typed" not in page.content.decode()
    page = Client().post(address, data, headers=headers)
    assert page["Location"].startswith(LOGIN)


@pytest.mark.parametrize("ticked", ["\0", "zz", "9" * 30, "-1", "१"])
def test_rows_ticked_by_no_number_are_refused(client, ticked):
    client.force_login(User.objects.create_superuser("chief"))
    for model in ("role", "duty", "readerreport"):
        data = {"action": "delete_selected", "index": 0, "_selected_action": ["1", ticked]}
        assert client.post(f"/admin/roles/{model}/", data).status_code == 400


def test_nothing_of_the_admin_is_kept_for_the_public(client, page_cache):
    client.force_login(User.objects.create_superuser("chief"))
    assert "public" not in client.get("/admin/jsi18n/").get("Cache-Control", "")
    client.logout()
    assert client.get("/admin/jsi18n/").status_code == 302
