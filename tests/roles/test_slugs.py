"""Addresses that were ever public answer for ever, and are never given to another page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

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
