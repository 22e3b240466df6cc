"""The pages of pay: what they show, what they keep apart, what they cost, and what they do with bad input."""

import csv
import datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.models import Status
from salaries.models import PayFigure, State
from tests.factories import make_band, make_figure, make_job_type, make_role, make_source
from tests.roles.test_views import Page

pytestmark = pytest.mark.django_db


def labels(response) -> list[str]:
    return [row.label for row in response.context["chart"].rows] if response.context["chart"] else []


# All published pay.


def test_every_figure_is_on_the_page_of_its_standing(client, seeded):
    found = 0
    for standing, count in (("today", 33), ("all-industries", 33), ("floors", 9), ("history", 46)):
        response = client.get(f"/salaries/?standing={standing}")
        assert len(labels(response)) == count
        found += count
    assert found == PayFigure.objects.count() == 121


def test_a_figure_shows_who_when_and_how_strong(client):
    source = make_source(publisher="The Press", strength="fair")
    make_figure(
        title="Caller",
        kind="average",
        value=205995,
        period="year",
        city="Pune",
        as_of=datetime.date(2022, 11, 1),
        as_of_precision="month",
        caution="Read with care.",
        source=source,
    )
    page = Page(client.get("/salaries/"))
    for shown in ("₹17,166", "Printed as ₹2,05,995 a year", "Pune, average", "The Press, November 2022", "Fair source",
                  "CTC or in hand not said", "Read with care."):  # fmt: skip
        assert shown in page.text, shown
    yearly = Page(client.get("/salaries/?period=year"))
    assert "₹2,05,995" in yearly.text
    assert "Printed as" not in yearly.text


def test_standings_never_share_a_chart(client):
    make_figure(title="Now")
    make_figure(title="Everywhere", is_all_industries=True)
    make_figure(title="Law", is_legal_floor=True)
    make_figure(title="Then", is_history=True)
    make_figure(title="Dollars", currency="USD", is_history=True)
    assert labels(client.get("/salaries/")) == ["Now"]
    assert labels(client.get("/salaries/?standing=all-industries")) == ["Everywhere"]
    assert labels(client.get("/salaries/?standing=floors")) == ["Law"]
    history = client.get("/salaries/?standing=history")
    assert sorted(labels(history)) == ["Dollars", "Then"]
    assert "US$10,000 – 20,000 a month" in Page(history).text
    assert {row.label: row.bar is None for row in history.context["chart"].rows} == {"Then": False, "Dollars": True}


def test_the_table_has_the_numbers_of_the_chart(client, seeded):
    html = client.get("/salaries/").content.decode()
    assert html.count('role="rowheader"') == 33
    assert html.count('<svg viewBox="0 0 1000 18"') == 33
    assert html.count('aria-hidden="true"><rect class="bar-track"') == 33
    assert '<caption class="hidden-text">Current or undated</caption>' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=voice", ["Caller"]),
        ("level=mid", ["Coder"]),
        ("city=Delhi", ["Caller", "Coder"]),
        ("city=Mumbai", ["Coder"]),
        ("process=domestic", ["Caller"]),
        ("year=2024", ["Coder"]),
        ("year=undated", ["Caller"]),
        ("level=mid&city=Pune", []),
    ],
)
def test_filters(client, query, found):
    voice = make_job_type(slug="voice")
    make_figure(title="Caller", job_type=voice, city="Delhi", process="domestic")
    dated = {"as_of": datetime.date(2024, 1, 1), "as_of_precision": "year"}
    make_figure(title="Coder", low=15000, level="mid", city="Mumbai / Delhi", **dated)
    make_figure(title="Older", city="Pune", is_history=True)
    assert labels(client.get(f"/salaries/?{query}")) == found


def test_a_gap_is_said(client):
    make_role(title="Unpaid role")
    role = make_role(title="Paid role")
    make_figure(role=role)
    page = Page(client.get("/salaries/"))
    gap = page.text.split("For these roles we found no figure")[1]
    assert "Unpaid role" in gap
    assert "Paid role" not in gap.split("All roles")[0].replace("Unpaid role", "")
    assert "Nobody we found has published one" in Page(client.get("/salaries/?level=senior")).text


