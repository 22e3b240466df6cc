from django import forms
from django.utils.translation import gettext_lazy as _

from roles.forms import CHOOSE_ONE
from roles.models import JobType
from roles.old_slugs import in_present_slugs

LENGTHS = (5, 10, 20)


class PracticeForm(forms.Form):
    """Which questions to practise, from the address."""

    type = forms.ChoiceField(label=_("Your line"), error_messages=CHOOSE_ONE)
    length = forms.TypedChoiceField(
        label=_("How many questions"),
        coerce=int,
        choices=[(n, str(n)) for n in LENGTHS],
        empty_value=LENGTHS[0],
        error_messages=CHOOSE_ONE,
    )

    def __init__(self, data, job_types: list[JobType]):
        self.job_types = {job_type.slug: job_type for job_type in job_types}
        super().__init__(in_present_slugs(data, "type", JobType.objects.published(), self.job_types))
        self.fields["type"].choices = [(slug, job_type.short_title) for slug, job_type in self.job_types.items()]
        self.fields["length"].required = False

    def clean_type(self) -> JobType:
        return self.job_types[self.cleaned_data["type"]]
