"""The home page: what this is, the six lines, and the first things to do."""

import pytest

from tests.factories import make_band, make_role
from tests.roles.test_views import Page

pytestmark = pytest.mark.django_db


def test_home_shows_the_six_lines_and_33_roles(client, seeded):
    page = Page(client.get("/"))
    assert "33 roles in plain words" in page.text
    order = ["Voice inbound", "Voice outbound", "Non-voice", "Back office", "KPO", "ITES"]
    places = [page.text.index(f"{title} ") for title in order]
    assert places == sorted(places)
    assert "5 roles, Class 12 and up" in page.text
    for first_job in ("Customer service executive", "Telecaller", "Process associate", "Data entry operator"):
        assert first_job in page.text
    for amount in ("₹15,000 – 20,000", "₹35,000 – 50,000", "₹1,00,000 +", "undated", "Weak source"):
        assert amount in page.text


def test_home_works_out_the_example(client, seeded):
    page = Page(client.get("/"))
    assert "Of a CTC of ₹3.6 lakh a year in Bengaluru, this is in hand" in page.text
    assert "₹24,877 a month" in page.text


def test_home_of_an_empty_site_stands(client):
    page = Page(client.get("/"))
    assert "0 roles in plain words" in page.text
    assert "in hand (" not in page.text


@pytest.mark.parametrize("size", [1, 30])
def test_home_queries(client, django_assert_num_queries, size):
    for _ in range(size):
        make_role(is_common_first_job=True)
        make_band()
    with django_assert_num_queries(6):
        client.get("/")


def test_home_names_a_screenful_of_first_jobs(client, monkeypatch):
    monkeypatch.setattr("bpo_portal.views.MOST_FIRST_JOBS", 2)
    for n in range(3):
        make_role(title=f"First job {n}", is_common_first_job=True)
    assert [role.title for role in client.get("/").context["first_jobs"]] == ["First job 0", "First job 1"]