# One role.


def test_role_page_of_pay_has_everything_apart(client):
    role = make_role(title="Caller", slug="caller")
    make_band(low=15000, high=20000)
    make_figure(role=role, low=12500, high=16000, city="Patiala", process="domestic")
    make_figure(role=role, low=25000, high=40000, process="international")
    make_figure(role=role, low=90000, high=95000, is_all_industries=True)
    make_figure(role=role, low=5000, high=5000, is_history=True)
    page = Page(client.get("/salaries/caller/"))
    assert "Entry level, whole trade" in page.text
    assert "The figures of this role run from ₹12,500 to ₹40,000 a month" in page.text
    assert "They differ in: city, kind of process" in page.text
    assert "Of all industries, not BPO alone" in page.text
    assert "Older figure, for history (1)" in page.text
    assert "₹90,000 – 95,000" in page.text
    assert 'href="/salaries/in-hand/?ctc=15000&amp;period=month"' in client.get("/salaries/caller/").content.decode()
    assert "What would reach my bank from ₹15,000 a month?" in page.text  # the band: its own figures are weak


def test_role_without_a_figure_says_so(client):
    role = make_role()
    assert "No published figure of this role itself" in Page(client.get(f"/salaries/{role.slug}/")).text


def test_old_address_of_a_role_leads_to_its_pay(client):
    role = make_role(slug="old-name")
    role.slug = "new-name"
    role.save()
    assert client.get("/salaries/old-name/")["Location"] == "/salaries/new-name/"


def test_the_role_page_shows_the_short_form(client):
    role = make_role()
    make_band(low=15000, high=20000)
    fair = make_figure(role=role, kind="average", value=205995, period="year", source=make_source(strength="fair"))
    response = client.get(role.get_absolute_url())
    page = Page(response)
    assert page.text.count("₹17,166") == 3  # on the ticket, in the section, and in the link to in-hand
    assert fair.source.publisher in page.text
    assert "Figures of this role run" not in page.text  # there is only one
    assert f'href="/salaries/{role.slug}/"' in response.content.decode()


def test_cards_show_the_best_figure_or_the_gap(client):
    line = make_job_type()
    paid, unpaid = make_role(job_type=line, title="A"), make_role(job_type=line, title="B")
    make_figure(role=paid, low=1000, high=2000)
    make_figure(role=paid, low=30000, high=40000, source=make_source(strength="strong"))
    make_figure(role=unpaid, is_history=True)
    text = Page(client.get("/roles/")).text
    assert "₹30,000 – 40,000 a month" in text
    assert "₹1,000" not in text
    assert text.count("No published figure of its own") == 1


# Comparison.


@pytest.fixture
def compared(db):
    caller, coder = make_role(slug="caller", title="Caller"), make_role(slug="coder", title="Coder")
    make_figure(role=caller, low=10000, high=20000, city="Delhi", process="domestic")
    make_figure(role=caller, low=20000, high=30000, city="Pune", process="international")
    make_figure(
        role=coder, kind="average", value=600000, period="year", as_of=datetime.date(2024, 1, 1), as_of_precision="year"
    )
    make_figure(role=coder, low=1, high=2, is_history=True)
    make_figure(role=coder, low=99999, is_legal_floor=True)


def sides(response) -> dict[str, list[int]]:
    return {part.side.title: [f.value or f.low for f in part.figures] for part in response.context["compared"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("role=caller&role=coder", {"Caller": [10000, 20000], "Coder": [600000]}),
        (
            "role=caller&city=Delhi&process=&role=caller&city=Pune&process=",
            {"Caller (Delhi)": [10000], "Caller (Pune)": [20000]},
        ),
        (
            "role=caller&city=&process=domestic&role=caller&city=&process=international",
            {"Caller (domestic process)": [10000], "Caller (international process)": [20000]},
        ),
    ],
)
def test_compare_roles_cities_and_processes(client, compared, query, found):
    response = client.get(f"/salaries/compare/?{query}")
    assert sides(response) == found
    scales = {part.chart.scale for part in response.context["compared"]}
    assert len(scales) == 1


