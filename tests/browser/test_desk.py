"""An editor's morning on a phone: the desk, the queue, a report closed. Under the same strict policy as any page."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from roles.models import ReaderReport, Role
from tests.browser.accessibility import WCAG, faults
from tests.browser.colours import show_in

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(site, quiet):
    User.objects.create_superuser("asha", password="a long pass phrase")
    ReaderReport.objects.receive(
        page="/roles/telecaller/",
        title="Telecaller",
        role=Role.objects.get(slug="telecaller"),
        kind="pay",
        text="<b>It is ₹14,000 now.</b>",
        link="https://example.org/pay",
    )
    quiet.set_viewport_size({"width": 360, "height": 740})
    # Chromium asks for this where a page names no icon; the admin need not.
    quiet.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    quiet.goto(site + "/admin/")
    quiet.get_by_label("Username").fill("asha")
    quiet.get_by_label("Password").fill("a long pass phrase")
    quiet.get_by_role("button", name="Log in").click()
    expect(quiet.get_by_role("heading", name="What waits")).to_be_visible()
    return quiet


def fits(page) -> bool:
    page.wait_for_load_state("networkidle")
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_desk_to_a_closed_report(editor):
    assert fits(editor)
    editor.get_by_role("link", name="1 Reports to read").click()
    editor.get_by_role("link", name="<b>It is ₹14,000 now.</b>").click()
    expect(editor.get_by_role("link", name="https://example.org/pay")).to_have_attribute(
        "rel", "noreferrer noopener nofollow"
    )
    assert fits(editor)
    editor.get_by_role("button", name="Settle, with a note").click()
    editor.get_by_role("button", name="Settle reports").click()
    expect(editor.get_by_text("Say in the note what was done")).to_be_visible()
    assert fits(editor)
    editor.get_by_label("Note").fill("Checked; the figure is replaced.")
    editor.get_by_role("button", name="Settle reports").click()
    expect(editor.get_by_text("1 report was closed.")).to_be_visible()
    assert ReaderReport.objects.get().note == "Checked; the figure is replaced."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_has_no_accessibility_fault_and_room_for_a_thumb(editor, scheme):
    show_in(editor, scheme)
    assert faults(editor, WCAG, context=".desk") == {}
    heights = editor.locator(".desk a").evaluate_all("links => links.map(a => a.getBoundingClientRect().height)")
    assert min(heights) >= 44
