"""Each kind of row, on every path of an edit: its pages, search, API, feed and sitemap follow at once."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from tempfile import NamedTemporaryFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse

from bpo_portal import changes
from interviews.models import Question
from interviews.resources import QuestionSheet
from roles.models import Explainer, Faq, GlossaryTerm, Role, Status
from roles.resources import GlossaryTermSheet, RoleSheet
from roles.spreadsheets import Sheet
from salaries.models import PayFigure
from salaries.resources import PayFigureSheet
from tests.factories import make_editor, make_figure, make_full_role, make_guide, make_job_type, make_source, make_term
from tests.forms import form_data
from tests.interviews.factories import make_question
from tests.sheets import edited, exported

OLD, NEW = "Old words", "Zebra keeper"
SEARCH = "/search/?q=zebra+keeper"


def make_faq(**kwargs) -> Faq:
    return Faq.objects.create(slug="zebras", answer="Yes.", **kwargs)


@dataclass(frozen=True)
class Kind:
    """`shown_at` are lists that show the field `field`; `listed_at` name the row's own page by its address."""

    make: Callable[..., models.Model]
    field: str
    shown_at: tuple[str, ...]
    listed_at: tuple[str, ...] = ()
    key: str = "slug"
    sheet: type[Sheet] | None = None

    def row(self, words: str, status: str) -> models.Model:
        return self.make(**{self.field: words, "status": status})


KINDS = {
    Role: Kind(
        lambda **kwargs: make_full_role(1, slug="keeper", **kwargs), "title",
        ("/roles/", SEARCH, "/salaries/compare/", "/api/v1/roles"),
        ("/sitemap.xml",), sheet=RoleSheet,
    ),
    PayFigure: Kind(
        make_figure, "title", ("/salaries/", SEARCH, "/api/v1/figures", "/api/v1/figures?format=csv"),
        key="reference", sheet=PayFigureSheet,
    ),
    Question: Kind(
        make_question, "text",
        ("/interviews/questions/", SEARCH, "/api/v1/questions", "/api/v1/questions?format=csv"),
        ("/sitemap.xml",), sheet=QuestionSheet,
    ),
    GlossaryTerm: Kind(
        make_term, "term", ("/glossary/", SEARCH, "/api/v1/terms"), sheet=GlossaryTermSheet
    ),
    Faq: Kind(make_faq, "question", ("/faq/", SEARCH)),
    Explainer: Kind(make_guide, "title", ("/guides/", SEARCH), ("/sitemap.xml",)),
}  # fmt: skip
SHEETS = [model for model, kind in KINDS.items() if kind.sheet]


