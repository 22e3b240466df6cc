"""From CTC to in-hand pay: pure arithmetic over the rules of one day. No database, no clock.

All amounts are whole rupees a month unless a name says otherwise. Half a rupee rounds up; ESI rounds up to the next
rupee, as its rules say. Variable pay stands outside the sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def rounded_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_CEILING))


@dataclass(frozen=True)
class Rate:
    """A rate in force: `value` in percent or rupees; `row` is where its rule, date and sources stand."""

    value: Decimal
    row: object = None


@dataclass(frozen=True)
class TaxSlab:
    """Income above `above` rupees a year is taxed at `percent`, up to the next slab."""

    above: int
    percent: Decimal


@dataclass(frozen=True)
class IncomeTax:
    slabs: tuple[TaxSlab, ...]
    standard_deduction: int
    rebate_up_to: int
    rebate_maximum: int
    cess_percent: Decimal
    row: object = None


@dataclass(frozen=True)
class ProfessionalTaxSlab:
    """Gross pay of `starts_at` rupees or more pays `amount` for the period counted."""

    starts_at: int
    amount: int
    february_amount: int | None = None


@dataclass(frozen=True)
class ProfessionalTax:
    """`months`: how many months of gross pay the slabs speak of (1, 6 or 12). No slabs: the state takes none."""

    slabs: tuple[ProfessionalTaxSlab, ...]
    months: int = 1
    row: object = None

    def slab_for(self, gross: int) -> ProfessionalTaxSlab | None:
        reached = [slab for slab in self.slabs if gross * self.months >= slab.starts_at]
        return max(reached, key=lambda slab: slab.starts_at, default=None)

    def monthly(self, gross: int) -> Decimal:
        slab = self.slab_for(gross)
        return Decimal(slab.amount) / self.months if slab else Decimal(0)

    def in_february(self, gross: int) -> Decimal:
        slab = self.slab_for(gross)
        if slab and slab.february_amount is not None:
            return Decimal(slab.february_amount) / self.months
        return self.monthly(gross)


@dataclass(frozen=True)
class Rules:
    """The law on one day, in one state. None where no rule is known for that day."""

    epf_employee: Rate
    epf_employer: Rate
    epf_ceiling: Rate
    esi_employee: Rate
    esi_employer: Rate
    esi_limit: Rate
    gratuity: Rate
    wages_share: Rate
    income_tax: IncomeTax
    professional_tax: ProfessionalTax | None


@dataclass(frozen=True)
class Offer:
    """What an offer letter says. `ctc` is fixed pay, rupees a year; `basic_percent` is basic pay's share of it.

    `*_in_ctc`: whether the employer counts that cost inside CTC. `epf_on_full_wages`: no ceiling on EPF.
    `esi_tested_on_gross`: some employers compare gross pay, not wages, with the ESI limit.
    """

    ctc: int
    basic_percent: Decimal = Decimal(50)
    employer_epf_in_ctc: bool = True
    employer_esi_in_ctc: bool = True
    gratuity_in_ctc: bool = True
    epf_on_full_wages: bool = False
    esi_tested_on_gross: bool = False


@dataclass(frozen=True)
class Line:
    """One step of the sum. `sign` is -1 for what is taken off; `rows` are the rules it follows."""

    key: str
    amount: int
    sign: int = -1
    rows: tuple = ()


@dataclass
class TaxStep:
    key: str
    amount: Decimal


@dataclass(frozen=True)
class Estimate:
    ctc_month: int
    basic: int
    wages: int
    is_wages_raised: bool
    gross: int
    in_hand: int
    in_hand_february: int
    in_hand_year: int
    lines_to_gross: list[Line]
    lines_to_in_hand: list[Line]
    tax_steps: list[TaxStep] = field(default_factory=list)
    is_esi_covered: bool = False
    is_professional_tax_known: bool = True

    @property
    def is_basic_above_gross(self) -> bool:
        """Basic pay cannot be more than gross pay: the share of basic that was told cannot be right."""
        return self.basic > self.gross

    @property
    def share_of_ctc(self) -> Decimal:
        """In-hand pay of a year as a percentage of CTC, to one decimal."""
        return (Decimal(self.in_hand_year) * 100 / (self.ctc_month * 12)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def gross_offer(gross: int) -> Offer:
    """An offer of which `gross` rupees a year is gross pay: the employer's costs come on top of it."""
    return Offer(ctc=gross, employer_epf_in_ctc=False, employer_esi_in_ctc=False, gratuity_in_ctc=False)


