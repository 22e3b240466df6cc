"""The in-hand estimate: the worked examples to the rupee, and what must hold for every offer."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.inhand import (
    IncomeTax,
    Offer,
    ProfessionalTax,
    ProfessionalTaxSlab,
    Rate,
    Rules,
    TaxSlab,
    estimate,
    income_tax,
)
from salaries.models import ProfessionalTaxSchedule, State
from salaries.rulebook import NoRule, rules_on

OCTOBER = datetime.date(2026, 10, 1)
LAKH = 100_000
EXAMPLES = (240_000, 360_000, 600_000, 1_200_000)


@pytest.fixture
def rules(seeded):
    """The rules of a day in a state; Karnataka in October 2026 when not told."""

    def on(day=OCTOBER, state="karnataka", payer=""):
        return rules_on(day, State.objects.get(slug=state), payer)

    return on


def amounts(result) -> dict[str, int]:
    return {line.key: line.amount for line in [*result.lines_to_gross, *result.lines_to_in_hand]}


# ctc, month, basic, employer EPF, employer ESI, gratuity, gross, EPF, ESI, professional tax, tax, in hand, Feb, year, %
WORKED = [
    (240_000, 20_000, 10_000, 1_200, 325, 481, 17_994, 1_200, 75, 0, 0, 16_719, 16_719, 200_628, "83.6"),
    (360_000, 30_000, 15_000, 1_800, 488, 722, 26_990, 1_800, 113, 200, 0, 24_877, 24_777, 298_424, "82.9"),
    (600_000, 50_000, 25_000, 3_000, 0, 1_203, 45_797, 3_000, 0, 200, 0, 42_597, 42_497, 511_064, "85.2"),
    (1_200_000, 100_000, 50_000, 3_000, 0, 2_405, 94_595, 3_000, 0, 200, 0, 91_395, 91_295, 1_096_640, "91.4"),
]


@pytest.mark.parametrize("row", WORKED, ids=lambda row: str(row[0]))
def test_worked_examples_to_the_rupee(rules, row):
    ctc, month, basic, er_epf, er_esi, gratuity, gross, epf, esi, professional, tax, in_hand, february, year, share = (
        row
    )
    result = estimate(Offer(ctc=ctc), rules())
    assert (result.ctc_month, result.basic, result.gross) == (month, basic, gross)
    assert amounts(result) == {
        "employer-epf": er_epf,
        "employer-esi": er_esi,
        "gratuity": gratuity,
        "employee-epf": epf,
        "employee-esi": esi,
        "professional-tax": professional,
        "income-tax": tax,
    }
    assert (result.in_hand, result.in_hand_february, result.in_hand_year) == (in_hand, february, year)
    assert result.share_of_ctc == Decimal(share)
    assert not result.is_wages_raised


@pytest.mark.parametrize(
    ("ctc", "income", "slab", "rebate"),
    [
        (240_000, 140_928, "0", "0"),
        (360_000, 248_880, "0", "0"),
        (600_000, 474_564, "3728.20", "3728.20"),
        (1_200_000, 1_060_140, "46014.00", "46014.00"),
    ],
)
def test_income_tax_of_the_worked_examples(rules, ctc, income, slab, rebate):
    steps = {step.key: step.amount for step in estimate(Offer(ctc=ctc), rules()).tax_steps}
    assert steps["income"] == income
    assert steps["slab-tax"] == Decimal(slab)
    assert -steps.get("rebate", Decimal(0)) == Decimal(rebate)
    assert steps["tax-year"] == 0


@pytest.mark.parametrize(
    ("change", "day", "in_hand"),
    [
        ({}, datetime.date(2026, 9, 16), (16_719, 24_877, 44_997, 93_795)),
        ({"esi_tested_on_gross": True}, OCTOBER, (16_719, 25_478, 42_597, 91_395)),
        ({"epf_on_full_wages": True}, OCTOBER, (16_719, 24_877, 42_597, 85_395)),
    ],
    ids=["ceiling of ₹15,000", "ESI tested on gross", "EPF without ceiling"],
)
def test_the_same_offers_under_other_assumptions(rules, change, day, in_hand):
    assert tuple(estimate(Offer(ctc=ctc, **change), rules(day)).in_hand for ctc in EXAMPLES) == in_hand


def test_the_epf_ceiling_changes_on_17_september_2026(rules):
    before = estimate(Offer(ctc=600_000), rules(datetime.date(2026, 9, 16)))
    after = estimate(Offer(ctc=600_000), rules(datetime.date(2026, 9, 17)))
    assert (amounts(before)["employee-epf"], amounts(after)["employee-epf"]) == (1_800, 3_000)


@pytest.mark.parametrize(
    ("state", "payer", "taxes"),
    [
        ("karnataka", "", ("0", "200", "200", "200")),
        ("maharashtra", "men", ("200", "200", "200", "200")),
        ("maharashtra", "women", ("0", "200", "200", "200")),
        ("telangana", "", ("150", "200", "200", "200")),
        ("andhra-pradesh", "", ("150", "200", "200", "200")),
        ("west-bengal", "", ("130", "150", "200", "200")),
        ("gujarat", "", ("200", "200", "200", "200")),
        ("madhya-pradesh", "", ("0", "166.67", "208.33", "208.33")),
        ("tamil-nadu", "", ("208.33", "208.33", "208.33", "208.33")),
        ("kerala", "", ("166.67", "208.33", "208.33", "208.33")),
        ("delhi", "", ("0", "0", "0", "0")),
        ("haryana", "", ("0", "0", "0", "0")),
        ("uttar-pradesh", "", ("0", "0", "0", "0")),
        ("odisha", "", ("0", "0", "0", "0")),
    ],
)
def test_professional_tax_on_the_same_gross_in_other_states(rules, state, payer, taxes):
    tax = rules(state=state, payer=payer).professional_tax
    found = [tax.monthly(gross).quantize(Decimal("0.01")) for gross in (17_994, 26_990, 45_797, 94_595)]
    assert found == [Decimal(text) for text in taxes]


def test_incentive_taken_off_first(rules):
    result = estimate(Offer(ctc=300_000), rules())
    assert (result.ctc_month, result.basic, result.gross, result.in_hand) == (25_000, 12_500, 22_492, 20_898)
    assert amounts(result) == {
        "employer-epf": 1_500,
        "employer-esi": 407,
        "gratuity": 601,
        "employee-epf": 1_500,
        "employee-esi": 94,
        "professional-tax": 0,
        "income-tax": 0,
    }


def test_low_basic_is_raised_to_half_of_pay_under_the_codes(rules):
    result = estimate(Offer(ctc=600_000, basic_percent=Decimal(30)), rules())
    pay = result.gross + amounts(result)["employer-epf"]
    assert result.is_wages_raised
    assert abs(result.wages - pay / 2) <= 1
    before = estimate(Offer(ctc=600_000, basic_percent=Decimal(30)), rules(datetime.date(2025, 11, 20)))
    assert before.wages == before.basic == 15_000


def test_a_day_without_rules_is_said(rules):
    with pytest.raises(NoRule, match="income tax"):
        rules(datetime.date(2025, 3, 31))


def test_a_state_without_a_schedule_for_that_day_is_not_guessed(rules):
    early = rules(datetime.date(2026, 3, 31), "odisha")
    assert early.professional_tax is None
    assert not estimate(Offer(ctc=240_000), early).is_professional_tax_known


def test_queries_do_not_grow(rules, django_assert_max_num_queries):
    state = State.objects.get(slug="maharashtra")
    with django_assert_max_num_queries(8):
        rules_on(OCTOBER, state, ProfessionalTaxSchedule.Payer.WOMEN)


# For every offer, under the rules of October 2026 in Karnataka, written out so that hypothesis needs no database.

TAX = IncomeTax(
    slabs=tuple(TaxSlab(n * 4 * LAKH, Decimal(n * 5)) for n in range(1, 7)),
    standard_deduction=75_000,
    rebate_up_to=12 * LAKH,
    rebate_maximum=60_000,
    cess_percent=Decimal(4),
)
KARNATAKA = ProfessionalTax((ProfessionalTaxSlab(25_000, 200, 300),))
STATES = {
    "karnataka": KARNATAKA,
    "telangana": ProfessionalTax((ProfessionalTaxSlab(15_001, 150), ProfessionalTaxSlab(20_001, 200))),
    "west bengal": ProfessionalTax(
        tuple(ProfessionalTaxSlab(*slab) for slab in ((10_001, 110), (15_001, 130), (25_001, 150), (40_001, 200)))
    ),
    "madhya pradesh": ProfessionalTax(
        tuple(ProfessionalTaxSlab(*slab) for slab in ((225_001, 1_500), (300_001, 2_000), (400_001, 2_500))), months=12
    ),
    "kerala": ProfessionalTax(
        tuple(
            ProfessionalTaxSlab(*s)
            for s in ((12_000, 320), (18_000, 450), (30_000, 600), (45_000, 750), (100_000, 1_000))
        ),
        months=6,
    ),
    "delhi": ProfessionalTax(()),
}
RULES = Rules(
    epf_employee=Rate(Decimal(12)),
    epf_employer=Rate(Decimal(12)),
    epf_ceiling=Rate(Decimal(25_000)),
    esi_employee=Rate(Decimal("0.75")),
    esi_employer=Rate(Decimal("3.25")),
    esi_limit=Rate(Decimal(21_000)),
    gratuity=Rate(Decimal("4.81")),
    wages_share=Rate(Decimal(50)),
    income_tax=TAX,
    professional_tax=KARNATAKA,
)
ctcs = st.integers(min_value=12_000, max_value=2 * 10**7)
offers = st.builds(
    Offer,
    ctc=ctcs,
    basic_percent=st.integers(10, 100).map(Decimal),
    employer_epf_in_ctc=st.booleans(),
    employer_esi_in_ctc=st.booleans(),
    gratuity_in_ctc=st.booleans(),
    epf_on_full_wages=st.booleans(),
    esi_tested_on_gross=st.booleans(),
)


def test_the_rules_written_out_here_are_the_seeded_ones(rules):
    for ctc in (*EXAMPLES, 1_500_000, 3_000_000):
        assert amounts(estimate(Offer(ctc=ctc), rules())) == amounts(estimate(Offer(ctc=ctc), RULES))


@given(offers)
@settings(max_examples=400, deadline=None)
def test_in_hand_is_never_above_gross_nor_gross_above_ctc(offer):
    result = estimate(offer, RULES)
    assert 0 <= result.in_hand_february <= result.in_hand <= result.gross <= result.ctc_month
    assert all(line.amount >= 0 for line in [*result.lines_to_gross, *result.lines_to_in_hand])
    assert result.in_hand == result.gross - sum(line.amount for line in result.lines_to_in_hand)
    assert result.gross == result.ctc_month - sum(line.amount for line in result.lines_to_gross)


def largest_fall(lower, higher, rules) -> int:
    """How much less a higher CTC may pay: the slabs of professional tax it crosses, and the cess on marginal relief."""
    fall = 0
    if rules.professional_tax:
        before, after = (rules.professional_tax.slab_for(result.gross) for result in (lower, higher))
        fall += round(
            ((after.amount if after else 0) - (before.amount if before else 0)) / rules.professional_tax.months
        )
    income = higher.gross * 12 - TAX.standard_deduction
    if income > TAX.rebate_up_to and "marginal-relief" in {step.key for step in higher.tax_steps}:
        # Each rupee above the limit is taxed whole, and the cess comes on top: 4% of what lies above it, a month.
        fall += round((income - TAX.rebate_up_to) * 0.04 / 12) + 1
    return max(fall, 0)


@given(
    offers,
    st.integers(min_value=60_000, max_value=900_000),
    st.integers(min_value=1, max_value=6_000),
    st.sampled_from(sorted(STATES)),
)
@settings(max_examples=800, deadline=None)
def test_more_ctc_never_pays_less_except_at_the_documented_steps(offer, ctc, more, state):
    rules = replace(RULES, professional_tax=STATES[state])
    lower = estimate(replace(offer, ctc=ctc), rules)
    higher = estimate(replace(offer, ctc=ctc + more), rules)
    # Six amounts are rounded to the rupee on the way.
    assert higher.in_hand >= lower.in_hand - 6 - largest_fall(lower, higher, rules)


@given(st.integers(min_value=1_100_000, max_value=2_000_000), st.integers(min_value=1, max_value=20_000))
@settings(max_examples=300, deadline=None)
def test_around_the_first_income_tax_only_marginal_relief_lowers_pay(ctc, more):
    lower, higher = estimate(Offer(ctc=ctc), RULES), estimate(Offer(ctc=ctc + more), RULES)
    assert higher.in_hand >= lower.in_hand - 6 - largest_fall(lower, higher, RULES)


@given(st.integers(min_value=0, max_value=10**8))
def test_marginal_relief_never_takes_more_than_the_income_above_the_limit(salary):
    tax, _steps = income_tax(salary, TAX)
    income = salary - TAX.standard_deduction
    if income <= TAX.rebate_up_to:
        assert tax == 0
    else:
        assert tax <= (income - TAX.rebate_up_to) * Decimal("1.04")
