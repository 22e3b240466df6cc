from django import forms
from django.core.exceptions import ValidationError

from .amounts import NotAnAmount, Sum, read_sum


class SumField(forms.CharField):
    """A sum typed as a person types it: 2.4 lakh, ₹2,40,000, 3 LPA, २४००००. Cleans to a Sum, or None when empty."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value) -> Sum | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_sum(text)
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error
