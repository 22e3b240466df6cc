import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.formatting import grouped, lakhs
from salaries.amounts import MOST, NotAnAmount, Sum, parse_rupees, read_sum


@pytest.mark.parametrize(
    ("text", "rupees"),
    [
        ("240000", 240000),
        ("2,40,000", 240000),
        ("₹2,40,000", 240000),
        ("₹ 2,40,000/-", 240000),
        ("Rs. 20,000", 20000),
        ("INR 20000", 20000),
        ("2.4 lakh", 240000),
        ("2.4L", 240000),
        ("2.4 LPA", 240000),
        ("3 lacs", 300000),
        ("1.5 crore", 15000000),
        ("24k", 24000),
        ("18 thousand", 18000),
        ("२४००००", 240000),
        ("२.४ लाख", 240000),
        ("१ करोड़", 10000000),
        ("२४ हज़ार", 24000),
        ("１２０００", 12000),
        ("20000.50", 20001),
        ("  240000  ", 240000),
        ("Rs20000", 20000),
        ("₹20,000 only", 20000),
        ("2 lakh 40 thousand", 240000),
        ("1 crore 20 lakh", 12000000),
        ("1,200,000", 1200000),
    ],
)
def test_sums_as_people_type_them(text, rupees):
    assert parse_rupees(text) == rupees


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a sum"),
        ("2,4 lakh", "Write a sum"),
        ("2 4 lakh", "Write a sum"),
        ("2,40", "Write a sum"),
        ("²400000", "Write a sum"),
        ("40 thousand 2 lakh", "Write a sum"),
        ("20k-25k", "lower one"),
        ("15,000 to 20,000", "lower one"),
        ("lakh", "Write a sum"),
        ("two lakh", "Write a sum"),
        ("2.4.1", "in lakh"),
        ("1e18", "Write a sum"),
        ("NaN", "Write a sum"),
        ("Infinity", "Write a sum"),
        ("<script>", "Write a sum"),
        ("½", "Write a sum"),
        ("0", "above zero"),
        ("0.2", "in lakh"),
        ("-5", "below zero"),
        ("2.4", "2.4 lakh"),
        ("1000000000000000000", "hundred crore"),
        ("9" * 5000, "hundred crore"),
    ],
)
def test_what_is_not_a_sum_is_said(text, words):
    with pytest.raises(NotAnAmount, match=words):
        parse_rupees(text)


@pytest.mark.parametrize(
    ("text", "rupees", "period"),
    [
        ("1.5 LPA", 150000, "year"),
        ("3lpa", 300000, "year"),
        ("3 LPA per annum", 300000, "year"),
        ("2.4 lakh p.a.", 240000, "year"),
        ("20000 pm", 20000, "month"),
        ("20,000/- per month", 20000, "month"),
        ("20000/month", 20000, "month"),
        ("२ लाख साल", 200000, "year"),
        ("20000", 20000, ""),
    ],
)
def test_a_period_written_with_the_sum_is_read_too(text, rupees, period):
    assert read_sum(text) == Sum(rupees, period)


@given(st.integers(min_value=1, max_value=MOST))
def test_what_the_site_prints_it_also_reads(amount):
    assert parse_rupees(f"₹{grouped(amount)}") == amount


@given(st.integers(min_value=1, max_value=999).map(lambda n: n * 1000 * 100))
def test_lakhs_read_back(amount):
    assert parse_rupees(lakhs(amount)) == amount


@given(st.text())
def test_any_text_is_a_sum_or_refused(text):
    try:
        assert 1 <= parse_rupees(text) <= MOST
    except NotAnAmount as error:
        assert str(error)
