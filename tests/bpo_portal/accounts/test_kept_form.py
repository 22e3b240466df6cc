"""What was typed outlives the log-in."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from roles.models import Skill
from tests.bpo_portal.accounts.log_ins import (
    LOGIN,
    PASSWORD,
)

pytestmark = pytest.mark.django_db


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
