"""Long change forms: links to their sections, folded lines, and each mistake named where it is."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from roles.models import Role, Source, Status
from salaries.models import PayFigure
from tests.factories import make_editor, make_figure, make_full_role, make_role, make_source
from tests.forms import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def section_links(html: str) -> dict[str, str]:
    """The list of sections: anchors by what they are called."""
    nav = html.split('class="form-sections"')[1].split("</nav>")[0]
    return {title: anchor for anchor, title in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', nav)}


def details(html: str, prefix: str) -> str:
    """The opening tag and the summary of a folded section."""
    return html.split(f'id="{prefix}-group"')[1].split("</summary>")[0].split("<details")[1]


def test_a_long_form_begins_with_links_to_its_sections(editor):
    role = make_full_role(3)
    html = editor.get(address(Role, "change", role.pk)).content.decode()
    links = section_links(html)
    assert links["The work"] == "fieldset-0-2-heading"
    assert links["Duties (3)"] == "duties-lines"
    assert [html.count(f'id="{anchor}"') for anchor in links.values()] == [1] * len(links)
    assert "form-sections" not in editor.get(address(Source, "add")).content.decode()


def test_lines_are_folded_and_counted(editor):
    role = make_full_role(3)
    html = editor.get(address(Role, "change", role.pk)).content.decode()
    assert details(html, "duties").startswith("><summary>")
    assert ">(3)</span>" in details(html, "duties")
    assert ">(0)</span>" in details(html, "citations")


def test_a_folded_section_opens_where_something_in_it_is_wrong_or_new(editor):
    role = make_full_role(2, summary="")
    role.moves.all().delete()
    data = form_data(editor.get(address(Role, "change", role.pk)))
    html = editor.post(address(Role, "change", role.pk), data | {"duties-0-text": "  "}).content.decode()
    assert details(html, "duties").startswith(" open>")
    assert details(html, "aliases").startswith("><summary>")
    assert '<a href="#duties-lines">Duties (2)</a> <strong>1 mistake</strong>' in html
    html = editor.post(address(Role, "change", role.pk), data | {"duties-0-text": "Rings"}).content.decode()
    assert details(html, "duties").startswith(" open>")


def test_each_mistake_is_told_at_the_top_with_a_link_to_its_field(editor):
    role = make_full_role(2)
    role.moves.all().delete()
    data = form_data(editor.get(address(Role, "change", role.pk))) | {"duties-1-text": "", "title": ""}
    html = editor.post(address(Role, "change", role.pk), data).content.decode()
    note = html.split('class="errornote"')[1].split("</div>")[0]
    assert '<a href="#id_title">Title</a>: This field is required.' in note
    assert '<a href="#id_duties-1-text">Duties, line 2: Duty</a>: This field is required.' in note
    assert "Please correct" not in html


def test_save_and_add_another_is_offered_to_who_adds(editor):
    role = make_role(status=Status.DRAFT)
    assert "_addanother" in editor.get(address(Role, "add")).content.decode()
    assert "_addanother" not in editor.get(address(Role, "change", role.pk)).content.decode()


def test_what_is_missing_for_publishing_is_told_where_it_belongs(editor):
    role = make_role(summary="x", status=Status.DRAFT)
    data = form_data(editor.get(address(Role, "change", role.pk))) | {"_step": "publish"}
    page = editor.post(address(Role, "change", role.pk), data)
    form, html = page.context["adminform"].form, page.content.decode()
    assert form.errors == {
        "minimum_qualification": ["A public role needs a minimum qualification: choose one, or say it in words."]
    }
    assert details(html, "duties").startswith(" open>")
    duties = html.split('id="duties-group"')[1].split('id="role_skills-group"')[0]
    assert "A public role needs at least one duty." in duties
    note = html.split('class="errornote"')[1].split("</div>")[0]
    assert '<a href="#id_minimum_qualification">Minimum qualification</a>: A public role needs' in note
    assert '<a href="#duties-lines">Duties</a>: A public role needs at least one duty.' in note
    role.refresh_from_db()
    assert role.status == Status.DRAFT
    # The page still offers to publish: nothing has moved.
    assert 'value="publish"' in html


def mistakes(page) -> list[str]:
    """What the note at the top tells, as a reader sees it."""
    note = page.content.decode().split('class="errornote"')[1].split("</div>")[0]
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(.*)</li>", note)]


def test_mistakes_are_not_scrolled_past(editor):
    """Neither to the section that the browser's address names, nor to the first field."""
    page = editor.get(address(Role, "add") + "?level=mid")
    refused = editor.post(address(Role, "add") + "?level=mid", form_data(page) | {"level": ""}).content.decode()
    focused = [
        "data-model-name" in html.split('id="django-admin-form-add-constants"')[1].split(">")[0]
        for html in (page.content.decode(), refused)
    ]
    assert focused == [True, False]
    assert '<form action="/admin/roles/role/add/?level=mid" method="post" id="role_form"' in refused


