"""Sheets of roles and terms: exact both ways, told in words, all or nothing, by the rules of the forms."""

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpo_portal import content_stamp
from interviews.models import Question, RolePointer, Stage
from roles.controls import without_controls
from roles.models import CareerMove, Duty, GlossaryTerm, Role, RoleSkill, SlugRecord, Source, Status
from roles.resources import GlossaryTermSheet, RoleSheet
from roles.spreadsheets import sheets
from salaries.models import PayFigure
from tests.factories import make_full_role, make_job_type, make_qualification, make_role, make_source, make_term
from tests.roles.test_cells import NASTY
from tests.sheets import csv_file, edited, exported, imported, xlsx_file

pytestmark = pytest.mark.django_db


def make_draft(**kwargs) -> Role:
    return make_role(**{"status": Status.DRAFT} | kwargs)


def told(report) -> list[str]:
    return [str(mistake) for mistake in report.mistakes]


def role_row(**cells) -> dict:
    needed = {"slug": "tea-maker", "title": "Tea maker", "level": "entry", "summary": "Makes tea", "calls": "none"}
    return needed | {name.replace("_", " "): text for name, text in cells.items()}


def digest_of_everything() -> str:
    out = io.StringIO()
    call_command("dumpdata", "roles", "interviews", "salaries", "--natural-primary", "--natural-foreign", stdout=out)
    return out.getvalue()


# Export → import = no change.


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_whole_catalogue_comes_back_unchanged(seeded, kind):
    before = digest_of_everything()
    for sheet in sheets().values():
        report = imported(sheet, exported(sheet, kind), kind)
        assert report.unchanged == sheet._meta.model.objects.count() > 30
        assert (report.rows, told(report)) == ([], [])
    assert digest_of_everything() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_lost_catalogue_is_put_back_by_its_export(seeded, kind):
    """Every part with its sources, moves and replacements between rows that are all new."""
    Role.objects.filter(slug="telecaller").update(replaced_by=Role.objects.get(slug="team-leader"))
    roles, terms = exported(RoleSheet, "csv"), exported(GlossaryTermSheet, "csv")
    files = exported(RoleSheet, kind), exported(GlossaryTermSheet, kind)
    parts = {model: model.objects.count() for model in (Duty, RoleSkill, Source)}
    Question.objects.update(status=Status.DRAFT)
    PayFigure.objects.update(status=Status.DRAFT)
    for model in (Stage, Question, PayFigure, RolePointer, CareerMove):
        model.objects.all().delete()
    Role.objects.update(status=Status.DRAFT, replaced_by=None)
    GlossaryTerm.objects.update(status=Status.DRAFT)
    for model in (Role, GlossaryTerm):
        model.objects.all().delete()
        SlugRecord.objects.for_model(model).delete()
    for sheet, file in zip((RoleSheet, GlossaryTermSheet), files, strict=True):
        report = imported(sheet, file, kind)
        assert told(report) == []
        assert report.is_written
    assert (exported(RoleSheet, "csv"), exported(GlossaryTermSheet, "csv")) == (roles, terms)
    assert {model: model.objects.count() for model in parts} == parts
    assert SlugRecord.objects.for_model(Role).count() == Role.objects.count()


