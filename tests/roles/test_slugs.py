"""Addresses that were ever public answer for ever, and are never given to another page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.models import Role, SlugRecord, Status
from tests.factories import make_job_type, make_role, make_source

pytestmark = pytest.mark.django_db


def rename(role: Role, slug: str) -> None:
    role.slug = slug
    role.save()


def test_old_address_redirects_for_ever_in_one_hop(client):
    role = make_role(slug="first")
    rename(role, "second")
    rename(role, "third")
    for old in ("first", "second"):
        response = client.get(f"/roles/{old}/")
        assert response.status_code == 301
        assert response["Location"] == "/roles/third/"
    assert client.get("/roles/third/").status_code == 200


def test_a_slug_may_come_back_to_its_own_role(client):
    role = make_role(slug="first")
    rename(role, "second")
    rename(role, "first")
    assert client.get("/roles/second/")["Location"] == "/roles/first/"
    assert client.get("/roles/first/").status_code == 200


def test_old_slug_is_never_given_to_another_role():
    rename(make_role(slug="taken"), "moved")
    other = make_role(slug="other")
    other.slug = "taken"
    with pytest.raises(ValidationError, match="is or was the address of another page"):
        other.full_clean()
    with pytest.raises(ValidationError):
        other.save()


def test_update_refuses_to_lose_a_slug():
    make_role(slug="kept")
    with pytest.raises(ValueError, match="save"):
        Role.objects.update(slug="lost")


def test_bulk_create_records_slugs(client):
    line = make_job_type()
    role = Role(slug="made-in-bulk", title="Bulk", job_type=line, level="entry", summary="S", calls="some")
    role.status = Status.PUBLISHED
    Role.objects.bulk_create([role])
    assert SlugRecord.objects.find(Role, "made-in-bulk") == role.pk


def test_capitals_in_an_address_are_forgiven(client):
    make_role(slug="telecaller")
    assert client.get("/roles/Telecaller/")["Location"] == "/roles/telecaller/"


def test_job_types_keep_old_addresses_too(client):
    line = make_job_type(slug="bpo-voice")
    line.slug = "voice"
    line.save()
    assert client.get("/roles/types/bpo-voice/")["Location"] == "/roles/types/voice/"


def test_same_slug_for_a_role_and_a_job_type_is_no_clash():
    make_role(slug="same", job_type=make_job_type(slug="same"))


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETIRED])
def test_what_was_public_is_not_deleted(status):
    role = make_role(status=status)
    with pytest.raises(ValidationError, match="Retire it instead"), transaction.atomic():
        role.delete()
    with pytest.raises(ValidationError), transaction.atomic():
        Role.objects.filter(pk=role.pk).delete()
    assert Role.objects.filter(pk=role.pk).exists()


def test_a_draft_may_be_deleted():
    role = make_role(status=Status.DRAFT)
    role.delete()
    assert not Role.objects.exists()


def test_a_source_in_use_is_not_deleted():
    source = make_source()
    make_role().aliases.create(name="Other name").sources.add(source)
    with pytest.raises(ValidationError, match="Facts rest on"), transaction.atomic():
        source.delete()
    make_source().delete()


SLUGS = ["caller", "agent", "clerk", "lead"]
PAGES = [
    "/roles/{}/",
    "/roles/{}/share/?s=ad1",
    "/roles/{}/qr.svg?s=ad1",
    "/roles/{}/embed/",
    "/salaries/{}/",
    "/salaries/{}/?period=year",
    "/api/v1/roles/{}",
]
# Each with what its page holds for the role's slug of now.
QUERIES = {
    "/roles/compare/?role={}&role=start": '<input type="hidden" name="role" value="{}">',
    "/salaries/compare/?role={}&role=start": '<option value="{}" selected>',
    "/interviews/questions/?role={}": '<option value="{}" selected>',
    "/report/?page=/roles/{}/": 'href="/roles/{}/"',
}
RENAMES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*SLUGS, "Caller", "AGENT"])), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(renames=RENAMES)
def test_any_sequence_of_renames_keeps_every_address(client, renames):
    """Whatever three roles are renamed to, in whatever order: a slug stays with the first role that had it, answers
    for ever, and leads to that role's address of now in one hop."""
    with transaction.atomic():
        line = make_job_type()
        make_role(slug="start", job_type=line)
        rows = [make_role(slug=f"start-{n}", job_type=line) for n in range(3)]
        holder = {row.slug: row.pk for row in rows}
        for which, slug in renames:
            row = Role.objects.get(pk=rows[which].pk)
            if holder.setdefault(slug.lower(), row.pk) == row.pk:
                rename(row, slug)
            else:
                with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
                    rename(row, slug)
        now = dict(Role.objects.values_list("pk", "slug"))
        for slug, pk in holder.items():
            for page in PAGES:
                response = client.get(page.format(slug))
                if slug == now[pk]:
                    assert response.status_code == 200
                else:
                    assert (response.status_code, response["Location"]) == (301, page.format(now[pk]))
            for query, held in QUERIES.items():
                response = client.get(query.format(slug))
                assert response.status_code == 200
                assert held.format(now[pk]) in response.content.decode()
        assert all(client.get(f"/roles/{slug}/").status_code == 404 for slug in set(SLUGS) - holder.keys())
        transaction.set_rollback(True)


def test_an_address_has_small_letters_and_its_capitals_are_nobody_elses():
    role = make_role(slug="Team-Head")  # by a path that asks no clean()
    with pytest.raises(ValidationError, match="“team-head”"):
        role.full_clean()
    assert SlugRecord.objects.find(Role, "TEAM-head") == role.pk
    rename(role, "group-head")
    for slug in ("team-head", "Team-Head"):
        other = make_role()
        other.slug = slug
        with pytest.raises(ValidationError):
            other.full_clean()
        with pytest.raises(ValidationError), transaction.atomic():
            other.save()


def test_an_address_typed_with_capitals_leads_to_the_page(client):
    make_role(slug="team-head")
    assert client.get("/roles/Team-HEAD/")["Location"] == "/roles/team-head/"


def test_a_retired_role_names_its_successor(client):
    successor = make_role(slug="new", title="New role")
    old = make_role(slug="old", status=Status.RETIRED, replaced_by=successor)
    rename(old, "older")
    assert client.get("/roles/old/")["Location"] == "/roles/older/"
    page = client.get("/roles/older/").content.decode()
    assert "no longer kept up" in page
    assert '<a href="/roles/new/">New role</a>' in page
