"""The pictures of the editors' handbook. Run it as script/handbook-shots.

One function a picture, marked with @shot: it gets a page that is logged in, goes where the picture is, and may return
the part to be shown (a locator); the file has the function's name. A new picture is a new function.
"""

import datetime
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "handbook"
PASSWORD = "a pass phrase for pictures"
WIDTH, HEIGHT = 1100, 760
SHOTS: dict[str, tuple[Callable[[Page], Locator | None], str]] = {}


def shot(editor: str | None = "asha"):
    """Marks a picture, seen by `editor` (of `people()`), or by somebody not logged in (None)."""

    def mark(function):
        SHOTS[function.__name__.replace("_", "-")] = (function, editor or "")
        return function

    return mark


@shot(editor=None)
def login(page: Page):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("asha")


@shot()
def desk(page: Page):
    page.goto("/admin/")
    return page.locator(".desk")


@shot()
def role(page: Page):
    page.goto("/admin/roles/role/?q=telecaller")
    open_first(page)


@shot()
def source(page: Page):
    page.goto("/admin/roles/source/?q=naukri")
    open_first(page)


@shot()
def history(page: Page):
    role(page)
    page.get_by_role("link", name="History").click()


def reports(page: Page):
    page.goto("/admin/roles/readerreport/?status__exact=open")


@shot()
def report(page: Page):
    reports(page)
    open_first(page)


@shot()
def settle(page: Page):
    report(page)
    page.get_by_role("button", name="Settle, with a note").click()
    page.get_by_label("Note").fill("Patiala Jobs has taken the page down. Figure retired, a newer one is in review.")


@shot()
def conflict(page: Page):
    role(page)
    other = page.context.browser.new_context(base_url=page.url.split("/admin/")[0]).new_page()
    log_in(other, "ravi")
    other.goto(page.url)
    other.get_by_label("Summary").fill("Rings people from a list and tells them about a product or a payment.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.wait_for_url("**/admin/roles/role/**")
    other.context.close()
    page.get_by_label("Summary").fill("Rings people to sell, to fix an appointment or to remind of a payment.")
    page.get_by_role("button", name="Save", exact=True).click()
    return page.locator(".editor-clash")


@shot()
def import_sheet(page: Page):
    page.goto("/admin/roles/role/?q=telecaller")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as Excel").click()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roles.xlsx"
        download.value.save_as(path)
        book = openpyxl.load_workbook(path)
        columns = {cell.value: cell.column for cell in book.active[1]}
        book.active.cell(2, columns["summary"]).value = "Rings people from a list and reminds them of a payment."
        book.save(path)
        page.get_by_role("link", name="Import", exact=True).click()
        page.get_by_label("Sheet").set_input_files(path)
        page.get_by_role("button", name="Check the file").click()
        page.locator(".sheet-row").wait_for()


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def open_first(page: Page) -> None:
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")


def people() -> None:
    """Editors to log in as. Asha may do everything that the pictures show."""
    from django.contrib.auth.models import User

    User.objects.create_superuser("asha", password=PASSWORD, first_name="Asha")
    User.objects.create_superuser("ravi", password=PASSWORD, first_name="Ravi")


def happenings() -> None:
    """An ordinary morning: something waits in most places of the desk."""
    from django.contrib.admin.models import CHANGE, LogEntry
    from django.contrib.auth.models import User
    from django.utils import timezone

    from roles.models import Faq, GlossaryTerm, ReaderReport, Role, Source, Status, act

    today = timezone.localdate()
    telecaller = Role.objects.get(slug="telecaller")
    ReaderReport.objects.receive(
        page=telecaller.get_absolute_url(),
        title=telecaller.title,
        role=telecaller,
        kind="pay",
        text="In Indore it is ₹14,000 now, not ₹12,500. I joined last month.",
        link="https://example.org/telecaller-indore",
    )
    ReaderReport.objects.receive(
        page="/salaries/telecaller/",
        title="Pay: Telecaller",
        role=telecaller,
        kind="link",
        text="The page of Patiala Jobs does not open any more.",
        link="",
    )
    overdue = {"checked_on": today - datetime.timedelta(days=200), "review_by": today - datetime.timedelta(days=12)}
    Role.objects.filter(slug__in=["bookkeeper", "team-leader"]).update(**overdue)
    Faq.objects.filter(pk=Faq.objects.first().pk).update(status=Status.IN_REVIEW)
    GlossaryTerm.objects.filter(pk=GlossaryTerm.objects.first().pk).update(status=Status.DRAFT)
    gone = Source.objects.with_address().first()
    Source.objects.filter(pk=gone.pk).update(
        address_state="dead", address_checked=gone.address, address_checked_on=today, address_finding="404 Not Found"
    )
    asha = User.objects.get(username="asha")
    with act(user=asha):
        telecaller.summary = telecaller.summary.replace("people", "many people")
        telecaller.shift_note = "Mostly day. Evenings where people are rung after work."
        telecaller.save()
        telecaller.duties.create(text="Note the answer of each call", position=90)
    LogEntry.objects.log_actions(asha.pk, [telecaller], CHANGE, "Changed summary.", single_object=True)


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("seed", stdout=StringIO())
    people()
    happenings()


def make_small(path: Path) -> None:
    """Sixty-four colours are enough for a page of text, and a quarter of the bytes."""
    Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int) -> None:
    for _try in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("Stopped: the site did not start.")


def take(names: list[str], site: str) -> None:
    executable = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], **executable)
        for name in names:
            function, editor = SHOTS[name]
            context = browser.new_context(
                base_url=site, viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="en-IN"
            )
            page = context.new_page()
            if editor:
                log_in(page, editor)
            part = function(page)
            page.wait_for_load_state("networkidle")
            (part or page).screenshot(path=FOLDER / f"{name}.png")
            make_small(FOLDER / f"{name}.png")
            print(f"docs/handbook/{name}.png")
            context.close()
        browser.close()


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in SHOTS]
    if unknown:
        sys.exit(f"Stopped: there is no picture {', '.join(unknown)}. Known: {', '.join(SHOTS)}.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "bpo_portal.settings",
        }
        sys.path.insert(0, str(ROOT))
        prepare()
        port = free_port()
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            take(names or list(SHOTS), f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main(sys.argv[1:])