def test_a_form_begins_with_the_status_and_the_way_to_the_next_steps(client):
    def standing(row, group: str) -> str:
        client.force_login(make_editor(group))
        html = client.get(address(type(row), "change", row.pk)).content.decode()
        assert html.count('id="steps"') == html.count('href="#steps"')
        return re.sub(r"<[^>]+>", "", html.split('class="editor-standing">')[1].split("</p>")[0])

    draft, public = make_role(status=Status.DRAFT), make_role()
    assert standing(draft, "Writer") == "Draft Next step: Send for review"
    assert standing(draft, "Publisher") == "Draft Next step: Send for review, Publish"
    assert standing(public, "Publisher") == "Published Next step: Retire"
    assert standing(public, "Writer") == "Published"


def test_an_empty_role_is_told_at_once_all_that_it_lacks(editor):
    data = form_data(editor.get(address(Role, "add"))) | {"_step": "publish"}
    page = editor.post(address(Role, "add"), data)
    assert mistakes(page) == [
        "Title: This field is required.",
        "Slug: This field is required.",
        "Job type: This field is required.",
        "Level: This field is required.",
        "Summary: A public role needs a summary.",
        "Calls: This field is required.",
        "Minimum qualification: A public role needs a minimum qualification: choose one, or say it in words.",
        "Duties: A public role needs at least one duty.",
    ]
    assert "A new draft. Nobody but editors sees it." in page.content.decode()
    assert 'value="publish"' in page.content.decode()
    # A draft needs less, and what it needs is not said to be for the public.
    told = mistakes(editor.post(address(Role, "add"), data | {"_step": ""}))
    assert told == [
        f"{name}: This field is required." for name in ("Title", "Slug", "Job type", "Level", "Summary", "Calls")
    ]


def test_what_is_emptied_before_publishing_is_told_in_the_same_words(editor):
    role = make_full_role(1, status=Status.DRAFT)
    data = form_data(editor.get(address(Role, "change", role.pk)))
    data |= {"title": "", "summary": "", "minimum_qualification": "", "minimum_note": "", "duties-0-DELETE": "on"}
    told = mistakes(editor.post(address(Role, "change", role.pk), data | {"_step": "publish"}))
    assert told == [
        "Title: This field is required.",
        "Summary: A public role needs a summary.",
        "Minimum qualification: A public role needs a minimum qualification: choose one, or say it in words.",
        "Duties: A public role needs at least one duty.",
    ]
    role.refresh_from_db()
    assert (role.status, role.duties.count()) == (Status.DRAFT, 1)


def test_a_figure_without_source_and_date_is_told_in_plain_words(editor):
    data = form_data(editor.get(address(PayFigure, "add"))) | {"_step": "publish"}
    told = mistakes(editor.post(address(PayFigure, "add"), data))
    assert told[-3:] == [
        "Source: A public figure needs a source.",
        "As of: A public figure needs a date, unless its source has none.",
        "Date precision: A public figure says how exactly its date is known, or “undated” where its source has none.",
    ]
    figure = make_figure(status=Status.DRAFT)
    data = form_data(editor.get(address(PayFigure, "change", figure.pk))) | {"source": ""}
    for step, words in {"": "This field is required.", "publish": "A public figure needs a source."}.items():
        told = mistakes(editor.post(address(PayFigure, "change", figure.pk), data | {"_step": step}))
        assert told == [f"Source: {words}"]
    PayFigure.objects.filter(pk=figure.pk).update(status=Status.PUBLISHED)
    data["_version"] = editor.get(address(PayFigure, "change", figure.pk)).context["version"]
    told = mistakes(editor.post(address(PayFigure, "change", figure.pk), data))
    assert told == ["Source: A public figure needs a source."]
    assert PayFigure.objects.get().source == figure.source


def test_a_figure_without_a_date_is_told_at_the_date(editor):
    figure = make_figure(source=make_source(published_on="2022-05-01", date_precision="month"), status=Status.DRAFT)
    data = form_data(editor.get(address(PayFigure, "change", figure.pk))) | {"_step": "publish"}
    form = editor.post(address(PayFigure, "change", figure.pk), data).context["adminform"].form
    assert list(form.errors) == ["as_of"]
    assert "Its source is dated May 2022" in form.errors["as_of"][0]


def test_a_clash_is_told_in_one_sentence_of_ours(editor):
    role = make_full_role(1, summary="Old")
    role.moves.all().delete()
    data = form_data(editor.get(address(Role, "change", role.pk))) | {"summary": "Mine"}
    Role.objects.filter(pk=role.pk).update(summary="Theirs")
    html = editor.post(address(Role, "change", role.pk), data).content.decode()
    note = html.split('class="errornote"')[1].split("</div>")[0]
    assert note.count("Not saved") == 1
    assert "somebody else saved this record" in note
    assert "Please correct" not in html
