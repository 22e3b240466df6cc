"""What is kept on the device, and what a page says where nothing can be kept."""

import pytest
from playwright.sync_api import expect

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


BLOCKED = "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('no', 'SecurityError')}})"
FULL = "Storage.prototype.setItem = () => {throw new DOMException('full', 'QuotaExceededError')}"


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
@pytest.mark.parametrize("tool", ["?type=voice&length=5", "star/", "typing/"])
def test_without_storage_practice_works_and_says_that_nothing_is_saved(go, page, script, tool):
    page.add_init_script(script)
    go(practice(tool))
    expect(page.get_by_text("Nothing is saved.")).to_be_visible()
    expect(page.locator("[data-saved]")).to_be_hidden()
    if tool.startswith("?"):
        page.get_by_label("Your points").locator("visible=true").fill("Mine")
        page.get_by_role("button", name="Next question").click()
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_label("Your points").locator("visible=true")).to_have_value("Mine")


def test_with_storage_the_page_says_that_it_saves(go, page):
    go(practice("?type=voice&length=5"))
    expect(page.get_by_text("What you write is kept here")).to_be_visible()
    expect(page.get_by_text("Nothing is saved.")).to_be_hidden()
    expect(page.get_by_text("Without JavaScript")).to_be_hidden()


# A storage that takes nothing longer than what is there already.
FULL_LATER = """
const set = Storage.prototype.setItem;
window.full = false;
Storage.prototype.setItem = function (name, value) {
  if (window.full && String(value).length > (this.getItem(name) ?? "").length) {
    throw new DOMException("full", "QuotaExceededError");
  }
  set.call(this, name, value);
};
"""


def test_a_storage_that_fills_up_says_what_is_not_saved_and_recovers(go, page):
    page.add_init_script(FULL_LATER)
    go(practice("?type=voice&length=5"))
    notes = page.get_by_label("Your points").locator("visible=true")
    notes.fill("Old")
    expect(page.get_by_text("What you write is kept here")).to_be_visible()
    page.evaluate("full = true")
    notes.fill("A longer note")
    behind = page.get_by_text("Your last change is not saved.")
    expect(behind).to_be_visible()
    expect(page.get_by_text("What you write is kept here")).to_be_hidden()
    expect(page.get_by_text("Nothing is saved.")).to_be_hidden()
    expect(page.get_by_role("button", name="Delete everything I wrote")).to_be_visible()
    page.reload()
    expect(notes).to_have_value("Old")
    expect(behind).to_be_visible()
    notes.fill("A longer note")
    expect(behind).to_be_hidden()
    expect(page.get_by_text("What you write is kept here")).to_be_visible()


def test_what_is_kept_can_be_deleted_where_nothing_more_fits(go, page):
    go(practice("?type=voice&length=5"))
    page.get_by_label("Your points").locator("visible=true").fill("Old")
    page.add_init_script(FULL)
    page.reload()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete everything I wrote").click()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_deleting_everything_asks_first_and_stops_the_timer(go, page):
    go(practice("?type=voice&length=5"))
    notes = page.get_by_label("Your points").locator("visible=true")
    notes.fill("Mine")
    page.get_by_role("button", name="Start the timer").click()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    delete = page.get_by_role("button", name="Delete everything I wrote")
    delete.click()
    assert asked == ["Delete your notes, STAR answers and typing results of all practice pages from this device?"]
    expect(notes).to_have_value("Mine")
    page.once("dialog", lambda dialog: dialog.accept())
    delete.click()
    expect(page.get_by_text("Deleted.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the timer")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    notes.fill("New")
    expect(page.get_by_text("Deleted.")).to_be_hidden()
    expect(delete).to_be_visible()


@pytest.mark.parametrize(
    "damaged", ["null", "{}", "[]", "[null, 1, {}]", '{"notes": null, "seconds": "x"}', "1.5", "{"]
)
def test_damaged_storage_does_no_harm(go, page, damaged):
    for tool in ("?type=voice&length=5", "star/", "typing/"):
        go(practice(tool))
        for name in ("question q001", "star q002", "last star", "typing", "place voice/5/1"):
            page.evaluate("([name, text]) => localStorage.setItem('bpo-practice ' + name, text)", [name, damaged])
        page.reload()
        expect(page.locator("main [data-script]:visible").first).to_be_visible()
        if tool.startswith("?"):
            expect(page.locator("[data-card]:visible")).to_have_count(1)
            expect(page.get_by_label("Your points").locator("visible=true")).to_have_value("")
        if tool == "star/":
            expect(page.get_by_label("Task", exact=True)).to_have_value("")
        if tool == "typing/":
            expect(page.locator("[data-past]")).to_be_hidden()
