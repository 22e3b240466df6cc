"""Reads the rules of one day from the dated rows, for salaries.inhand."""

import datetime

from .inhand import IncomeTax, ProfessionalTax, ProfessionalTaxSlab, Rate, Rules, TaxSlab
from .models import IncomeTaxSchedule, ProfessionalTaxSchedule, State, StatutoryRate

MONTHS_COUNTED = {
    ProfessionalTaxSchedule.Counted.MONTH: 1,
    ProfessionalTaxSchedule.Counted.HALF_YEAR: 6,
    ProfessionalTaxSchedule.Counted.YEAR: 12,
}


class NoRule(LookupError):
    """No row is in force on the day asked for. Its text names what is missing."""


def rules_on(day: datetime.date, state: State | None, payer: str = "") -> Rules:
    """The rules in force on `day`: eight queries at most. `payer` is "men" or "women" where a state tells them apart.

    Raises NoRule for a day before the first known rate or tax schedule.
    """
    rates: dict[str, Rate] = {}
    for row in StatutoryRate.objects.in_force_on(day).prefetch_related("sources"):
        rates.setdefault(row.kind, Rate(row.value, row))
    missing = [kind.label for kind in StatutoryRate.Kind if kind.value not in rates]
    if missing:
        raise NoRule(", ".join(map(str, missing)))
    return Rules(
        **{kind.value.replace("-", "_"): rates[kind.value] for kind in StatutoryRate.Kind},
        income_tax=income_tax_on(day),
        professional_tax=professional_tax_on(day, state, payer) if state else None,
    )


def income_tax_on(day: datetime.date) -> IncomeTax:
    schedule = IncomeTaxSchedule.objects.in_force_on(day).prefetch_related("slabs", "sources").first()
    if schedule is None:
        raise NoRule(str(IncomeTaxSchedule._meta.verbose_name))
    return IncomeTax(
        slabs=tuple(TaxSlab(slab.above, slab.percent) for slab in schedule.slabs.all()),
        standard_deduction=schedule.standard_deduction,
        rebate_up_to=schedule.rebate_up_to,
        rebate_maximum=schedule.rebate_maximum,
        cess_percent=schedule.cess_percent,
        row=schedule,
    )


def professional_tax_on(day: datetime.date, state: State, payer: str) -> ProfessionalTax | None:
    """None where no schedule of the state is known for that day (or for that payer)."""
    schedules = ProfessionalTaxSchedule.objects.in_force_on(day).filter(
        state=state, payer__in=[ProfessionalTaxSchedule.Payer.EVERYONE, payer]
    )
    schedule = schedules.prefetch_related("slabs", "sources").first()
    if schedule is None:
        return None
    return ProfessionalTax(
        slabs=tuple(
            ProfessionalTaxSlab(slab.starts_at, slab.amount, slab.february_amount) for slab in schedule.slabs.all()
        ),
        months=MONTHS_COUNTED[schedule.counted],
        row=schedule,
    )
