"""What readers report: the queue, its limits, and the editors who work it off."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from bpo_portal import content_stamp, reports, senders
from roles.models import ReaderReport, ReportCount, Status
from tests.factories import make_job_type, make_role

ROLE = "/report/?page=/roles/caller/"
PAY = "/report/?page=/salaries/caller/"
GOOD = {"kind": "duties", "text": "The duties are of another role.", "link": ""}
QUEUE = "/admin/roles/readerreport/"


@pytest.fixture
def role(db):
    return make_role(title="Caller", slug="caller")


@pytest.fixture
def patient(monkeypatch):
    """Everybody has had the form open for long enough."""
    monkeypatch.setattr(reports, "LEAST_SECONDS", -1)


def send(client, address=ROLE, headers=None, **data):
    return client.post(address, {"stamp": reports.STAMP.sign("form")} | GOOD | data, headers=headers or {})


def words(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("address", ["/roles/caller/", "/salaries/caller/", "/salaries/"])
def test_pages_lead_to_a_report_about_themselves(client, role, address):
    assert f'href="/report/?page={address}"' in words(client.get(address))
    page = client.get(f"/report/?page={address}")
    assert page.status_code == 200
    assert f'<a href="{address}">' in words(page)


def test_the_form_names_the_page_and_nobody_else_gets_a_copy(client, role):
    page = client.get(ROLE)
    assert "<strong>Caller</strong>" in words(page)
    assert "<title>Report a mistake: Caller | BPO Portal</title>" in words(page)
    assert "<title>Report a mistake: Pay: Caller | BPO Portal</title>" in words(client.get(PAY))
    assert page["Cache-Control"] == "private, no-cache"
    assert not page.cookies
    assert 'name="robots" content="noindex"' in words(page)
    assert "checked" not in words(page)
    assert 'value="pay" id="id_kind_0" checked' in words(client.get(PAY)).replace(" required", "")


def test_a_report_about_no_page_is_about_the_whole_site(client, db, patient):
    page = words(client.get("/report/"))
    assert "About: <strong>The whole site</strong>" in page
    assert "<title>Report a mistake on this site | BPO Portal</title>" in page
    assert "not one of ours" not in page
    assert '<a class="button" href="/">Go to the home page</a>' in words(client.get("/report/thanks/"))
    assert send(client, "/report/").status_code == 302
    assert ReaderReport.objects.get().page == "/"


@pytest.mark.parametrize(
    "asked",
    [
        "/roles/none/",
        "/admin/",
        "/report/",
        "https://elsewhere.example/",
        "//elsewhere.example/roles/none/",
        "//[",
        "x",
        "/roles/caller",
        "/roles/%00/",
        "/roles/" + "a" * 3000 + "/",
        "/healthz",
        "javascript:alert(1)",
    ],
)
def test_a_page_that_is_none_of_ours_is_not_found(client, role, asked):
    status = 400 if "%00" in asked else 404
    page = client.get(f"/report/?page={asked}")
    assert page.status_code == status
    if status == 404:
        assert "<title>Report a mistake on this site | BPO Portal</title>" in words(page)
        assert "The page in this address is not one of ours." in words(page)
        assert 'action="/report/?page=/"' in words(page)
        assert page["Cache-Control"] == "private, no-cache"


def test_a_hidden_role_is_not_named(client, db):
    make_role(slug="hidden", title="Secret", status=Status.DRAFT)
    make_role(slug="of-hidden-line", title="Secret too", job_type=make_job_type(status=Status.DRAFT))
    for address in ("/roles/hidden/", "/salaries/hidden/", "/roles/of-hidden-line/"):
        response = client.get(f"/report/?page={address}")
        assert response.status_code == 404
        assert "Secret" not in words(response)
        assert "Secret" not in words(client.get(f"/report/thanks/?page={address}"))


def test_an_old_address_and_a_retired_role_are_known(client, role, patient):
    role.slug, role.status = "telecaller", Status.RETIRED
    role.save()
    assert send(client).status_code == 302
    report = ReaderReport.objects.get()
    assert (report.page, report.page_title, report.role) == ("/roles/telecaller/", "Caller", role)


def test_a_report_reaches_the_queue_and_a_thank_you(client, role, patient):
    response = send(client, PAY, kind="pay", text="  It is ₹18,000.\r\nThey told me. ", link="example.org/pay")
    assert response.status_code == 302
    assert response["Location"] == "/report/thanks/?page=/salaries/caller/"
    report = ReaderReport.objects.get()
    assert (report.page, report.page_title, report.role) == ("/salaries/caller/", "Pay: Caller", role)
    assert (report.kind, report.text, report.link) == (
        "pay",
        "It is ₹18,000.\nThey told me.",
        "https://example.org/pay",
    )
    assert (report.times, report.received_on, report.status) == (1, timezone.localdate(), "open")
    thanks = client.get(response["Location"])
    assert thanks.status_code == 200
    assert '<a class="button" href="/salaries/caller/">' in words(thanks)
    assert not response.cookies
    assert not thanks.cookies


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"kind": "wizard"}, "That is not one of the choices here."),
        ({"text": " \r\n "}, "Write what is wrong."),
        ({"text": "a" * 1001}, "This has 1001 characters, and 1000 fit. Please take out 1."),
        ({"text": "क" * 1100}, "Please take out 100."),
        ({"text": "\0"}, "Write what is wrong."),
        ({"link": "see the paper"}, "This is not a web address."),
        ({"link": "javascript:alert(1)"}, "This is not a web address."),
        ({"link": "ftp://example.org/"}, "This is not a web address."),
        ({"link": "http://[::1"}, "This is not a web address."),
        ({"link": "https://example.org/" + "a" * 500}, "This address is too long to keep."),
        ({"homepage": "https://spam.example"}, "This field is here to stop programs."),
    ],
)
def test_bad_input_is_told_where_it_stands_and_kept(client, role, patient, change, told):
    kept = {"kind": "link", "text": "Kept words", "link": "https://example.org/kept"} | change
    response = send(client, **kept)
    page = words(response)
    assert response.status_code == 200
    assert page.count(told) == 2  # in the summary, and beside the field
    assert "<title>To mend: Report a mistake" in page
    for value in ("Kept words", "https://example.org/kept"):
        assert (value in page) == (value in kept.values())
    assert kept["text"].strip(" \r\n\0") in page
    assert not ReaderReport.objects.exists()


def test_a_thousand_characters_fit_whatever_the_script_and_the_line_ends(client, role, patient):
    text = "क\r\n" * 499 + "कक"
    assert send(client, text=text).status_code == 302
    assert len(ReaderReport.objects.get().text) == 1000


def test_the_trap_is_shown_once_something_fell_into_it(client, role, patient):
    assert '<div class="trap">' in words(client.get(ROLE))
    page = words(send(client, homepage="x"))
    assert '<div class="trap">' not in page
    assert "Leave this field empty" in page


def test_markup_and_nul_come_out_as_text(client, role, patient):
    evil = "<script>alert(1)</script>"
    assert send(client, text=f"{evil}\0\x07\x1b\x7f", link="https://example.org/\x01a").status_code == 302
    report = ReaderReport.objects.get()
    assert (report.text, report.link) == (evil, "https://example.org/a")
    again = words(send(client, text=evil, kind=""))
    assert evil not in again
    assert "&lt;script&gt;" in again


def test_a_megabyte_is_refused_unread(client, role, patient):
    response = send(client, text="a" * 1_000_000)
    assert response.status_code == 413
    assert "far too long" in words(response)
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("length", ["-1", "abc", "1" * 5000, "200001", "²"])
def test_a_length_that_cannot_be_is_no_crash(client, role, patient, length):
    assert client.post(ROLE, GOOD, CONTENT_LENGTH=length).status_code == 413


def test_broken_utf_8_is_no_fault_of_ours(client, role, patient):
    stamp = reports.STAMP.sign("form")
    body = f"stamp={stamp}&kind=pay&text=%FF%ED%A0%80%F0%9F".encode()
    response = client.post(ROLE, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert ReaderReport.objects.get().text.startswith("\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize("stamp", ["", "form", "form:1:forged", "\0", "क", None])
def test_too_fast_or_without_a_stamp_is_asked_to_wait(client, role, stamp):
    response = send(client, **({} if stamp is None else {"stamp": stamp}))
    assert response.status_code == 200
    assert "That was very quick" in words(response)
    assert GOOD["text"] in words(response)
    assert not ReaderReport.objects.exists()


def test_waiting_with_the_same_form_helps_and_a_week_does_no_harm(client, role, monkeypatch):
    page = client.get(ROLE)
    stamp = page.context["stamp"]
    assert send(client, stamp=stamp).context["stamp"] == stamp
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 7 * 24 * 3600)
    assert send(client, stamp=stamp).status_code == 302


def test_a_post_from_another_site_is_refused(client, role, patient):
    response = send(client, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert GOOD["text"] in words(response)
    assert not ReaderReport.objects.exists()
    assert send(client, headers={"sec-fetch-site": "same-origin"}).status_code == 302


def test_a_page_gone_in_the_meantime_loses_no_words(client, role, patient):
    role.status = Status.DRAFT
    role.save()
    response = send(client)
    assert response.status_code == 404
    assert GOOD["text"] in words(response)
    assert 'action="/report/?page=/"' in words(response)


def test_the_same_words_are_counted_not_kept_twice(client, role, patient):
    send(client, text="The pay is wrong.")
    send(client, text="the PAY \r\n is wrong. ")
    send(client, text="The pay is right.")
    send(client, PAY, text="The pay is wrong.")
    assert sorted(ReaderReport.objects.values_list("page", "times")) == [
        ("/roles/caller/", 1),
        ("/roles/caller/", 2),
        ("/salaries/caller/", 1),
    ]


def test_said_again_after_it_was_closed_it_is_new(client, role, patient):
    send(client)
    ReaderReport.objects.get().close("settled", "Done", None)
    send(client)
    assert sorted(ReaderReport.objects.values_list("status", "times")) == [("open", 1), ("settled", 1)]


def test_a_count_has_an_end(role):
    ReaderReport.objects.create(page="/", page_title="x", kind="pay", text="x", fingerprint="m", times=999)
    assert ReaderReport.objects.count_again("m")
    assert ReaderReport.objects.get().times == 999


def test_too_many_from_one_sender(client, role, patient, monkeypatch):
    monkeypatch.setattr(senders, "MOST_AN_HOUR", 2)
    for number in range(2):
        assert send(client, text=f"Words {number}").status_code == 302
    response = send(client, text="Words kept")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "from your network" in words(response)
    assert "Words kept" in words(response)
    assert client.post(ROLE, GOOD | {"stamp": reports.STAMP.sign("form")}, REMOTE_ADDR="10.1.1.2").status_code == 302


def test_too_many_from_everybody(client, role, patient, monkeypatch):
    monkeypatch.setattr(senders, "MOST_A_DAY", 2)
    for number in range(3):
        response = client.post(
            ROLE, GOOD | {"text": f"{number}", "stamp": reports.STAMP.sign("form")}, REMOTE_ADDR=f"10.1.1.{number}"
        )
    assert response.status_code == 429
    assert "More reports came in today" in words(response)
    assert ReaderReport.objects.count() == 2


def test_a_full_count_is_only_read(db, django_assert_num_queries):
    later = timezone.now() + datetime.timedelta(hours=1)
    assert ReportCount.objects.take("key", 1, later)
    with django_assert_num_queries(1) as queries:
        assert not ReportCount.objects.take("key", 1, later)
    assert queries[0]["sql"].startswith("SELECT")


def test_a_look_that_is_out_of_date_lets_nobody_in(db, monkeypatch):
    """Between the look and the count another process may have taken the last place."""
    row = ReportCount.objects.create(key="key", count=1, ends_at=timezone.now())
    monkeypatch.setattr(type(ReportCount.objects.all()), "first", lambda self: ReportCount(pk=row.pk, count=0))
    assert not ReportCount.objects.take("key", 1, timezone.now())


def test_no_address_is_kept_and_hashes_of_two_days_differ(client, role, patient, monkeypatch):
    send(client)
    keys = set(ReportCount.objects.values_list("key", flat=True))
    assert not any("127.0.0.1" in key for key in keys)
    monkeypatch.setattr(type(ReportCount.objects.all()), "forget_past", lambda self, now: 0)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(senders.timezone, "now", lambda: tomorrow)
    send(client)
    after = set(ReportCount.objects.values_list("key", flat=True))
    assert keys < after
    assert len(after) == 2 * len(keys)


def test_what_is_over_is_forgotten(db, client, role, patient):
    past = timezone.now() - datetime.timedelta(seconds=1)
    ReportCount.objects.create(key="old", ends_at=past)
    send(client)
    assert not ReportCount.objects.filter(key="old").exists()
    ReportCount.objects.create(key="older", ends_at=past)
    call_command("forget_senders", verbosity=0)
    assert not ReportCount.objects.filter(key="older").exists()
    assert ReportCount.objects.count() == 2  # of this hour and of today


def test_reports_leave_the_public_pages_cached(client, transactional_db, patient):
    make_role(title="Caller", slug="caller")
    before = content_stamp.current()
    send(client)
    send(client)
    ReaderReport.objects.get().close("settled", "Done", None)
    assert content_stamp.current() == before


def test_a_get_changes_nothing(client, role, django_assert_max_num_queries):
    with django_assert_max_num_queries(2) as queries:
        client.get(ROLE)
    assert all(query["sql"].startswith("SELECT") for query in queries)


# The queue in the admin.


@pytest.fixture
def editor(client, db):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


@pytest.fixture
def report(role):
    return ReaderReport.objects.create(
        page="/roles/caller/",
        page_title="Caller",
        role=role,
        kind="pay",
        text="<b>Wrong</b> pay",
        link="https://example.org/pay",
        fingerprint="mark",
    )


def act(client, action: str, *chosen, **data):
    return client.post(QUEUE, {"action": action, "_selected_action": [r.pk for r in chosen]} | data, follow=True)


def test_the_words_of_a_reader_are_shown_as_text_and_changed_by_nobody(editor, report):
    page = words(editor.get(f"{QUEUE}{report.pk}/change/"))
    assert "&lt;b&gt;Wrong&lt;/b&gt; pay" in page
    assert "<b>Wrong" not in page
    assert '<a href="https://example.org/pay" rel="noreferrer noopener nofollow">' in page
    assert '<a href="https://example.org/pay">' not in page
    assert 'name="text"' not in page
    assert editor.post(f"{QUEUE}{report.pk}/change/", {"text": "Other"}).status_code == 403
    assert "<b>Wrong" not in words(editor.get(QUEUE))
    assert editor.get(f"{QUEUE}add/").status_code == 403


@pytest.mark.parametrize(("action", "status"), [("settle", "settled"), ("decline", "declined")])
def test_a_report_is_closed_with_a_note(editor, report, action, status):
    asked = act(editor, action, report)
    assert "&lt;b&gt;Wrong" in words(asked)
    refused = act(editor, action, report, note=" ")
    assert "Say in the note what was done" in words(refused)
    report.refresh_from_db()
    assert report.is_open
    done = act(editor, action, report, note="Checked with the source.")
    assert "1 report was closed." in words(done)
    report.refresh_from_db()
    assert (report.status, report.note) == (status, "Checked with the source.")
    assert report.settled_by.username == "editor"
    assert report.settled_at <= timezone.now()
    history = words(editor.get(f"{QUEUE}{report.pk}/history/"))
    assert "Checked with the source." in history


def test_the_second_editor_is_told_and_keeps_the_note(editor, report):
    report.close("settled", "First", None)
    done = words(act(editor, "decline", report, note="Second"))
    assert "Closed before you" in done
    assert "Your note was: “Second”" in done
    report.refresh_from_db()
    assert (report.status, report.note) == ("settled", "First")


def test_closed_by_mistake_it_is_opened_again(editor, report):
    report.close("declined", "Oh", None)
    assert "Open again" in words(act(editor, "open_again", report))
    report.refresh_from_db()
    assert (report.is_open, report.note, report.settled_at) == (True, "Oh", None)


def test_opened_again_while_the_same_words_wait_it_stays_closed(editor, report):
    report.close("declined", "Oh", None)
    ReaderReport.objects.create(page="/", page_title="x", kind="pay", text="x", fingerprint="mark")
    assert "stays closed" in words(act(editor, "open_again", report))
    report.refresh_from_db()
    assert not report.is_open


def test_who_may_only_look_cannot_close(client, report):
    user = User.objects.create_user("auditor", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_readerreport"))
    client.force_login(user)
    page = words(client.get(f"{QUEUE}{report.pk}/change/"))
    assert "Settle, with a note" not in page
    act(client, "settle", report, note="No")
    report.refresh_from_db()
    assert report.is_open


@pytest.mark.parametrize("total", [1, 3])
def test_the_queue_costs_the_same_whatever_its_length(editor, role, total, django_assert_num_queries):
    for number in range(total):
        report = ReaderReport.objects.create(
            page="/", page_title="x", kind="pay", text="x", role=role, fingerprint=str(number)
        )
        report.close("settled", "Done", User.objects.get())
    with django_assert_num_queries(6):
        page = editor.get(QUEUE)
    assert len(page.context["cl"].result_list) == total


@pytest.mark.parametrize(
    "change",
    [
        {"status": "settled", "settled_at": timezone.now()},
        {"status": "settled", "note": "x"},
        {"settled_at": timezone.now()},
    ],
)
def test_a_closed_report_has_a_note_and_a_moment(report, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderReport.objects.update(**change)


def test_a_role_that_goes_leaves_the_report(report, role):
    role.status = Status.DRAFT
    role.save()
    role.delete()
    report.refresh_from_db()
    assert report.role is None
