"""Export and import in the admin: who may, what the pages say, and that a confirmation writes what was shown."""

import csv
import io
import os
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roles.models import GlossaryTerm, Role, Status
from roles.resources import GlossaryTermSheet, RoleSheet
from roles.spreadsheets import read_table, waiting
from tests.factories import make_editor, make_full_role, make_job_type, make_role, make_source, make_term
from tests.sheets import csv_file, edited, exported, xlsx_file

pytestmark = pytest.mark.django_db

MODELS = ["roles_role", "roles_glossaryterm", "interviews_question", "salaries_payfigure"]
TERMS = "/admin/roles/glossaryterm/import/"
NEW_TERM = {"slug": "aht", "term": "AHT", "meaning": "Average handle time", "section": "numbers"}


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def publisher(client):
    client.force_login(make_editor("Publisher", username="asha"))
    return client


def upload(client, data: bytes, name: str = "terms.csv", address: str = TERMS):
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def paper_of(page) -> str:
    return re.search(r'name="paper"\s+value="([^"]+)"', page.content.decode())[1]


def files_waiting(folder) -> list:
    return list((folder / "imports").iterdir()) if (folder / "imports").exists() else []


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


# Who may.


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("group", "exports", "imports"),
    [("Writer", 200, 403), ("Publisher", 200, 200), ("Auditor", 200, 403), ("", 403, 403)],
)
def test_rights_by_group(client, model, group, exports, imports):
    client.force_login(make_editor(group))
    for kind in ("csv", "xlsx"):
        assert client.get(reverse(f"admin:{model}_export", args=[kind])).status_code == exports
    address = reverse(f"admin:{model}_import")
    assert client.get(address).status_code == imports
    assert upload(client, csv_file(NEW_TERM), address=address).status_code == imports
    assert client.post(address, {"paper": "x", "confirm": "1"}).status_code == imports
    listing = client.get(reverse(f"admin:{model}_changelist"))
    if exports == 200:
        assert (address in listing.content.decode()) == (imports == 200)


def test_a_reader_is_asked_to_log_in(client):
    for address in (TERMS, "/admin/roles/role/export/csv/"):
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_a_writer_cannot_confirm_what_a_publisher_checked(client, publisher):
    paper = paper_of(upload(publisher, csv_file(NEW_TERM)))
    client.force_login(make_editor("Writer"))
    assert client.post(TERMS, {"paper": paper, "confirm": "1"}).status_code == 403
    client.force_login(make_editor("Publisher"))
    page = client.post(TERMS, {"paper": paper, "confirm": "1"})
    assert "The checked file is no longer here" in text_of(page)
    assert not GlossaryTerm.objects.exists()


# Export.


