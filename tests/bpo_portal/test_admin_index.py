"""The admin's first page: what it lists, and under which names; and how it writes dates."""

import datetime

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse

from roles.models import Duty, Role
from tests.factories import make_editor, make_full_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client):
    client.force_login(make_editor("Publisher"))
    groups = client.get(reverse("admin:index")).context["app_list"]
    return {group["name"]: [entry["name"] for entry in group["models"]] for group in groups}


def test_lines_edited_inline_stand_together_at_the_end(listed):
    lines = {inline.model for one in admin.site._registry.values() for inline in one.inlines}
    assert Duty in lines
    assert list(listed)[-1] == "Lines, to search across pages"
    assert len(listed["Lines, to search across pages"]) == len(lines)
    assert not {"Duties", "Skills of roles", "Hiring rounds", "Income tax slabs"} & set(listed["Roles"])
    assert {"Roles", "Guides", "Certificates", "Skills"} <= set(listed["Roles"])


def test_the_forms_sections_bear_the_names_of_the_pages(client):
    client.force_login(make_editor("Publisher"))
    html = client.get(reverse("admin:roles_role_change", args=[make_full_role(1).pk])).content.decode()
    nav = html.split('class="form-sections"')[1].split("</nav>")[0]
    for name in ("Also called", "Duties", "Skills", "Metrics", "Certificates", "Industries", "Sources of fields"):
        assert f">{name} (" in nav, name


def test_no_name_tells_of_a_table():
    told = {str(model._meta.verbose_name_plural) for model in admin.site._registry}
    assert not {name for name in told if "citation" in name or "alias" in name or name.startswith("role ")}
    assert Role._meta.verbose_name_plural in told


def test_dates_are_written_as_on_the_pages_and_read_as_in_india(client):
    client.force_login(make_editor("Publisher"))
    role = make_full_role(1, checked_on="2026-01-02", review_by="2026-04-30")
    assert ">30 April 2026<" in client.get(reverse("admin:roles_role_changelist")).content.decode()
    assert forms.DateField().clean("3/4/2026") == datetime.date(2026, 4, 3)
    html = client.get(reverse("admin:roles_role_change", args=[role.pk])).content.decode()
    assert 'value="2026-04-30"' in html  # what the calendar writes


def test_a_refused_password_is_told_in_our_words(client):
    client.force_login(make_editor("Writer"))
    html = client.post(reverse("admin:password_change"), {"old_password": "x"}).content.decode()
    assert "Your password was not changed." in html
    assert "Please correct" not in html
    assert "<li>" in html.split('id="id_new_password1_helptext"')[1].split("</div>")[0]  # the rules, as a list
