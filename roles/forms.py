from django import forms
from django.utils.translation import gettext_lazy as _

from .match import Person
from .models import Qualification
from .old_slugs import SluggedChoiceField

# Said where a choice comes from an address or an old form.
NO_SUCH_CHOICE = {"invalid_choice": _("That is not one of the choices here. Choose from the list.")}
CHOOSE_ONE = NO_SUCH_CHOICE | {"required": _("Choose one of the answers.")}


class TellsFaults(forms.Form):
    """For templates/includes/_faults.html."""

    @property
    def faulty(self):
        """The fields with something to mend, for the summary at the top."""
        return [field for field in self if field.errors]


class MatchForm(forms.Form):
    """Six answers, in the address, so that they can be kept and shared."""

    YES_NO = (("yes", _("Yes")), ("no", _("No")))

    qualification = SluggedChoiceField(
        Qualification.objects.all(),
        label=_("What is the highest you have finished?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    english = forms.ChoiceField(
        label=_("Can you speak and write clear, simple English?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    language = forms.ChoiceField(
        label=_("Do you speak Hindi or another Indian language well?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    typing = forms.ChoiceField(
        label=_("Do you type 25 words a minute or more?"),
        choices=(("yes", _("Yes")), ("no", _("No, or not sure"))),
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    calls = forms.ChoiceField(
        label=_("Are calls all right for you?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    nights = forms.ChoiceField(
        label=_("Can you work at night?"),
        choices=(("yes", _("Yes")), ("no", _("No, day only"))),
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )

    def person(self) -> Person:
        told = self.cleaned_data
        return Person(
            rank=told["qualification"].rank,
            good_english=told["english"] == "yes",
            indian_language=told["language"] == "yes",
            types_fast=told["typing"] == "yes",
            calls=told["calls"] == "yes",
            nights=told["nights"] == "yes",
        )
