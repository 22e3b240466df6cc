"""Rules that live in the database: each is broken here once, and says so in words an editor understands."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from roles.models import (
    CareerMove,
    OccupationCode,
    Role,
    SalaryBand,
    Status,
)
from tests.factories import make_band, make_job_type, make_role, make_source

pytestmark = pytest.mark.django_db


def refused(row, words: str) -> None:
    """The form is told `words`, and a save that goes past the form is stopped by the database."""
    with pytest.raises(ValidationError, match=words):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_source_date_and_precision_go_together():
    source = make_source()
    source.published_on = datetime.date(2022, 11, 28)
    refused(source, "precision")
    source.date_precision = "day"
    source.full_clean()
    source.published_on = None
    refused(source, "precision")


def test_band_runs_from_low_to_high():
    band = make_band()
    band.low, band.high = 20000, 15000
    refused(band, "cannot be below")
    band.low = 0
    refused(band, "above zero")
    band.low, band.high = 100000, None
    band.full_clean()


def test_band_is_for_a_type_or_a_role_not_both():
    role = make_role()
    band = make_band(role=role)
    band.job_type = role.job_type
    refused(band, "not to both")


@pytest.mark.parametrize("narrowed", ["trade", "job_type", "role"])
def test_a_source_gives_one_band_for_the_same_thing(narrowed):
    role = make_role()
    where = {"trade": {}, "job_type": {"job_type": role.job_type}, "role": {"role": role}}[narrowed]
    band = make_band(**where)
    twin = SalaryBand(source=band.source, level="entry", low=1, period="month", **where)
    refused(twin, "in the list already")


def test_bands_for_a_role_come_narrowest_first():
    role = make_role()
    trade, own = make_band(), make_band(role=role)
    line = make_band(job_type=role.job_type)
    make_band(level="senior")
    make_band(role=make_role())
    assert list(SalaryBand.objects.for_role(role)) == [own, line, trade]


@pytest.mark.parametrize(
    ("printed", "period", "month", "year"),
    [
        (205995, "year", 17166, 205995),
        (357776, "year", 29815, 357776),
        (15000, "month", 15000, 180000),
        (6, "year", 1, 6),
    ],
)
def test_pay_is_kept_as_published_and_normalised_on_reading(printed, period, month, year):
    band = SalaryBand(low=printed, period=period)
    assert band.per_month(printed) == month
    assert band.per_year(printed) == year
    assert band.per_month(None) is None


def test_a_move_out_names_a_destination_and_others_a_role():
    role, other = make_role(), make_role()
    refused(CareerMove(role=role, direction="out", to_role=other), "names a destination")
    refused(CareerMove(role=role, direction="up", destination="Banking"), "names a destination")
    refused(CareerMove(role=role, direction="up", to_role=role), "cannot lead to itself")
    CareerMove(role=role, direction="out", destination="Banking").full_clean()
    CareerMove.objects.create(role=role, direction="up", to_role=other)
    refused(CareerMove(role=role, direction="sideways", to_role=other), "in the list already")


def test_only_a_pack_has_a_level():
    role = make_role()
    refused(OccupationCode(role=role, scheme="isco-08", code="4222", title="Clerks", nsqf_level=4), "NSQF")
    refused(OccupationCode(role=role, scheme="nsqf", code="SSC/Q2210", title="Voice", nsqf_level=9), "NSQF")
    OccupationCode(role=role, scheme="nsqf", code="SSC/Q2210", title="Voice", nsqf_level=4).full_clean()


def test_a_role_is_not_its_own_successor():
    role = make_role()
    role.replaced_by = role
    refused(role, "replaced by itself")


@pytest.mark.parametrize("slug", ["types", "compare", "match", "map", "in-hand", "offer"])
def test_a_role_never_stands_in_the_way_of_a_page(slug):
    role = make_role()
    role.slug = slug
    refused(role, "address of another page of the site")


def test_review_lies_after_the_check():
    role = make_role()
    role.checked_on, role.review_by = datetime.date(2026, 11, 15), datetime.date(2026, 11, 1)
    refused(role, "after the date")


def test_published_means_public_now_and_on_a_public_line():
    hour = datetime.timedelta(hours=1)
    shown = make_role()
    due = make_role(publish_at=timezone.now() - hour)
    make_role(publish_at=timezone.now() + hour)
    make_role(status=Status.DRAFT)
    make_role(status=Status.IN_REVIEW)
    retired = make_role(status=Status.RETIRED)
    make_role(job_type=make_job_type(status=Status.DRAFT))
    assert set(Role.objects.published()) == {shown, due}
    assert set(Role.objects.reachable()) == {shown, due, retired}


def test_similar_roles_share_the_line_before_the_level():
    role = make_role(title="A")
    same_level = make_role(job_type=role.job_type, title="C")
    other_level = make_role(job_type=role.job_type, title="B", level="mid")
    visitor = make_role(title="D")
    visitor.also_in.add(role.job_type)
    make_role()
    assert list(Role.objects.published().similar_to(role)) == [same_level, other_level, visitor]
