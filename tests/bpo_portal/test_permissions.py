"""Who may do what, for every action on every model of the admin: a new model cannot be forgotten."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse

from roles.admin.base import EditorAdmin
from roles.admin.rights import KeepsPublicRows, PartOfPublicRow, SharedListAdmin
from roles.models import Publishable, ReaderReport, Status
from tests.factories import make_editor, make_source
from tests.forms import form_data

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CONTENT = ("roles", "interviews", "salaries")
# Readers' reports are no content: tests/roles/test_reports.py has their rules.
MODELS = [model for model in admin.site._registry if model._meta.app_label in CONTENT and model is not ReaderReport]
ADMINS = {model: admin.site._registry[model] for model in MODELS}
KINDS = {
    "public": [model for model in MODELS if isinstance(ADMINS[model], KeepsPublicRows)],
    "part": [model for model in MODELS if isinstance(ADMINS[model], PartOfPublicRow)],
    "words": [
        model for model in MODELS if isinstance(ADMINS[model], SharedListAdmin) and model.__name__ in
        ("Source", "Skill", "Industry", "Metric")
    ],
}  # fmt: skip
KINDS["at once"] = [model for model in MODELS if not any(model in kind for kind in KINDS.values())]
# What each group may do with a draft, a line of a draft, an entry that nothing rests on, and what shows at once.
EXPECTED = {
    ("Writer", "public"): {"view", "add", "change"},
    ("Writer", "part"): {"view", "add", "change", "delete"},
    ("Writer", "words"): {"view", "add", "change"},
    ("Writer", "at once"): {"view"},
    **{("Publisher", kind): {"view", "add", "change", "delete"} for kind in KINDS},
    **{("Auditor", kind): {"view"} for kind in KINDS},
    **{("", kind): set() for kind in KINDS},
}
GROUPS = ["Writer", "Publisher", "Auditor", ""]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_admin_of_content_is_an_editors_admin():
    assert len(MODELS) >= 37
    for model, model_admin in ADMINS.items():
        assert isinstance(model_admin, EditorAdmin), model
        assert issubclass(model, Publishable) == isinstance(model_admin, KeepsPublicRows), model


def row_of(model):
    """A row that is a draft, or belongs to one, or that nothing rests on."""
    row = model.objects.first()
    if issubclass(model, Publishable):
        model.objects.filter(pk=row.pk).update(status=Status.DRAFT)
        row.refresh_from_db()
    model_admin = ADMINS[model]
    if isinstance(model_admin, PartOfPublicRow):
        owner = getattr(row, model_admin.owner_field)
        type(owner).objects.filter(pk=owner.pk).update(status=Status.DRAFT)
    if model in KINDS["words"]:
        row = make_source() if model.__name__ == "Source" else model.objects.create(name="Unused")
    return row


@pytest.mark.parametrize("group", GROUPS)
def test_each_page_opens_only_to_whom_it_should(client, seeded, group):
    client.force_login(make_editor(group))
    for kind, models in KINDS.items():
        for model in models:
            check_pages(client, model, row_of(model), EXPECTED[group, kind])


def check_pages(client, model, row, allowed: set[str]) -> None:
    def status(page, *args):
        return client.get(address(model, page, *args)).status_code

    assert (status("changelist") == 200) == ("view" in allowed), model
    assert (status("history", row.pk) == 200) == ("view" in allowed), model
    assert (status("add") == 200) == ("add" in allowed), model
    page = client.get(address(model, "change", row.pk))
    assert (page.status_code == 200) == ("view" in allowed), model
    if page.status_code == 200:
        assert ('name="_save"' in page.content.decode()) == ("change" in allowed), model
    # hand-made posts, whatever the buttons
    assert (client.post(address(model, "change", row.pk), {}).status_code == 403) == ("change" not in allowed), model
    assert (client.post(address(model, "add"), {}).status_code == 403) == ("add" not in allowed), model
    assert (status("delete", row.pk) == 403) == (not may_delete(row, allowed)), model


def may_delete(row, allowed) -> bool:
    """Some rows nobody deletes: the last rate of a kind, a source in use."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    return "delete" in allowed and ADMINS[type(row)].has_delete_permission(request, row)


@pytest.mark.parametrize("group", GROUPS)
def test_each_action_is_offered_and_obeyed_only_where_it_should(client, seeded, group):
    may = {
        "Writer": {"submit_rows", "draft_rows"},
        "Publisher": {"submit_rows", "publish_rows", "retire_rows", "draft_rows"},
    }.get(group, set())
    client.force_login(make_editor(group))
    for model in KINDS["public"]:
        row, listing = row_of(model), address(model, "changelist")
        page = client.get(listing)
        form = page.context["action_form"] if group else None
        offered = {name for name, _label in form.fields["action"].choices} if form else set()
        steps = {"submit_rows", "publish_rows", "retire_rows", "draft_rows"}
        assert offered & steps == may, model
        client.post(listing, {"action": "publish_rows", "_selected_action": [row.pk]})
        row.refresh_from_db()
        assert (row.status == Status.PUBLISHED) == ("publish_rows" in may), model


@pytest.mark.parametrize("group", ["Writer", "Auditor", ""])
def test_nobody_but_a_publisher_changes_what_is_public(client, seeded, group):
    client.force_login(make_editor(group))
    for model in KINDS["public"] + KINDS["part"]:
        row = model.objects.first()
        for page, data in (("change", {}), ("delete", {"post": "yes"})):
            assert client.post(address(model, page, row.pk), data).status_code == 403, model
        assert model.objects.filter(pk=row.pk).exists(), model


def test_an_entry_that_something_rests_on_is_the_publishers(client, seeded):
    for model in KINDS["words"]:
        row = next(row for row in model.objects.all() if not ADMINS[model].is_free(row))
        client.force_login(make_editor("Writer"))
        page = client.get(address(model, "change", row.pk))
        assert "Pages rest on this entry" in page.content.decode(), model
        assert client.post(address(model, "change", row.pk), {}).status_code == 403, model
        client.force_login(make_editor("Publisher"))
        assert client.post(address(model, "change", row.pk), {}).status_code == 200, model


def test_a_superuser_passes_everything(client, seeded, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    for model in KINDS["public"]:
        row = row_of(model)
        page = client.get(address(model, "change", row.pk))
        response = client.post(address(model, "change", row.pk), form_data(page) | {"_step": "publish"})
        assert response.status_code == 302, response.context["errors"]
        row.refresh_from_db()
        assert row.status == Status.PUBLISHED, model
