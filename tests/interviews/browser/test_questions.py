"""Questions one at a time, in a real browser."""

import pytest
from playwright.sync_api import expect

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_questions_come_one_at_a_time_and_are_summed_up(go, requests):
    page = go(practice("?type=voice&length=5"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    heading = page.locator("[data-card]:visible h2")
    expect(heading).to_have_count(1)
    expect(heading).to_have_text("Question 1?")
    page.get_by_label("Well: I am ready").locator("visible=true").check()
    page.get_by_text("What they look for").locator("visible=true").click()
    expect(page.locator(".do:visible")).to_have_count(1)
    page.get_by_role("button", name="Next question").click()
    expect(heading).to_have_text("Question 2?")
    expect(heading).to_be_focused()
    page.get_by_label("Badly: once more").locator("visible=true").check()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="See how you did").click()
    assert [page.locator(f'[data-count="{name}"]').text_content() for name in ("well", "fair", "again", "")] == [
        "1",
        "0",
        "1",
        "1",
    ]
    page.get_by_role("button", name="Question 2?").click()
    expect(heading).to_have_text("Question 2?")
    assert requests == []


def test_a_finished_set_leads_on(go, page):
    go(practice("?type=voice&length=5"))
    for name in ("Next question", "Next question", "See how you did"):
        page.get_by_role("button", name=name).click()
    page.reload()
    expect(page.get_by_role("heading", name="How you did")).to_be_visible()
    expect(page.get_by_role("link", name="Choose another set")).to_have_attribute("href", "/interviews/practice/")
    page.get_by_role("button", name="Start this set again").click()
    expect(page.locator("[data-card]:visible h2")).to_have_text("Question 1?")
    expect(page.locator("[data-card]:visible h2")).to_be_focused()


def test_the_timer_counts_the_seconds_of_an_answer(go, page):
    page.clock.install()
    go(practice("?type=voice&length=5"))
    page.clock.pause_at("2036-01-01")
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(75_000)
    expect(page.locator("[data-clock]:visible")).to_have_text("1:15")
    page.get_by_role("button", name="Stop").click()
    page.clock.run_for(30_000)
    expect(page.locator("[data-clock]:visible")).to_have_text("1:15")
    for name in ("Next question", "Next question", "See how you did"):
        page.get_by_role("button", name=name).click()
    expect(page.locator("[data-total]")).to_have_text("1:15")


def test_answers_survive_a_closed_tab_until_they_are_deleted(go, page, context, live_server):
    go(practice("?type=voice&length=5"))
    page.get_by_label("Your points").locator("visible=true").fill("Study, project, typing")
    page.get_by_label("Fair: it needs polish").locator("visible=true").check()
    page.get_by_role("button", name="Next question").click()
    page.close()
    second = context.new_page()
    second.goto(f"{live_server.url}{practice('?type=voice&length=5')}")
    expect(second.locator("[data-card]:visible h2")).to_have_text("Question 2?")
    second.get_by_role("button", name="Back").click()
    expect(second.get_by_label("Your points").locator("visible=true")).to_have_value("Study, project, typing")
    expect(second.get_by_label("Fair: it needs polish").locator("visible=true")).to_be_checked()
    second.once("dialog", lambda dialog: dialog.accept())
    second.get_by_role("button", name="Delete everything I wrote").click()
    expect(second.get_by_label("Your points").locator("visible=true")).to_have_value("")
    assert second.evaluate("Object.keys(localStorage)") == []


def test_a_keyboard_is_enough(go, page):
    go(practice("?type=voice&length=5"))
    page.get_by_role("button", name="Start the timer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next question").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-card]:visible h2")).to_have_text("Question 2?")