def test_compare_says_why_figures_cannot_be_compared(client, compared):
    PayFigure.objects.filter(city="Delhi").update(basis="ctc")
    text = Page(client.get("/salaries/compare/?role=caller&role=coder")).text
    assert "different bases (CTC, Not stated) and so cannot be compared" in text
    assert "different years (2024, undated) and so cannot be compared" in text
    assert "the figures differ in: kind (average or range), city, process." in text


def test_history_and_floors_never_enter_a_comparison(client, compared):
    found = sides(client.get("/salaries/compare/?role=caller&role=coder"))
    assert found["Coder"] == [600000]
    assert "99,999" not in client.get("/salaries/compare/?role=caller&role=coder").content.decode()


def test_csv_has_exactly_what_is_shown(client, compared):
    PayFigure.objects.filter(city="Pune").update(caution="=cmd|' /C calc'!A0", title="@SUM(1+1)")
    query = "?role=caller&role=coder&period=year"
    page = client.get(f"/salaries/compare/{query}")
    response = client.get(f"/salaries/compare.csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    shown = [row for part in page.context["compared"] for row in part.chart.rows]
    assert len(rows) == len(shown) == 3
    assert [(row["low"], row["average or median"], row["high"]) for row in rows] == [
        tuple(str(v or "") for v in (r.amounts.low, r.amounts.point, r.amounts.high)) for r in shown
    ]
    assert rows[2]["as printed"] == "₹6,00,000 a year"
    assert rows[1]["caution"].startswith("'=")
    assert rows[1]["job as printed"].startswith("'@")
    assert f"/salaries/compare.csv{query}".replace("&", "&amp;") in page.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("role=none&role=caller", "There is no role “none”"),
        ("role=caller&role=coder&city=Atlantis", "No figure names the city “Atlantis”"),
        ("role=caller&role=coder&process=x", "There is no process “x”"),
        ("role=caller", "Choose one more"),
        ("role=caller&role=caller", "Choose one more"),
        ("role=" + "x" * 3000, "There is no role “xxx"),
        ("role=%3Cscript%3E", "There is no role “<script>”"),
        ("role=caller&" * 60, "Choose one more"),
    ],
)
def test_compare_names_what_it_cannot_understand(client, compared, query, words):
    response = client.get(f"/salaries/compare/?{query}")
    assert response.status_code == 200
    assert words in Page(response).text
    assert "<script>" not in response.content.decode()


# In hand.


def test_in_hand_page_shows_each_line_with_rule_date_and_certainty(client, seeded):
    page = Page(client.get("/salaries/in-hand/?ctc=3.6+lakh&period=year&state=karnataka&on=2026-10-01"))
    for shown in (
        "₹24,877 a month",
        "82.9%",
        "− Employer’s EPF",
        "EPF wage ceiling of ₹25,000 a month, S.O. 5109(E), from 17 September 2026 At second hand",
        "Karnataka professional tax, Act 33 of 2025, from 1 April 2025 Official",
        "₹24,777 in February",
        "From a gross of ₹25,000 a month professional tax is ₹200 a month more",
        "Above wages of ₹21,000 a month ESI ends",
        "Income tax begins above a yearly gross of ₹12,75,000",
    ):
        assert shown in page.text, shown


def test_in_hand_can_be_asked_for_a_day(client, seeded):
    before = Page(client.get("/salaries/in-hand/?ctc=600000&period=year&state=karnataka&on=2026-09-16")).text
    after = Page(client.get("/salaries/in-hand/?ctc=600000&period=year&state=karnataka&on=2026-09-17")).text
    assert "₹44,997 a month" in before
    assert "₹42,597 a month" in after


@pytest.mark.parametrize(
    "query",
    ["ctc=30000&period=month", "ctc=3,60,000&period=year", "ctc=₹3.6+LPA", "ctc=30000+pm", "ctc=३६००००&period=year"],
)
def test_a_month_or_a_year_in_any_writing(client, seeded, query):
    response = client.get(f"/salaries/in-hand/?{query}&state=karnataka&on=2026-10-01")
    assert response.context["result"].in_hand == 24877


