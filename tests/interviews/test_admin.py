"""Admin of interviews: pages open, lists stay cheap, bulk tagging, publishing."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from interviews.models import Guide, Question, RolePointer
from roles.models import Status
from tests.factories import make_job_type, make_role, make_source
from tests.forms import form_data
from tests.interviews.factories import make_drill, make_fact, make_guide, make_question, make_stage, make_tip

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if model._meta.app_label == "interviews"]


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def fill(number: int) -> None:
    for _ in range(number):
        guide = make_guide()
        question = make_question(roles=[make_role()], sources=[make_source()])
        make_stage(guide, question=question)
        make_tip(job_types=[guide.job_type])
        make_fact()
        make_drill()
        RolePointer.objects.create(role=make_role(), probes="Calm", exercise="Call")


def test_every_model_has_its_page():
    assert {model.__name__ for model in MODELS} == {
        "Drill",
        "Guide",
        "Question",
        "RolePointer",
        "Stage",
        "TestFact",
        "Tip",
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_lists_cost_the_same_whatever_their_length(editor, model, django_assert_max_num_queries):
    fill(1)
    with django_assert_max_num_queries(20) as one:
        editor.get(address(model, "changelist"))
    fill(12)
    with django_assert_max_num_queries(len(one)):
        response = editor.get(address(model, "changelist"))
    assert response.context["cl"].result_count == 13


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_search_add_and_change_open(editor, model):
    fill(1)
    assert editor.get(address(model, "changelist") + "?q=call").status_code == 200
    assert editor.get(address(model, "add")).status_code == 200
    page = editor.get(address(model, "change", model.objects.first().pk))
    assert page.status_code == 200


def act(editor, action: str, questions, **chosen):
    data = {"action": action, "_selected_action": [q.pk for q in questions]} | chosen
    return editor.post(address(Question, "changelist"), data, follow=True)


def test_bulk_tagging(editor):
    first, second, other = (make_question() for _ in range(3))
    line, role = make_job_type(), make_role()
    told = act(editor, "add_job_type", [first, second], job_type=line.pk).content.decode()
    assert "2 questions were changed." in told
    assert set(Question.objects.for_job_type(line)) == {first, second}
    act(editor, "add_role", [second, other], role=role.pk)
    assert set(Question.objects.of_role(role)) == {second, other}
    act(editor, "set_level", [first], level="senior")
    assert set(Question.objects.filter(level="senior")) == {first}
    act(editor, "remove_job_type", [first], job_type=line.pk)
    act(editor, "remove_role", [second, other], role=role.pk)
    assert set(Question.objects.for_job_type(line)) == {second}
    assert not Question.objects.of_role(role).exists()


@pytest.mark.parametrize("action", ["add_job_type", "remove_job_type", "add_role", "remove_role", "set_level"])
def test_bulk_tagging_with_nothing_chosen_changes_nothing(editor, action):
    question = make_question()
    before = set(question.job_types.all())
    assert "beside the action" in act(editor, action, [question]).content.decode()
    assert set(question.job_types.all()) == before


def test_a_question_keeps_its_only_line(editor):
    line = make_job_type()
    question = make_question(job_types=[line])
    told = act(editor, "remove_job_type", [question], job_type=line.pk).content.decode()
    assert "keeps its only job type" in told
    assert list(question.job_types.all()) == [line]


def test_a_reader_of_the_admin_cannot_tag(client):
    from django.contrib.auth.models import Permission

    user = User.objects.create_user("reader", password="a long pass phrase", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_question"))
    client.force_login(user)
    question, line = make_question(), make_job_type()
    act(client, "add_job_type", [question], job_type=line.pk)
    assert line not in question.job_types.all()


def test_a_public_question_or_guide_cannot_be_deleted_here(editor):
    for row in (make_question(), make_guide()):
        page = address(type(row), "delete", row.pk)
        assert editor.post(page, {"post": "yes"}).status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


def test_a_new_question_gets_the_next_number(editor):
    for slug in ("q099", "q102", "q1000", "other"):
        make_question(slug=slug)
    assert editor.get(address(Question, "add")).context["adminform"].form.initial["slug"] == "q1001"


def test_publishing_goes_from_draft_to_the_page(editor, client):
    line = make_job_type(slug="voice")
    question = make_question(slug="q001", job_types=[line], status=Status.DRAFT)
    assert client.get("/interviews/questions/q001/").status_code == 404
    page = editor.get(address(Question, "change", question.pk))
    data = form_data(page) | {"answer": "Slowly", "_step": "publish"}
    response = editor.post(address(Question, "change", question.pk), data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert "Slowly." in client.get("/interviews/questions/q001/").content.decode()


def test_the_inline_of_a_guide_holds_its_rounds(editor):
    guide = make_guide()
    make_stage(guide, title="HR screen")
    formset = editor.get(address(Guide, "change", guide.pk)).context["inline_admin_formsets"][0].formset
    assert [form.instance.title for form in formset.initial_forms] == ["HR screen"]
