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
