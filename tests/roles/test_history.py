"""Every path that changes a row leaves history: who, when, why, many-to-many fields included."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models
from django.urls import reverse

from bpo_portal import content_stamp
from roles.models import Duty, Role, SlugRecord, Status, act, has_history, record
from roles.models.history import ADDED
from roles.models.publishing import STEPS
from roles.wording import pieces
from roles.workflow import take_step
from tests.factories import make_editor, make_full_role, make_job_type, make_role, make_source, make_term
from tests.forms import form_data
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db

OWN = [m for app in ("roles", "interviews", "salaries") for m in apps.get_app_config(app).get_models()]
HISTORY = [model for model in OWN if model.__name__.startswith("Historical")]
EDITABLE = [
    m
    for m in OWN
    if m not in HISTORY and m.__name__ not in ("SlugRecord", "SeededRow", "ShortCode", "ReaderReport", "ReportCount")
]


@pytest.mark.parametrize("model", EDITABLE, ids=lambda m: m.__name__)
def test_every_editable_model_keeps_history_with_its_many_to_many_fields(model):
    assert has_history(model)
    many = {f.name for f in model._meta.many_to_many if f.remote_field.through._meta.auto_created}
    assert {f.name for f in model.history.model._history_m2m_fields} == many
    assert not content_stamp.writes_content(f'INSERT INTO "{model.history.model._meta.db_table}" VALUES (1)')


def test_a_save_a_part_and_a_tie_each_leave_a_record():
    role = make_role(title="Caller")
    role.title = "Telecaller"
    role.save()
    duty = role.duties.create(text="Ring")
    source = make_source()
    duty.sources.add(source)
    duty.delete()
    assert list(role.history.values_list("title", "history_type")) == [("Telecaller", "~"), ("Caller", "+")]
    kept = list(Duty.history.filter(text="Ring").order_by("history_id"))
    assert [one.history_type for one in kept] == ["+", "~", "-"]
    assert [tie.source for tie in kept[1].sources.all()] == [source]


def test_one_act_has_one_moment_one_reason_and_one_author():
    user = User.objects.create_user("asha")
    with act("Imported from roles.csv", user=user):
        role = make_role()
        role.duties.create(text="Ring")
    kept = [role.history.get(), Duty.history.get()]
    assert kept[0].history_date == kept[1].history_date
    assert {(one.history_user, one.history_change_reason) for one in kept} == {(user, "Imported from roles.csv")}
    role.save()
    assert role.history.first().history_change_reason == ""


def test_rows_saved_in_bulk_are_recorded_with_their_ties(django_assert_max_num_queries):
    types = [make_job_type(), make_job_type()]
    roles = [make_role() for _ in range(30)]
    for role in roles:
        role.also_in.set(types)
    Role.history.all().delete()
    with django_assert_max_num_queries(6):
        record(roles, "~", "Imported")
    kept = list(Role.history.all())
    assert {(one.history_type, one.history_change_reason) for one in kept} == {("~", "Imported")}
    assert all({tie.jobtype for tie in one.also_in.all()} == set(types) for one in kept)


def test_the_seed_leaves_one_record_a_row():
    call_command("seed", stdout=StringIO())
    role = Role.objects.get(slug="telecaller")
    assert role.history.get().history_change_reason == "Seeded"
    duty = role.duties.filter(sources__isnull=False).first()
    assert {tie.source for tie in duty.history.get().sources.all()} == set(duty.sources.all())
    call_command("seed", stdout=StringIO())
    assert role.history.count() == 1


def test_an_older_database_gets_its_first_entries_once(settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    role = make_full_role(2)
    settings.SIMPLE_HISTORY_ENABLED = True
    known = make_role()
    call_command("record_history", stdout=StringIO())
    assert role.history.get().history_change_reason == "First entry of history"
    duty = role.duties.first()
    assert [tie.source for tie in duty.history.get().sources.all()] == list(duty.sources.all())
    assert known.history.get().history_change_reason == ""
    out = StringIO()
    call_command("record_history", stdout=out)
    assert "Every row has history already." in out.getvalue()


def test_history_is_no_use_of_a_source():
    """A source that only history names may go: nothing that readers see rests on it."""
    role, source = make_role(), make_source()
    alias = role.aliases.create(name="Other")
    alias.sources.add(source)
    alias.sources.clear()
    assert not source.is_used
    source.delete()


def test_history_models_offer_no_permission():
    assert all(model._meta.default_permissions == () for model in HISTORY)
    assert all(issubclass(model, models.Model) for model in HISTORY)


def address(row, page: str, *args) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk, *args])


@pytest.fixture
def asha(client):
    client.force_login(make_editor("Publisher", first_name="Asha"))
    return client


def told(page) -> list[tuple]:
    """The history page as (what was done, who, {title of a row: {label: marked text}})."""
    marks = {"same": "{}", "ins": "[+{}]", "del": "[-{}]"}
    return [
        (
            entry["done"],
            entry["who"],
            {
                row.title: {
                    field.label: "".join(marks[kind].format(text) for kind, text in field.pieces)
                    for field in row.fields
                }
                for row in entry["rows"]
            },
        )
        for entry in page.context["told"]
    ]


def test_a_form_saved_is_one_entry_with_the_row_and_its_lines_in_words(asha):
    role = make_full_role(2, summary="Takes calls from customers", status=Status.DRAFT)
    source = make_source(publisher="The Press", title="On calls")
    data = form_data(asha.get(address(role, "change")))
    data |= {"summary": "Takes short calls from customers", "calls": "most", "sells": "True", "level": "mid"}
    data |= {"duties-0-text": "Answers calls", "duties-0-sources": [source.pk], "duties-1-DELETE": "on"}
    assert asha.post(address(role, "change"), data).status_code == 302
    done, who, rows = told(asha.get(address(role, "history")))[0]
    assert (done, who) == ("Changed", "Asha")
    assert rows[""] == {
        "Summary": "Takes[+ short] calls from customers",
        "Calls": "[-Some calls][+Mostly calls]",
        "Sells": "[+Yes]",
        "Level": "[-Entry level][+Mid level]",
    }
    assert rows["Duty: Answers calls"]["Duty"] == "[-Duty 1][+Answers calls]"
    assert rows["Duty: Answers calls"]["Sources"].endswith("; [+The Press: On calls]")
    assert rows["Duty removed: Duty 2"] == {}


def test_what_the_seed_wrote_is_one_folded_line(asha):
    role = make_full_role(2)
    for model in (Role, Duty):
        model.history.all().delete()
    record([role, *role.duties.all()], ADDED, "Seeded")
    page = asha.get(address(role, "history"))
    assert "Seeded from the fixtures" in [done for done, _who, _rows in told(page)]
    entry = page.content.decode().split("Seeded from the fixtures</h2>")[1].split("</li>")[0]
    assert "<details><summary>Show all that was seeded</summary>" in entry
    assert entry.index("<details>") < entry.index("Duty added: Duty 1")


def test_each_kind_of_act_has_its_word(asha):
    role = make_full_role(1, status=Status.DRAFT)
    asha.post(address(role, "change"), form_data(asha.get(address(role, "change"))) | {"_step": "publish"})
    role.refresh_from_db()
    role.status = Status.RETIRED
    role.save()
    with act("Imported from roles.csv"):
        role.save()
    entries = [(done, who) for done, who, _rows in told(asha.get(address(role, "history")))]
    assert entries[:3] == [("Imported from roles.csv", ""), ("Retired", ""), ("Published", "Asha")]
    assert entries[-1] == ("Added", "")


def test_markup_in_history_is_shown_not_run(asha):
    role = make_role(summary="Plain words here")
    role.summary = "<script>alert(1)</script> words here"
    role.save()
    page = asha.get(address(role, "history")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_a_row_without_history_says_so(asha):
    role = make_role()
    Role.history.all().delete()
    assert "History begins with the next save" in asha.get(address(role, "history")).content.decode()


def test_long_histories_come_in_pages_newest_first(asha):
    term = make_term()
    for number in range(25):
        term.meaning = f"Meaning {number}"
        term.save()
    first, second = (asha.get(address(term, "history") + f"?p={page}") for page in (1, 2))
    assert len(told(first)) == 20
    assert "[+24]" in told(first)[0][2][""]["Meaning"]
    assert [done for done, _who, _rows in told(second)][-1] == "Added"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c d", "a x c d", "a [-b][+x] c d"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("नमस्ते दुनिया भर", "नमस्ते भारत भर", "नमस्ते [-दुनिया][+भारत] भर"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, shown):
    marks = {"same": "{}", "ins": "[+{}]", "del": "[-{}]"}
    assert "".join(marks[kind].format(text) for kind, text in pieces(before, after)) == shown


def test_of_a_long_text_only_the_change_and_its_surroundings_are_shown():
    words = [f"word{n}" for n in range(500)]
    changed = [*words[:250], "other", *words[251:]]
    shown = pieces(" ".join(words), " ".join(changed))
    assert ("ins", "other") in shown
    assert sum(len(text) for _kind, text in shown) < 400


def revert_address(client, row, position: int) -> str:
    return client.get(address(row, "history")).context["told"][position]["revert"]


def test_going_back_restores_fields_ties_and_lines_and_leaves_history(asha):
    line = make_job_type(title="Other line")
    role = make_full_role(2, summary="First summary", status=Status.DRAFT, slug="first")
    role.also_in.add(line)
    sources = list(role.duties.first().sources.all())
    page = address(role, "change")
    data = form_data(asha.get(page)) | {"summary": "Second", "also_in": [], "slug": "second"}
    asha.post(page, data | {"duties-0-DELETE": "on", "duties-1-text": "Changed", "aliases-0-name": "Renamed"})
    take_step(Role, [role.pk], STEPS["submit"])
    back = revert_address(asha, role, 2)
    shown = asha.get(back).content.decode()
    assert "This is what will change" in shown
    assert "First summary" in shown
    answer = asha.post(back, {"_version": asha.get(back).context["version"]}, follow=True)
    assert answer.status_code == 200
    role.refresh_from_db()
    assert (role.summary, role.slug, role.status) == ("First summary", "first", Status.IN_REVIEW)
    assert list(role.also_in.all()) == [line]
    assert sorted(duty.text for duty in role.duties.all()) == ["Duty 1", "Duty 2"]
    assert list(role.duties.get(text="Duty 1").sources.all()) == sources
    assert role.aliases.filter(name__startswith="Alias 1").exists()
    done, who, _rows = told(answer)[0]
    assert done.startswith("Back to the version of ")
    assert who == "Asha"
    # the slug that was public meanwhile still leads here
    assert Role.objects.having_had("second").get() == role


def test_going_back_is_an_edit_with_its_checks(asha):
    role = make_full_role(1)
    page = address(role, "change")
    assert asha.post(page, form_data(asha.get(page)) | {"summary": "Other"}).status_code == 302
    good = revert_address(asha, role, 1)
    version = asha.get(good).context["version"]
    make_role(slug="x")
    role.refresh_from_db()
    role.summary = "Third"
    role.save()
    late = asha.post(good, {"_version": version})
    assert late.status_code == 200
    assert "somebody else saved this record" in late.content.decode()
    role.refresh_from_db()
    assert role.summary == "Third"


def test_going_back_to_what_breaks_a_rule_is_refused_in_words(asha):
    role = make_role(status=Status.DRAFT, title="Once mine")
    role.title = "Renamed"
    role.save()
    make_role(title="Once mine")
    back = revert_address(asha, role, 1)
    page = asha.post(back, {"_version": asha.get(back).context["version"]})
    assert page.status_code == 200
    assert "already exists" in page.content.decode()
    role.refresh_from_db()
    assert role.title == "Renamed"


def test_a_slug_taken_by_another_row_is_not_taken_back(asha):
    term = make_term(slug="old", status=Status.DRAFT)
    term.slug = "new"
    term.save()
    SlugRecord.objects.filter(slug="old").update(object_id=make_term().pk)
    back = revert_address(asha, term, 1)
    page = asha.post(back, {"_version": asha.get(back).context["version"]})
    assert "is or was the address of another page" in page.content.decode()


def test_history_is_read_by_auditors_and_undone_by_no_reader(client, asha):
    term = make_term(meaning="One")
    term.meaning = "Two"
    term.save()
    back = revert_address(asha, term, 1)
    for group in ("Auditor", "Writer"):
        client.force_login(make_editor(group))
        page = client.get(address(term, "history"))
        assert page.status_code == 200
        assert [entry["revert"] for entry in page.context["told"]] == ["", ""]
        assert client.get(back).status_code == 403
        assert client.post(back, {"_version": ""}).status_code == 403
    client.force_login(make_editor(""))
    assert client.get(address(term, "history")).status_code == 403
    term.refresh_from_db()
    assert term.meaning == "Two"


def test_an_unknown_version_is_not_there(asha):
    term = make_term()
    assert asha.get(address(term, "revert", 5)).status_code == 404
    assert asha.get(address(term, "revert", 10**30)).status_code == 404


def test_a_bulk_tag_leaves_history(client):
    client.force_login(make_editor("Publisher", first_name="Asha"))
    question, line = make_question(), make_job_type()
    data = {"action": "add_job_type", "_selected_action": [question.pk], "job_type": line.pk}
    client.post(reverse("admin:interviews_question_changelist"), data)
    latest = question.history.first()
    assert latest.history_change_reason == "Tagged"
    assert latest.history_user.first_name == "Asha"
    assert line in {tie.jobtype for tie in latest.job_types.all()}


def test_a_tie_made_from_the_far_end_is_recorded_on_the_row_that_holds_it():
    role, question = make_role(), make_question()
    before = role.history.count()
    role.interview_questions.add(question)
    assert role.history.count() == before
    assert {tie.role for tie in question.history.first().roles.all()} == {role}


def test_public_pages_never_look_at_the_session(client):
    role = make_role()
    client.force_login(make_editor("Writer"))
    page = client.get(role.get_absolute_url())
    assert "Cookie" not in page.get("Vary", "")
    assert page["Cache-Control"].startswith("public")
