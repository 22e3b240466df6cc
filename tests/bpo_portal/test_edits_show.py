"""An edit shows on the public page, in search and past the page cache at once, whatever path it takes."""

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from roles.models import Role, Status
from roles.resources import RoleSheet
from tests.factories import make_editor, make_full_role, make_qualification
from tests.forms import form_data
from tests.sheets import edited, exported

ROOT = Path(__file__).parent.parent.parent
TITLE = "Zebra keeper"


@pytest.fixture
def publisher(transactional_db):
    editor = Client()
    editor.force_login(make_editor("Publisher"))
    return editor


@pytest.fixture
def seeded_role(transactional_db, tmp_path):
    """A role in review that the seed command knows, with its fixture."""
    rung = make_qualification()
    line = make_full_role(1).job_type
    fields = {
        "slug": "keeper",
        "title": "Old title",
        "job_type": [line.slug],
        "level": "entry",
        "summary": "Keeps zebras.",
        "calls": "none",
        "minimum_qualification": [rung.slug],
        "status": "published",
    }
    duty = {"role": ["keeper"], "position": 1, "text": "Feed them"}

    def seed(**changes) -> None:
        rows = [{"model": "roles.role", "fields": fields | changes}, {"model": "roles.duty", "fields": duty}]
        (tmp_path / "roles.json").write_text(json.dumps(rows))
        call_command("seed", folder=tmp_path, stdout=StringIO())

    seed()
    return seed


def by_form(publisher, seed) -> None:
    address = reverse("admin:roles_role_change", args=[Role.objects.get(slug="keeper").pk])
    response = publisher.post(address, form_data(publisher.get(address)) | {"title": TITLE})
    assert response.status_code == 302, response.context["errors"]


def by_bulk_action(publisher, seed) -> None:
    role = Role.objects.get(slug="keeper")
    data = {"action": "publish_rows", "_selected_action": [role.pk]}
    publisher.post(reverse("admin:roles_role_changelist"), data)


def by_seed(publisher, seed) -> None:
    seed(title=TITLE)


def by_shell(publisher, seed) -> None:
    role = Role.objects.get(slug="keeper")
    role.title = TITLE
    role.save()


def by_going_back(publisher, seed) -> None:
    role = Role.objects.get(slug="keeper")
    entry = publisher.get(reverse("admin:roles_role_history", args=[role.pk])).context["told"][1]
    page = publisher.get(entry["revert"])
    assert publisher.post(entry["revert"], {"_version": page.context["version"]}).status_code == 302


def by_import(publisher, seed) -> None:
    sheet = SimpleUploadedFile("roles.csv", edited(exported(RoleSheet), "keeper", title=TITLE))
    page = publisher.post("/admin/roles/role/import/", {"file": sheet})
    paper = re.search(r'name="paper"\s+value="([^"]+)"', page.content.decode())[1]
    assert publisher.post("/admin/roles/role/import/", {"paper": paper, "confirm": "1"}).status_code == 302


def by_import_command(publisher, seed) -> None:
    with NamedTemporaryFile(suffix=".csv") as file:
        file.write(edited(exported(RoleSheet), "keeper", title=TITLE))
        file.flush()
        call_command("import_sheet", "roles.role", file.name, stdout=StringIO(), stderr=StringIO())


PATHS = [by_form, by_bulk_action, by_seed, by_shell, by_going_back, by_import, by_import_command]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_an_edit_shows_at_once_and_leaves_history(client, publisher, seeded_role, page_cache, path, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    role = Role.objects.get(slug="keeper")
    if path is by_bulk_action:
        role.title, role.status = TITLE, Status.DRAFT
        role.save()
    if path is by_going_back:
        role.title = TITLE
        role.save()
        role.title = "Old title"
        role.save()
    public = (role.get_absolute_url(), "/roles/", "/search/?q=zebra+keeper", "/salaries/compare/")
    public = (*public, "/api/v1/roles", "/api/v1/roles?q=zebra+keeper")
    for address in public:
        assert TITLE not in client.get(address).content.decode(), address
    before = role.history.count()
    path(publisher, seeded_role)
    for address in public:
        assert TITLE in client.get(address).content.decode(), address
    assert role.history.count() > before


def test_a_command_and_a_shell_watch_what_they_write_too():
    """In a fresh process that has answered no request."""
    told = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); from django.db import connection as c;"
         "c.ensure_connection(); print([w.__module__ for w in c.execute_wrappers])"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "bpo_portal.settings", "DEBUG": "1"},
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "bpo_portal.content_stamp" in told.stdout
