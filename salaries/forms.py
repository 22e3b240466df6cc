"""What people may ask of their pay. Nothing typed here is stored."""

import datetime
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.formatting import rupees
from roles.forms import NO_SUCH_CHOICE, TellsFaults
from roles.models import Period, Role
from roles.old_slugs import SluggedChoiceField

from .amounts import Sum
from .fields import SumField
from .inhand import Offer
from .models import ProfessionalTaxSchedule, State

# Outside these, a year was most likely taken for a month or the other way round.
LEAST_A_YEAR = 60_000
MOST_A_MONTH = 3_00_000

PERIODS = [(Period.MONTH, _("a month")), (Period.YEAR, _("a year"))]


class SumAndPeriod(TellsFaults):
    """A sum of pay, and whether it is a month's or a year's."""

    MAIN = ""  # the field with the sum that `period` speaks of

    period = forms.ChoiceField(
        label=_("That sum is for"),
        choices=PERIODS,
        required=False,
        widget=forms.RadioSelect,
        error_messages=NO_SUCH_CHOICE,
    )

    def clean(self):
        cleaned = super().clean()
        main = cleaned.get(self.MAIN)
        if main and "period" not in self.errors:
            self.check_period(main)
        return cleaned

    def check_period(self, main: Sum) -> None:
        """Settles month or year: from the choice, or from what was written with the sum."""
        chosen = self.cleaned_data.get("period")
        if main.period and chosen and main.period != chosen:
            self.add_error("period", _("You wrote the sum for another period than you chose here. Which one is it?"))
            return
        period = main.period or chosen
        if not period:
            self.add_error("period", _("Is that for a month or for a year?"))
            return
        self.cleaned_data["period"] = period
        if period == Period.YEAR and main.rupees < LEAST_A_YEAR:
            self.add_error(
                "period",
                _("%(sum)s a year is too little for full-time pay. Is it for a month?") % {"sum": rupees(main.rupees)},
            )
        elif period == Period.MONTH and main.rupees > MOST_A_MONTH:
            self.add_error(
                "period",
                _("%(sum)s a month is very high for this trade. Is it for a year?") % {"sum": rupees(main.rupees)},
            )
        elif period == Period.MONTH and main.rupees * 12 < LEAST_A_YEAR:
            self.add_error(
                self.MAIN,
                _("%(sum)s a month is too little for full-time pay. Is a digit missing?")
                % {"sum": rupees(main.rupees)},
            )

    def yearly(self, amount: Sum | None) -> int:
        """Rupees a year; a sum without a period of its own is for the period of the main one."""
        if not amount:
            return 0
        period = amount.period or self.cleaned_data.get("period")
        return amount.rupees * (12 if period == Period.MONTH else 1)


class PayFields(SumAndPeriod):
    """A sum of pay, and where the work is."""

    state = forms.ModelChoiceField(
        State.objects.all(),
        label=_("State you will work in"),
        to_field_name="slug",
        required=False,
        empty_label=_("Not sure"),
        help_text=_("For professional tax."),
        error_messages=NO_SUCH_CHOICE,
    )
    payer = forms.ChoiceField(
        label=_("Are you a man or a woman?"),
        choices=[("", _("Not given")), *ProfessionalTaxSchedule.Payer.choices[1:]],
        required=False,
        help_text=_("Only Maharashtra asks: its professional tax differs."),
        error_messages=NO_SUCH_CHOICE,
    )

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state and not cleaned.get("payer") and state.tells_payers_apart:
            self.add_error("payer", _("In this state the tax differs for men and women. Choose one."))
        return cleaned


class InHandForm(PayFields):
    MAIN = "ctc"

    ctc = SumField(label=_("CTC in the offer"), help_text=_("As in the letter: 2.4 lakh, 2,40,000, 3 LPA or 20,000."))
    variable = SumField(
        label=_("Variable pay in it"),
        required=False,
        help_text=_(
            "Incentive, bonus or target pay inside the CTC, for the same period. Leave empty if there is none."
        ),
    )
    on = forms.DateField(
        label=_("On which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Rules change: the EPF ceiling did on 17 September 2026. Leave empty for today."),
    )
    basic_percent = forms.DecimalField(
        label=_("Basic pay, % of CTC"),
        required=False,
        min_value=10,
        max_value=90,
        decimal_places=2,
        help_text=_("Half if you leave it empty. The letter’s pay table shows it."),
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

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                _("The rules of a later day are not known yet. Choose today or an earlier day.")
            )
        return day

    def clean(self):
        cleaned = super().clean()
        ctc, variable = cleaned.get("ctc"), cleaned.get("variable")
        if ctc and variable and self.yearly(variable) >= self.yearly(ctc):
            self.add_error("variable", _("Variable pay is a part of the CTC, so it must be less than that."))
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


class OfferForm(PayFields):
    """An offer to check. Sent by POST, so that it stands in no address, and answered without being kept."""

    MAIN = "fixed"

    deposit = SumField(
        label=_("Do they ask you for money?"),
        required=False,
        help_text=_("A deposit, a fee, training or kit, in rupees. Leave empty if they do not."),
    )
    keeps_papers = forms.BooleanField(label=_("They want to keep my original certificates"), required=False)
    role = SluggedChoiceField(
        Role.objects.none(),
        label=_("Role"),
        empty_label=_("Choose the nearest role"),
        error_messages=NO_SUCH_CHOICE,
    )
    city = forms.CharField(
        label=_("City"), max_length=60, required=False, help_text=_("For the legal minimum, where one is known.")
    )
    fixed = SumField(
        label=_("Fixed pay"), help_text=_("Without incentive: 2.16 lakh, 2,16,000 or 18,000."),
    )  # fmt: skip
    sum_is = forms.ChoiceField(
        label=_("Is that CTC or gross pay?"),
        choices=[("", _("Not sure")), ("ctc", _("CTC")), ("gross", _("Gross pay, before PF and tax"))],
        required=False,
        error_messages=NO_SUCH_CHOICE,
    )
    variable = SumField(
        label=_("Variable pay on top"),
        required=False,
        help_text=_("The most they promise, for the same period. Leave empty if there is none."),
    )
    shift = forms.ChoiceField(
        label=_("Shift"),
        choices=[
            ("", _("Not given")),
            ("day", _("Day")),
            ("rotating", _("Rotating, with some nights")),
            ("night", _("Night")),
        ],
        required=False,
        error_messages=NO_SUCH_CHOICE,
    )
    bond = SumField(
        label=_("Bond: what you would pay for leaving early"),
        required=False,
        help_text=_("Leave empty if there is none."),
    )
    bond_months = forms.IntegerField(label=_("Bond: for how many months"), required=False, min_value=1, max_value=120)
    in_writing = forms.BooleanField(label=_("I have the offer in writing, with the pay table"), required=False)

    field_order = [
        "deposit", "keeps_papers", "role", "fixed", "period", "sum_is", "variable", "city", "state", "payer", "shift",
        "bond", "bond_months", "in_writing",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.published().order_by("title")
