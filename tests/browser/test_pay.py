"""Pay in a real browser, as a person uses it on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def phone(quiet):
    quiet.set_viewport_size({"width": 360, "height": 740})
    return quiet


def test_from_a_role_to_what_reaches_the_account(site, phone):
    phone.goto(site + "/roles/bookkeeper/")
    phone.get_by_role("link", name="What would reach my bank from ₹29,815 a month?").click()
    expect(phone.get_by_role("heading", name="CTC is not what you get")).to_be_visible()
    expect(phone.get_by_label("CTC in the offer")).to_have_value("29815")
    phone.get_by_label("CTC in the offer").fill("३.६ लाख")
    phone.get_by_label("a year").check()
    phone.get_by_label("State you will work in").select_option("karnataka")
    phone.get_by_role("button", name="Work it out").click()
    expect(phone.locator(".ticket .money-large")).to_have_text("₹24,877")
    phone.get_by_text("Who says so").first.click()
    expect(phone.get_by_role("link", name="Frappe India Payroll").first).to_be_visible()


def test_a_slip_is_told_beside_the_field_and_the_rest_kept(site, phone):
    phone.goto(site + "/salaries/in-hand/")
    phone.get_by_label("CTC in the offer").fill("2.4")
    phone.get_by_label("a year").check()
    phone.get_by_label("State you will work in").select_option("delhi")
    phone.get_by_role("button", name="Work it out").click()
    field = phone.get_by_label("CTC in the offer")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "in lakh" in phone.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}").inner_text()
    expect(phone.get_by_label("State you will work in")).to_have_value("delhi")


def test_checking_an_offer_leaves_no_trace(site, phone):
    sent = []
    phone.on("request", lambda request: sent.append((request.method, request.url)))
    phone.goto(site + "/salaries/offer/")
    phone.get_by_label("Role", exact=True).select_option("telecaller")
    phone.get_by_label("Fixed pay").fill("18,000")
    phone.get_by_label("a month").check()
    phone.get_by_label("Do they ask you for money?").fill("1500")
    phone.get_by_role("button", name="Check it").click()
    expect(phone.get_by_text("They ask you for ₹1,500")).to_be_visible()
    assert phone.url == site + "/salaries/offer/"
    assert [request for request in sent if request[0] == "POST"] == [("POST", site + "/salaries/offer/")]
    assert not any("1500" in url or "18,000" in url for _method, url in sent)
    assert phone.context.cookies() == []
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0


def test_comparing_and_taking_the_file_along(site, phone):
    phone.goto(site + "/salaries/compare/")
    phone.get_by_label("Role").nth(0).select_option("telecaller")
    phone.get_by_label("Role").nth(1).select_option("bookkeeper")
    phone.get_by_role("button", name="Compare", exact=True).click()
    expect(phone.get_by_text("so cannot be compared")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download these figures (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Patiala" in lines[1]


def test_the_chart_is_read_through_its_table(site, phone):
    phone.goto(site + "/salaries/telecaller/")
    row = phone.get_by_role("row", name="This role, entry level, Patiala, domestic process")
    expect(row.get_by_role("cell", name="₹12,500 – 16,000")).to_be_visible()
    expect(row.get_by_role("cell", name="Patiala Jobs")).to_be_visible()