def estimate(offer: Offer, rules: Rules) -> Estimate:
    """In-hand pay for `offer` under `rules`, line by line."""
    ctc_month = rounded(Decimal(offer.ctc) / 12)
    basic = rounded(Decimal(offer.ctc) / 12 * offer.basic_percent / HUNDRED)
    pay = Pay(offer, rules, ctc_month, basic, is_covered=True)
    if not pay.may_be_covered:
        pay = Pay(offer, rules, ctc_month, basic, is_covered=False)

    employee_epf = rounded(pay.epf_wages * rules.epf_employee.value / HUNDRED)
    employee_esi = rounded_up(pay.wages * rules.esi_employee.value / HUNDRED) if pay.is_covered else 0
    tax_year, tax_steps = income_tax(pay.gross * 12, rules.income_tax)
    tax_month = rounded(tax_year / 12)
    state_tax = rules.professional_tax
    professional = rounded(state_tax.monthly(pay.gross)) if state_tax else 0
    february = rounded(state_tax.in_february(pay.gross)) if state_tax else 0

    before_state = pay.gross - employee_epf - employee_esi - tax_month
    lines_to_in_hand = [
        Line("employee-epf", employee_epf, rows=(rules.epf_employee.row, rules.epf_ceiling.row)),
        Line("employee-esi", employee_esi, rows=(rules.esi_employee.row, rules.esi_limit.row)),
        Line("professional-tax", professional, rows=(state_tax.row,) if state_tax else ()),
        Line("income-tax", tax_month, rows=(rules.income_tax.row,)),
    ]
    return Estimate(
        ctc_month=ctc_month,
        basic=basic,
        wages=pay.wages,
        is_wages_raised=pay.wages > basic,
        gross=pay.gross,
        in_hand=before_state - professional,
        in_hand_february=before_state - february,
        in_hand_year=(before_state - professional) * 11 + before_state - february,
        lines_to_gross=pay.lines(),
        lines_to_in_hand=lines_to_in_hand,
        tax_steps=tax_steps,
        is_esi_covered=pay.is_covered,
        is_professional_tax_known=state_tax is not None,
    )


class Pay:
    """CTC down to gross pay, with ESI (`is_covered`) or without."""

    def __init__(self, offer: Offer, rules: Rules, ctc_month: int, basic: int, is_covered: bool):
        self.offer, self.rules, self.ctc_month, self.is_covered = offer, rules, ctc_month, is_covered
        self.wages = max(basic, self.least_wages())
        self.epf_wages = self.wages if offer.epf_on_full_wages else min(self.wages, int(rules.epf_ceiling.value))
        self.employer_epf = rounded(self.epf_wages * rules.epf_employer.value / HUNDRED)
        self.employer_esi = rounded_up(self.wages * rules.esi_employer.value / HUNDRED) if is_covered else 0
        self.gratuity = rounded(self.wages * rules.gratuity.value / HUNDRED)
        self.gross = ctc_month - sum(line.amount for line in self.lines())

    def least_wages(self) -> int:
        """Under the labour codes wages are at least a share of all pay, which is gross pay and employer EPF.

        All pay is what CTC leaves when ESI and gratuity are taken off, and both of these grow with wages: so for a
        share s and a cost of k rupees per rupee of wages, wages = s × CTC ÷ (1 + s × k).
        """
        share = self.rules.wages_share.value / HUNDRED
        cost = Decimal(0)
        if self.offer.gratuity_in_ctc:
            cost += self.rules.gratuity.value / HUNDRED
        if self.is_covered and self.offer.employer_esi_in_ctc:
            cost += self.rules.esi_employer.value / HUNDRED
        pay = self.ctc_month
        if not self.offer.employer_epf_in_ctc:
            # The employer's share comes on top of CTC and counts as pay all the same.
            cost -= self.rules.epf_employer.value / HUNDRED if self.offer.epf_on_full_wages else 0
        return int((share * pay / (1 + share * cost)).quantize(Decimal(1), ROUND_CEILING)) if share else 0

    @property
    def may_be_covered(self) -> bool:
        tested = self.gross_without_esi if self.offer.esi_tested_on_gross else self.wages
        return tested <= self.rules.esi_limit.value

    @property
    def gross_without_esi(self) -> int:
        """Gross pay as it stands when the employer sets no ESI aside."""
        return self.gross + (self.employer_esi if self.offer.employer_esi_in_ctc else 0)

    def lines(self) -> list[Line]:
        rules = self.rules
        costs = [
            Line("employer-epf", self.employer_epf, rows=(rules.epf_employer.row, rules.epf_ceiling.row)),
            Line("employer-esi", self.employer_esi, rows=(rules.esi_employer.row, rules.esi_limit.row)),
            Line("gratuity", self.gratuity, rows=(rules.gratuity.row,)),
        ]
        counted = {
            "employer-epf": self.offer.employer_epf_in_ctc,
            "employer-esi": self.offer.employer_esi_in_ctc,
            "gratuity": self.offer.gratuity_in_ctc,
        }
        return [line for line in costs if counted[line.key]]


def income_tax(salary: int, rules: IncomeTax) -> tuple[Decimal, list[TaxStep]]:
    """Tax and cess on a year's `salary` (gross pay, no other income, resident), and the steps to it.

    Just above the rebate's limit, tax is no more than the income above the limit (marginal relief).
    """
    income = max(salary - rules.standard_deduction, 0)
    tax = slab_tax(income, rules.slabs)
    steps = [
        TaxStep("salary", Decimal(salary)),
        TaxStep("standard-deduction", Decimal(-min(rules.standard_deduction, salary))),
        TaxStep("income", Decimal(income)),
        TaxStep("slab-tax", tax),
    ]
    if income <= rules.rebate_up_to:
        relief = min(tax, Decimal(rules.rebate_maximum))
    else:
        relief = max(tax - (income - rules.rebate_up_to), Decimal(0))
    if relief:
        steps.append(TaxStep("rebate" if income <= rules.rebate_up_to else "marginal-relief", -relief))
    cess = (tax - relief) * rules.cess_percent / HUNDRED
    if cess:
        steps.append(TaxStep("cess", cess))
    return tax - relief + cess, [*steps, TaxStep("tax-year", tax - relief + cess)]


def slab_tax(income: int, slabs: Iterable[TaxSlab]) -> Decimal:
    tax, upper = Decimal(0), income
    for slab in sorted(slabs, key=lambda slab: slab.above, reverse=True):
        if upper > slab.above:
            tax += (upper - slab.above) * slab.percent / HUNDRED
            upper = slab.above
    return tax
