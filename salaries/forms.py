"""What people may ask of their pay. Nothing typed here is stored."""

import datetime
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.models import Period, Role

from .fields import RupeesField
from .inhand import Offer
from .models import PayFigure, ProfessionalTaxSchedule, State

LEAST_CTC_YEAR = 12_000  # below it nothing that the law takes can be worked out in rupees


class PeriodForm(forms.Form):
    """Month or year, in the address."""

    period = forms.ChoiceField(choices=Period.choices, required=False)

    def clean_period(self):
        return self.cleaned_data["period"] or Period.MONTH


class CtcFields(forms.Form):
    """The parts of an offer that the in-hand estimate needs."""

    period = forms.ChoiceField(
        label=_("That is"), choices=[("year", _("a year")), ("month", _("a month"))], required=False
    )
    variable = RupeesField(
        label=_("Variable pay in it"),
        required=False,
        help_text=_("Incentive, bonus or target pay that sits inside the CTC, for the same period. Empty when none."),
    )
    state = forms.ModelChoiceField(
        State.objects.all(),
        label=_("State you will work in"),
        to_field_name="slug",
        required=False,
        empty_label=_("Not sure"),
        help_text=_("For professional tax."),
    )
    payer = forms.ChoiceField(
        label=_("For professional tax you count as"),
        choices=[("", _("Not said")), *ProfessionalTaxSchedule.Payer.choices[1:]],
        required=False,
        help_text=_("Maharashtra has other slabs for women."),
    )

    def clean_period(self):
        return self.cleaned_data["period"] or Period.YEAR

    def yearly(self, amount: int | None) -> int:
        times = 12 if self.cleaned_data.get("period") == Period.MONTH else 1
        return (amount or 0) * times


class InHandForm(CtcFields):
    ctc = RupeesField(label=_("CTC in the offer"), help_text=_("As in the letter: 2.4 lakh, 2,40,000 or 20,000."))
    on = forms.DateField(
        label=_("On which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Rules change: the EPF ceiling did on 17 September 2026. Empty: today."),
    )
    basic_percent = forms.DecimalField(
        label=_("Basic pay, % of CTC"),
        required=False,
        min_value=10,
        max_value=100,
        decimal_places=2,
        help_text=_("Half when not told. The letter’s pay table shows it."),
    )
    epf_on_top = forms.BooleanField(label=_("Employer’s EPF is paid on top of CTC"), required=False)
    gratuity_on_top = forms.BooleanField(label=_("Gratuity is not counted in CTC"), required=False)
    epf_on_full_wages = forms.BooleanField(label=_("EPF is taken on full basic pay, with no ceiling"), required=False)
    esi_tested_on_gross = forms.BooleanField(
        label=_("The employer compares gross pay, not wages, with the ESI limit"), required=False
    )

    field_order = ["ctc", "period", "variable", "state", "payer", "on", "basic_percent"]
    # What most people need not touch stands folded.
    FOLDED = ("on", "basic_percent", "epf_on_top", "gratuity_on_top", "epf_on_full_wages", "esi_tested_on_gross")

    def asked(self):
        return [self[name] for name in self.fields if name not in self.FOLDED]

    def folded(self):
        return [self[name] for name in self.FOLDED]

    def is_folded_used(self) -> bool:
        return any(self[name].errors or self[name].value() for name in self.FOLDED)

    def clean(self):
        cleaned = super().clean()
        ctc, variable = cleaned.get("ctc"), cleaned.get("variable")
        if ctc and variable and variable >= ctc:
            self.add_error("variable", _("Variable pay is a part of the CTC, so it must be less than that."))
        elif ctc and self.yearly(ctc) - self.yearly(variable) < LEAST_CTC_YEAR:
            self.add_error("ctc", _("That is too little for a year’s pay. Is it a month’s, or in lakh?"))
        return cleaned

    def offer(self) -> Offer:
        told = self.cleaned_data
        return Offer(
            ctc=self.yearly(told["ctc"]) - self.yearly(told["variable"]),
            basic_percent=told["basic_percent"] or Decimal(50),
            employer_epf_in_ctc=not told["epf_on_top"],
            gratuity_in_ctc=not told["gratuity_on_top"],
            epf_on_full_wages=told["epf_on_full_wages"],
            esi_tested_on_gross=told["esi_tested_on_gross"],
        )

    def day(self) -> datetime.date:
        return self.cleaned_data.get("on") or timezone.localdate()


class OfferForm(CtcFields):
    """An offer to check. Sent by POST, so that it stands in no address, and answered without being kept."""

    role = forms.ModelChoiceField(
        Role.objects.none(), label=_("Role"), to_field_name="slug", empty_label=_("Choose the nearest role")
    )
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    fixed = RupeesField(label=_("Fixed pay"), help_text=_("Without incentive: 2.16 lakh, 2,16,000 or 18,000."))
    shift = forms.ChoiceField(
        label=_("Shift"),
        choices=[
            ("", _("Not told")),
            ("day", _("Day")),
            ("rotating", _("Rotating, with some nights")),
            ("night", _("Night")),
        ],
        required=False,
    )
    bond = RupeesField(
        label=_("Bond: what you would pay for leaving early"), required=False, help_text=_("Empty when there is none.")
    )
    bond_months = forms.IntegerField(label=_("Bond: for how many months"), required=False, min_value=1, max_value=120)
    deposit = RupeesField(
        label=_("Money they ask from you"),
        required=False,
        help_text=_("Deposit, fee, training or kit, in rupees. Empty when none."),
    )
    keeps_papers = forms.BooleanField(label=_("They want to keep my original certificates"), required=False)
    in_writing = forms.BooleanField(label=_("I have the offer in writing, with the pay table"), required=False)

    field_order = [
        "role", "city", "fixed", "variable", "period", "state", "payer", "shift", "bond", "bond_months", "deposit",
        "keeps_papers", "in_writing",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.published().order_by("title")
        self.fields["variable"].label = _("Variable pay on top")
        self.fields["variable"].help_text = _("The most they promise, for the same period. Empty when none.")

    def clean(self):
        cleaned = super().clean()
        fixed = cleaned.get("fixed")
        if fixed and self.yearly(fixed) < LEAST_CTC_YEAR:
            self.add_error("fixed", _("That is too little for a year’s pay. Is it a month’s, or in lakh?"))
        return cleaned


class CompareItemForm(forms.Form):
    """One side of a comparison: a role, perhaps in one city or one kind of process."""

    role = forms.ModelChoiceField(
        Role.objects.none(), label=_("Role"), to_field_name="slug", required=False, empty_label=_("None")
    )
    city = forms.ChoiceField(label=_("City"), required=False)
    process = forms.ChoiceField(
        label=_("Process"), required=False, choices=[("", _("Every process")), *PayFigure.Process.choices]
    )