@pytest.fixture
def publisher(transactional_db, page_cache, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    editor = Client()
    editor.force_login(make_editor("Publisher"))
    return editor


def named(model) -> str:
    return model.__name__


def page_of(row, page: str, *args) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


def check(client, row, *, shows: bool) -> None:
    """Read twice, so that the second answer is the cached one."""
    kind = KINDS[type(row)]
    own = row.get_absolute_url() if kind.listed_at else ""
    sought = [(address, NEW) for address in kind.shown_at] + [(address, f"{own}<") for address in kind.listed_at]
    for address, words in sought:
        for _time in range(2):
            page = client.get(address)
            assert page.status_code == 200, address
            assert (words in page.content.decode()) == shows, (address, words)


def by_form(publisher, row) -> None:
    address = page_of(row, "change", row.pk)
    response = publisher.post(address, form_data(publisher.get(address)) | {KINDS[type(row)].field: NEW})
    assert response.status_code == 302, response.context["errors"]


def by_shell(publisher, row) -> None:
    setattr(row, KINDS[type(row)].field, NEW)
    row.save()


def changed_sheet(row) -> bytes:
    kind = KINDS[type(row)]
    heading = str(row._meta.get_field(kind.field).verbose_name)
    return edited(exported(kind.sheet), getattr(row, kind.key), **{heading: NEW})


def by_import(publisher, row) -> None:
    address = f"{page_of(row, 'changelist')}import/"
    page = publisher.post(address, {"file": SimpleUploadedFile("rows.csv", changed_sheet(row))})
    paper = re.search(r'name="paper"\s+value="([^"]+)"', page.content.decode())[1]
    assert publisher.post(address, {"paper": paper, "confirm": "1"}).status_code == 302


def by_import_command(publisher, row) -> None:
    with NamedTemporaryFile(suffix=".csv") as file:
        file.write(changed_sheet(row))
        file.flush()
        call_command("import_sheet", row._meta.label_lower, file.name, stdout=StringIO(), stderr=StringIO())


EDITS = [
    *((model, path) for path in (by_form, by_shell) for model in KINDS),
    *((model, path) for path in (by_import, by_import_command) for model in SHEETS),
]


@pytest.mark.parametrize(("model", "path"), EDITS, ids=[f"{model.__name__}-{path.__name__}" for model, path in EDITS])
def test_an_edit_shows_at_once_and_leaves_history(client, publisher, model, path):
    row = KINDS[model].row(OLD, Status.PUBLISHED)
    for address in KINDS[model].shown_at:
        assert NEW not in client.get(address).content.decode(), address
    before = row.history.count()
    path(publisher, row)
    for address in KINDS[model].shown_at:
        assert NEW in client.get(address).content.decode(), address
    assert row.history.count() > before


@pytest.mark.parametrize("model", KINDS, ids=named)
def test_published_and_retired_in_bulk_it_comes_and_goes_at_once(client, publisher, model):
    row = KINDS[model].row(NEW, Status.DRAFT)
    check(client, row, shows=False)
    before = row.history.count()
    for action, shows in (("publish_rows", True), ("retire_rows", False)):
        publisher.post(page_of(row, "changelist"), {"action": action, "_selected_action": [row.pk]})
        check(client, row, shows=shows)
    assert row.history.count() == before + 2


@pytest.mark.parametrize("model", KINDS, ids=named)
def test_a_step_at_the_form_shows_at_once_too(client, publisher, model):
    row = KINDS[model].row(NEW, Status.DRAFT)
    check(client, row, shows=False)
    address = page_of(row, "change", row.pk)
    for step, shows in (("publish", True), ("retire", False)):
        response = publisher.post(address, form_data(publisher.get(address)) | {"_step": step})
        assert response.status_code == 302, response.context["errors"]
        check(client, row, shows=shows)


SEEDED = {
    PayFigure: {
        "reference": "zebra", "kind": "range", "low": 10000, "high": 20000, "period": "month",
        "as_of_precision": "undated", "source": ["zoo"],
    },
    Question: {
        "slug": "zebra", "kind": "technical", "level": "entry", "looks_for": "a", "answer": "b", "avoid": "c",
        "job_types": [["calls"]],
    },
    GlossaryTerm: {"slug": "zebra", "meaning": "An animal.", "section": "floor"},
    Faq: {"slug": "zebra", "answer": "Yes."},
    Explainer: {"slug": "zebra", "summary": "a", "body": "b"},
}  # fmt: skip


@pytest.mark.parametrize("model", SEEDED, ids=named)
def test_what_the_seed_command_adds_and_tops_up_shows_at_once(client, publisher, model, tmp_path):
    """A role's seed is in test_edits_show.py."""
    make_source(slug="zoo")
    make_job_type(slug="calls")
    for words in (OLD, NEW):
        for address in KINDS[model].shown_at:
            assert words not in client.get(address).content.decode(), address
        fields = SEEDED[model] | {KINDS[model].field: words, "status": "published"}
        (tmp_path / "rows.json").write_text(json.dumps([{"model": model._meta.label_lower, "fields": fields}]))
        call_command("seed", folder=tmp_path, stdout=StringIO())
    row = model.objects.get()
    check(client, row, shows=True)
    assert row.history.count() == 2


def test_the_feed_follows_a_role_that_it_names(client, publisher):
    """New roles and their moments are found once a minute (bpo_portal/changes.py); what the feed says is never old."""
    row = KINDS[Role].row(OLD, Status.PUBLISHED)
    changes.note()
    assert f"<title>{OLD}</title>" in client.get("/feeds/roles.atom").content.decode()
    by_form(publisher, row)
    assert f"<title>{NEW}</title>" in client.get("/feeds/roles.atom").content.decode()
    publisher.post(page_of(row, "changelist"), {"action": "retire_rows", "_selected_action": [row.pk]})
    assert NEW not in client.get("/feeds/roles.atom").content.decode()
