"""A draft seen exactly as the public will see it, by a link that runs out and that nobody keeps."""

import datetime
import html
import re
from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.models import Question
from roles.models import Disagreement, Faq, JobType, Role, Skill, Status
from roles.preview import SIGNER, preview_address
from tests.factories import (
    make_band,
    make_figure,
    make_full_role,
    make_guide,
    make_job_type,
    make_role,
    make_term,
)
from tests.interviews.factories import make_guide as make_interview_guide
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db

BANNER = "Preview of a draft, not public."


def faq(**kwargs):
    return Faq.objects.create(slug="faq-one", question="Faq one?", answer="Because.", **kwargs)


def disagreement(**kwargs):
    row = Disagreement.objects.create(slug="d1", conflict="They differ", resolution="We chose", **kwargs)
    row.roles.add(make_role())
    return row


DRAFTS = {
    "role": (lambda **k: make_full_role(1, title="Draft role", **k), "Draft role"),
    "job type": (lambda **k: make_job_type(title="Draft line", **k), "Draft line"),
    "guide": (lambda **k: make_interview_guide(title="Draft guide", **k), "Draft guide"),
    "question": (lambda **k: make_question(text="Draft question?", **k), "Draft question?"),
    "explainer": (lambda **k: make_guide(title="Draft explainer", **k), "Draft explainer"),
    "term": (lambda **k: make_term(term="Draftterm", **k), "Draftterm"),
    "faq": (faq, "Faq one?"),
    "disagreement": (disagreement, "They differ"),
    "figure of a role": (lambda **k: make_figure(low=12345, high=23456, role=make_role(), **k), "12,345"),
    "figure of none": (lambda **k: make_figure(title="Draft job", **k), "Draft job"),
    "figure of history": (lambda **k: make_figure(title="Old job", is_history=True, **k), "Old job"),
    "band of a role": (lambda **k: make_band(low=13579, role=make_role(), **k), "13,579"),
    "band of the trade": (lambda **k: make_band(low=13579, **k), "13,579"),
}


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_each_kind_of_draft_is_seen_on_its_page_and_nowhere_else(client, name, status):
    make, words = DRAFTS[name]
    row = make(status=status)
    page = client.get(preview_address(row))
    text = page.content.decode()
    assert page.status_code == 200
    assert BANNER in text
    assert words in text
    assert '<meta name="robots" content="noindex, nofollow">' in text
    for address in ("/", "/roles/", "/salaries/", "/salaries/?standing=history", "/glossary/", "/faq/", "/guides/"):
        assert words not in client.get(address).content.decode()


def test_a_band_of_a_job_type_is_seen_with_a_role_of_it(client):
    role = make_role()
    band = make_band(low=13579, job_type=role.job_type, status=Status.DRAFT)
    assert "13,579" in client.get(preview_address(band)).content.decode()


def test_the_page_is_the_public_one_but_for_the_banner(client):
    role = make_full_role(2, status=Status.DRAFT)
    address = preview_address(role)
    draft = client.get(address).content.decode()
    Role.objects.filter(pk=role.pk).update(status=Status.PUBLISHED)
    shown = client.get(address).content.decode()
    public = client.get(role.get_absolute_url()).content.decode()
    assert without_banner(shown) == public.split()
    # Of a draft, the same words, but for the ways to pages that are not there yet.
    told = Counter(re.sub(r"<[^>]+>", " ", " ".join(without_banner(draft))).split())
    left_out = Counter(re.sub(r"<[^>]+>", " ", public).split()) - told
    assert set(left_out) <= set(
        f"Compare {role.title} Shortlist Your shortlist This browser keeps nothing for us, so your lasts until you"
        " leave this page. Share this role Print it on one page Report a mistake All about its pay"
        " See it on the career map".split()
    )


def without_banner(page: str) -> list[str]:
    page = re.sub(r'<div class="preview".*?</div>', "", page, flags=re.DOTALL)
    return page.replace('<meta name="robots" content="noindex, nofollow">', "").split()


@pytest.mark.parametrize("name", DRAFTS)
def test_every_link_in_a_preview_works(client, name):
    make, _words = DRAFTS[name]
    row = make(status=Status.DRAFT)
    if isinstance(row, JobType):
        make_role(job_type=row)
    page = client.get(preview_address(row)).content.decode()
    links = set(re.findall(r'(?:href|src|action|content)="(?:http://testserver)?(/(?!static/)[^"#]*)', page))
    # Guides that pages name by their slug are in the seed, not here.
    links = {link for link in links if not link.startswith("/guides/") or link == "/guides/"}
    assert len(links) >= 10
    broken = [link for link in links if client.get(html.unescape(link), follow=True).status_code >= 400]
    assert broken == []
    if isinstance(row, Role):
        assert not [link for link in links if row.slug in link]
        assert "data-shortlist=" not in page.split('id="similar"')[0]
    if isinstance(row, Question):
        assert not [link for link in links if row.slug in link]