def test_variable_pay_stands_apart(client, seeded):
    page = client.get("/salaries/in-hand/?ctc=360000&period=year&variable=60000&state=karnataka&on=2026-10-01")
    assert page.context["result"].in_hand == 20898
    assert "Variable pay of ₹60,000 a year is not counted here" in Page(page).text


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("ctc=", "ctc", "required"),
        ("ctc=-5", "ctc", "below zero"),
        ("ctc=0", "ctc", "above zero"),
        ("ctc=1000000000000000000", "ctc", "hundred crore"),
        ("ctc=2.4", "ctc", "in lakh"),
        ("ctc=18000", "period", "for a month or for a year"),
        ("ctc=18000&period=year", "period", "Is it for a month?"),
        ("ctc=500&period=month", "ctc", "Is a digit missing?"),
        ("ctc=360000&period=month", "period", "Is it for a year?"),
        ("ctc=1.5+LPA&period=month", "period", "another period"),
        ("ctc=" + "9" * 3000, "ctc", "at most 40"),
        ("ctc=360000&period=year&variable=400000", "variable", "less than that"),
        ("ctc=360000&period=year&state=atlantis", "state", "not one of the choices"),
        ("ctc=360000&period=year&on=2019-01-01", "on", "No rule is known for that day"),
        ("ctc=360000&period=year&on=2099-01-01", "on", "not known yet"),
        ("ctc=360000&period=year&on=soon", "on", "valid date"),
        ("ctc=360000&period=year&on=99999-01-01", "on", "valid date"),
        ("ctc=360000&period=year&basic_percent=300", "basic_percent", "less than or equal to 90"),
        ("ctc=360000&period=year&basic_percent=NaN", "basic_percent", "number"),
        ("ctc=360000&period=day", "period", "not one of the choices"),
    ],
)
def test_in_hand_says_beside_the_field_what_is_wrong(client, seeded, query, field, words):
    response = client.get(f"/salaries/in-hand/?{query}&payer=women")
    assert response.status_code == 200
    assert "result" not in response.context
    assert words in response.context["form"].errors[field][0]
    assert f'id="id_{field}_error"' in response.content.decode()
    assert f'<a href="#id_{field}">' in response.content.decode()  # the summary at the top leads there
    assert '<option value="women" selected>' in response.content.decode()  # the rest of the form is kept


def test_every_state_gives_an_estimate(client, seeded):
    for state in State.objects.all():
        page = client.get(f"/salaries/in-hand/?ctc=360000&period=year&state={state.slug}&payer=women")
        assert page.context["result"].in_hand > 20000, state


def test_a_state_that_tells_men_and_women_apart_asks(client, seeded):
    response = client.get("/salaries/in-hand/?ctc=30000&period=month&state=maharashtra")
    assert "differs for men and women" in response.context["form"].errors["payer"][0]


def test_an_answer_is_kept_by_no_shared_cache(client, seeded):
    assert client.get("/salaries/in-hand/?ctc=360000&period=year")["Cache-Control"] == "private, no-store"
    assert "public" in client.get("/salaries/in-hand/")["Cache-Control"]


@pytest.mark.parametrize(
    ("state", "falls"), [("west-bengal", 4), ("telangana", 2), ("kerala", 6), ("madhya-pradesh", 3), ("delhi", 0)]
)
def test_every_slab_of_a_state_is_explained(client, seeded, state, falls):
    text = Page(client.get(f"/salaries/in-hand/?ctc=360000&period=year&state={state}")).text
    assert text.count("professional tax is ₹") == falls


# Check an offer.

OFFER = {"role": "telecaller", "fixed": "2.16 lakh", "period": "year", "city": "delhi", "state": "delhi"}


def test_offer_says_where_it_stands_and_what_reaches_the_account(client, seeded):
    response = client.post("/salaries/offer/", OFFER | {"sum_is": "ctc"})
    text = Page(response).text
    assert "Your fixed pay is ₹18,000 a month" in text
    assert "Of the figures of this role, 1 are below your offer, 0 include it, and 0 are above it." in text
    assert "Below the minimum for graduates and above: ₹24,356 a month." in text
    assert "19,929" not in text  # replaced by a later order
    assert [reading["result"].in_hand for reading in response.context["readings"]] == [15046]


