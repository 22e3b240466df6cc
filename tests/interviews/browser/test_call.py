"""Mock calls, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


def choose(page: Page, scene: str, points: int) -> str:
    """Opens the first reply of so many points in the step that is shown and goes on; the skill of that step."""
    step = page.locator(f"[data-scene]:has(#{scene}) [data-step]:visible")
    expect(step).to_have_count(1)
    skill = step.get_attribute("data-skill")
    reply = step.locator(f'[data-points="{points}"]').first
    reply.locator("summary").click()
    reply.locator("[data-then]").click()
    return skill


def test_a_good_call_is_short_and_scores_all(go, page, requests):
    go(practice("call/"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    skills = [choose(page, "double-charge", 2) for _ in range(6)]
    assert skills == ["Greeting", "Identity check", "Listening", "Solution", "Recap", "Notes"]
    assert page.locator("[data-score]").first.text_content() == "12"
    assert page.locator("[data-most]").first.text_content() == "12"
    assert requests == []


def test_a_poor_reply_leads_elsewhere_and_costs_points(go, page):
    go(practice("call/"))
    assert choose(page, "annual-plan", 0) == "Opening"
    assert choose(page, "annual-plan", 2) == "A wary customer"
    while page.locator("[data-scene]:has(#annual-plan) [data-step]:visible").count():
        choose(page, "annual-plan", 2)
    scene = page.locator("[data-scene]:has(#annual-plan)")
    assert scene.locator("[data-score]").text_content() == "14"
    assert scene.locator("[data-most]").text_content() == "16"
    scene.get_by_role("button", name="Start the call again").click()
    assert scene.locator("[data-step]:visible").get_attribute("data-step") == "opening"


def test_only_the_first_choice_counts(go, page):
    go(practice("call/"))
    step = page.locator("[data-scene]:has(#double-charge) [data-step]:visible")
    step.locator('[data-points="0"] summary').first.click()
    choose(page, "double-charge", 2)
    for _ in range(5):
        choose(page, "double-charge", 2)
    assert page.locator("[data-score]").first.text_content() == "10"
