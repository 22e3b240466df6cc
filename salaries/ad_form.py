"""What an employer says of a vacancy. Nothing typed here is stored."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.controls import refuse_controls
from roles.forms import NO_SUCH_CHOICE
from roles.models import Qualification, Role
from roles.old_slugs import SluggedChoiceField

from .ads import Ad
from .fields import SumField
from .forms import SumAndPeriod
from .models import State

ADDRESS_UNREADABLE = _("Write the whole address, such as https://www.example.com/jobs/7.")


class AdForm(SumAndPeriod):
    """A vacancy for one role. Almost all may stay empty: the draft says what is missing."""

    MAIN = "fixed"

    employer = forms.CharField(label=_("Employer"), max_length=100, required=False, validators=[refuse_controls])
    city = forms.CharField(label=_("City"), max_length=60, required=False, validators=[refuse_controls])
    state = forms.ModelChoiceField(
        State.objects.all(),
        label=_("State"),
        to_field_name="slug",
        required=False,
        empty_label=_("Not given"),
        error_messages=NO_SUCH_CHOICE,
    )
    fixed = SumField(
        label=_("Fixed pay"), required=False, help_text=_("Without incentive: 2.16 lakh, 2,16,000 or 18,000.")
    )
    variable = SumField(
        label=_("Variable pay on top"),
        required=False,
        help_text=_("The most that can be earned, for the same period. Leave empty if there is none."),
    )
    shift = forms.ChoiceField(label=_("Shift"), choices=[("", _("Not given")), *Ad.SHIFTS.items()], required=False,
                              error_messages=NO_SUCH_CHOICE)  # fmt: skip
    contact = forms.ChoiceField(label=_("The work is"), choices=[("", _("Not given")), *Ad.CONTACTS.items()],
                                required=False, error_messages=NO_SUCH_CHOICE)  # fmt: skip
    qualification = SluggedChoiceField(
        Qualification.objects.order_by("rank"),
        label=_("Minimum qualification you ask for"),
        required=False,
        empty_label=_("Not given"),
        error_messages=NO_SUCH_CHOICE,
    )
    address = forms.URLField(
        label=_("Address of your vacancy page"), required=False, assume_scheme="https", max_length=500,
        help_text=_("Where people apply: https://…"), error_messages={"invalid": ADDRESS_UNREADABLE},
    )  # fmt: skip
    closes = forms.DateField(
        label=_("Last day to apply"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Choose the day, or write it as year, month and day, such as 2027-01-31.")},
    )
    extra = forms.CharField(
        label=_("What else your ad says"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Paste the rest of your ad here. It is checked for words that turn people away."),
        validators=[refuse_controls],
    )  # fmt: skip
    no_fee = forms.BooleanField(label=_("We take no fee, deposit or original papers from applicants"), required=False)

    field_order = [
        "employer", "city", "state", "fixed", "period", "variable", "shift", "contact", "qualification", "address",
        "closes", "extra", "no_fee",
    ]  # fmt: skip

    def clean_closes(self):
        day = self.cleaned_data["closes"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Choose today or a later day."))
        return day

    def clean_address(self):
        address = self.cleaned_data["address"]
        if address and not address.startswith(("http://", "https://")):
            raise forms.ValidationError(ADDRESS_UNREADABLE)
        return address

    def ad(self, role: Role, about: str) -> Ad:
        """The vacancy. `about` is the absolute short link of the role."""
        told = self.cleaned_data
        return Ad(
            role=role,
            about=about,
            duties=tuple(role.duties.values_list("text", flat=True)[: Ad.MOST_DUTIES]),
            employer=told["employer"],
            city=told["city"],
            state=told["state"].bare_name if told["state"] else "",
            fixed=self.yearly(told["fixed"]),
            variable=self.yearly(told["variable"]),
            period=told["period"] if told["fixed"] else (told["variable"].period if told["variable"] else ""),
            shift=told["shift"],
            contact=told["contact"],
            qualification=told["qualification"],
            address=told["address"],
            closes=told["closes"],
            extra=told["extra"],
            no_fee=told["no_fee"],
        )
