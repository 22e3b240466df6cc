"""A reader on a phone reports a mistake, with scripts switched off and on."""

import pytest
from playwright.sync_api import expect

from bpo_portal import reports
from roles.models import ReaderReport

pytestmark = pytest.mark.browser


@pytest.fixture(params=[False, True], ids=["no script", "script"])
def phone(browser, request):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []
    assert context.cookies() == []
    context.close()


def test_from_a_role_to_the_queue(site, phone):
    phone.goto(site + "/roles/telecaller/")
    phone.get_by_role("link", name="Report a mistake on this page").click()
    expect(phone.locator("h1")).to_have_text("Report a mistake")
    expect(phone.get_by_text("On this page: Telecaller")).to_be_visible()
    expect(phone.get_by_label("Leave this field empty")).to_be_hidden()
    words = phone.get_by_label("What is wrong, and what would be right?")
    words.fill("In Indore it is ₹14,000.")
    phone.get_by_role("button", name="Send the report").click()
    expect(phone.get_by_role("alert")).to_contain_text("Choose what it is about.")
    expect(words).to_have_value("In Indore it is ₹14,000.")
    phone.get_by_label("Pay", exact=True).check()
    phone.get_by_label("Where can we check it?").fill("example.org/pay")
    phone.wait_for_timeout((reports.LEAST_SECONDS + 1) * 1000)
    phone.get_by_role("button", name="Send the report").click()
    expect(phone.locator("h1")).to_have_text("Thank you")
    report = ReaderReport.objects.get()
    assert (report.page, report.kind, report.text) == ("/roles/telecaller/", "pay", "In Indore it is ₹14,000.")
    phone.get_by_role("link", name="Back to: Telecaller").click()
    expect(phone.locator("h1")).to_have_text("Telecaller")


def test_too_quick_and_then_not(site, phone):
    phone.goto(site + "/report/?page=/salaries/telecaller/")
    expect(phone.get_by_label("Pay", exact=True)).to_be_checked()
    phone.get_by_label("What is wrong, and what would be right?").fill("₹14,000")
    phone.get_by_role("button", name="Send the report").click()
    expect(phone.get_by_role("alert")).to_contain_text("That was very quick.")
    phone.wait_for_timeout((reports.LEAST_SECONDS + 1) * 1000)
    phone.get_by_role("button", name="Send the report").click()
    expect(phone.locator("h1")).to_have_text("Thank you")


def test_characters_are_counted_while_typing(site, quiet):
    quiet.goto(site + "/report/")
    words = quiet.get_by_label("What is wrong, and what would be right?")
    expect(quiet.get_by_text("1000 characters left")).to_be_visible()
    words.fill("क" * 990)
    expect(quiet.get_by_text("10 characters left")).to_be_visible()
    words.fill("a" * 1003)
    expect(quiet.get_by_text("3 characters too many")).to_be_visible()
