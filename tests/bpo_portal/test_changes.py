"""A page is dated when what it says has changed, and only then, whatever path the change took."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bpo_portal import changes, content_stamp, pages
from bpo_portal.models import Version, VisitCount
from bpo_portal.page_rows import Reader
from interviews.models import Guide, Question, Stage
from roles.models import (
    Duty,
    GlossaryTerm,
    JobType,
    Qualification,
    Role,
    RoleMetric,
    SalaryBand,
    Source,
    Status,
)
from salaries.models import PayFigure
from tests.bpo_portal import pages_world
from tests.factories import (
    make_band,
    make_figure,
    make_full_role,
    make_role,
    make_source,
    make_term,
)
from tests.interviews.factories import make_question

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def look_and_age() -> None:
    """Notes everything as it stands, and dates it long ago."""
    changes.note()
    Version.objects.update(first_seen_at=LONG_AGO, changed_at=LONG_AGO)


def has_changed(page: str, row) -> bool:
    changes.note()
    return Version.objects.of(page).get(object_id=row.pk).changed_at > LONG_AGO


def execute(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


# What is dated is what has changed


@pytest.fixture
def world(db):
    return pages_world.build()


def pages_changed_by(edits: dict, role: Role) -> Iterator[tuple[str, set[str]]]:
    """Makes each edit by itself. The pages that differ after it must be those that are dated; yields their kinds."""
    changes.note()
    before = pages_world.shown()
    for name, edit in edits.items():
        with transaction.atomic():
            edit(role)
            after = pages_world.shown()
            changed = {page for page, said in after.items() if said != before.get(page)}
            assert pages_world.dated() == changed, name
            transaction.set_rollback(True)
        yield name, {kind for kind, _pk in changed}


def other_words(model, *names):
    """An edit of the model's first row."""

    def edit(role):
        row = model._base_manager.order_by("pk").first()
        assert row, f"The small catalogue has no {model._meta.verbose_name}."
        model._base_manager.filter(pk=row.pk).update(**dict.fromkeys(names, "AHT otherwise"))

    return edit


@pytest.mark.once
def test_other_words_in_any_row_date_the_pages_that_show_them(world):
    models = pages_world.content_models()
    edits = {model._meta.label: other_words(model, *words) for model in models if (words := pages_world.words(model))}
    kinds = dict(pages_changed_by(edits, world))
    assert len(kinds) > 20
    assert {name for name, found in kinds.items() if not found} == {"roles.Skill"}  # pages say it in a role's own words


@pytest.mark.once
def test_other_words_of_a_role_date_the_pages_that_show_them(world):
    edits = {name: other_words(Role, name) for name in pages_world.words(Role)}
    for name, kinds in pages_changed_by(edits, world):
        assert ("role" in kinds) == (name != "search_words"), name  # the words for search stand on no page


EDITS = {
    "a band of the whole trade": (lambda role: SalaryBand.objects.for_whole_trade().update(low=14000), "pay role"),
    "a band of the line": (lambda role: SalaryBand.objects.filter(job_type=role.job_type).update(low=1400), "pay role"),
    "a band of the role": (lambda role: SalaryBand.objects.filter(role=role).update(low=1400), "pay role"),
    "a figure": (lambda role: PayFigure.objects.filter(role=role).update(low=9000), "pay role type"),
    "its date": (
        lambda role: PayFigure.objects.filter(role=role).update(as_of="2025-03-01", as_of_precision="month"),
        "pay role type",
    ),
    "the source's publisher": (
        lambda role: Source.objects.filter(payfigures__role=role).update(publisher="Another"),
        "pay role type",
    ),
    "the source's strength": (
        lambda role: Source.objects.filter(payfigures__role=role).update(strength="strong"),
        "pay role type",
    ),
    "a qualification": (
        lambda role: Qualification.objects.filter(roles_asking=role).update(short_name="Rung", name="A rung"),
        "role type",
    ),
    "the line's short title": (
        lambda role: JobType.objects.filter(pk=role.job_type_id).update(short_title="Calls"),
        "role pay type",
    ),
    "another line retired": (
        lambda role: Role.objects.exclude(job_type=role.job_type).update(status=Status.RETIRED),
        "type",
    ),
    "the role's title": (lambda role: Role.objects.filter(pk=role.pk).update(title="Ringer"), "role pay type question"),
    "the role's level": (lambda role: Role.objects.filter(pk=role.pk).update(level="senior"), "role pay type"),
    "a term": (lambda role: GlossaryTerm.objects.filter(slug="aht").update(term="Duty"), "role"),
    "a term hidden": (lambda role: GlossaryTerm.objects.update(status=Status.RETIRED), "role"),
    "a move": (lambda role: role.moves.filter(direction="up").update(direction="sideways"), "role"),
    "where a move out leads": (lambda role: role.moves.filter(direction="out").update(destination="Bank"), "role"),
    "a metric taken off": (lambda role: RoleMetric.objects.filter(role=role).delete(), "role"),
    "a round on some accounts": (lambda role: Stage.objects.update(is_on_some_accounts=True), "role guide"),
    "a round moved": (lambda role: Stage.objects.filter(prompt="").update(position=30000), "role guide"),
    "a guide hidden": (lambda role: Guide.objects.filter(job_type=role.job_type).update(status=Status.DRAFT), "role"),
    "a question hidden": (lambda role: Question.objects.filter(roles=role).update(status=Status.RETIRED), "role guide"),
}