def test_export_follows_the_filters_and_the_search_of_the_list(publisher):
    for n in range(120):
        make_term(term=f"Word {n}", section="pay" if n % 2 else "law")
    page = publisher.get("/admin/roles/glossaryterm/?section__exact=pay&q=word")
    address = re.search(r'href="([^"]*/export/csv/[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    response = publisher.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="glossaryterm-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 60
    assert {row["section"] for row in rows} == {"pay"}
    assert publisher.get("/admin/roles/glossaryterm/export/csv/?nonsense=1").status_code == 302
    assert publisher.get("/admin/roles/glossaryterm/export/pdf/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_selected_rows_are_exported(publisher, kind):
    chosen, _other = make_full_role(1), make_role()
    data = {"action": f"export_{kind}", "_selected_action": [chosen.pk]}
    response = publisher.post("/admin/roles/role/", data)
    table = read_table(f"x.{kind}", response.content)
    assert table["slug"] == [chosen.slug]


def test_an_auditor_exports_a_selection(client):
    client.force_login(make_editor("Auditor"))
    term = make_term()
    response = client.post("/admin/roles/glossaryterm/", {"action": "export_csv", "_selected_action": [term.pk]})
    assert term.slug.encode() in response.content


def test_a_cell_too_long_for_excel_is_told_on_the_list(publisher):
    make_term(meaning="x" * 40_000)
    page = publisher.get("/admin/roles/glossaryterm/export/xlsx/", follow=True)
    assert "Export as CSV instead." in text_of(page)
    assert publisher.get("/admin/roles/glossaryterm/export/csv/").status_code == 200


# Import, step by step.


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_checked_then_imported(publisher, var_dir, kind):
    make_term(slug="old", term="Old", meaning="Before")
    same = make_term(slug="same", term="Same", meaning="M")
    head = ["slug", "term", "meaning", "section"]
    rows = [["old", "Old", "After", "floor"], ["same", "Same", "M", same.section], ["aht", "AHT", "Time", "numbers"]]
    data = xlsx_file(head, *rows) if kind == "xlsx" else csv_file(*(dict(zip(head, row, strict=True)) for row in rows))
    page = upload(publisher, data, f"my terms.{kind}")
    text = text_of(page)
    assert "1 changed 1 new 1 unchanged" in text
    assert "Row 2: Old old" in text
    assert "meaning Before After" in text
    assert "Row 4: AHT aht" in text
    assert "Row 3" not in text
    assert GlossaryTerm.objects.get(slug="old").meaning == "Before"
    assert len(files_waiting(var_dir)) == 1
    response = publisher.post(TERMS, {"paper": paper_of(page), "confirm": "1"}, follow=True)
    assert f"Imported my terms.{kind}: 1 new row, 1 changed row." in text_of(response)
    assert GlossaryTerm.objects.get(slug="old").meaning == "After"
    assert GlossaryTerm.objects.get(slug="aht").status == Status.DRAFT
    entry = GlossaryTerm.objects.get(slug="old").history.first()
    assert (entry.history_user.username, entry.history_change_reason) == ("asha", f"Imported from my terms.{kind}")
    assert files_waiting(var_dir) == []


def test_no_is_an_answer(publisher, var_dir):
    page = upload(publisher, csv_file(NEW_TERM))
    response = publisher.post(TERMS, {"paper": paper_of(page), "cancel": "1"}, follow=True)
    assert "Nothing was imported." in text_of(response)
    assert (GlossaryTerm.objects.count(), files_waiting(var_dir)) == (0, [])


def test_mistakes_are_listed_and_nothing_waits(publisher, var_dir):
    page = upload(publisher, csv_file(NEW_TERM | {"section": "<b>x"}))
    text = page.content.decode()
    assert "Row 2, column “section”: there is no section “&lt;b&gt;x”." in text
    assert 'name="paper"' not in text
    assert files_waiting(var_dir) == []


def test_a_file_like_the_site_has_nothing_to_confirm(publisher, var_dir):
    make_term()
    page = upload(publisher, exported(GlossaryTermSheet))
    assert "Nothing to import: the row is on the site as it is in the file." in text_of(page)
    assert 'name="paper"' not in page.content.decode()
    assert files_waiting(var_dir) == []


def test_what_changed_since_the_check_is_shown_again_and_not_written(publisher, var_dir):
    role = make_full_role(1, slug="caller", summary="Old")
    data = edited(exported(RoleSheet), "caller", summary="From the file")
    address = "/admin/roles/role/import/"
    page = upload(publisher, data, "roles.csv", address)
    role.summary = "Somebody else’s"
    role.save()
    page = publisher.post(address, {"paper": paper_of(page), "confirm": "1"})
    text = text_of(page)
    assert "The site has changed since you checked the file, so nothing was imported." in text
    assert "Somebody else’s From the file" in text
    assert Role.objects.get(pk=role.pk).summary == "Somebody else’s"
    response = publisher.post(address, {"paper": paper_of(page), "confirm": "1"})
    assert response.status_code == 302
    assert Role.objects.get(pk=role.pk).summary == "From the file"
    assert files_waiting(var_dir) == []


def test_a_part_changed_since_the_check_counts_too(publisher):
    role = make_full_role(1, slug="caller")
    data = edited(exported(RoleSheet), "caller", duties="Duty 2")
    page = upload(publisher, data, "roles.csv", "/admin/roles/role/import/")
    role.duties.create(text="Added by somebody else", position=2)
    page = publisher.post("/admin/roles/role/import/", {"paper": paper_of(page), "confirm": "1"})
    assert "Added by somebody else" in text_of(page)
    assert role.duties.count() == 2


@pytest.mark.parametrize("paper", ["", "x", "../../etc/passwd", "é"])
def test_a_forged_paper_is_refused(publisher, paper):
    page = publisher.post(TERMS, {"paper": paper, "confirm": "1"})
    assert page.status_code == 200
    assert "The checked file is no longer here. Choose it again." in text_of(page)


def test_a_paper_altered_or_of_another_list_is_refused(publisher, var_dir):
    paper = paper_of(upload(publisher, csv_file(NEW_TERM)))
    for other in (paper[:-1] + ("A" if paper[-1] != "A" else "B"), paper.swapcase()):
        assert "no longer here" in text_of(publisher.post(TERMS, {"paper": other, "confirm": "1"}))
    assert "no longer here" in text_of(publisher.post("/admin/roles/role/import/", {"paper": paper, "confirm": "1"}))
    files_waiting(var_dir)[0].write_bytes(csv_file(NEW_TERM | {"meaning": "Swapped"}))
    assert "no longer here" in text_of(publisher.post(TERMS, {"paper": paper, "confirm": "1"}))
    assert not GlossaryTerm.objects.exists()


def test_an_import_is_confirmed_once(publisher):
    paper = paper_of(upload(publisher, csv_file(NEW_TERM)))
    assert publisher.post(TERMS, {"paper": paper, "confirm": "1"}).status_code == 302
    assert "no longer here" in text_of(publisher.post(TERMS, {"paper": paper, "confirm": "1"}))


def test_files_that_nobody_came_back_for_go_after_an_hour(publisher, var_dir, monkeypatch):
    upload(publisher, csv_file(NEW_TERM))
    old = files_waiting(var_dir)[0]
    past = time.time() - waiting.SECONDS - 1
    os.utime(old, (past, past))
    (var_dir / "imports" / "readme").write_text("not ours")
    upload(publisher, csv_file(NEW_TERM | {"meaning": "Other"}))
    left = files_waiting(var_dir)
    assert old not in left
    assert len(left) == 2


def test_the_session_carries_no_file(publisher):
    publisher.get(TERMS)
    before = dict(publisher.session)
    upload(publisher, csv_file(NEW_TERM))
    assert dict(publisher.session) == before


REFUSED = {
    "no file": (None, "", "This field is required."),
    "empty": (b"", "x.csv", "The submitted file is empty."),
    "another kind": (b"%PDF", "x.pdf", "neither a .csv nor an .xlsx"),
    "utf-16": ("a,b".encode("utf-16"), "x.csv", "UTF-16"),
    "broken": (b"PK\x03\x04broken", "x.xlsx", "damaged"),
    "too many rows": (
        b"slug\n" + b"a\n" * 5_001,
        "many terms.csv",
        "more than 5,000 rows. A file of this size is imported from the command line:"
        " python manage.py import_sheet roles.glossaryterm many terms.csv",
    ),
    "too large": (b"x" * 20_000_001, "x.csv", "larger than 20 MB. A file of this size is imported from the command"),
}


@pytest.mark.parametrize(("data", "name", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_taken_is_told_on_the_form(publisher, data, name, words):
    page = publisher.post(TERMS, {"file": SimpleUploadedFile(name, data)} if name else {})
    assert page.status_code == 200
    assert words in text_of(page)
    assert 'type="file"' in page.content.decode()


def test_more_lines_of_parts_than_a_request_can_take_are_told_with_the_command(publisher):
    """5,000 rows may hold 150,000 duties and skills, each of them a row of the database."""
    duties = "\n".join(f"Duty {n}" for n in range(8_001))
    page = upload(
        publisher,
        csv_file(*({"slug": f"r{n}", "Duties": duties} for n in range(5))),
        "roles.csv",
        "/admin/roles/role/import/",
    )
    assert "The file has 40,005 lines of parts (duties, skills, codes …), and more than 40,000 take" in text_of(page)
    assert "python manage.py import_sheet roles.role roles.csv" in text_of(page)
    assert "up to 40,000 lines in all" in text_of(page)
    assert "lines in all" not in text_of(publisher.get(TERMS))


def test_as_many_plain_roles_as_rows_are_checked(publisher):
    make_job_type(slug="kpo")
    plain = {"job type": "kpo", "level": "entry", "summary": "S", "shift": "day", "calls": "none", "status": "draft"}
    rows = [plain | {"slug": f"r{n}", "title": f"Role {n}", "duties": "One\nTwo"} for n in range(5_000)]
    page = upload(publisher, csv_file(*rows), "roles.csv", "/admin/roles/role/import/")
    assert paper_of(page)
    assert "5000 new" in text_of(page) or "5,000 new" in text_of(page)


def test_the_page_explains_every_column(publisher):
    text = text_of(publisher.get("/admin/roles/role/import/"))
    for words in ("slug needed", "One of: entry, mid, senior.", "One a line: need | skill | text [source, source]."):
        assert words in text


def test_odd_names_of_files_do_no_harm(publisher):
    make_source()
    name = "नए शब्द\u202e" + "x" * 300 + ".csv"
    page = upload(publisher, csv_file(NEW_TERM), name)
    assert publisher.post(TERMS, {"paper": paper_of(page), "confirm": "1"}).status_code == 302
    assert len(GlossaryTerm.objects.get().history.get().history_change_reason) < 200


def test_an_imported_change_is_on_the_public_page_at_once(publisher, client, page_cache, transactional_db):
    client.force_login(make_editor("Publisher"))
    make_term(slug="aht", term="AHT", meaning="Old meaning of it")
    assert "Old meaning of it" in client.get("/glossary/").content.decode()
    paper = paper_of(upload(client, csv_file({"slug": "aht", "meaning": "New meaning of it"})))
    client.post(TERMS, {"paper": paper, "confirm": "1"})
    assert "New meaning of it" in client.get("/glossary/").content.decode()
