"""The seed command: repeatable, all-or-nothing, and never over an editor's work."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from roles.models import Duty, JobType, Role, SeededRow, Source
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SOURCE = {"model": "roles.source", "fields": {"slug": "press", "title": "Jobs", "publisher": "The Press"}}
LINE = {
    "model": "roles.jobtype",
    "fields": {
        "slug": "voice",
        "title": "Voice",
        "short_title": "Voice",
        "code": "VO",
        "channel": "voice",
        "is_customer_facing": True,
        "in_short": "Calls.",
        "summary": "Work on the telephone",
        "status": "published",
    },
}
ROLE = {
    "model": "roles.role",
    "fields": {
        "slug": "caller",
        "title": "Caller",
        "job_type": ["voice"],
        "level": "entry",
        "summary": "Rings people",
        "calls": "most",
        "minimum_note": "10+2",
        "status": "published",
    },
}
DUTY = {
    "model": "roles.duty",
    "fields": {"role": ["caller"], "position": 1, "text": "Ring people", "sources": [["press"]]},
}


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path


def seed(folder: Path, *rows: dict, name: str = "all.json") -> str:
    if rows:
        (folder / name).write_text(json.dumps(rows), encoding="utf-8")
    out = StringIO()
    call_command("seed", folder=folder, stdout=out)
    return out.getvalue()


def changed(row: dict, **fields) -> dict:
    return row | {"fields": row["fields"] | fields}


def test_loads_in_the_order_rows_depend_on_each_other(folder):
    seed(folder, DUTY, ROLE, LINE, SOURCE)
    duty = Duty.objects.get()
    assert (duty.role.job_type.slug, duty.text) == ("voice", "Ring people")
    assert [source.slug for source in duty.sources.all()] == ["press"]


def test_shows_progress_and_a_result(folder):
    told = seed(folder, SOURCE, LINE, ROLE, DUTY)
    assert "4 of 4" in told
    assert "Seeded: 4 added, 0 updated, 0 kept as edited." in told


def test_twice_changes_nothing(folder, django_assert_max_num_queries):
    seed(folder, SOURCE, LINE, ROLE, DUTY)
    before = snapshot()
    with django_assert_max_num_queries(4):
        assert "0 added, 0 updated, 0 kept" in seed(folder)
    assert snapshot() == before


def test_a_changed_fixture_tops_up(folder):
    seed(folder, SOURCE, LINE, ROLE, DUTY)
    told = seed(folder, SOURCE, LINE, changed(ROLE, summary="Rings many people"), changed(DUTY, sources=[]))
    assert "0 added, 2 updated" in told
    assert Role.objects.get().summary == "Rings many people"
    assert not Duty.objects.get().sources.exists()


@pytest.mark.parametrize("path", ["save", "update", "sources"])
def test_what_an_editor_changed_stays(folder, path):
    seed(folder, SOURCE, LINE, ROLE, DUTY)
    duty = Duty.objects.get()
    if path == "save":
        duty.text = "Ring them"
        duty.save()
    elif path == "update":
        Duty.objects.update(text="Ring them")
    else:
        duty.sources.clear()
    before = snapshot("roles.duty")
    told = seed(folder, SOURCE, LINE, ROLE, changed(DUTY, text="Ring everybody"))
    assert "1 kept as edited" in told
    assert snapshot("roles.duty") == before


def test_what_an_editor_retired_stays_retired(folder):
    seed(folder, SOURCE, LINE, ROLE)
    Role.objects.update(status="retired")
    seed(folder, SOURCE, LINE, changed(ROLE, summary="New"))
    assert (Role.objects.get().status, Role.objects.get().summary) == ("retired", "Rings people")


def test_what_an_editor_removed_does_not_come_back(folder):
    seed(folder, SOURCE, LINE, ROLE, DUTY)
    Duty.objects.all().delete()
    assert "0 added" in seed(folder)
    assert "1 kept as edited" in seed(folder, SOURCE, LINE, ROLE, changed(DUTY, text="Ring everybody"))
    assert not Duty.objects.exists()


def test_a_row_an_editor_made_first_is_kept(folder):
    JobType.objects.create(**changed(LINE, summary="The editor's own")["fields"])
    assert "1 kept as edited" in seed(folder, LINE)
    assert JobType.objects.get().summary == "The editor's own"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (changed(ROLE, job_type=["none"]), ["all.json", "row 3", "caller", "“job_type”", "does not exist"]),
        (changed(ROLE, colour="red"), ["row 3", "“colour”", "no such field"]),
        (changed(ROLE, level="expert"), ["row 3", "“level”", "expert"]),
        (changed(ROLE, checked_on="soon"), ["row 3", "“checked_on”", "soon"]),
        (changed(ROLE, summary=""), ["row 3", "“summary”"]),
        (changed(ROLE, slug="a b"), ["row 3", "“slug”"]),
        (changed(ROLE, checked_on="2026-02-01", review_by="2026-01-01"), ["row 3", "after the date it was checked"]),
        ({"model": "roles.rolle", "fields": {}}, ["all.json", "row 3", "rolle"]),
        ("text", ["all.json", "row 3"]),
    ],
)
def test_a_broken_row_is_named_and_leaves_nothing_behind(folder, row, words):
    with pytest.raises(CommandError) as error:
        seed(folder, SOURCE, LINE, row)
    for word in [*words, "Nothing was loaded"]:
        assert word in str(error.value)
    assert not (Source.objects.exists() or JobType.objects.exists() or SeededRow.objects.exists())


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"{}", b'"text"'])
def test_a_broken_file_is_named(folder, content):
    (folder / "roles.json").write_bytes(content)
    with pytest.raises(CommandError, match=r"roles\.json"):
        seed(folder)


def test_an_empty_folder_is_said(folder):
    with pytest.raises(CommandError, match="no fixture"):
        seed(folder)


def snapshot(*labels: str) -> dict:
    """Every row of the given models (all of this site's own when none is given), many-to-many ids included."""
    chosen = [apps.get_model(label) for label in labels] or list(own_models())
    return {
        model._meta.label: [
            (row, {f.name: sorted(getattr(obj, f.name).values_list("pk", flat=True)) for f in model._meta.many_to_many})
            for obj, row in zip(model.objects.order_by("pk"), model.objects.order_by("pk").values(), strict=True)
        ]
        for model in chosen
    }


def own_models():
    for app in ("roles", "interviews", "salaries"):
        yield from apps.get_app_config(app).get_models()


# The real fixtures.


def test_fixtures_load_twice_and_every_row_is_valid(seeded):
    before = SeededRow.objects.count()
    call_command("seed", stdout=StringIO())
    assert SeededRow.objects.count() == before == sum(len(json.loads(f.read_text())) for f in FIXTURES.glob("*.json"))
    for model in own_models():
        for row in model.objects.all():
            row.full_clean()


def test_fixtures_are_sorted_and_have_natural_keys_only():
    for file in FIXTURES.glob("*.json"):
        rows = json.loads(file.read_text(encoding="utf-8"))
        assert all(set(row) == {"model", "fields"} for row in rows), file.name


def test_the_catalogue_is_whole(seeded):
    assert JobType.objects.published().count() == 6
    assert Role.objects.published().count() == 33
    assert Role.objects.on_every_line().count() == 8
    counts = {t.slug: t.role_count for t in JobType.objects.with_role_count()}
    assert counts == {
        "voice-inbound": 5,
        "voice-outbound": 3,
        "non-voice": 1,
        "back-office": 10,
        "kpo": 3,
        "ites": 3,
    }
    for role in Role.objects.annotate(duty_count=models.Count("duties")):
        assert role.duty_count >= 3, role
        assert role.summary, role
        assert role.minimum_qualification, role
        assert role.minimum_note, role


def test_no_fixture_speaks_of_files_or_tags():
    for file in FIXTURES.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        for trace in (".txt", "_5a7", "[editor]", "editor]", " seed ", "Rs "):
            assert trace not in text, (file.name, trace)


def test_a_public_row_that_is_not_ready_is_refused_in_words(folder):
    with pytest.raises(CommandError, match="needs a minimum qualification"):
        seed(folder, SOURCE, LINE, changed(ROLE, minimum_note=""), DUTY)
    assert not Role.objects.exists()
