import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import formatting
from roles.formatting import lower_first
from roles.models import Amounts
from roles.templatetags.formats import sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (100000, "1,00,000"), (205995, "2,05,995"), (12345678, "1,23,45,678")],
)
def test_indian_grouping(number, text):
    assert formatting.grouped(number) == text
    assert formatting.grouped(-number) == ("-" if number else "") + text


@given(st.integers(min_value=0, max_value=10**15))
def test_grouping_keeps_every_digit(number):
    assert int(formatting.grouped(number).replace(",", "")) == number


@pytest.mark.parametrize(
    ("amounts", "text"),
    [
        (Amounts(low=15000, high=20000), "₹15,000 – 20,000"),
        (Amounts(low=100000), "₹1,00,000 +"),
        (Amounts(high=19000), "up to ₹19,000"),
        (Amounts(point=17166), "₹17,166"),
        (Amounts(low=5000, high=5000), "₹5,000"),
        (Amounts(low=100, high=300, point=200), "₹200"),
    ],
)
def test_pay_as_the_site_prints_it(amounts, text):
    assert formatting.pay(amounts) == text


@pytest.mark.parametrize(
    ("amount", "text"), [(90000, "90,000"), (120000, "1.2 lakh"), (10**7, "1 crore"), (125000, "1.25 lakh")]
)
def test_round_sums_as_people_say_them(amount, text):
    assert formatting.lakhs(amount) == text


@pytest.mark.parametrize(
    ("precision", "text", "machine"),
    [("day", "28 November 2022", "2022-11-28"), ("month", "November 2022", "2022-11"), ("year", "2022", "2022")],
)
def test_dates_to_the_precision_known(precision, text, machine):
    day = datetime.date(2022, 11, 28)
    assert formatting.date(day, precision) == text
    assert formatting.machine_date(day, precision) == machine


def test_no_date_is_said():
    assert formatting.date(None, "undated") == "undated"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("class 12", "Class 12."),
        ("Class 12.", "Class 12."),
        ("Why?", "Why?"),
        ("He said “no.”", "He said “no.”"),
        ("", ""),
    ],
)
def test_sentence(text, result):
    assert sentence(text) == result


def test_lower_first_keeps_abbreviations():
    assert lower_first("Team leader") == "team leader"
    assert lower_first("HR support executive") == "HR support executive"
