"""Pay figures as a sheet: amounts as printed, and the rules of a figure that the database keeps."""

import datetime

import pytest

from roles.models import Status
from salaries.models import PayFigure
from salaries.resources import PayFigureSheet
from tests.factories import make_figure, make_role, make_source
from tests.sheets import csv_file, imported, xlsx_file

pytestmark = pytest.mark.django_db

ROW = {"reference": "f900", "job as printed": "Agent", "kind": "range", "low": "15,000", "high": "₹ 1,20,000"}
ROW |= {"period": "month", "source": "press", "date precision": "undated"}


def told(report) -> list[str]:
    return [str(mistake) for mistake in report.mistakes]


@pytest.fixture
def source():
    return make_source(slug="press")


def test_a_figure_comes_as_printed(source):
    role = make_role(slug="caller")
    row = ROW | {"role": "caller", "as of": "2022-11-01", "date precision": "month", "status": "published"}
    assert told(imported(PayFigureSheet, csv_file(row))) == []
    figure = PayFigure.objects.published().get()
    assert (figure.low, figure.high, figure.role, figure.as_of) == (15_000, 120_000, role, datetime.date(2022, 11, 1))
    assert (figure.currency, figure.basis) == ("INR", "not-stated")  # as a form would set what is left out


def test_numbers_and_dates_typed_into_excel_are_taken(source):
    head = [*ROW, "as of"]
    row = [*ROW.values(), datetime.datetime(2022, 11, 1)]
    row[head.index("low")], row[head.index("high")] = 15000, 20000.0
    row[head.index("date precision")] = "month"
    assert told(imported(PayFigureSheet, xlsx_file(head, row), "xlsx")) == []
    figure = PayFigure.objects.get()
    assert (figure.low, figure.high, figure.as_of) == (15_000, 20_000, datetime.date(2022, 11, 1))


MISTAKES = {
    "number": ({"low": "many"}, "Row 2, column “low”: “many” is not a whole number."),
    "half": ({"low": "1.5"}, "Row 2, column “low”: “1.5” is not a whole number."),
    "below zero": ({"low": "-5"}, "Row 2, column “low”: “-5” is not a whole number."),
    "huge": ({"low": "9" * 40}, "Row 2, column “low”: Ensure this value is less than or equal to"),
    "order": ({"low": "2", "high": "1"}, "Row 2: Low, average and high must be in ascending order."),
    "nothing": ({"low": "", "high": ""}, "Row 2: A range has a low or a high end;"),
    "zero": ({"low": "0"}, "Row 2: An amount must be above zero."),
    "ahead": ({"as of": "2999-01-01", "date precision": "day"}, "Row 2, column “as of”: The date lies ahead."),
    "precision": ({"as of": "2020-01-01"}, "Row 2: Give a date together with its precision"),
    "city": ({"city": "A/B"}, "Row 2, column “city”: Write two cities"),
    "no source": ({"source": ""}, "Row 2, column “source”: it must not be empty."),
    "unknown source": ({"source": "pres"}, "Row 2, column “source”: there is no source “pres”. Known ones: press."),
}


@pytest.mark.parametrize(("cells", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_figure_keeps_its_rules(source, cells, words):
    report = imported(PayFigureSheet, csv_file(ROW | {"as of": "", "city": ""} | cells))
    assert any(text.startswith(words) for text in told(report)), told(report)
    assert PayFigure.objects.count() == 0


def test_each_figure_that_the_database_refuses_is_found_among_many(source):
    rows = [ROW | {"reference": f"f{n}", "low": "100", "high": "90" if n in (3, 250) else "110"} for n in range(400)]
    report = imported(PayFigureSheet, csv_file(*rows))
    words = "Low, average and high must be in ascending order."
    assert told(report) == [f"Row {n + 2}: {words}" for n in (3, 250)]
    assert PayFigure.objects.count() == 0


def test_a_change_that_breaks_a_rule_is_found_too(source):
    for n in range(5):
        make_figure(reference=f"f{n}", low=100, high=200, source=source)
    rows = [{"reference": f"f{n}", "low": "300" if n == 2 else "150"} for n in range(5)]
    report = imported(PayFigureSheet, csv_file(*rows))
    assert told(report) == ["Row 4: Low, average and high must be in ascending order."]
    assert set(PayFigure.objects.values_list("low", flat=True)) == {100}


def test_a_public_figure_needs_its_date():
    make_source(slug="press", published_on=datetime.date(2022, 11, 1), date_precision="month")
    report = imported(PayFigureSheet, csv_file(ROW | {"status": "published"}))
    assert "A public figure needs a date." in told(report)[0]
    assert imported(PayFigureSheet, csv_file(ROW | {"status": "draft"})).is_written
    assert PayFigure.objects.get().status == Status.DRAFT
