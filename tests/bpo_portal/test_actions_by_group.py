"""Bulk actions and the queue of reports, posted by hand by each of the real groups: obeyed only where they may be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.models import ReaderReport, Status
from tests.bpo_portal.test_permissions import KINDS, address
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

GROUPS = ["Writer", "Publisher", "Auditor", ""]
# From where each action is tried, and where it leads; with the groups that it obeys (docs/decisions.md, 40 and 42).
STEPS = [
    ("submit_rows", Status.DRAFT, Status.IN_REVIEW, {"Writer", "Publisher"}),
    ("draft_rows", Status.IN_REVIEW, Status.DRAFT, {"Writer", "Publisher"}),
    ("publish_rows", Status.DRAFT, Status.PUBLISHED, {"Publisher"}),
    ("publish_rows", Status.IN_REVIEW, Status.PUBLISHED, {"Publisher"}),
    ("publish_rows", Status.RETIRED, Status.PUBLISHED, {"Publisher"}),
    ("retire_rows", Status.PUBLISHED, Status.RETIRED, {"Publisher"}),
    # Whoever asks: what was public never goes back behind its address, and a draft has no address to retire.
    ("submit_rows", Status.PUBLISHED, Status.PUBLISHED, set()),
    ("draft_rows", Status.PUBLISHED, Status.PUBLISHED, set()),
    ("draft_rows", Status.RETIRED, Status.RETIRED, set()),
    ("retire_rows", Status.DRAFT, Status.DRAFT, set()),
]


@pytest.mark.parametrize("group", GROUPS)
def test_each_bulk_action_obeys_only_whom_it_should(client, seeded, group):
    client.force_login(make_editor(group))
    for model in KINDS["public"]:
        row = model.objects.first()
        for action, now, then, groups in STEPS:
            model.objects.filter(pk=row.pk).update(status=now, publish_at=None)
            before = row.history.count()
            client.post(address(model, "changelist"), {"action": action, "_selected_action": [row.pk]})
            row.refresh_from_db()
            may = group in groups
            assert row.status == (then if may else now), (model, action, now)
            assert row.history.count() == before + may, (model, action, now)


def test_a_writer_does_not_move_what_waits_for_its_moment(client, seeded):
    ahead = timezone.now() + timedelta(days=1)
    for group, then in (("Writer", Status.PUBLISHED), ("Auditor", Status.PUBLISHED), ("Publisher", Status.DRAFT)):
        client.force_login(make_editor(group))
        for model in KINDS["public"]:
            row = model.objects.first()
            model.objects.filter(pk=row.pk).update(status=Status.PUBLISHED, publish_at=ahead)
            client.post(address(model, "changelist"), {"action": "draft_rows", "_selected_action": [row.pk]})
            row.refresh_from_db()
            assert row.status == then, (group, model)


@pytest.fixture
def report():
    return ReaderReport.objects.create(page="/", page_title="Home", kind="pay", text="Wrong", fingerprint="mark")


@pytest.mark.parametrize("group", GROUPS)
def test_reports_are_closed_and_opened_again_only_by_whom_they_should(client, report, group):
    editor = make_editor(group)
    client.force_login(editor)
    may = group in ("Writer", "Publisher")

    def act(action, **data):
        data |= {"action": action, "_selected_action": [report.pk]}
        client.post(address(ReaderReport, "changelist"), data)
        report.refresh_from_db()

    for action, status in (("settle", "settled"), ("decline", "declined")):
        act(action, note="Checked.")
        assert (report.status, report.settled_by) == ((status, editor) if may else ("open", None)), action
        report.close(status, "Checked.", None)
        act("open_again")
        assert report.is_open == may, action
        report.reopen()


@pytest.mark.parametrize("group", GROUPS)
def test_reports_are_deleted_only_by_whom_they_should(client, report, group):
    client.force_login(make_editor(group))
    may = group == "Publisher"
    page = client.post(address(ReaderReport, "delete", report.pk), {"post": "yes"})
    assert page.status_code == (302 if may else 403)
    assert ReaderReport.objects.exists() == (not may)
    another = ReaderReport.objects.create(page="/", page_title="Home", kind="pay", text="Wrong", fingerprint="other")
    data = {"action": "delete_selected", "_selected_action": [another.pk], "post": "yes"}
    client.post(address(ReaderReport, "changelist"), data)
    assert ReaderReport.objects.filter(pk=another.pk).exists() == (not may)
