"""A Writer's and a Publisher's day in a real browser, under the strict content policy."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from roles.models import GlossaryTerm, Role, Status
from tests.factories import make_editor, make_full_role, make_role

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


def change(page: Page, role: Role) -> None:
    page.goto(f"/admin/roles/role/{role.pk}/change/")


def test_a_refused_publication_says_what_is_missing_and_loses_nothing(as_editor, page, live_server):
    role = make_role(title="Chat agent", summary="Old words", status=Status.DRAFT)
    asha = as_editor("Publisher", "Asha", 360)
    change(asha, role)
    asha.fill("#id_summary", "Answers customers who write.")
    asha.fill("#id_example", "Meena has three chats open.")
    asha.get_by_role("link", name="Also called (0)").click()
    asha.get_by_text("Add another Other name").click()
    asha.fill("#id_aliases-0-name", "Chat executive")
    asha.get_by_role("link", name="Next step: Send for review, Publish").click()
    publish = asha.get_by_role("button", name="Publish", exact=True)
    expect(publish).to_be_in_viewport(ratio=1)
    publish.click()

    note = asha.get_by_role("alert")
    expect(note).to_be_in_viewport()  # though the address named the end of the form
    expect(note).to_contain_text("Not saved yet. Nothing you typed is lost.")
    expect(note.get_by_role("listitem")).to_have_text(
        [
            "Minimum qualification: A public role needs a minimum qualification: choose one, or say it in words.",
            "Duties: A public role needs at least one duty.",
        ]
    )
    expect(asha.locator(".editor-standing strong")).to_have_text("Draft")
    expect(asha.locator("#id_summary")).to_have_value("Answers customers who write.")
    expect(asha.locator("#id_example")).to_have_value("Meena has three chats open.")
    expect(asha.locator("#id_aliases-0-name")).to_have_value("Chat executive")
    assert page.goto(live_server.url + role.get_absolute_url()).status == 404

    note.get_by_role("link", name="Duties").click()
    asha.get_by_text("Add another Duty").click()
    asha.fill("#id_duties-0-text", "Answers three chats at once")
    note.get_by_role("link", name="Minimum qualification").click()
    asha.fill("#id_minimum_note", "10+2")
    publish.click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
    assert page.goto(live_server.url + role.get_absolute_url()).status == 200
    for words in (
        "Answers customers who write.",
        "Meena has three chats open.",
        "Chat executive",
        "three chats at once",
    ):
        expect(page.locator("main")).to_contain_text(words)


def test_what_is_scheduled_appears_when_its_moment_has_come(as_editor, page, live_server, monkeypatch):
    role = make_full_role(1, title="Chat agent", status=Status.IN_REVIEW)
    address = live_server.url + role.get_absolute_url()
    asha = as_editor("Publisher", "Asha")
    change(asha, role)
    later = timezone.localtime() + datetime.timedelta(hours=1)
    asha.fill("#id_publish_at_0", f"{later:%Y-%m-%d}")
    asha.fill("#id_publish_at_1", f"{later:%H:%M:%S}")
    asha.get_by_role("button", name="Publish", exact=True).click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
    change(asha, role)
    expect(asha.locator(".editor-standing strong")).to_have_text(f"Published from {later:%-d %B %Y, %H:%M} on")
    expect(asha.get_by_role("link", name="View on site")).to_have_count(0)
    asha.get_by_role("link", name="Preview").click()
    expect(asha.locator(".preview")).to_contain_text(f"This becomes public on {later:%-d %B %Y, %H:%M}.")
    page.goto(live_server.url + "/roles/")
    expect(page.locator("main")).not_to_contain_text("Chat agent")
    assert page.goto(address).status == 404

    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(hours=2))
    assert page.goto(address).status == 200
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chat agent")
    page.goto(live_server.url + "/roles/")
    page.reload()  # a browser keeps a list for a minute
    expect(page.locator("main")).to_contain_text("Chat agent")


def test_roles_retired_in_the_list_keep_their_pages_and_say_so(as_editor, page, live_server):
    kept = make_full_role(1, title="Chat agent")
    gone = [make_full_role(1, title=title, replaced_by=kept) for title in ("Web chat agent", "Social chat agent")]
    draft = make_full_role(1, title="Draft chat agent", status=Status.DRAFT)
    asha = as_editor("Publisher", "Asha")
    asha.goto("/admin/roles/role/?q=chat+agent")
    for role in (*gone, draft):
        asha.get_by_role("row").filter(has=asha.get_by_role("link", name=role.title, exact=True)).get_by_role(
            "checkbox"
        ).check()
    asha.get_by_label("Action:").select_option(label="Retire")
    asha.get_by_role("button", name="Go").click()
    told = asha.locator(".messagelist")
    expect(told).to_contain_text("Retired: 2 rows.")
    expect(told).to_contain_text("Not done, “Draft chat agent”: Only what is public can be retired.")
    for role in gone:
        assert page.goto(live_server.url + role.get_absolute_url()).status == 200
        note = page.locator("main .note").first
        expect(note).to_contain_text("This role is no longer kept up. Read this one instead: Chat agent.")
    note.get_by_role("link", name="Chat agent").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chat agent")
    expect(page.locator("main")).not_to_contain_text("no longer kept up")


def test_an_earlier_version_comes_back_to_the_public_page(as_editor, page, live_server):
    role = make_full_role(1, title="Chat agent", summary="Old words")
    asha = as_editor("Publisher", "Asha")
    change(asha, role)
    asha.fill("#id_summary", "New words")
    asha.get_by_role("link", name="Duties (1)").click()
    asha.fill("#id_duties-0-text", "New duty")
    asha.get_by_role("button", name="Save", exact=True).click()
    expect(asha.locator(".messagelist")).to_contain_text("changed successfully")
    page.goto(live_server.url + role.get_absolute_url())
    expect(page.locator("main")).to_contain_text("New words")

    change(asha, role)
    asha.get_by_role("link", name="History").click()
    asha.get_by_role("link", name="Go back to this version").first.click()
    expect(asha.locator("#content ins").filter(has_text="Old").first).to_be_visible()
    expect(asha.locator("#content del").filter(has_text="New").first).to_be_visible()
    page.reload()
    expect(page.locator("main")).to_contain_text("New words")  # to look is not to go back
    asha.get_by_role("button", name="Go back to this version").click()
    expect(asha.locator(".editor-history h2").first).to_contain_text("Back to the version of")
    page.reload()
    for old, new in (("Old words", "New words"), ("Duty 1", "New duty")):
        expect(page.locator("main")).to_contain_text(old)
        expect(page.locator("main")).not_to_contain_text(new)


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
