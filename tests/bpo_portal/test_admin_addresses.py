"""Addresses of the admin that no page of it leads to: answered in words, on both databases, never as a fault."""

import pytest
from django.contrib import admin
from django.db import connection
from django.urls import reverse

from tests.factories import make_editor

HUGE = "9" * 20
# PostgreSQL compares with any number, and finds nothing.
ANSWER = 400 if connection.vendor == "sqlite" else 200
MODELS = list(admin.site._registry)


@pytest.fixture
def administrator(client, transactional_db):
    """Outside a transaction, as in real life: what PostgreSQL refuses would end it."""
    client.force_login(make_editor(is_superuser=True))
    return client


@pytest.mark.parametrize(
    "query", [f"id__in={HUGE}", f"id__in=1,{HUGE}", f"pk__in={HUGE}", f"id__gt={HUGE}", f"p={HUGE}"]
)
def test_a_number_that_no_row_can_have_breaks_no_list(administrator, query):
    client = administrator
    for model in MODELS:
        listing = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(f"{listing}?{query.format(HUGE)}").status_code in (200, 302, 400), listing


def test_what_is_wrong_is_told(administrator):
    page = administrator.get(f"/admin/interviews/question/?id__in={HUGE}")
    assert page.status_code == ANSWER
    assert "<h1>" in page.content.decode()


@pytest.mark.parametrize("number", [HUGE, "-1", "x"])
def test_a_row_that_cannot_be_is_not_found(administrator, number):
    client = administrator
    for page in ("change", "history", "delete"):
        assert client.get(f"/admin/interviews/question/{number}/{page}/").status_code in (302, 404), page


def test_exports_take_no_such_number_either(administrator):
    assert administrator.get(f"/admin/salaries/payfigure/export/csv/?id__in={HUGE}").status_code == ANSWER
    assert administrator.get("/admin/salaries/payfigure/export/pdf/").status_code == 404
