"""Filters in the address that say what cannot be understood in words, and of which filter it is."""

import django_filters
from django import forms
from django.utils.translation import gettext as _


class PlainFilterSet(django_filters.FilterSet):
    """Django's own sentences name neither the filter nor a way on ("Ensure this value is …")."""

    def get_form_class(self):
        form = super().get_form_class()
        for field in form.base_fields.values():
            field.error_messages.update(in_words(field))
        return form


def in_words(field: forms.Field) -> dict[str, str]:
    """What to say by the code of what is wrong; Django fills in the value or the limit."""
    label = str(field.label).replace("%", "%%")
    told = {
        "invalid_choice": _("there is no “%(value)s” to choose."),
        "invalid": _("write a number, such as 18000."),
        "min_value": _("write a number of %(limit_value)s or more."),
        "max_value": _("write a number of %(limit_value)s or less."),
        "max_length": _("write at most %(limit_value)d letters."),
    }
    return {code: f"{label}: {words}" for code, words in told.items()}


class SumFilter(django_filters.NumberFilter):
    """A number with the limits it is given, and none of the library's own."""

    def get_max_validator(self):
        return None
