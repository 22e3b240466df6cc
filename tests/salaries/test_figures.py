"""Published figures: digit for digit what the sources print, and told apart."""

import csv
import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from roles.models import Period
from salaries.models import STANDINGS, PayFigure
from tests.factories import make_figure, make_job_type, make_role, make_source

pytestmark = pytest.mark.django_db

EXPECTED = Path(__file__).parent / "expected_figures.csv"


def number(text: str) -> int | None:
    return int(text) if text else None


def expected_rows() -> list[dict]:
    with EXPECTED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_121_figures_are_as_published(seeded):
    figures = list(PayFigure.objects.select_related("source", "job_type").order_by("reference"))
    expected = expected_rows()
    assert len(figures) == len(expected) == 121
    for figure, row in zip(figures, expected, strict=True):
        assert (figure.low, figure.high, figure.value) == (number(row["min"]), number(row["max"]), number(row["value"]))
        assert (figure.kind, figure.currency, figure.period) == (row["kind"], row["currency"], row["period"])
        assert (figure.level, figure.city, figure.process) == (row["level"], row["city"], row["process"])
        assert (figure.job_type.slug if figure.job_type else "") == row["job_type"]
        assert figure.sample_size == row["sample_size"]
        assert figure.title == (row["role"] if "all roles" not in row["role"] else "All BPO roles")
        printed = {"year": "%Y", "month": "%Y-%m", "undated": ""}[figure.as_of_precision]
        assert (figure.as_of.strftime(printed) if figure.as_of else "") == row["as_of"]
        if row["url"]:
            assert figure.source.address.rstrip("/").lower() == row["url"].rstrip("/").lower()


def test_each_figure_has_one_standing(seeded):
    counts = {name: PayFigure.objects.filter(condition).count() for name, (_t, condition) in STANDINGS.items()}
    assert counts == {"today": 33, "all-industries": 33, "floors": 9, "history": 46}
    for name, (_title, condition) in STANDINGS.items():
        assert all(figure.standing == name for figure in PayFigure.objects.filter(condition))


def test_what_the_table_calls_history_weak_or_a_floor_is_so(seeded):
    assert PayFigure.objects.filter(title__startswith="Clerical staff", is_legal_floor=True).count() == 9
    assert not PayFigure.objects.filter(as_of__year__lt=2020, is_history=False).exists()
    assert not PayFigure.objects.exclude(currency="INR").filter(is_history=False).exists()
    weak = PayFigure.objects.filter(source__publisher="World Salaries")
    assert {figure.source.strength for figure in weak} == {"weak"}


def refused(figure: PayFigure, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        figure.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        figure.save()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 20000, "high": 10000}, "ascending order"),
        ({"kind": "average", "value": 5, "low": 10, "high": 20}, "ascending order"),
        ({"kind": "average", "value": None}, "has its own amount"),
        ({"kind": "range", "low": None, "high": None}, "low or a high end"),
        ({"low": 0}, "above zero"),
        ({"as_of": datetime.date(2025, 1, 1)}, "precision"),
        ({"as_of_precision": "month"}, "precision"),
        ({"is_legal_floor": True, "low": None}, "legal floor is a low end"),
        ({"is_legal_floor": True, "is_all_industries": True}, "Choose one of the two"),
        ({"as_of": datetime.date(1, 1, 1), "as_of_precision": "day"}, "Is a digit wrong"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_in_words(fields, words):
    figure = make_figure()
    for name, value in fields.items():
        setattr(figure, name, value)
    refused(figure, words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"as_of": datetime.date(2999, 1, 1), "as_of_precision": "day"}, "lies ahead"),
        ({"city": "Mumbai/Delhi"}, "spaces around the stroke"),
    ],
)
def test_a_form_refuses_slips(fields, words):
    figure = make_figure()
    for name, value in fields.items():
        setattr(figure, name, value)
    with pytest.raises(ValidationError, match=words):
        figure.full_clean()


def test_a_figure_without_source_or_date_is_refused():
    figure = PayFigure(reference="x", title="Job", kind="range", low=1, high=2, period="month")
    with pytest.raises(ValidationError) as error:
        figure.full_clean()
    assert {"source", "as_of_precision"} <= set(error.value.message_dict)


def test_amounts_are_normalised_on_reading():
    yearly = make_figure(kind="average", value=205995, period="year")
    assert yearly.amounts(Period.MONTH).point == 17166
    assert yearly.amounts(Period.YEAR).point == 205995
    monthly = make_figure(low=15000, high=None)
    assert (monthly.amounts(Period.YEAR).low, monthly.amounts(Period.YEAR).is_open) == (180000, True)


def test_the_largest_sum_that_fits_is_kept_and_listed():
    """Twelve times it is more than the database's plain integers hold."""
    largest = make_figure(kind="average", value=2_147_483_647, period="month")
    assert PayFigure.objects.lowest_first().get().yearly == 12 * largest.value
    assert PayFigure.objects.reaching(2_147_483_647).get() == largest


def test_lowest_first_whatever_the_period():
    month = make_figure(low=20000, high=30000)
    year = make_figure(low=120000, high=130000, period="year")
    average = make_figure(kind="average", value=15000)
    top = make_figure(low=None, high=19000)
    assert list(PayFigure.objects.lowest_first()) == [year, average, top, month]


def test_best_first_trusts_strength_then_date_and_of_weak_sources_the_lowest():
    year = {"as_of_precision": "year"}
    high = make_figure(low=50000, high=60000, as_of=datetime.date(2024, 1, 1), **year)
    low = make_figure(low=120000, high=200000, period="year")
    old_fair = make_figure(source=make_source(strength="fair"), as_of=datetime.date(2020, 1, 1), **year)
    new_fair = make_figure(source=make_source(strength="fair"), as_of=datetime.date(2024, 1, 1), **year)
    undated_fair = make_figure(source=make_source(strength="fair"))
    assert list(PayFigure.objects.best_first()) == [new_fair, old_fair, undated_fair, low, high]


def test_a_city_named_among_others_is_found():
    both = make_figure(city="Mumbai / Delhi")
    one = make_figure(city="Delhi")
    make_figure(city="New Delhi")
    assert set(PayFigure.objects.in_city("Delhi")) == {both, one}
    assert PayFigure.objects.cities() == ["Delhi", "Mumbai", "New Delhi"]


def test_stale_figures_are_those_an_editor_should_look_at():
    today = timezone.localdate()
    old = make_figure(as_of=today - datetime.timedelta(days=560), as_of_precision="day")
    undated = make_figure()
    make_figure(as_of=today - datetime.timedelta(days=500), as_of_precision="day")
    make_figure(is_history=True)
    assert set(PayFigure.objects.stale()) == {old, undated}


def test_a_figure_hides_with_its_role():
    shown = make_figure(role=make_role())
    make_figure(role=make_role(status="draft"))
    make_figure(role=make_role(job_type=make_job_type(status="draft")))
    make_figure(status="draft")
    assert list(PayFigure.objects.published()) == [shown]


def test_a_figure_of_a_hidden_job_type_is_hidden_with_it():
    shown = make_figure(job_type=make_job_type())
    make_figure(job_type=make_job_type(status="draft"))
    assert list(PayFigure.objects.published()) == [shown]
