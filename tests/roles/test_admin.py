"""Each admin page opens, finds rows by search, and lists many rows at the cost of few."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from roles.models import Explainer, Publishable, Qualification, ReaderReport, Role, Source, Status
from tests.factories import (
    make_band,
    make_figure,
    make_full_role,
    make_guide,
    make_job_type,
    make_qualification,
    make_role,
    make_source,
    make_term,
)
from tests.forms import form_data

pytestmark = pytest.mark.django_db

OWN = [model for model in admin.site._registry if model._meta.app_label in ("roles", "interviews", "salaries")]


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_content_model_has_an_admin_page():
    internal = {"SlugRecord", "SeededRow", "ReportCount", "ShortCode"}
    for app in ("roles", "interviews", "salaries"):
        names = {m.__name__ for m in apps.get_app_config(app).get_models()} - internal
        names = {name for name in names if not name.startswith("Historical")}
        assert names <= {m.__name__ for m in OWN}


@pytest.mark.parametrize("model", OWN, ids=lambda m: m.__name__)
def test_list_add_and_change_pages_open(editor, seeded, model, django_assert_max_num_queries):
    listing = address(model, "changelist")
    with django_assert_max_num_queries(16):
        assert editor.get(listing).status_code == 200
    assert editor.get(f"{listing}?q=support").status_code == 200
    # Only readers add reports.
    assert editor.get(address(model, "add")).status_code == (403 if model is ReaderReport else 200)
    row = model.objects.first()
    if row is not None:
        assert editor.get(address(model, "change", row.pk)).status_code == 200


def test_the_status_is_the_second_column_of_every_list():
    for model in [model for model in OWN if issubclass(model, Publishable)]:
        assert admin.site.get_model_admin(model).list_display[1] == "status", model


def test_pay_stands_in_its_list_as_it_was_printed(editor):
    figure = make_figure(kind="range", low=12500, high=18000, value=None, period="month")
    for row in (figure, make_band(low=12500, high=18000, period="month")):
        assert "₹12,500 – 18,000 a month" in editor.get(address(type(row), "changelist")).content.decode()
    make_figure(kind="average", value=21000, low=None, high=None, period="year", currency="GBP")
    assert ">£21,000 a year<" in editor.get(address(type(figure), "changelist")).content.decode()


def test_dates_stand_in_lists_as_exactly_as_they_are_known(editor):
    source = make_source(published_on="2022-05-01", date_precision="month")
    figure = make_figure(source=source, as_of="2022-01-01", as_of_precision="year")
    assert ">May 2022<" in editor.get(address(Source, "changelist")).content.decode()
    assert ">2022<" in editor.get(address(type(figure), "changelist")).content.decode()


def test_a_role_is_found_by_another_name_and_by_code(editor, seeded):
    for words in ("telemarketer", "5211.0300"):
        page = editor.get(address(Role, "changelist") + f"?q={words}")
        assert [role.slug for role in page.context["cl"].queryset] == ["telecaller"]


def test_a_role_saved_unchanged_stays_the_same(editor, seeded):
    role = Role.objects.get(slug="telecaller")
    page = editor.get(address(Role, "change", role.pk))
    response = editor.post(address(Role, "change", role.pk), form_data(page))
    assert response.status_code == 302, response.context["errors"]
    assert role.duties.count() == 6


def test_duties_can_swap_places(editor):
    role = make_full_role(2)
    role.moves.all().delete()
    page = editor.get(address(Role, "change", role.pk))
    data = form_data(page) | {"duties-0-position": 2, "duties-1-position": 1}
    response = editor.post(address(Role, "change", role.pk), data)
    assert response.status_code == 302, response.context["errors"]
    assert [duty.text for duty in role.duties.all()] == ["Duty 2", "Duty 1"]


def test_a_move_to_itself_is_refused_in_words(editor):
    role = make_full_role(1)
    data = form_data(editor.get(address(Role, "change", role.pk))) | {"moves-0-to_role": role.pk}
    response = editor.post(address(Role, "change", role.pk), data)
    assert response.status_code == 200
    assert "A role cannot lead to itself" in response.content.decode()


def test_a_slug_of_another_page_is_refused_in_words(editor):
    taken = make_role(slug="taken")
    taken.slug = "moved"
    taken.save()
    role = make_role()
    data = form_data(editor.get(address(Role, "change", role.pk))) | {"slug": "taken"}
    response = editor.post(address(Role, "change", role.pk), data)
    assert response.status_code == 200
    assert "is or was the address of another page" in response.content.decode()


@pytest.mark.parametrize(("status", "answer"), [(Status.DRAFT, 302), (Status.PUBLISHED, 403), (Status.RETIRED, 403)])
def test_what_was_public_cannot_be_deleted(editor, status, answer):
    role = make_role(status=status)
    assert editor.post(address(Role, "delete", role.pk), {"post": "yes"}).status_code == answer
    assert Role.objects.filter(pk=role.pk).exists() == (answer == 403)


@pytest.mark.parametrize("model", [m for m in OWN if issubclass(m, Publishable)], ids=lambda m: m.__name__)
def test_what_is_retired_is_never_deleted_in_bulk(editor, seeded, model):
    row = model.objects.published().first()
    model.objects.filter(pk=row.pk).update(status=Status.DRAFT)
    page = editor.get(address(model, "changelist"))
    assert "delete_selected" not in dict(page.context["action_form"].fields["action"].choices)
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    editor.post(address(model, "changelist"), data)
    assert model.objects.filter(pk=row.pk).exists()


def test_a_source_in_use_cannot_be_deleted(editor):
    source = make_source()
    make_role().aliases.create(name="Other").sources.add(source)
    assert editor.post(address(Source, "delete", source.pk), {"post": "yes"}).status_code == 403
    told = editor.get(address(Source, "change", source.pk)).content.decode()
    assert "It cannot be deleted. Facts rest on it. Give them another source first." in told


def test_of_ticked_rows_those_that_stay_are_told_with_the_reason(editor):
    used, free = make_source(title="Used"), make_source(title="Free")
    make_role().aliases.create(name="Other").sources.add(used)
    data = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}
    told = editor.post(address(Source, "changelist"), data).content.decode()
    assert "Nothing was deleted" in told
    assert f'<a href="{address(Source, "change", used.pk)}">{used}</a>: Facts rest on it.' in told
    assert str(free) not in told
    assert "permission" not in told
    assert Source.objects.count() == 2
    editor.post(address(Source, "changelist"), data | {"_selected_action": [free.pk]})
    assert list(Source.objects.all()) == [used]


def test_what_protects_an_entry_is_told_in_our_words(editor):
    rung = make_qualification(name="Class 12 (10+2)", short_name="Class 12")
    role = make_role(minimum_qualification=rung)
    told = editor.get(address(Qualification, "delete", rung.pk)).content.decode()
    assert f"“{rung}” cannot be deleted while the following rests on it. Open each one" in told
    assert f'<a href="{address(Role, "change", role.pk)}">{role}</a>' in told
    data = {"action": "delete_selected", "_selected_action": [rung.pk], "post": "yes"}
    assert "Nothing was deleted" in editor.post(address(Qualification, "changelist"), data).content.decode()
    assert Qualification.objects.filter(pk=rung.pk).exists()


@pytest.mark.parametrize("make", [make_role, make_guide, make_term])
def test_view_on_site_leads_to_the_page(editor, make):
    row = make()
    page = editor.get(address(type(row), "change", row.pk)).content.decode()
    view = page.split('class="viewsitelink"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert editor.get(view)["Location"].endswith(row.get_absolute_url())


def test_a_line_is_kept_while_roles_stand_on_it(editor):
    line = make_job_type(status=Status.DRAFT)
    make_role(job_type=line, status=Status.DRAFT)
    response = editor.post(address(type(line), "delete", line.pk), {"post": "yes"})
    assert response.status_code == 200  # told what stands in the way
    assert type(line).objects.filter(pk=line.pk).exists()


def test_readers_are_asked_to_log_in(client):
    response = client.get(address(Role, "changelist"))
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_an_unknown_source_is_refused_in_words(editor):
    make_source(slug="known")
    guide = make_guide(body="Text")
    page = editor.get(address(Explainer, "change", guide.pk))
    assert "to a source by its slug" in page.content.decode()
    data = form_data(page) | {"body": "[a](source:known) [b](source:nobody)", "sources": []}
    response = editor.post(address(Explainer, "change", guide.pk), data)
    assert response.status_code == 200
    assert "There is no source with the slug “nobody”" in response.content.decode()


def test_a_cited_source_counts_among_the_sources_of_the_guide(editor):
    make_source(slug="known", publisher="The Press")
    guide = make_guide(body="Text")
    page = editor.get(address(Explainer, "change", guide.pk))
    data = form_data(page) | {"body": "[a](source:known)", "sources": []}
    response = editor.post(address(Explainer, "change", guide.pk), data)
    assert response.status_code == 302, response.context["errors"]
    assert [source.slug for source in guide.sources.all()] == ["known"]
    assert guide.sources.get().is_used
