"""The command that imports sheets of any size."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roles.models import GlossaryTerm, Role
from roles.resources import RoleSheet
from tests.factories import make_editor, make_full_role
from tests.sheets import csv_file, edited, exported

pytestmark = pytest.mark.django_db

TERM = {"term": "T", "meaning": "M", "section": "pay"}


def run(*args, **options) -> str:
    out = StringIO()
    call_command("import_sheet", *map(str, args), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_bytes(csv_file(*(TERM | {"slug": f"t{n}", "term": f"T{n}"} for n in range(5_200))))
    return path


def test_more_rows_than_a_page_takes_are_imported_with_progress_and_twice(file):
    make_editor(username="asha")
    told = run("roles.glossaryterm", file, author="asha")
    assert "terms.csv: 5200 rows" in told
    assert "5000 rows read" in told
    assert "Imported: 5200 new, 0 changed, 0 unchanged" in told
    assert GlossaryTerm.objects.count() == 5_200
    entry = GlossaryTerm.objects.first().history.get()
    assert (entry.history_user.username, entry.history_change_reason) == ("asha", "Imported from terms.csv")
    assert "Imported: 0 new, 0 changed, 5200 unchanged" in run("roles.glossaryterm", file)


def test_a_dry_run_tells_what_would_change_and_writes_nothing(tmp_path):
    role = make_full_role(1)
    path = tmp_path / "roles.csv"
    path.write_bytes(edited(exported(RoleSheet), role.slug, summary="New"))
    told = run("Roles.Role", path, dry_run=True)
    assert f"{role.slug}: summary" in told
    assert "Would import: 0 new, 1 changed" in told
    assert not Role.objects.filter(summary="New").exists()


def test_all_or_nothing(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_bytes(csv_file(TERM | {"slug": "a"}, TERM | {"slug": "b", "term": "B", "section": "x"}))
    with pytest.raises(CommandError, match="Nothing was imported"):
        run("roles.glossaryterm", path)
    assert not GlossaryTerm.objects.exists()


def test_what_cannot_be_done_is_told(tmp_path, file):
    with pytest.raises(CommandError, match=r"no sheet of “roles.duty”. Known ones: interviews.question, roles.gl"):
        run("roles.duty", file)
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        run("roles.role", file, author="nobody")
    with pytest.raises(CommandError, match=r"Cannot read .*: No such file"):
        run("roles.role", tmp_path / "missing.csv")
    (tmp_path / "x.xlsx").write_bytes(b"PK broken")
    with pytest.raises(CommandError, match="damaged"):
        run("roles.role", tmp_path / "x.xlsx")
