from django import forms
from django.utils.translation import gettext_lazy as _


class AppCodeForm(forms.Form):
    """Six digits from the app."""

    code = forms.CharField(
        label=_("Code from the app"),
        max_length=40,
        help_text=_("Six digits, for example 123 456."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": _("Type the six digits that the app shows.")},
    )


class RecoveryCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=80,
        help_text=_("Sixteen letters and digits, for example 7XK2-9PQD-4M0T-ZC3E. Each works once."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        error_messages={"required": _("Type one of the codes that you kept when you set this up.")},
    )


class EitherCodeForm(forms.Form):
    """For what changes the second factor itself."""

    code = forms.CharField(
        label=_("Code from the app, or a recovery code"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": _("Type a code, so that we know it is you.")},
    )
