"""Rates that overlap, or that no law could set, are refused in words."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from roles.models import Source
from salaries.models import (
    IncomeTaxSchedule,
    ProfessionalTaxSchedule,
    ProfessionalTaxSlab,
    State,
    StatutoryRate,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2030, 4, 1)


@pytest.fixture
def state():
    return State.objects.create(slug="goa", name="Goa", cities="Panaji, Margao")


def rate(**fields) -> StatutoryRate:
    return StatutoryRate(
        **{"kind": "esi-limit", "value": 25000, "effective_from": DAY, "rule": "R", "certainty": "official"} | fields
    )


def refused(row, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        row.full_clean(exclude=["sources"])


def test_two_rates_of_a_kind_never_begin_on_one_day():
    rate().save()
    refused(rate(), "overlap")
    with pytest.raises(IntegrityError), transaction.atomic():
        rate().save()
    rate(effective_from=None).save()
    refused(rate(effective_from=None), "overlap")


@pytest.mark.parametrize(
    ("fields", "words"), [({"value": -1}, "zero|equal to 0"), ({"kind": "gratuity", "value": 101}, "above 100")]
)
def test_a_rate_has_bounds(fields, words):
    refused(rate(**fields), words)


def test_the_newest_rate_that_has_begun_is_in_force():
    old, new = rate(effective_from=None, value=1), rate(value=2)
    old.save(), new.save()
    on = StatutoryRate.objects.in_force_on
    assert on(DAY).first() == new
    assert on(DAY - datetime.timedelta(days=1)).first() == old


def schedule(state, **fields) -> ProfessionalTaxSchedule:
    return ProfessionalTaxSchedule(
        **{"state": state, "effective_from": DAY, "rule": "R", "certainty": "official"} | fields
    )


@pytest.mark.parametrize(("first", "second"), [("everyone", "everyone"), ("everyone", "men"), ("women", "everyone")])
def test_schedules_of_a_state_never_overlap(state, first, second):
    schedule(state, payer=first).save()
    refused(schedule(state, payer=second), "overlap")


def test_men_and_women_may_have_a_schedule_each(state):
    assert not state.tells_payers_apart
    schedule(state, payer="men").save()
    schedule(state, payer="women").full_clean(exclude=["sources"])
    assert state.tells_payers_apart


def test_a_tax_is_less_than_the_pay(state):
    own = schedule(state)
    own.save()
    refused(ProfessionalTaxSlab(schedule=own, starts_at=100, amount=200), "less than the pay")
    ProfessionalTaxSlab.objects.create(schedule=own, starts_at=10000, amount=200)
    refused(ProfessionalTaxSlab(schedule=own, starts_at=10000, amount=300), "overlap")


def test_a_state_is_known_by_its_cities(state):
    assert state.places == {"goa", "panaji", "margao"}


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor", password="a long pass phrase"))
    return client


def test_an_income_tax_schedule_without_slabs_is_refused(editor, seeded):
    count = IncomeTaxSchedule.objects.count()
    data = {
        "rule": "R", "certainty": "official", "effective_from": "2031-04-01", "year": "2031-32",
        "standard_deduction": 75000, "rebate_up_to": 1200000, "rebate_maximum": 60000, "cess_percent": 4,
        "sources": [Source.objects.first().pk], "slabs-TOTAL_FORMS": 0, "slabs-INITIAL_FORMS": 0,
    }  # fmt: skip
    response = editor.post("/admin/salaries/incometaxschedule/add/", data)
    assert response.status_code == 200
    assert "at least 1" in response.content.decode()
    assert IncomeTaxSchedule.objects.count() == count


def test_the_last_rate_of_a_kind_stays(editor, seeded):
    last = StatutoryRate.objects.get(kind="gratuity")
    assert editor.post(f"/admin/salaries/statutoryrate/{last.pk}/delete/", {"post": "yes"}).status_code == 403
    ceiling = StatutoryRate.objects.filter(kind="epf-ceiling").first()
    assert editor.post(f"/admin/salaries/statutoryrate/{ceiling.pk}/delete/", {"post": "yes"}).status_code == 302
