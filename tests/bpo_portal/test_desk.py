"""The editors' desk: each count is the number of rows in the list it leads to."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from bpo_portal.desk import PUBLISHABLE, desk_for, groups, part
from interviews.models import RolePointer
from roles.models import Duty, ReaderReport, Role, Source, Status
from roles.models.completeness import SECTIONS
from roles.models.freshness import too_old
from salaries.models import PayFigure, ProfessionalTaxSchedule, State, StatutoryRate
from tests.factories import (
    make_band,
    make_editor,
    make_figure,
    make_full_role,
    make_guide,
    make_job_type,
    make_role,
    make_source,
    make_term,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


def rate(days_ago: int | None, kind="esi-limit", **kwargs) -> StatutoryRate:
    begins = None if days_ago is None else TODAY - days_ago * DAY
    defaults = {"kind": kind, "value": 1, "effective_from": begins, "rule": "Rule", "certainty": "official"}
    return StatutoryRate.objects.create(**defaults | kwargs)


def something_of_everything() -> None:
    """For each line of the desk at least one row, and rows that must not count."""
    line = make_job_type()
    complete = make_full_role(1, job_type=line, example="A case.", review_by=TODAY + 60 * DAY)
    make_figure(role=complete, as_of=TODAY, as_of_precision="day")
    RolePointer.objects.create(role=complete, probes="x", exercise="y")
    for days in (-5, -1, 0, 30, 31):
        make_role(job_type=line, review_by=TODAY + days * DAY)
        make_guide(review_by=TODAY + days * DAY)
    make_role(job_type=line, review_by=TODAY - DAY, status=Status.DRAFT)
    make_role(job_type=line, review_by=TODAY - DAY, status=Status.RETIRED)
    make_role(job_type=make_job_type(status=Status.DRAFT), review_by=TODAY - DAY)
    make_term(status=Status.IN_REVIEW)
    make_term(status=Status.PUBLISHED, publish_at=timezone.now() + DAY)
    make_term(status=Status.PUBLISHED, publish_at=timezone.now() - DAY)
    make_figure()
    make_figure(status=Status.DRAFT)
    make_figure(is_history=True)
    make_band(level="mid")
    rate(400)
    rate(700)
    rate(10, kind="gratuity")
    state = State.objects.create(slug="goa", name="Goa")
    ProfessionalTaxSchedule.objects.create(state=state, rule="Rule", certainty="official")
    make_source(address="https://example.org/")
    gone = {"address": "https://example.org/gone", "address_checked": "https://example.org/gone"}
    for found in ("dead", "moved", "ok"):
        make_source(address_state=found, address_checked_on=TODAY, **gone)
    ReaderReport.objects.create(page="/", page_title="x", kind="pay", text="x", fingerprint="1")
    ReaderReport.objects.create(page="/", page_title="x", kind="pay", text="x", fingerprint="2").close(
        "settled", "y", None
    )


def test_each_count_is_the_number_of_rows_behind_its_link(editor):
    something_of_everything()
    lines = [line for group in desk_for(User.objects.get()) for line in group.lines]
    assert len(lines) >= 20
    for line in lines:
        page = editor.get(line.address)
        assert page.status_code == 200, line.address
        assert set(page.context["cl"].queryset) == set(line.rows), line.label
        assert page.context["cl"].result_count == line.count, line.label
        if line.count > 0:
            assert line.count <= line.model.objects.count()


def test_every_line_leads_to_a_list_that_is_narrowed(editor):
    """Where nothing waits the list is empty: a filter that is not known would show everything or lead elsewhere."""
    make_role(status=Status.RETIRED)
    make_figure(status=Status.RETIRED)
    for group in groups():
        for line in group.lines:
            page = editor.get(line.address)
            assert page.status_code == 200, line.address
            assert set(page.context["cl"].queryset) == set(line.rows), line.label


def counts() -> dict[str, int]:
    user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("counter")
    return {line.address.removeprefix("/admin/"): line.count for group in desk_for(user) for line in group.lines}


def test_what_is_counted():
    something_of_everything()
    found = counts()
    assert found["roles/role/?freshness=overdue"] == 2
    assert found["roles/role/?freshness=due-soon"] == 2
    assert found["roles/explainer/?freshness=overdue"] == 2
    assert found["roles/role/?freshness=without-review-date"] == 1  # where the complete role leads
    assert found["roles/glossaryterm/?freshness=in-review"] == 1
    assert found["roles/glossaryterm/?freshness=scheduled"] == 1
    assert found["roles/role/?freshness=drafts"] == 1
    assert found["salaries/payfigure/?freshness=stale"] == 1
    assert found["salaries/payfigure/?freshness=drafts"] == 1
    assert found["roles/salaryband/?freshness=stale"] == 1
    assert found["salaries/statutoryrate/?freshness=long-in-force"] == 1
    assert found["salaries/professionaltaxschedule/?freshness=long-in-force"] == 1
    assert found["roles/source/?freshness=dead"] == 1
    assert found["roles/source/?freshness=moved"] == 1
    assert found["roles/source/?freshness=without-address"] == Source.objects.filter(address="").count()
    assert found["roles/readerreport/?status__exact=open"] == 1


def test_a_complete_role_lacks_nothing_and_each_gap_is_told():
    role = make_full_role(1, example="A case.")
    Role.objects.exclude(pk=role.pk).update(status=Status.RETIRED)
    make_figure(role=role)
    RolePointer.objects.create(role=role, probes="x", exercise="y")
    gaps = {
        "duties": lambda: role.duties.all().delete(),
        "example": lambda: Role.objects.update(example=""),
        "skills": lambda: role.role_skills.all().delete(),
        "qualification": lambda: Role.objects.update(minimum_qualification=None),
        "pay": lambda: PayFigure.objects.update(is_history=True),
        "interview": lambda: RolePointer.objects.all().delete(),
    }
    assert {*gaps, "sources"} == set(SECTIONS)
    assert not [address for address in counts() if "missing" in address]
    for number, (key, take_away) in enumerate(gaps.items(), start=1):
        take_away()
        found = [address for address in counts() if "missing" in address]
        assert f"roles/role/?missing={key}" in found
        # With the duties and the skills their sources have gone too.
        assert len(found) == number + (number >= 3)
    assert counts()["roles/role/?missing=sources"] == 1


def test_a_role_with_a_cited_field_has_a_source():
    role = make_role()
    assert counts()["roles/role/?missing=sources"] == 1
    role.citations.create(field="summary", source=make_source())
    assert "roles/role/?missing=sources" not in counts()


def test_pay_is_too_old_after_the_months_of_the_setting(settings):
    settings.PAY_STALE_AFTER_MONTHS = 24
    new = make_figure(as_of=TODAY - datetime.timedelta(days=725), as_of_precision="day")
    old = make_figure(as_of=TODAY - datetime.timedelta(days=740), as_of_precision="day")
    assert set(PayFigure.objects.stale()) == {old}
    settings.PAY_STALE_AFTER_MONTHS = 12
    assert set(PayFigure.objects.stale()) == {old, new}


@pytest.mark.parametrize("months", [1, 11, 12, 18, 24, 240])
def test_months_back_is_a_real_day_whatever_today_is(settings, monkeypatch, months):
    settings.PAY_STALE_AFTER_MONTHS = months
    for number in range(400):
        day = datetime.date(2024, 1, 1) + number * DAY
        monkeypatch.setattr("roles.models.freshness.timezone.localdate", lambda day=day: day)
        limit = dict(too_old().children)["as_of__lt"]
        assert months * 30 - 4 <= (day - limit).days <= months * 31 + 3


def test_a_rate_that_a_later_one_replaced_is_not_told():
    rate(700)
    assert StatutoryRate.objects.long_in_force().count() == 1
    newer = rate(30)
    assert not StatutoryRate.objects.long_in_force().exists()
    newer.delete()
    rate(-30)  # not begun yet
    undated = rate(None)
    assert list(StatutoryRate.objects.long_in_force()) == [StatutoryRate.objects.get(effective_from=TODAY - 700 * DAY)]
    StatutoryRate.objects.exclude(pk=undated.pk).delete()
    assert list(StatutoryRate.objects.long_in_force()) == [undated]


def test_an_empty_desk_says_so(editor):
    page = editor.get("/admin/").content.decode()
    assert "Nothing waits." in page
    make_term(status=Status.DRAFT)
    page = editor.get("/admin/").content.decode()
    assert "Nothing waits." not in page
    assert "Glossary terms: drafts" in page


def test_only_what_one_may_look_at_is_told(client):
    something_of_everything()
    user = User.objects.create_user("helper", is_staff=True)
    client.force_login(user)
    assert "Nothing waits." in client.get("/admin/").content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_role"))
    page = client.get("/admin/").content.decode()
    assert "/admin/roles/role/?missing=pay" in page
    assert "/admin/roles/readerreport/" not in page
    assert "/admin/salaries/" not in page
    user.user_permissions.set([Permission.objects.get(codename="change_readerreport")])
    page = client.get("/admin/").content.decode()
    assert "/admin/roles/readerreport/?status__exact=open" in page
    assert "/admin/roles/role/" not in page


@pytest.mark.parametrize("group", ["Writer", "Publisher", "Auditor"])
def test_each_line_tells_whether_the_editor_acts_on_it(client, group):
    something_of_everything()
    make_term(status=Status.DRAFT)
    user = make_editor(group)
    desk = desk_for(user)
    yours = {str(line.label) for found in part(desk, is_yours=True) for line in found.lines}
    others = {str(line.label) for found in part(desk, is_yours=False) for line in found.lines}
    drafts = {f"{name}: drafts" for name in ("Glossary terms", "Job types", "Pay figures", "Roles")}
    writers = {"Reports to read", *drafts}
    assert yours == {"Writer": writers, "Publisher": writers | others | yours, "Auditor": set()}[group]
    assert bool(others) == (group != "Publisher")
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert ("What waits for others" in page) == (group != "Publisher")
    assert ("Nothing waits for you." in page) == (group == "Auditor")


@pytest.mark.parametrize("model", [Role, Source, Duty])
def test_a_list_tells_a_writer_which_rows_are_read_only(client, model):
    make_editor("Publisher", first_name="Asha")
    address = f"/admin/roles/{model._meta.model_name}/"
    for group, is_told in (("Writer", True), ("Publisher", False), ("Auditor", False)):
        client.force_login(make_editor(group, username=group))
        told = "for reading only: a publisher changes" in client.get(address).content.decode()
        assert told == is_told, group


@pytest.mark.parametrize("times", [1, 3])
def test_the_desk_costs_the_same_whatever_waits(times, django_assert_num_queries):
    user = User.objects.create_superuser("editor")
    for _time in range(times):
        make_full_role(1, review_by=TODAY - DAY)
        make_term(status=Status.DRAFT)
    with django_assert_num_queries(1):
        desk_for(user)


def test_every_public_model_is_on_the_desk():
    from django.apps import apps

    from roles.models import Publishable

    assert set(PUBLISHABLE) == {model for model in apps.get_models() if issubclass(model, Publishable)}