def test_the_banner_says_what_still_stops_publishing(client):
    role = make_role(title="Bare", summary="", status=Status.DRAFT)
    text = client.get(preview_address(role)).content.decode()
    banner = text[text.index('<div class="preview"') : text.index('<header class="masthead')]
    assert "Before it can be published:" in banner
    for sentence in role.missing_for_publishing().values():
        assert f"<li>{sentence}</li>" in banner
    assert len(role.missing_for_publishing()) == 3
    whole = client.get(preview_address(make_full_role(1, status=Status.IN_REVIEW))).content.decode()
    assert "Nothing is missing: it can be published." in whole
    assert "Before it can be published:" not in whole


def test_the_banner_of_what_is_scheduled_or_retired(client):
    moment = timezone.now() + datetime.timedelta(days=3)
    scheduled = client.get(preview_address(make_full_role(1, publish_at=moment))).content.decode()
    assert f"This becomes public on {timezone.localtime(moment).day} " in scheduled
    assert "come with publication" in scheduled
    retired = client.get(preview_address(make_full_role(1, status=Status.RETIRED))).content.decode()
    assert "This is retired: you see the page as it is." in retired
    for text in (scheduled, retired):
        assert BANNER not in text
        assert "Before it can be published" not in text
        assert "Nothing is missing" not in text


def test_nobody_keeps_it(client, page_cache):
    role = make_full_role(1, status=Status.DRAFT)
    page = client.get(preview_address(role))
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    role.title = "Renamed"
    role.save()
    assert "Renamed" in client.get(preview_address(role)).content.decode()
    assert client.get(role.get_absolute_url()).status_code == 404


def test_only_the_one_draft_is_shown(client):
    role = make_full_role(1, title="Shown role", status=Status.DRAFT)
    make_role(title="Other draft", job_type=role.job_type, status=Status.DRAFT)
    assert "Other draft" not in client.get(preview_address(role)).content.decode()
    line = make_job_type(status=Status.DRAFT)
    make_role(title="Public role", job_type=line)
    make_role(title="Hidden role", job_type=line, status=Status.DRAFT)
    text = client.get(preview_address(line)).content.decode()
    assert "Public role" in text
    assert "Hidden role" not in text


def test_a_link_runs_out_in_words(client, settings):
    address = preview_address(make_role(status=Status.DRAFT))
    assert client.get(address).status_code == 200
    settings.PREVIEW_DAYS = 0
    page = client.get(address)
    assert page.status_code == 410
    assert "This preview link has run out" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"


def test_the_banner_says_until_when(client):
    page = client.get(preview_address(make_role(status=Status.DRAFT))).content.decode()
    day = timezone.localtime() + datetime.timedelta(days=7)
    assert f"This link works until {day.day} {day:%B %Y}" in page


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t.replace("role.", "role.9"), lambda t: "x" + t])
def test_a_tampered_link_shows_nothing(client, change):
    token = SIGNER.sign(f"roles.role.{make_role(status=Status.DRAFT).pk}")
    page = client.get(reverse("preview", args=[change(token)]))
    assert page.status_code == 404
    assert "not complete" in page.content.decode()


@pytest.mark.parametrize("token", ["x", ":::", "नमस्ते", "roles.role:1", "a" * 3000])
def test_nonsense_shows_nothing(client, token):
    assert client.get(reverse("preview", args=[token])).status_code == 404


@pytest.mark.parametrize(
    "told", ["roles.role.x", "roles.role.", "gone.model.1", "...", "x", "roles.skill.{}", "auth.user.1"]
)
def test_a_good_signature_on_what_has_no_preview_shows_nothing(client, told):
    told = told.format(Skill.objects.create(slug="english", name="English").pk)
    assert client.get(reverse("preview", args=[SIGNER.sign(told)])).status_code == 404


def test_a_row_that_is_gone_shows_nothing(client):
    term = make_term(status=Status.DRAFT)
    address = preview_address(term)
    term.delete()
    assert client.get(address).status_code == 404


def test_a_draft_on_a_draft_line_says_why_not(client):
    role = make_role(job_type=make_job_type(status=Status.DRAFT), status=Status.DRAFT)
    page = client.get(preview_address(role))
    assert page.status_code == 404
    assert "its role or job type" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"


def test_a_preview_of_what_is_public_is_the_public_page(client):
    role = make_full_role(1)
    text = client.get(preview_address(role)).content.decode()
    assert "This is public: you see the page as it is." in text


def test_the_form_of_a_draft_links_to_its_preview(client):
    client.force_login(User.objects.create_superuser("editor"))
    term = make_term(status=Status.DRAFT)
    page = client.get(reverse("admin:roles_glossaryterm_change", args=[term.pk])).content.decode()
    assert "shows what was last saved" in page
    assert "viewsitelink" not in page
    address = page.split('href="/preview/')[1].split('"')[0]
    assert term.term in Client().get(f"/preview/{address}").content.decode()


def test_only_reading(client):
    assert client.post(preview_address(make_role(status=Status.DRAFT))).status_code == 405