def test_a_sum_that_may_be_ctc_or_gross_is_read_both_ways(client, seeded):
    response = client.post("/salaries/offer/", OFFER | {"fixed": "25,000", "period": "month"})
    gross = [reading["result"].gross for reading in response.context["readings"]]
    assert gross == [22492, 25000]
    # The higher reading is at the graduates' minimum or above: no employer is accused on a guess.
    assert "Below the minimum" not in Page(response).text
    told_gross = client.post("/salaries/offer/", OFFER | {"fixed": "25,000", "period": "month", "sum_is": "gross"})
    assert [reading["result"].gross for reading in told_gross.context["readings"]] == [25000]


@pytest.mark.parametrize(
    "place", [{"city": "New Delhi", "state": ""}, {"city": "", "state": "delhi"}, {"city": " DELHI ", "state": ""}]
)
def test_the_legal_minimum_is_found_by_city_or_state(client, seeded, place):
    response = client.post("/salaries/offer/", OFFER | place)
    assert len(response.context["floors"]) == 3


def test_a_place_without_a_known_minimum_is_said(client, seeded):
    assert (
        "no published minimum for this place"
        in Page(client.post("/salaries/offer/", OFFER | {"city": "Pune", "state": ""})).text
    )
    assert "Give the city or the state" in Page(client.post("/salaries/offer/", OFFER | {"city": "", "state": ""})).text


def test_an_offer_is_answered_though_a_rate_is_missing(client, seeded):
    from salaries.models import StatutoryRate

    StatutoryRate.objects.filter(kind="gratuity").delete()
    assert "No estimate: the rules of today are not known" in Page(client.post("/salaries/offer/", OFFER)).text


@pytest.mark.parametrize(
    ("told", "words", "is_stop"),
    [
        ({"deposit": "1,500"}, "They ask you for ₹1,500", True),
        ({"keeps_papers": "on"}, "keep your original certificates", True),
        ({}, "below the legal minimum known for this place", True),
        ({"bond": "1 lakh", "bond_months": "24"}, "That is 5.6 months of your fixed pay", False),
        ({"variable": "96000"}, "31% of the offer is variable pay", False),
        ({"city": "Pune", "state": ""}, "Nothing is in writing yet", False),
        ({"city": "Pune", "state": "", "fixed": "8000", "period": "month"}, "below every figure published", False),
    ],
)
def test_warning_signs_name_their_sources(client, seeded, told, words, is_stop):
    elsewhere = {} if is_stop else {"city": "Pune", "state": ""}
    response = client.post("/salaries/offer/", OFFER | elsewhere | told)
    assert words in Page(response).text
    sign, sources = response.context["signs"][0]
    assert sign.is_stop == is_stop
    assert [source.slug for source in sources] == list(sign.sources)
    assert ('class="warning"' in response.content.decode()) == is_stop


def test_a_clean_offer_has_no_sign_but_questions(client, seeded):
    fair = {"in_writing": "on", "shift": "night", "fixed": "25,000", "period": "month", "sum_is": "gross"}
    text = Page(client.post("/salaries/offer/", OFFER | fair)).text
    assert "None in what you gave us" in text
    assert "Is there a cab at night" in text


def test_nothing_typed_is_stored_or_kept(client, seeded):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post("/salaries/offer/", OFFER)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(queries) <= 22


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"fixed": "-1"}, "fixed", "below zero"),
        ({"fixed": "2.16"}, "fixed", "in lakh"),
        ({"fixed": ""}, "fixed", "required"),
        ({"fixed": "18000"}, "period", "Is it for a month?"),
        ({"fixed": "18000", "period": ""}, "period", "for a month or for a year"),
        ({"role": "wizard"}, "role", "not one of the choices"),
        ({"state": "atlantis"}, "state", "not one of the choices"),
        ({"bond": "a lot"}, "bond", "Write a sum"),
        ({"bond_months": "-3"}, "bond_months", "greater than or equal"),
        ({"city": "x" * 100}, "city", "at most 60"),
        ({"city": "a\0b"}, "city", "Null characters"),
    ],
)
def test_offer_says_beside_the_field_what_is_wrong_and_keeps_the_rest(client, seeded, told, field, words):
    response = client.post("/salaries/offer/", OFFER | {"deposit": "1500"} | told)
    assert response.status_code == 200
    assert words in response.context["form"].errors[field][0]
    assert 'value="1500"' in response.content.decode()
    assert "told" not in response.context


