"""Two people, one record: the second save is refused, both texts stand side by side, nothing typed is lost."""

import threading

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from roles.models import Duty, GlossaryTerm, JobType, Role, Status
from roles.models.publishing import STEPS
from roles.workflow import take_step
from tests.factories import make_editor, make_full_role, make_job_type, make_role, make_source, make_term
from tests.forms import form_data

pytestmark = pytest.mark.django_db


def address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def two():
    """Two publishers at two machines."""
    found = []
    for name in ("Asha", "Ravi"):
        machine = Client()
        machine.force_login(make_editor("Publisher", first_name=name))
        found.append(machine)
    return found


def draft_role(**kwargs) -> Role:
    return make_full_role(2, status=Status.DRAFT, **kwargs)


def test_the_second_save_is_refused_with_both_texts_and_may_then_be_made(two):
    asha, ravi = two
    term = make_term(meaning="First meaning", stands_for="One", status=Status.DRAFT)
    hers, his = (form_data(one.get(address(term))) for one in two)
    assert asha.post(address(term), hers | {"meaning": "Her meaning", "hindi": "अर्थ"}).status_code == 302
    page = ravi.post(address(term), his | {"meaning": "His meaning", "stands_for": "Two"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "somebody else saved this record after you opened it" in text
    assert "Saved meanwhile by: Asha, " in text
    (side,) = page.context["clash"].merge.sides
    assert (side.label, side.theirs, side.yours) == ("Meaning", "Her meaning", "His meaning")
    assert [one.label for one in page.context["clash"].merge.taken] == ["Hindi"]
    term.refresh_from_db()
    assert (term.meaning, term.hindi) == ("Her meaning", "अर्थ")
    again = form_data(page)
    assert (again["meaning"], again["stands_for"], again["hindi"]) == ("His meaning", "Two", "अर्थ")
    assert ravi.post(address(term), again).status_code == 302
    term.refresh_from_db()
    assert (term.meaning, term.stands_for, term.hindi) == ("His meaning", "Two", "अर्थ")


def shell_save(term):
    term.meaning = "Changed"
    term.save()


OTHER_PATHS = {
    "shell": shell_save,
    "update without history": lambda term: GlossaryTerm.objects.filter(pk=term.pk).update(meaning="Changed"),
    "bulk action": lambda term: take_step(GlossaryTerm, [term.pk], STEPS["submit"]),
    "a source tied": lambda term: term.sources.add(make_source()),
}


@pytest.mark.parametrize("path", OTHER_PATHS)
def test_whatever_the_path_of_the_other_change_the_form_is_stale(two, path):
    term = make_term(status=Status.DRAFT)
    mine = form_data(two[0].get(address(term)))
    OTHER_PATHS[path](term)
    page = two[0].post(address(term), mine | {"stands_for": "Mine"})
    assert page.status_code == 200
    assert "Not saved" in page.content.decode()
    assert GlossaryTerm.objects.get().stands_for == ""
    assert two[0].post(address(term), form_data(page)).status_code == 302
    assert GlossaryTerm.objects.get().stands_for == "Mine"


@pytest.mark.parametrize("version", ["", "nonsense", "a.b", "x." + "9" * 40, "नमस्ते.१२"])
def test_a_form_without_a_version_is_refused(two, version):
    term = make_term(status=Status.DRAFT)
    data = form_data(two[0].get(address(term))) | {"_version": version, "meaning": "Other"}
    assert two[0].post(address(term), data).status_code == 200
    assert GlossaryTerm.objects.get().meaning == term.meaning


def test_an_unchanged_row_is_not_stale(two):
    role = draft_role()
    data = form_data(two[0].get(address(role)))
    make_role(job_type=role.job_type)
    assert two[0].post(address(role), data).status_code == 302


def test_a_line_that_both_changed(two):
    role = draft_role()
    hers, his = (form_data(one.get(address(role))) for one in two)
    two[0].post(address(role), hers | {"duties-0-text": "Her duty"})
    page = two[1].post(address(role), his | {"duties-0-text": "His duty"})
    (side,) = page.context["clash"].merge.sides
    assert (side.theirs, side.yours) == ("Her duty", "His duty")
    assert two[1].post(address(role), form_data(page)).status_code == 302
    assert [duty.text for duty in role.duties.all()] == ["His duty", "Duty 2"]


def test_a_line_they_added_stays_and_a_line_i_added_too(two):
    role = draft_role()
    hers, his = (form_data(one.get(address(role))) for one in two)

    def added(text):
        fields = {"id": "", "role": role.pk, "position": 3, "text": text}
        return {"duties-TOTAL_FORMS": 3} | {f"duties-2-{name}": value for name, value in fields.items()}

    two[0].post(address(role), hers | added("Hers"))
    page = two[1].post(address(role), his | added("His"))
    assert page.status_code == 200
    assert [one.label for one in page.context["clash"].merge.taken] == ["Duty added"]
    assert two[1].post(address(role), form_data(page)).status_code == 302
    assert [duty.text for duty in role.duties.all()] == ["Duty 1", "Duty 2", "Hers", "His"]


def test_a_line_they_removed_comes_back_only_if_i_wrote_in_it(two):
    role = draft_role()
    his = form_data(two[1].get(address(role)))
    hers = form_data(two[0].get(address(role)))
    two[0].post(address(role), hers | {"duties-0-DELETE": "on", "aliases-1-DELETE": "on"})
    page = two[1].post(address(role), his | {"duties-0-text": "Mine, long typed"})
    assert page.status_code == 200
    assert "Mine, long typed" in page.content.decode()
    merge = page.context["clash"].merge
    assert [(side.label, side.theirs) for side in merge.sides] == [("Duty", "removed")]
    assert [one.label for one in merge.taken] == ["Other name removed"]
    assert two[1].post(address(role), form_data(page)).status_code == 302
    assert [duty.text for duty in role.duties.order_by("pk")] == ["Duty 2", "Mine, long typed"]
    assert role.aliases.count() == 1


def test_a_line_that_i_remove_and_they_changed(two):
    role = draft_role()
    hers, his = (form_data(one.get(address(role))) for one in two)
    two[0].post(address(role), hers | {"duties-0-text": "Hers"})
    page = two[1].post(address(role), his | {"duties-0-DELETE": "on"})
    (side,) = page.context["clash"].merge.sides
    assert (side.theirs, side.yours) == ("Hers", "removed")
    assert two[1].post(address(role), form_data(page)).status_code == 302
    assert [duty.text for duty in role.duties.all()] == ["Duty 2"]


def test_a_line_changed_on_its_own_page_makes_the_form_stale(two):
    role = draft_role()
    his = form_data(two[1].get(address(role)))
    duty = role.duties.first()
    two[0].post(address(duty), form_data(two[0].get(address(duty))) | {"text": "Hers"})
    page = two[1].post(address(role), his | {"summary": "Mine"})
    assert page.status_code == 200
    assert two[1].post(address(role), form_data(page)).status_code == 302
    assert role.duties.first().text == "Hers"


def test_many_choices_and_yes_or_no_merge_too(two):
    lines = [make_job_type(title=name) for name in ("Line A", "Line B", "Line C")]
    role = draft_role()
    hers, his = (form_data(one.get(address(role))) for one in two)
    two[0].post(address(role), hers | {"also_in": [lines[0].pk], "sells": "True", "publish_at_0": "2030-01-01",
                                       "publish_at_1": "10:00"})  # fmt: skip
    page = two[1].post(address(role), his | {"also_in": [lines[1].pk, lines[2].pk], "summary": "Mine"})
    (side,) = page.context["clash"].merge.sides
    assert (side.theirs, side.yours) == ("Line A", "Line B, Line C")
    assert {one.label for one in page.context["clash"].merge.taken} == {"Sells", "Publish at"}
    assert two[1].post(address(role), form_data(page)).status_code == 302
    role.refresh_from_db()
    assert role.sells
    assert role.publish_at.year == 2030
    assert set(role.also_in.all()) == set(lines[1:])


def test_a_record_deleted_meanwhile_comes_back_as_a_new_one(two):
    role = draft_role(summary="Old")
    his = form_data(two[1].get(address(role)))
    two[0].post(reverse("admin:roles_role_delete", args=[role.pk]), {"post": "yes"})
    page = two[1].post(address(role), his | {"summary": "Long typed"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Somebody deleted this record while you were writing" in text
    assert "Long typed" in text
    assert not Role.objects.filter(slug=role.slug).exists()


def test_what_a_writer_typed_is_given_back_when_the_record_was_published_meanwhile():
    writer = Client()
    writer.force_login(make_editor("Writer"))
    role = draft_role()
    typed = form_data(writer.get(address(role))) | {"summary": "Long typed", "duties-0-text": "Typed duty"}
    assert take_step(Role, [role.pk], STEPS["publish"]).done
    page = writer.post(address(role), typed)
    text = page.content.decode()
    assert page.status_code == 403
    assert "only a publisher changes it now" in text
    assert "Long typed" in text
    assert "Typed duty" in text
    role.refresh_from_db()
    assert role.summary != "Long typed"


@pytest.mark.parametrize("text", ["<b>bold</b>", "a\0b", "x" * 100_000, "नमस्ते"])
def test_what_is_typed_is_never_a_fault_of_the_server(two, text):
    term = make_term(status=Status.DRAFT)
    mine = form_data(two[0].get(address(term)))
    shell_save(term)
    page = two[0].post(address(term), mine | {"meaning": text})
    assert page.status_code == 200
    assert "<b>bold" not in page.content.decode()


@pytest.mark.parametrize("mangled", [{"duties-TOTAL_FORMS": "x"}, {"duties-0-id": "9" * 30}, {"duties-9999-text": "x"}])
def test_a_mangled_form_is_never_a_fault_of_the_server(two, mangled):
    role = draft_role()
    mine = form_data(two[0].get(address(role)))
    role.duties.create(text="Theirs")
    assert two[0].post(address(role), mine | mangled).status_code == 200


ROUNDS, PEOPLE = 6, 4


def race(machines: list[Client], posts: list[tuple[str, dict]]) -> list[int]:
    """Everybody sends at once, each over a connection of their own; the answers' statuses."""
    answers: list[int] = [0] * len(posts)
    start = threading.Barrier(len(posts))

    def send(number: int) -> None:
        try:
            start.wait(timeout=30)
            answers[number] = machines[number].post(*posts[number]).status_code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_wins_each_round(real_connections):
    machines = []
    for _number in range(PEOPLE):
        machine = Client()
        machine.force_login(make_editor("Publisher"))
        machines.append(machine)
    role = draft_role()
    for number in range(ROUNDS):
        opened = [form_data(machine.get(address(role))) for machine in machines]
        posts = [
            (
                address(role),
                data | {"summary": f"Round {number}, person {person}", "duties-0-text": f"{number} {person}"},
            )
            for person, data in enumerate(opened)
        ]
        answers = race(machines, posts)
        assert sorted(answers) == [200] * (PEOPLE - 1) + [302]
        role.refresh_from_db()
        winner = answers.index(302)
        assert role.summary == f"Round {number}, person {winner}"
        assert role.duties.first().text == f"{number} {winner}"
    assert role.history.filter(history_type="~").count() == ROUNDS


@pytest.mark.django_db(transaction=True)
def test_a_role_and_its_duty_on_its_own_page_are_one_record(real_connections):
    machines = []
    for _number in range(2):
        machine = Client()
        machine.force_login(make_editor("Publisher"))
        machines.append(machine)
    role = draft_role()
    duty = role.duties.first()
    for number in range(ROUNDS):
        of_role = form_data(machines[0].get(address(role))) | {"duties-0-text": f"Form {number}"}
        of_duty = form_data(machines[1].get(address(duty))) | {"text": f"Page {number}"}
        answers = race(machines, [(address(role), of_role), (address(duty), of_duty)])
        assert sorted(answers) == [200, 302]
        assert Duty.objects.get(pk=duty.pk).text == (f"Form {number}" if answers[0] == 302 else f"Page {number}")


def test_every_form_of_content_carries_a_version(two):
    line = make_job_type(status=Status.DRAFT)
    page = two[0].get(address(line)).content.decode()
    assert '<input type="hidden" name="_version" value="' in page
    assert JobType.objects.filter(pk=line.pk).exists()