def test_an_edit_dates_every_kind_of_page_that_shows_it(world):
    edits = {name: edit for name, (edit, _kinds) in EDITS.items()}
    for name, kinds in pages_changed_by(edits, world):
        assert kinds >= set(EDITS[name][1].split()), name


KEPT = {
    "a duty": (lambda role: Duty.objects.filter(role=role, position=1).update(text="Changed"), "role"),
    "the example": (lambda role: Role.objects.filter(pk=role.pk).update(example="Changed"), "role"),
    "the editors' note": (lambda role: Role.objects.filter(pk=role.pk).update(editors_note="Changed"), "role"),
    "when it was checked": (lambda role: Role.objects.filter(pk=role.pk).update(checked_on="2026-03-01"), "role"),
    "a figure's caution": (lambda role: PayFigure.objects.filter(role=role).update(caution="Changed"), "role pay"),
    "when to review": (lambda role: Role.objects.filter(pk=role.pk).update(review_by="2030-03-01"), ""),
    "what a link check found": (lambda role: Source.objects.update(address_finding="200"), ""),
    "a draft": (lambda role: make_figure(role=role, status=Status.DRAFT), ""),
    "a term never used": (lambda role: make_term(term="Never said here"), ""),
    "a visit": (lambda role: VisitCount.objects.create(role=role, day=timezone.localdate(), visits=1), ""),
    "saving": (lambda role: role.save(), ""),
}


@pytest.mark.once
def test_a_page_that_does_not_show_an_edit_keeps_its_moment(world):
    edits = {name: edit for name, (edit, _kinds) in KEPT.items()}
    for name, kinds in pages_changed_by(edits, world):
        assert kinds == set(KEPT[name][1].split()), name


# Its path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edit",
    [
        lambda role: Role.objects.filter(pk=role.pk).update(summary="Changed"),
        lambda role: Role.objects.bulk_update([Role(pk=role.pk, summary="Changed")], ["summary"]),
        lambda role: execute("UPDATE roles_role SET summary = 'Changed' WHERE id = %s", role.pk),
        lambda role: role.duties.create(text="New"),
        lambda role: Duty.objects.filter(role=role, position=1).update(text="Changed"),
        lambda role: role.duties.first().delete(),
        lambda role: role.duties.first().sources.add(make_source()),
        lambda role: role.role_skills.first().sources.clear(),
        lambda role: make_figure(role=role),
        lambda role: make_band(role=role),
        lambda role: make_question(roles=[role]),
        lambda role: Source.objects.filter(duty__role=role).update(title="Changed"),
        lambda role: Qualification.objects.filter(roles_asking=role).update(name="Changed"),
        lambda role: Role.objects.filter(moves_in__role=role).update(title="Changed"),
    ],
    ids=[
        "update",
        "bulk_update",
        "sql",
        "part",
        "part_update",
        "part_gone",
        "cited",
        "uncited",
        "pay",
        "band",
        "question",
        "source",
        "qualification",
        "move",
    ],
)
def test_a_change_is_found_whatever_its_path(edit):
    role, other = make_full_role(1), make_role()
    look_and_age()
    edit(role)
    assert has_changed("role", role)
    assert not has_changed("role", other)


@pytest.mark.django_db
def test_lines_are_dated_too():
    line = JobType.objects.get(pk=make_role().job_type_id)
    look_and_age()
    make_role(job_type=line)
    assert has_changed("type", line)


@pytest.mark.django_db
def test_hidden_rows_are_not_looked_at_until_they_are_public():
    role = make_role(status=Status.DRAFT)
    later = make_role(publish_at=timezone.now() + datetime.timedelta(hours=1))
    changes.note()
    assert not Version.objects.of("role").exists()
    Role.objects.filter(pk__in=[role.pk, later.pk]).update(status=Status.PUBLISHED, publish_at=None)
    assert changes.note().dated >= 4
    assert Version.objects.of("role").count() == Version.objects.of("pay").count() == 2
    assert changes.note() == changes.Noted(dated=0, waiting=0)