def test_offer_is_a_form_of_its_own(client, seeded):
    page = client.get("/salaries/offer/").content.decode()
    assert '<form method="post"' in page
    assert "Nothing you type here is stored or logged" in page
    assert client.put("/salaries/offer/").status_code == 405


# Bad input and cost.


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/salaries/?standing=none", 404),
        ("/salaries/?page=99999999999999999999", 404),
        ("/salaries/?city=%00", 400),
        ("/salaries/?type=%3Cscript%3E&level=9", 200),
        ("/salaries/?year=99999999999999999999", 200),
        ("/salaries/?period=decade", 200),
        ("/salaries/none/", 404),
        ("/salaries/compare.csv", 200),
        ("/salaries/compare.csv?role=none", 200),
        ("/salaries/?city=" + "a" * 7000, 200),
    ],
)
def test_bad_addresses(client, address, status):
    make_figure()
    response = client.get(address)
    assert response.status_code == status
    assert b"<script>" not in response.content


def test_roles_without_a_figure_stand_at_the_end_of_the_list_only(client, monkeypatch):
    monkeypatch.setattr("salaries.views.figures.PER_PAGE", 2)
    monkeypatch.setattr("salaries.views.figures.MOST_WITHOUT", 2)
    for n in range(3):
        make_figure(role=make_role(title=f"Paid {n}"))
        make_role(title=f"Gap {n}")
    pages = [client.get(address).content.decode() for address in ("/salaries/", "/salaries/?page=2")]
    assert ["Gap 0" in page for page in pages] == [False, True]
    assert "Gap 1" in pages[1]
    assert "Gap 2" not in pages[1]
    assert "And 1 more." in pages[1]
    assert "Gap 0" not in client.get("/salaries/?level=entry").content.decode()
    assert "Gap 0" not in client.get("/salaries/?standing=history").content.decode()


@pytest.mark.parametrize("size", [100, 10_000])
def test_queries_stay_the_same_as_figures_grow(client, django_assert_num_queries, size):
    role, other = make_role(slug="caller"), make_role(slug="coder")
    source = make_source()
    PayFigure.objects.bulk_create(
        PayFigure(
            reference=f"g{n}",
            title=f"Job {n}",
            role=(role, other, None)[n % 100] if n % 100 < 3 else None,
            kind="range",
            low=1000 + n,
            high=2000 + n,
            period="month",
            as_of_precision="undated",
            city=("Delhi", "Pune")[n % 2],
            source=source,
            status=Status.PUBLISHED,
        )
        for n in range(size)
    )
    with django_assert_num_queries(6):
        client.get("/salaries/?city=Delhi")
    with django_assert_num_queries(3):
        client.get("/salaries/caller/")
    with django_assert_num_queries(5):
        client.get("/salaries/compare/?role=caller&role=coder")


def test_drafts_appear_nowhere(client):
    role = make_role(slug="caller")
    source = make_source(slug="press")
    make_figure(role=role, title="SECRET", for_whom="SECRET", caution="SECRET", status="draft", source=source)
    secret = make_role(title="SECRET role", slug="secret", status="draft")
    make_figure(role=secret, city="SECRET city", source=source)
    for address in ("/salaries/", "/salaries/caller/", "/salaries/compare/?role=caller&role=secret", "/roles/",
                    role.get_absolute_url(), "/salaries/offer/", "/sources/"):  # fmt: skip
        assert "SECRET" not in Page(client.get(address)).text, address
    assert client.get("/salaries/secret/").status_code == 404
