"""A Writer's and a Publisher's day in a real browser, under the strict content policy."""

import pytest
from playwright.sync_api import Page, expect

from roles.models import GlossaryTerm, Status
from tests.factories import make_editor, make_full_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long pass phrase"


@pytest.fixture
def as_editor(browser, live_server):
    """Opens the admin as a new editor of a group, in a browser of their own. A refused script or style is a fault."""
    contexts, faults = [], []

    def open_as(group: str, name: str, width: int = 1280) -> Page:
        make_editor(group, username=name.lower(), first_name=name, password=PASSWORD)
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
        page.goto("/admin/")
        page.fill("#id_username", name.lower())
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not faults


def test_from_a_writers_draft_to_a_public_page_and_back(as_editor, live_server):
    wren = as_editor("Writer", "Wren")
    asha = as_editor("Publisher", "Asha")
    wren.goto("/admin/roles/glossaryterm/add/")
    wren.fill("#id_term", "Shrinkage")
    wren.fill("#id_meaning", "Paid time off the phones.")
    wren.select_option("#id_section", "floor")
    expect(wren.locator("#id_slug")).to_have_value("shrinkage")
    expect(wren.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    wren.get_by_role("button", name="Send for review").click()
    expect(wren.locator(".messagelist")).to_contain_text("added successfully")
    term = GlossaryTerm.objects.get()
    assert term.status == Status.IN_REVIEW

    asha.goto(f"/admin/roles/glossaryterm/{term.pk}/change/")
    asha.get_by_role("link", name="Preview").click()
    expect(asha.locator(".preview")).to_contain_text("Preview of a draft, not public.")
    expect(asha.locator("main")).to_contain_text("Paid time off the phones.")
    asha.go_back()
    asha.get_by_role("button", name="Publish", exact=True).click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
    asha.goto("/glossary/")
    expect(asha.locator("main")).to_contain_text("Shrinkage")

    wren.goto(f"/admin/roles/glossaryterm/{term.pk}/change/")
    expect(wren.locator(".editor-note")).to_contain_text("Ask Asha.")
    asha.goto(f"/admin/roles/glossaryterm/{term.pk}/history/")
    expect(asha.locator(".editor-history h2").first).to_have_text("Published")
    asha.get_by_role("link", name="Go back to this version").click()
    expect(asha.locator("#content")).to_contain_text("There is nothing to go back to")


@pytest.mark.parametrize("width", [360, 1280])
def test_two_people_at_one_record_and_nothing_wider_than_the_screen(as_editor, width):
    role = make_full_role(3, summary="Old words", status=Status.DRAFT)
    address = f"/admin/roles/role/{role.pk}/change/"
    asha, ravi = as_editor("Publisher", "Asha", width), as_editor("Publisher", "Ravi", width)
    for page in (asha, ravi):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    asha.fill("#id_summary", "Her words")
    asha.locator("[name=_save]").click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
    ravi.fill("#id_summary", "His words")
    ravi.locator("[name=_save]").click()
    clash = ravi.locator(".editor-clash")
    expect(clash).to_contain_text("Saved meanwhile by: Asha")
    expect(clash).to_contain_text("Her words")
    expect(clash).to_contain_text("His words")
    assert ravi.evaluate("document.documentElement.scrollWidth") <= width
    expect(ravi.locator("#id_summary")).to_have_value("His words")
    ravi.locator("[name=_save]").click()
    expect(ravi.locator(".messagelist")).to_contain_text("changed successfully")
    ravi.goto(f"/admin/roles/role/{role.pk}/history/")
    expect(ravi.locator(".editor-history li").first).to_contain_text("Ravi")
    assert ravi.evaluate("document.documentElement.scrollWidth") <= width


# What has the focus, where the bar hides it. Of a tall field the browser shows the line that is typed in.
COVERED = """() => {
  const field = document.activeElement.getBoundingClientRect();
  const save = document.querySelector("[name=_save]").closest(".submit-row").getBoundingClientRect();
  return !document.activeElement.closest(".save-bar") && field.top + Math.min(field.height, 44) > save.top + 1
    ? document.activeElement.outerHTML : "";
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_form_jumps_unfolds_and_keeps_its_bar_in_sight(as_editor, width):
    role = make_full_role(3, status=Status.DRAFT)
    asha = as_editor("Publisher", "Asha", width)
    asha.goto(f"/admin/roles/role/{role.pk}/change/")
    save = asha.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_in_viewport()
    duty = asha.locator("#id_duties-0-text")
    expect(duty).not_to_be_visible()
    asha.get_by_role("link", name="Duties (3)").click()
    expect(duty).to_be_in_viewport()
    expect(save).to_be_in_viewport()
    bar = asha.locator("[name=_save]").locator("xpath=ancestor::div[contains(@class, 'submit-row')]")
    assert bar.bounding_box()["height"] < 130
    asha.locator("#id_title").focus()
    for _step in range(60):
        asha.keyboard.press("Tab")
        assert asha.evaluate(COVERED) == ""
    asha.get_by_role("button", name="Publish", exact=True).click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