# Its cost


def basis_queries() -> int:
    with CaptureQueriesContext(connection) as queries:
        reader = Reader()
        for kind in pages.KINDS:
            if kind.basis:
                kind.basis(reader)
    return len(queries)


@pytest.mark.django_db
def test_looking_for_changed_rows_costs_the_same_for_one_role_and_for_many():
    make_figure(role=make_role())
    one = basis_queries()
    for _ in range(30):
        role = make_full_role(2)
        make_figure(role=role)
        make_question(roles=[role])
    assert basis_queries() == one


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [pages.ROLE, pages.PAY, pages.QUESTION], ids=lambda kind: kind.name)
def test_no_page_reads_a_table_that_is_not_looked_at(client, seeded, kind):
    def tables(queries) -> set[str]:
        return {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}

    with CaptureQueriesContext(connection) as read:
        kind.basis(Reader())
    with CaptureQueriesContext(connection) as shown:
        for row in kind.rows()[:40]:
            client.get(kind.address(row))
    assert tables(shown) - tables(read) <= {"roles_shortcode"}  # whose rows never change


@pytest.mark.django_db
def test_of_thousands_of_pages_those_alone_are_made_whose_rows_have_changed(world, monkeypatch):
    made = []
    changes.note()
    monkeypatch.setattr("bpo_portal.changes.what_is_said", lambda address: made.append(address) or "made")
    Duty.objects.filter(role=world, position=1).update(text="Changed")
    changes.note()
    few = {kind.address(row) for kind in pages.KINDS if kind.basis is None for row in kind.rows()}
    assert set(made) - few == {world.get_absolute_url()}


@pytest.mark.django_db
def test_what_time_does_not_allow_waits(monkeypatch):
    role = make_role()
    first = changes.note(seconds=-1)
    assert first.dated == first.waiting == 3  # the role's page, its pay, its line
    look_and_age()
    assert not has_changed("role", role)
    Role.objects.update(summary="Changed")
    assert changes.note(seconds=-1).waiting == 3
    assert has_changed("role", role)


def test_what_waits_is_looked_at_the_next_minute_though_nothing_was_written(transactional_db, monkeypatch):
    make_role()
    with monkeypatch.context() as patched:
        patched.setattr("bpo_portal.changes.SECONDS", -1)
        changes.note_if_due()
    assert set(Version.objects.values_list("digest", flat=True)) == {""}
    changes.note_if_due()
    assert not Version.objects.filter(digest="").exists()


def test_editors_can_write_while_pages_are_made(transactional_db, monkeypatch):
    inside = []
    monkeypatch.setattr("bpo_portal.changes.what_is_said", lambda address: inside.append(connection.in_atomic_block))
    make_role()
    changes.note()
    assert inside == [False] * 3


# Its occasion


def test_it_looks_only_when_something_was_written(transactional_db, monkeypatch):
    looked = []
    monkeypatch.setattr("bpo_portal.changes.note", lambda seconds: looked.append(seconds) or changes.Noted())
    changes.note_if_due()
    changes.note_if_due()
    assert len(looked) == 1
    make_role()
    changes.note_if_due()
    changes.note_if_due()
    assert len(looked) == 2
    monkeypatch.setattr("bpo_portal.changes.LOOK_AGAIN", -1)
    changes.note_if_due()
    assert looked == [changes.SECONDS] * 3


def test_a_fault_while_looking_is_tried_again(transactional_db, monkeypatch, caplog):
    def broken(seconds):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("bpo_portal.changes.note", broken)
        changes.note_if_due()
    assert "could not be noted" in caplog.text
    role = make_role()
    changes.note_if_due()
    assert Version.objects.of("role").get().object_id == role.pk


@pytest.mark.django_db
def test_a_page_that_cannot_be_made_keeps_no_other_from_its_moment(monkeypatch, caplog):
    role = make_role()
    look_and_age()

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    Role.objects.update(title="Changed")
    with monkeypatch.context() as patched:
        patched.setattr("salaries.views.figures.role_pay", broken)
        assert has_changed("role", role)
        assert not has_changed("pay", role)
    assert f"/salaries/{role.slug}/ cannot be made" in caplog.text
    assert has_changed("pay", role)


def test_noting_leaves_the_cached_pages_alone(transactional_db):
    make_role()
    before = content_stamp.current()
    assert changes.note().dated == 3
    assert content_stamp.current() == before


@pytest.mark.django_db
def test_what_a_page_says_does_not_depend_on_the_day_or_on_who_asks(world, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["bpo.example"]
    address = world.get_absolute_url()
    before = changes.what_is_said(address)
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(days=40))
    assert changes.what_is_said(address) == before is not None
