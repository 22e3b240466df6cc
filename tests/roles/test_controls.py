"""Control characters reach no text that editors write, whichever way they come."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from roles.controls import refuse_controls, without_controls
from roles.models import GlossaryTerm, Role, Status
from roles.resources import RoleSheet
from tests.factories import make_job_type, make_term
from tests.forms import form_data
from tests.sheets import csv_file, imported, xlsx_file

FINE = "tab\tline\r\nनमस्ते क्\u200dष \u200c \u200e 😀 é\u0301"


@pytest.mark.parametrize(
    "sign", [chr(n) for n in (*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
def test_each_control_character_is_refused_by_place_and_left_out(sign):
    with pytest.raises(ValidationError) as error:
        refuse_controls(f"Answers calls{sign} all day")
    assert error.value.messages == [
        f"There is a hidden control character (U+{ord(sign):04X}) after “Answers calls”."
        " Delete it, or type that part again."
    ]
    assert without_controls(f"a{sign}b") == "ab"


def test_tabs_line_ends_and_every_script_are_fine():
    refuse_controls(FINE)
    assert without_controls(FINE) == FINE


def test_every_text_of_the_content_is_checked():
    for app in ("roles", "interviews", "salaries"):
        texts = [
            field
            for model in apps.get_app_config(app).get_models()
            for field in model._meta.local_fields
            if isinstance(field, (models.CharField, models.TextField))
        ]
        assert len(texts) > 20
        assert all(field.validators.count(refuse_controls) == 1 for field in texts)


@pytest.mark.django_db
def test_a_form_says_where_it_stands_and_stores_nothing(client):
    client.force_login(User.objects.create_superuser("editor"))
    term = make_term(meaning="Plain", status=Status.DRAFT)
    address = reverse("admin:roles_glossaryterm_change", args=[term.pk])
    answer = client.post(address, form_data(client.get(address)) | {"meaning": "Time a\x0bcall takes"})
    assert answer.status_code == 200
    assert "There is a hidden control character (U+000B) after “Time a”." in answer.content.decode()
    assert GlossaryTerm.objects.get().meaning == "Plain"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("column", "cell"), [("summary", "Makes\x07 tea"), ("duties", "Boil\x07 water")])
def test_a_sheet_says_where_it_stands_and_writes_nothing(kind, column, cell):
    make_job_type(slug="kpo")
    row = {"slug": "tea-maker", "title": "Tea maker", "level": "entry", "summary": "Makes tea", "calls": "none"}
    row |= {"job type": "kpo", column: cell}
    # Excel writes such a sign by its number.
    data = csv_file(row) if kind == "csv" else xlsx_file([*row], [t.replace("\x07", "_x0007_") for t in row.values()])
    report = imported(RoleSheet, data, kind)
    [mistake] = map(str, report.mistakes)
    assert mistake.startswith(f"Row 2, column “{column}”")
    assert "There is a hidden control character (U+00" in mistake
    assert not Role.objects.exists()
