"""Draft, in review, published, retired: who may move what, what is refused and in which words."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from roles.models import Duty, GlossaryTerm, Role, SalaryBand, Status
from roles.models.publishing import STEPS
from roles.workflow import take_step
from tests.factories import (
    make_band,
    make_editor,
    make_figure,
    make_full_role,
    make_qualification,
    make_role,
    make_source,
    make_term,
)
from tests.forms import form_data

pytestmark = pytest.mark.django_db


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def as_group(client):
    def log_in(group: str, **kwargs):
        client.force_login(make_editor(group, **kwargs))
        return client

    return log_in


def press(client, row, step: str, **changes):
    page = client.get(address(type(row), "change", row.pk))
    return client.post(address(type(row), "change", row.pk), form_data(page) | {"_step": step} | changes, follow=True)


def act(client, model, action: str, rows) -> str:
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(model, "changelist"), data, follow=True).content.decode()


def status(row) -> str:
    return type(row).objects.get(pk=row.pk).status


def test_a_term_goes_its_way_from_draft_to_retired(as_group):
    term = make_term(status=Status.DRAFT)
    press(as_group("Writer"), term, "submit")
    assert status(term) == Status.IN_REVIEW
    asha = as_group("Publisher", first_name="Asha")
    press(asha, term, "publish")
    assert status(term) == Status.PUBLISHED
    told = asha.get(address(GlossaryTerm, "change", term.pk)).content.decode()
    assert "Published. By Asha on " in told
    press(asha, term, "retire")
    assert status(term) == Status.RETIRED
    reasons = list(term.history.values_list("history_change_reason", flat=True))
    assert reasons == ["Retired", "Published", "Sent for review", ""]


@pytest.mark.parametrize("step", ["publish", "retire"])
def test_a_writer_cannot_publish_by_a_hand_made_post(as_group, step):
    term = make_term(status=Status.IN_REVIEW)
    make_editor("Publisher", first_name="Asha")
    told = press(as_group("Writer"), term, step).content.decode()
    assert "You may not do that. Ask Asha." in told
    assert status(term) == Status.IN_REVIEW
    press(as_group("Writer"), term, "", status="published")
    assert status(term) == Status.IN_REVIEW


@pytest.mark.parametrize("now", [Status.PUBLISHED, Status.RETIRED])
def test_what_is_public_is_read_only_for_a_writer_who_is_told_whom_to_ask(as_group, now):
    term = make_term(status=now)
    make_editor("Publisher", first_name="Asha")
    client = as_group("Writer")
    page = client.get(address(GlossaryTerm, "change", term.pk))
    assert "so only a publisher changes it. Ask Asha." in page.content.decode()
    assert client.post(address(GlossaryTerm, "change", term.pk), {"term": "Other"}).status_code == 403
    assert client.post(address(GlossaryTerm, "delete", term.pk), {"post": "yes"}).status_code == 403
    assert GlossaryTerm.objects.get().term == term.term


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (Status.DRAFT, {"retire", "draft"}),
        (Status.IN_REVIEW, {"submit", "retire", "draft"} - {"draft"}),
        (Status.PUBLISHED, {"submit", "publish", "draft"}),
        (Status.RETIRED, {"submit", "retire", "draft"}),
    ],
)
def test_which_steps_lead_on(now, refused):
    term = make_term(status=now)
    assert {key for key, step in STEPS.items() if term.refuses(step)} == refused


def test_what_waits_for_its_moment_may_go_back_but_not_retire():
    term = make_term(publish_at=timezone.now() + datetime.timedelta(days=1))
    assert term.refuses(STEPS["draft"]) == ""
    assert "has not been public yet" in term.refuses(STEPS["retire"])


def test_a_public_row_cannot_be_hidden_by_a_later_moment(as_group):
    term = make_term()
    later = timezone.localtime() + datetime.timedelta(days=1)
    changes = {"publish_at_0": later.date().isoformat(), "publish_at_1": "10:00:00"}
    told = press(as_group("Publisher"), term, "", **changes).content.decode()
    assert "It has been public, and a moment that lies ahead would hide it" in told
    assert GlossaryTerm.objects.get().publish_at is None


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ({"summary": " "}, "needs a summary"),
        ({"minimum_qualification": None, "minimum_note": ""}, "needs a minimum qualification"),
    ],
)
def test_an_unready_role_is_refused_in_words(lack, words):
    role = make_full_role(1, status=Status.IN_REVIEW)
    Role.objects.filter(pk=role.pk).update(**lack)
    taken = take_step(Role, [role.pk], STEPS["publish"])
    assert not taken.done
    assert words in taken.refused[0][1]
    assert status(role) == Status.IN_REVIEW


def test_a_minimum_in_words_is_enough():
    role = make_role(minimum_note="10+2", status=Status.DRAFT)
    role.duties.create(text="Ring")
    assert take_step(Role, [role.pk], STEPS["publish"]).done == [role]


def test_the_form_counts_the_duties_it_is_about_to_save(as_group):
    client = as_group("Publisher")
    role = make_role(minimum_qualification=make_qualification(), status=Status.DRAFT)
    assert "needs at least one duty" in press(client, role, "publish").content.decode()
    assert status(role) == Status.DRAFT
    typed = {"duties-TOTAL_FORMS": 1, "duties-0-text": "Ring people", "duties-0-position": 1, "duties-0-id": ""}
    press(client, role, "publish", **typed, **{"duties-0-role": role.pk})
    assert status(role) == Status.PUBLISHED
    told = press(client, role, "", **{"duties-0-DELETE": "on"}).content.decode()
    assert "needs at least one duty" in told
    assert role.duties.count() == 1


def test_the_last_duty_of_a_public_role_stays_whatever_the_page(as_group):
    client = as_group("Publisher")
    role, other = make_full_role(2), make_full_role(1, status=Status.DRAFT)
    last = role.duties.last()
    client.post(address(Duty, "delete", role.duties.first().pk), {"post": "yes"})
    told = client.post(address(Duty, "delete", last.pk), {"post": "yes"}, follow=True).content.decode()
    assert "is public: A public role needs at least one duty" in told
    data = {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"}
    told = client.post(address(Duty, "changelist"), data, follow=True).content.decode()
    assert "is public: A public role needs at least one duty" in told
    data = form_data(client.get(address(Duty, "change", last.pk))) | {"role": other.pk}
    told = client.post(address(Duty, "change", last.pk), data).content.decode()
    assert "is public: A public role needs at least one duty" in told
    assert list(role.duties.all()) == [last]


def test_a_figure_needs_a_date_unless_its_source_has_none():
    dated = make_source(published_on="2022-05-01", date_precision="month")
    band = make_band(source=dated, status=Status.DRAFT)
    figure = make_figure(source=dated, status=Status.DRAFT)
    for row in (band, figure):
        (_row, why) = take_step(type(row), [row.pk], STEPS["publish"]).refused[0]
        assert "needs a date. Its source is dated May 2022" in why
    undated = make_band(source=make_source(), status=Status.DRAFT)
    assert take_step(SalaryBand, [undated.pk], STEPS["publish"]).done == [undated]


def test_a_figure_without_a_source_is_refused():
    assert "needs a source" in str(SalaryBand(as_of_precision="undated").missing_for_publishing()["source"])


def test_everything_seeded_is_ready(seeded):
    from django.apps import apps

    from roles.models import Publishable

    for model in [model for model in apps.get_models() if issubclass(model, Publishable)]:
        for row in model.objects.filter(status=Status.PUBLISHED):
            assert row.missing_for_publishing() == {}, row


def test_many_rows_move_at_once_and_each_refusal_is_told(as_group):
    client = as_group("Publisher")
    ready, unready = make_full_role(1, status=Status.DRAFT), make_role(status=Status.DRAFT)
    told = act(client, Role, "publish_rows", [ready, unready])
    assert "Published: 1 row." in told
    assert f"Not done, “{unready}”: A public role needs a minimum qualification" in told
    assert (status(ready), status(unready)) == (Status.PUBLISHED, Status.DRAFT)
    assert ready.history.first().history_change_reason == "Published"
    assert ready.history.first().history_user.username.startswith("editor-")
    act(client, Role, "retire_rows", [ready])
    assert status(ready) == Status.RETIRED
    act(client, Role, "submit_rows", [unready])
    assert status(unready) == Status.IN_REVIEW
    act(client, Role, "draft_rows", [unready])
    assert status(unready) == Status.DRAFT


def test_a_writer_moves_drafts_only(as_group):
    client = as_group("Writer")
    draft, public = make_term(status=Status.DRAFT), make_term()
    later = make_term(publish_at=timezone.now() + datetime.timedelta(days=1))
    for action in ("publish_rows", "retire_rows"):
        act(client, GlossaryTerm, action, [draft, public])
    assert (status(draft), status(public)) == (Status.DRAFT, Status.PUBLISHED)
    told = act(client, GlossaryTerm, "draft_rows", [later])
    assert "You may not do that." in told
    assert status(later) == Status.PUBLISHED


def test_a_writer_cannot_add_to_a_public_role_by_the_page_of_a_part(as_group):
    client = as_group("Writer")
    public, draft = make_full_role(1), make_full_role(1, status=Status.DRAFT)
    data = {"position": 1, "text": "Forged", "_version": ""}
    told = client.post(address(Duty, "add"), data | {"role": public.pk}).content.decode()
    assert "so only a publisher changes it" in told
    assert client.post(address(Duty, "add"), data | {"role": draft.pk}).status_code == 302
    duty = public.duties.get()
    assert client.post(address(Duty, "change", duty.pk), data | {"role": draft.pk}).status_code == 403
    assert client.post(address(Duty, "delete", duty.pk), {"post": "yes"}).status_code == 403
    mine = draft.duties.get(text="Forged")
    data = form_data(client.get(address(Duty, "change", mine.pk))) | {"role": public.pk}
    assert "so only a publisher changes it" in client.post(address(Duty, "change", mine.pk), data).content.decode()
    assert public.duties.count() == 1
