"""STAR answers, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Question
from roles.models import Status

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


def fill_star(page: Page, words: str) -> None:
    for part in ("Situation", "Task", "Action", "Result"):
        page.get_by_label(part, exact=True).fill(f"{words} {part}")


def test_a_star_answer_is_saved_for_its_question_and_restored(go, page, requests):
    go(practice("star/?question=q003"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    fill_star(page, "My own")
    expect(page.locator("[data-words]")).to_have_text("12")
    page.get_by_label("The question").select_option("q002")
    expect(page.get_by_label("Task", exact=True)).to_have_value("")
    page.get_by_label("The question").select_option("q003")
    expect(page.get_by_label("Task", exact=True)).to_have_value("My own Task")
    assert requests == []
    page.reload()
    for part in ("Situation", "Task", "Action", "Result"):
        expect(page.get_by_label(part, exact=True)).to_have_value(f"My own {part}")


def test_a_star_answer_is_copied_and_cleared(go, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(practice("star/?question=q002"))
    fill_star(page, "My")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Question 2?\nSituation: My Situation\nTask: My Task\nAction: My Action\nResult: My Result"
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_label("Task", exact=True)).to_have_value("My Task")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear").click()
    page.reload()
    expect(page.get_by_label("Task", exact=True)).to_have_value("")


def test_an_answer_is_found_again_without_naming_its_question(go, page):
    go(practice("star/?question=q003"))
    page.get_by_label("Task", exact=True).fill("My own Task")
    expect(page.locator("option:checked")).to_have_text("Question 3? (your answer is kept here)")
    go(practice("star/"))
    expect(page.get_by_label("The question")).to_have_value("q003")
    expect(page.get_by_label("Task", exact=True)).to_have_value("My own Task")
    expect(page.locator("[data-asked]")).to_have_text("Question 3?")
    expect(page.locator('option[value="q002"]')).to_have_text("Question 2?")
    page.evaluate("localStorage.removeItem('bpo-practice last star')")  # kept before the last question was
    page.reload()
    expect(page.get_by_label("The question")).to_have_value("q003")


def test_an_answer_to_a_retired_question_stays_within_reach(go, page):
    go(practice("star/?question=q003"))
    page.get_by_label("Task", exact=True).fill("My own Task")
    Question.objects.filter(slug="q003").update(status=Status.RETIRED)
    go(practice("star/"))
    expect(page.locator("optgroup option")).to_have_text("Question 3? (your answer is kept here)")
    expect(page.get_by_label("Task", exact=True)).to_have_value("My own Task")
    expect(page.get_by_text("This question is no longer in the bank.")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear").click()
    page.reload()
    expect(page.get_by_label("The question")).to_have_value("q002")
    expect(page.locator("optgroup option")).to_have_count(0)
