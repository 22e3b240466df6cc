"""An editor’s own account, and a lost phone."""

import re

import pytest
from axes.models import AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bpo_portal.accounts import second_factor
from bpo_portal.models import RecoverySet
from tests.bpo_portal.accounts.log_ins import ACCOUNT, CODE, PASSWORD, QR, RECOVERY, SET_UP, code_of, log_in, wrong_code

pytestmark = pytest.mark.django_db


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
