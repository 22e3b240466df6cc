"""What an import costs: statements that do not grow with the rows, nothing done twice."""

import pytest

from roles.models import Duty, Role
from roles.resources import GlossaryTermSheet, RoleSheet
from roles.spreadsheets import PartsColumn
from roles.spreadsheets.columns import Lookups
from tests.factories import make_job_type, make_source
from tests.roles.test_spreadsheets import role_row
from tests.sheets import csv_file, imported

pytestmark = pytest.mark.django_db


def test_the_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    make_source(slug="a")
    rows = [
        {"slug": f"t{n}", "term": f"T{n}", "meaning": "M", "section": "pay", "sources": "a", "status": "published"}
        for n in range(400)
    ]
    with django_assert_max_num_queries(60):
        assert len(imported(GlossaryTermSheet, csv_file(*rows)).new) == 400
    with django_assert_max_num_queries(30):
        assert imported(GlossaryTermSheet, csv_file(*rows)).unchanged == 400


def test_the_queries_for_roles_are_those_of_their_batches(django_assert_max_num_queries):
    """Two hundred new roles with their short codes, parts and history take some ninety statements, not one a role."""
    make_job_type(slug="kpo")
    rows = [role_row(slug=f"r{n}", title=f"R{n}", job_type="kpo") | {"duties": "Boil\nPour"} for n in range(200)]
    with django_assert_max_num_queries(120):
        assert len(imported(RoleSheet, csv_file(*rows), write=False).new) == 200
    with django_assert_max_num_queries(120):
        assert len(imported(RoleSheet, csv_file(*rows)).new) == 200
    assert Duty.objects.count() == 400
    assert len(set(Role.objects.values_list("short_code", flat=True))) == 200


def test_a_check_leaves_no_history_and_a_write_one_record_a_row(monkeypatch):
    """History is half the cost of a check, and no rule of it could refuse a row."""
    kept = []
    monkeypatch.setattr("roles.spreadsheets.writing.record", lambda rows, kind: kept.extend(rows))
    make_job_type(slug="kpo")
    row = csv_file(role_row(job_type="kpo") | {"duties": "Boil"})
    imported(RoleSheet, row, write=False)
    assert kept == []
    imported(RoleSheet, row)
    assert [type(one).__name__ for one in kept] == ["Role", "Duty"]


def test_a_cell_with_thousands_of_lines_is_read_once(monkeypatch):
    """Each line was once compared with all before it: 40,000 lines in one cell took minutes."""
    asked = []
    monkeypatch.setattr(PartsColumn, "identity_of", lambda self, line: asked.append(line) or line[0])
    lookups = Lookups()
    RoleSheet().fields["duties"].read("\n".join(f"Duty {n}" for n in range(500)), lookups)
    assert len(asked) == 500
