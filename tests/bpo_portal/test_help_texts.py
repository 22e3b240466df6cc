"""Every form of the admin explains its own fields, so that an editor need not look them up in the handbook."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db

APPS = ("roles", "interviews", "salaries")


def model_admins() -> list[admin.ModelAdmin]:
    return [one for model, one in admin.site._registry.items() if model._meta.app_label in APPS]


def fields_to_fill(form) -> dict[str, str]:
    """Help texts by the names of the fields that an editor fills: what names the row a line belongs to is hidden."""
    return {bound.name: str(bound.help_text).strip() for bound in form.visible_fields() if bound.name != "DELETE"}


def forms_of(model_admin: admin.ModelAdmin, request):
    """The form for a new row, and an empty line of each list on it, by what to call them in a failure."""
    yield model_admin.opts.label, model_admin.get_form(request, change=False)()
    for formset_class, inline in model_admin.get_formsets_with_inlines(request):
        yield f"{model_admin.opts.label} › {inline.opts.label}", formset_class().empty_form


@pytest.fixture
def request_of_an_administrator(rf):
    request = rf.get("/admin/")
    request.user = User.objects.create_superuser("editor", password="a long pass phrase")
    return request


def test_every_field_that_an_editor_fills_has_help_text(request_of_an_administrator):
    filled, bare = 0, []
    for model_admin in model_admins():
        # A report from a reader is added by nobody in the admin; its own page asks for a note, and explains it.
        if not model_admin.has_add_permission(request_of_an_administrator):
            continue
        for place, form in forms_of(model_admin, request_of_an_administrator):
            helps = fields_to_fill(form)
            filled += len(helps)
            bare += [f"{place}.{name}" for name, text in helps.items() if not text]
    assert filled > 200
    assert bare == []


def test_help_text_is_short_enough_for_a_phone(request_of_an_administrator):
    """The body of a guide alone needs more: it shows how its signs are typed."""
    long = [
        f"{place}.{name}"
        for model_admin in model_admins()
        if model_admin.has_add_permission(request_of_an_administrator)
        for place, form in forms_of(model_admin, request_of_an_administrator)
        for name, text in fields_to_fill(form).items()
        if len(text) > 120 and name != "body"
    ]
    assert long == []