@given(texts=st.lists(NASTY.map(without_controls).filter(str.strip), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back(texts):
    meaning, hindi, duty, note = texts
    term = make_term(meaning=meaning, hindi=hindi[:200])
    role = make_draft(summary=meaning, example=note)
    role.duties.create(text=duty[:300]).sources.add(make_source())
    role.duties.create(text=f"{duty[:250]} {role.pk}", position=7)
    out = role.moves.create(direction="out", destination=note[:120], takes=hindi[:200])
    role.codes.create(scheme="nsqf", code=note[:60], title=meaning[:200], nsqf_level=4, note=duty[:300], year=" 2015")
    try:
        for kind in ("csv", "xlsx"):
            for sheet in (RoleSheet, GlossaryTermSheet):
                report = imported(sheet, exported(sheet, kind), kind)
                assert (report.rows, told(report)) == ([], [])
        # and is put back when it is taken away
        data = exported(RoleSheet, "xlsx")
        role.duties.all().delete()
        role.codes.all().delete()
        out.delete()
        assert told(imported(RoleSheet, data, "xlsx")) == []
        assert exported(RoleSheet, "csv") == exported(RoleSheet, "csv")
        assert imported(RoleSheet, data, "xlsx").rows == []
    finally:
        for row in (role, term):
            type(row).objects.filter(pk=row.pk).update(status="draft")
            row.refresh_from_db()
            row.delete()


def test_columns_are_named_as_editors_know_them():
    make_full_role(1)
    rows = list(csv.reader(io.StringIO(exported(RoleSheet).decode("utf-8-sig"), newline="")))
    assert {"slug", "job type", "also done in", "minimum qualification", "also called", "duties", "skills"} <= set(
        rows[0]
    )


def test_a_part_is_a_line_with_its_sources():
    role = make_draft(slug="caller")
    duty = role.duties.create(text="Ring | write [first]", position=1)
    duty.sources.add(make_source(slug="b"), make_source(slug="a"))
    role.duties.create(text="Note it", position=2)
    row = next(csv.DictReader(io.StringIO(exported(RoleSheet).decode("utf-8-sig"), newline="")))
    assert row["duties"] == "Ring \\| write \\[first\\] [a, b]\nNote it"


# What an import does.


def test_only_changed_rows_are_told_with_before_and_after(seeded):
    data = edited(exported(RoleSheet), "telecaller", summary="Rings people", level="Mid level")
    report = imported(RoleSheet, data, write=False)
    assert [(row.key, row.is_new) for row in report.rows] == [("telecaller", False)]
    before = Role.objects.get(slug="telecaller")
    assert [(c.column, c.before, c.after) for c in report.rows[0].changes] == [
        ("level", before.level, "mid"),
        ("summary", before.summary, "Rings people"),
    ]
    assert report.unchanged == Role.objects.count() - 1
    assert before.summary != "Rings people"


@pytest.mark.django_db(transaction=True)
def test_a_check_writes_nothing_and_is_seen_by_no_cache():
    role = make_draft(summary="Old")
    data = edited(exported(RoleSheet), role.slug, summary="New")
    stamp = content_stamp.current()
    imported(RoleSheet, data, write=False)
    assert (Role.objects.get().summary, content_stamp.current()) == ("Old", stamp)
    imported(RoleSheet, data)
    assert Role.objects.get().summary == "New"
    assert content_stamp.current() > stamp


def test_rows_and_columns_that_are_not_in_the_file_stay():
    make_draft(slug="one", summary="One", example="Case")
    make_draft(slug="two", summary="Two")
    assert imported(RoleSheet, csv_file({"Slug": "one", "SUMMARY ": "Changed"})).is_written
    assert dict(Role.objects.values_list("slug", "summary")) == {"one": "Changed", "two": "Two"}
    assert Role.objects.get(slug="one").example == "Case"


def test_an_empty_cell_empties_the_field():
    make_draft(slug="one", example="Case")
    assert imported(RoleSheet, csv_file({"slug": "one", "example": ""})).is_written
    assert Role.objects.get().example == ""


def test_parts_change_in_place_and_keep_their_ids():
    role = make_full_role(3)
    ids = dict(role.duties.values_list("text", "pk"))
    role.duties.filter(text="Duty 3").update(position=30)
    lines = "Duty 3\nDuty 1 [new-source]\nBrand new"
    source = make_source(slug="new-source")
    assert imported(RoleSheet, csv_file({"slug": role.slug, "duties": lines})).is_written
    assert [(duty.text, duty.position) for duty in role.duties.all()] == [
        ("Duty 3", 1),
        ("Duty 1", 2),
        ("Brand new", 30),
    ]
    assert {text: pk for text, pk in role.duties.values_list("text", "pk") if text in ids} == {
        text: ids[text] for text in ("Duty 3", "Duty 1")
    }
    assert list(role.duties.get(text="Duty 1").sources.all()) == [source]
    assert not role.duties.get(text="Duty 3").sources.exists()


def test_positions_that_editors_chose_stay_while_the_list_does():
    role = make_draft()
    for n, position in enumerate((10, 20, 30)):
        role.duties.create(text=f"Duty {n}", position=position)
    data = exported(RoleSheet)
    assert imported(RoleSheet, data).rows == []
    imported(RoleSheet, csv_file({"slug": role.slug, "duties": "Duty 2\nDuty 0\nDuty 1\nDuty 3"}))
    assert list(role.duties.values_list("text", "position")) == [
        ("Duty 2", 10),
        ("Duty 0", 20),
        ("Duty 1", 30),
        ("Duty 3", 31),
    ]


def test_new_rows_may_refer_to_each_other():
    line = make_job_type(slug="kpo")
    rows = [
        role_row(slug="a", title="A", job_type="kpo", moves="up | b | a year", replaced_by=""),
        role_row(slug="b", title="B", job_type="kpo", moves="out | banking", replaced_by="a"),
    ]
    report = imported(RoleSheet, csv_file(*rows))
    assert told(report) == []
    a, b = Role.objects.order_by("slug")
    assert (a.job_type, b.replaced_by, a.moves.get().to_role, b.moves.get().destination) == (line, a, b, "banking")
    assert a.status == Status.DRAFT


def test_a_role_leaves_history_with_author_and_file():
    user = User.objects.create_user("asha")
    role = make_full_role(2)
    lines = "Duty 1\nDuty 9"
    data = csv_file({"slug": role.slug, "summary": "New", "duties": lines})
    imported(RoleSheet, data, author=user, file="roles.xlsx")
    entries = [role.history.first(), *Duty.history.filter(role_id=role.pk).order_by("-history_id")[:3]]
    assert {(e.history_user, e.history_change_reason) for e in entries} == {(user, "Imported from roles.xlsx")}
    assert len({e.history_date for e in entries}) == 1
    assert entries[0].summary == "New"
    assert sorted((e.text, e.history_type) for e in entries[1:]) == [
        ("Duty 1", "~"),
        ("Duty 2", "-"),
        ("Duty 9", "+"),
    ]


def test_a_new_row_leaves_history_with_its_ties():
    make_source(slug="a")
    row = {"slug": "aht", "term": "AHT", "meaning": "Time", "section": "numbers", "sources": "a"}
    imported(GlossaryTermSheet, csv_file(row), file="terms.csv")
    entry = GlossaryTerm.objects.get().history.get()
    assert (entry.history_type, entry.history_change_reason) == ("+", "Imported from terms.csv")
    assert [tie.source.slug for tie in entry.sources.all()] == ["a"]


# What is refused, and how it is told.


def test_a_mistake_names_its_row_its_column_and_what_is_known():
    make_job_type(slug="kpo")
    for n in (10, 12):
        make_qualification(slug=f"class-{n}", rank=n)
    rows = [role_row(slug=f"r{n}", title=f"R{n}", job_type="kpo") for n in range(6)]
    rows[5]["minimum qualification"] = "12th"
    report = imported(
        RoleSheet, csv_file(*[row | {"minimum qualification": row.get("minimum qualification", "")} for row in rows])
    )
    assert told(report) == [
        "Row 7, column “minimum qualification”: there is no qualification “12th”. Known ones: class-10, class-12."
    ]
    assert Role.objects.count() == 0


@pytest.mark.parametrize(("cell", "value"), [("yes", True), ("no", False), ("", None)])
def test_nothing_in_a_cell_is_not_a_no(cell, value):
    role = make_draft(sells=not value)
    report = imported(RoleSheet, edited(exported(RoleSheet), role.slug, sells=cell))
    role.refresh_from_db()
    assert (told(report), role.sells) == ([], value)
    assert imported(RoleSheet, exported(RoleSheet)).unchanged == 1


MISTAKES = {
    "choice": ({"level": "junior"}, "column “level”: there is no level “junior”. Known ones: entry, mid, senior."),
    "yes or no": ({"sells": "perhaps"}, "column “sells”: write yes or no instead of “perhaps”."),
    "date": ({"checked on": "30/04/2026"}, "column “checked on”: write the date “30/04/2026” as year-month-day"),
    "no such date": ({"checked on": "2026-02-31"}, "column “checked on”: write the date “2026-02-31”"),
    "moment": ({"publish at": "soon"}, "column “publish at”: write the moment “soon”"),
    "needed": ({"summary": ""}, "column “summary”: it must not be empty."),
    "reference": ({"job type": "kpoo"}, "column “job type”: there is no job type “kpoo”. Known ones: kpo."),
    "several": ({"also done in": "kpo, bpo"}, "column “also done in”: there is no job type “bpo”."),
    "slug": ({"slug": "tea maker!"}, "column “slug”: Enter a valid “slug”"),
    "reserved": ({"slug": "compare"}, "This slug is the address of another page of the site."),
    "too long": ({"title": "x" * 101}, "column “title”: Ensure this value has at most 100 characters"),
    "date order": ({"checked on": "2026-05-01", "review by": "2026-04-01"}, "The review date must lie after"),
    "skill": ({"skills": "must | nothing | Talks"}, "column “skills”: line 1: there is no skill “nothing”."),
    "need": ({"skills": "shall | english | Talks"}, "column “skills”: line 1: there is no need “shall”."),
    "form": ({"skills": "English"}, "column “skills”: line 1: write it as need | skill | text [source, source]."),
    "source": ({"duties": "Boil\nPour [nobody]"}, "column “duties”: line 2: there is no source “nobody”."),
    "twice": ({"duties": "Boil\nPour\nBoil"}, "column “duties”: line 3: it stands in this cell twice."),
    "code": ({"occupation codes": "isco-08 | 1 | A | level: 4"}, "Only an NSQF pack has a level, from 1 to 8."),
    "code field": ({"occupation codes": "isco-08 | 1 | A | colour: red"}, "line 1: write it as scheme | code | title"),
    "move out": ({"moves": "out | "}, "A move out names a destination"),
    "move": ({"moves": "up | nowhere"}, "column “moves”: line 1: there is no role “nowhere”."),
    "itself": ({"moves": "up | tea-maker"}, "A role cannot lead to itself."),
    "long part": ({"duties": "x" * 301}, "column “duties”: "),
    "citation": ({"sources of fields": "summary"}, "write it as field [source, source]."),
    "not ready": ({"status": "published"}, "A public role needs a minimum qualification"),
    "no duty": ({"status": "published", "minimum, in words": "10+2"}, "A public role needs at least one duty."),
}


@pytest.mark.parametrize(("cells", "words"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_in_words(cells, words):
    from roles.models import Skill

    make_job_type(slug="kpo")
    Skill.objects.create(slug="english", name="English")
    report = imported(RoleSheet, csv_file(role_row(job_type="kpo") | cells))
    assert len(report.mistakes) >= 1
    assert any(text.startswith("Row 2") and words in text for text in told(report)), told(report)
    assert Role.objects.count() == 0


HEADINGS = {
    "unknown": ({"slug": "a", "sumary": "b"}, "There is no column “sumary”. Did you mean “summary”?"),
    "strange": ({"slug": "a", "qqqq": "b"}, "There is no column “qqqq”. The columns are: slug, title, "),
    "no key": ({"summary": "b"}, "The column “slug” is missing."),
    "nameless": ({"slug": "a", "": "b", "title": "c"}, "Column 2 has no heading."),
}


@pytest.mark.parametrize(("row", "words"), HEADINGS.values(), ids=HEADINGS)
def test_a_wrong_heading_is_told_by_name(row, words):
    assert words in told(imported(RoleSheet, csv_file(row)))[0]


def test_a_heading_that_stands_twice_is_told():
    report = imported(RoleSheet, b"slug,title,Title\na,b,c\n")
    assert told(report) == ["The column “title” stands in the file twice."]


def test_a_missing_column_that_a_new_row_needs_is_told_by_name():
    report = imported(RoleSheet, csv_file({"slug": "a", "title": "A"}))
    assert "Row 2, column “summary”: a new row needs this column, and the file does not have it." in told(report)


def test_a_key_that_stands_twice_is_told_with_both_rows():
    make_draft(slug="one")
    report = imported(RoleSheet, csv_file({"slug": "one"}, {"slug": "two"}, {"slug": "one"}))
    assert "Row 4, column “slug”: “one” stands in row 2 already." in told(report)


def test_a_title_that_another_row_has_is_told_and_one_given_up_may_be_taken():
    make_draft(slug="one", title="Caller")
    make_draft(slug="two", title="Agent")
    report = imported(RoleSheet, csv_file({"slug": "two", "title": "Caller"}))
    assert told(report) == ["Row 2, column “title”: “Caller” stands in the row “one” already."]
    rows = ({"slug": "one", "title": "Ringer"}, {"slug": "two", "title": "Caller"})
    assert imported(RoleSheet, csv_file(*rows)).is_written


def test_an_address_that_another_row_had_is_not_given_away():
    make_job_type(slug="kpo")
    role = make_draft(slug="old")
    role.slug = "new"
    role.save()
    report = imported(RoleSheet, csv_file(role_row(slug="old", job_type="kpo")))
    assert "column “slug”: “old” is or was the address of another page" in told(report)[0]


def test_a_formula_is_not_taken_for_its_text():
    make_draft(slug="one")
    report = imported(RoleSheet, xlsx_file(["slug", "summary"], ["one", "=A1"]), "xlsx")
    assert told(report) == [
        "Row 2, column “summary”: this is a formula; put its result there instead (copy, then paste as values)."
    ]


def test_one_wrong_row_keeps_all_from_being_written():
    make_draft(slug="one", summary="One")
    make_draft(slug="two", summary="Two")
    report = imported(RoleSheet, csv_file({"slug": "one", "summary": "New"}, {"slug": "two", "summary": ""}))
    assert told(report) == ["Row 3, column “summary”: it must not be empty."]
    assert not report.is_written
    assert Role.objects.get(slug="one").summary == "One"


def test_reading_stops_at_a_hundred_wrong_rows():
    report = imported(GlossaryTermSheet, csv_file(*({"slug": f"t{n}", "section": "x"} for n in range(300))))
    assert report.stopped_at == 101
    assert len({mistake.row for mistake in report.mistakes}) == 100


# Who may: the rules of the workflow hold for files too.


def test_who_may_not_publish_changes_drafts_only():
    make_draft(slug="draft", status="draft", summary="Old")
    make_full_role(1, slug="public", summary="Old")
    rows = ({"slug": "draft", "summary": "New"}, {"slug": "public", "summary": "New"})
    report = imported(RoleSheet, csv_file(*rows), may_publish=False)
    assert told(report) == ["Row 3, column “summary”: the public sees this row, so only a publisher changes it."]
    assert imported(RoleSheet, csv_file(rows[0]), may_publish=False).is_written
    for status in ("published", "retired"):
        report = imported(RoleSheet, csv_file({"slug": "draft", "status": status}), may_publish=False)
        assert told(report) == [f"Row 2, column “status”: only a publisher may make a row “{status}”."]
    assert imported(RoleSheet, csv_file({"slug": "draft", "status": "in-review"}), may_publish=False).is_written


def test_what_was_public_does_not_become_a_draft_again():
    make_full_role(1, slug="public")
    report = imported(RoleSheet, csv_file({"slug": "public", "status": "draft"}))
    assert "column “status”: It has been public" in told(report)[0]
    report = imported(RoleSheet, csv_file({"slug": "public", "publish at": "2999-01-01"}))
    assert "would hide it" in told(report)[0]


def test_a_role_is_published_with_the_parts_that_the_file_brings():
    make_job_type(slug="kpo")
    row = role_row(job_type="kpo", status="published") | {"minimum, in words": "10+2", "duties": "Boil"}
    assert told(imported(RoleSheet, csv_file(row))) == []
    assert [role.slug for role in Role.objects.published()] == ["tea-maker"]
    report = imported(RoleSheet, csv_file({"slug": "tea-maker", "duties": ""}))
    assert "A public role needs at least one duty." in told(report)[0]
