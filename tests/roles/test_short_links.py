"""Short links: one code a role, the same for ever, forgiving to type, and never a server error."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from roles.models import Role, ShortCode, Status
from roles.models.short_codes import ALPHABET
from roles.share.short_links import TAG, clean_tag, nearest
from tests.conftest import FIXTURES
from tests.factories import make_job_type, make_role

pytestmark = pytest.mark.django_db
LOOK_ALIKES = ["0o", "1il", "2z", "5s", "8b", "9gq", "uv"]


def unsaved_role(**kwargs) -> Role:
    return Role(**{"title": "T", "slug": "t", "level": "entry", "summary": "S", "calls": "some"} | kwargs)


@pytest.mark.parametrize("look_alikes", LOOK_ALIKES)
def test_no_two_letters_of_a_code_look_alike(look_alikes):
    assert len(set(look_alikes) & set(ALPHABET)) == 0


def test_every_way_to_make_a_role_gives_it_a_code():
    line = make_job_type()
    made = make_role(job_type=line)
    Role.objects.bulk_create([unsaved_role(slug=f"b{n}", title=f"B{n}", job_type=line) for n in range(3)])
    codes = set(Role.objects.values_list("short_code", flat=True))
    assert len(codes) == 4
    assert all(len(code) == 5 and set(code) <= set(ALPHABET) for code in codes)
    assert Role.objects.get(pk=made.pk).short_code_id == made.short_code_id


def test_the_database_refuses_a_role_without_a_code_and_a_code_for_two():
    role, other = make_role(), make_role()
    with pytest.raises(IntegrityError), transaction.atomic():
        super(type(Role.objects.all()), Role.objects.filter(pk=role.pk)).update(short_code=None)
    other.short_code_id = role.short_code_id
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortCode.objects.create(code="o0il1")


def test_a_code_is_never_changed_in_bulk_nor_deleted():
    role = make_role()
    with pytest.raises(ValueError, match="for ever"):
        Role.objects.update(short_code="33333")
    with pytest.raises(ValueError, match="never deleted"):
        role.short_code.delete()
    with pytest.raises(ValueError, match="never deleted"):
        ShortCode.objects.all().delete()


def test_a_code_outlives_its_role_and_is_not_given_again(monkeypatch):
    draft = make_role(status=Status.DRAFT)
    gone = draft.short_code_id
    draft.delete()
    # The dice fall on the old code first.
    throws = iter([*gone, *"33333"])
    monkeypatch.setattr("roles.models.short_codes.secrets.choice", lambda letters: next(throws))
    assert make_role().short_code_id == "33333"
    assert ShortCode.objects.filter(code=gone).exists()


def test_codes_of_seeded_roles_are_those_of_the_fixtures(seeded):
    rows = json.loads((FIXTURES / "short_codes.json").read_text())
    kept = {row["fields"]["reserved_for"]: row["fields"]["code"] for row in rows}
    assert dict(Role.objects.values_list("slug", "short_code")) == kept
    assert kept["telecaller"] == "nyyn7"


def test_a_second_seed_changes_no_code(seeded):
    before = dict(Role.objects.values_list("slug", "short_code"))
    role = Role.objects.get(slug="telecaller")
    role.slug = "phone-caller"
    role.save()
    out = StringIO()
    call_command("seed", stdout=out)
    assert "0 added, 0 updated, 0 kept" in out.getvalue()
    after = dict(Role.objects.values_list("slug", "short_code"))
    assert after.pop("phone-caller") == before.pop("telecaller")
    assert after == before


@pytest.mark.parametrize("write", [str, str.upper, lambda c: f"{c[:3]}-{c[3:]}", lambda c: f" {c[:2]} {c[2:]}"])
def test_a_code_leads_to_its_role_however_it_is_typed(client, write):
    role = make_role()
    response = client.get(f"/r/{write(role.short_code_id)}/")
    assert (response.status_code, response["Location"]) == (302, role.get_absolute_url())
    assert "no-store" in response["Cache-Control"]


def test_wide_letters_are_read():
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "k7m3p")
    from roles.models.short_codes import as_typed

    assert as_typed(wide) == "k7m3p"


def test_a_code_survives_a_new_slug_and_retirement(client):
    role = make_role(slug="first")
    role.slug, role.status = "second", Status.RETIRED
    role.save()
    assert client.get(f"/r/{role.short_code_id}/")["Location"] == "/roles/second/"


def test_a_draft_is_not_given_away(client):
    role = make_role(status=Status.DRAFT)
    response = client.get(f"/r/{role.short_code_id}/")
    assert response.status_code == 404
    assert role.title not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "tag"),
    [
        ("", ""),
        ("?s=naukri-pune", "naukri-pune"),
        ("?s=Naukri", "naukri"),
        ("?s=a", "a"),
        ("?s=" + "a" * 30, "a" * 30),
        ("?s=" + "a" * 31, ""),
        ("?s=-a", ""),
        ("?s=a%20b", ""),
        ("?s=%F0%9F%A6%84", ""),
        ("?s=%FF", ""),
        ("?s=<script>", ""),
        ("?s=a&s=b", "b"),
    ],
)
def test_the_tag_goes_along_to_the_page_and_a_bad_tag_is_dropped(client, query, tag):
    role = make_role()
    response = client.get(f"/r/{role.short_code_id}/{query}")
    page = role.get_absolute_url()
    assert (response.status_code, response["Location"]) == (302, f"{page}?from={tag}" if tag else page)
    assert "no-store" in response["Cache-Control"]


@given(st.text(max_size=40))
def test_a_tag_is_plain_or_nothing(text):
    tag = clean_tag(text)
    assert tag == "" or (TAG.fullmatch(tag) and len(tag) <= 30 and tag == text.strip().lower())


@pytest.fixture
def coded():
    """A role with the code k7m3p."""
    ShortCode.objects.create(code="k7m3p", reserved_for="agent")
    return make_role(slug="agent", title="Chat agent")


@pytest.mark.parametrize("typed", ["k7m3f", "k7m3", "k7m3pp", "7km3p", "k7mep", "K7M3O"])
def test_one_slip_is_understood(client, coded, typed):
    make_role()
    assert nearest(typed) == [coded]
    response = client.get(f"/r/{typed}/")
    assert response.status_code == 404
    assert '<a href="/roles/agent/">Chat agent</a>' in response.content.decode()


@pytest.mark.parametrize("address", ["/r/chat-agent/", "/roles/chat-agents/", "/roles/agent-chat/"])
def test_an_unknown_address_names_roles_that_may_be_meant(client, coded, address):
    response = client.get(address)
    assert response.status_code == 404
    assert '<a href="/roles/agent/">Chat agent</a>' in response.content.decode()


@pytest.mark.parametrize("code", ["xxxxx", "a" * 2000, "%FF", "%F0%9F%A6%84", "%3Cscript%3E", "..", "%E2%80%AE", "%0A"])
def test_an_odd_code_is_not_found(client, coded, code):
    response = client.get(f"/r/{code}/")
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_suggestions_never_show_what_is_hidden(client, coded):
    coded.status = Status.DRAFT
    coded.save()
    assert nearest("k7m3f") == []
    assert "Chat agent" not in client.get("/r/k7m3f/").content.decode()


def test_codes_that_stand_before_their_fixtures_are_no_editors_work(db):
    rows = json.loads((FIXTURES / "short_codes.json").read_text())
    ShortCode.objects.create(**rows[0]["fields"])
    out = StringIO()
    call_command("seed", stdout=out)
    assert "0 kept as edited" in out.getvalue()
    assert Role.objects.get(slug=rows[0]["fields"]["reserved_for"]).short_code_id == rows[0]["fields"]["code"]
