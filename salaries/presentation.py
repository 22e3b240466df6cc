"""The lines of an estimate in words, each with its rule, date and certainty."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.formatting import rupees

from .inhand import Estimate, Line

LABELS = {
    "employer-epf": gettext_lazy("Employer’s EPF"),
    "employer-esi": gettext_lazy("Employer’s ESI"),
    "gratuity": gettext_lazy("Gratuity, paid after five years"),
    "employee-epf": gettext_lazy("Your EPF"),
    "employee-esi": gettext_lazy("Your ESI"),
    "professional-tax": gettext_lazy("Professional tax"),
    "income-tax": gettext_lazy("Income tax"),
}
TAX_LABELS = {
    "salary": gettext_lazy("Gross pay of a year"),
    "standard-deduction": gettext_lazy("Standard deduction"),
    "income": gettext_lazy("Income that counts"),
    "slab-tax": gettext_lazy("Tax by the slabs of the new regime"),
    "rebate": gettext_lazy("Rebate"),
    "marginal-relief": gettext_lazy("Marginal relief"),
    "cess": gettext_lazy("Health and education cess"),
    "tax-year": gettext_lazy("Income tax of a year"),
}


@dataclass(frozen=True)
class ToldLine:
    label: str
    amount: int
    rules: list
    why: str = ""


def told(lines: list[Line], result: Estimate) -> list[ToldLine]:
    return [ToldLine(str(LABELS[line.key]), line.amount, rules_of(line), why(line, result)) for line in lines]


def rules_of(line: Line) -> list:
    return [row for row in line.rows if row is not None]


def why(line: Line, result: Estimate) -> str:
    """What an amount of nothing means; empty where the amount speaks for itself."""
    if line.amount:
        return ""
    if line.key in ("employer-esi", "employee-esi"):
        return _("Not covered: wages are above the limit.")
    if line.key == "professional-tax":
        if result.is_professional_tax_known:
            return _("Nothing at this pay.")
        return _("Left out: no state was told, or no rule of it is known for that day.")
    if line.key == "income-tax":
        return (
            _("Nothing: the rebate covers it.")
            if any(s.key == "rebate" for s in result.tax_steps)
            else _("Nothing at this pay.")
        )
    return ""


def tax_steps(result: Estimate) -> list[tuple[str, int]]:
    return [(str(TAX_LABELS[step.key]), step.amount) for step in result.tax_steps]


def steps_to_know(rules) -> list[str]:
    """Where a little more CTC can pay a little less, in words, with this day's own numbers: every slab of the state."""
    told_steps = []
    state = rules.professional_tax
    before = 0
    for slab in sorted(state.slabs, key=lambda slab: slab.starts_at) if state else ():
        rise = round((slab.amount - before) / state.months)
        before = slab.amount
        told_steps.append(
            _("From a gross of %(start)s a month professional tax is %(rise)s a month more.")
            % {"start": rupees(-(-slab.starts_at // state.months)), "rise": rupees(rise)}
        )
    limit = rules.income_tax.rebate_up_to + rules.income_tax.standard_deduction
    told_steps.append(
        _("Income tax begins above a yearly gross of %(limit)s. Just above it, each rupee more goes to tax.")
        % {"limit": rupees(limit)}
    )
    return told_steps


def esi_note(rules) -> str:
    return _(
        "Above wages of %(limit)s a month ESI ends: you pay nothing for it any more, and its medical cover ends too."
    ) % {"limit": rupees(int(rules.esi_limit.value))}
