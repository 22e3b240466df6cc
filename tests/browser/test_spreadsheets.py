"""A Publisher exports roles, edits the workbook, sees what would change, and confirms: in the real admin."""

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from roles.models import Role
from tests.factories import make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(quiet, site, settings, tmp_path) -> Page:
    """The admin, logged in as a Publisher. Its pages name no icon, so the browser asks for one that is not there."""
    quiet.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    settings.VAR_DIR = tmp_path
    make_editor("Publisher", username="asha", password="a long pass phrase")
    quiet.goto(f"{site}/admin/login/?next=/admin/roles/role/")
    quiet.get_by_label("Username").fill("asha")
    quiet.get_by_label("Password").fill("a long pass phrase")
    quiet.get_by_role("button", name="Log in").click()
    return quiet


def clean(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    own = [one for one in found if any(".sheet" in str(node["target"]) for node in one["nodes"])]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in own] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_a_workbook_goes_out_is_edited_and_comes_back(desk, tmp_path, width, scheme):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Export as Excel").click()
    path = tmp_path / "roles.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    columns = {cell.value: cell.column for cell in book.active[1]}
    row = next(row[0].row for row in book.active.iter_rows() if row[0].value == "telecaller")
    book.active.cell(row, columns["summary"]).value = "Rings people who may want to buy"
    duties = book.active.cell(row, columns["duties"])
    duties.value += "\nSay a friendly goodbye"
    book.save(path)

    desk.get_by_role("link", name="Import", exact=True).click()
    expect(desk.get_by_role("heading", name="Import roles")).to_be_visible()
    clean(desk)
    desk.get_by_label("Sheet").set_input_files(path)
    desk.get_by_role("button", name="Check the file").click()

    expect(desk.get_by_text("roles.xlsx")).to_be_visible()
    expect(desk.locator(".sheet-row")).to_have_count(1)
    expect(desk.locator(".sheet-row h3")).to_contain_text("Telecaller")
    expect(desk.locator("ins")).to_have_text(["Rings people who may want to buy", "Say a friendly goodbye"])
    clean(desk)
    assert not Role.objects.filter(summary="Rings people who may want to buy").exists()

    desk.get_by_role("button", name="Import 1 row").click()
    expect(desk.get_by_text("Imported roles.xlsx: 1 changed row.")).to_be_visible()
    role = Role.objects.get(slug="telecaller")
    assert role.summary == "Rings people who may want to buy"
    assert role.duties.last().text == "Say a friendly goodbye"
    assert role.history.first().history_user.username == "asha"


def test_mistakes_stand_where_the_person_is_looking(desk, tmp_path):
    path = tmp_path / "roles.csv"
    path.write_text("slug,minimum qualification\ntelecaller,12th\n", encoding="utf-8")
    desk.get_by_role("link", name="Import", exact=True).click()
    desk.get_by_label("Sheet").set_input_files(path)
    desk.get_by_role("button", name="Check the file").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was imported: 1 mistake was found.")
    expect(desk.locator(".sheet-mistakes li")).to_contain_text("Row 2, column “minimum qualification”")
    clean(desk)
    desk.get_by_role("link", name="Choose a file").click()
    expect(desk.get_by_role("button", name="Check the file")).to_be_visible()
