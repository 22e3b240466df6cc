"""The form for a mistake that a reader has found. It asks for no name and no address."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from roles.controls import without_controls
from roles.forms import TellsFaults
from roles.models import ReaderReport
from roles.models.reports import MOST_LETTERS

LINK_UNREADABLE = _("This is not a web address. It begins with https:// and has no spaces.")


def cleaned(value):
    """Control characters cannot be seen and were not typed: they are left out."""
    return without_controls(value) if isinstance(value, str) else value


class WordsField(forms.CharField):
    """Running text. A browser sends line ends as two characters; here each counts as the one that people see.

    The limit is told, not enforced while typing: a browser would cut pasted words off without a sign.
    """

    def __init__(self, *, most: int, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value):
        return super().to_python(cleaned(value)).replace("\r\n", "\n")

    def validate(self, value):
        super().validate(value)
        if len(value) > self.most:
            told = {"count": len(value), "over": len(value) - self.most, "most": self.most}
            raise ValidationError(
                _("This has %(count)d characters, and %(most)d fit. Please take out %(over)d."), params=told
            )


class LinkField(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"], message=LINK_UNREADABLE)]

    def to_python(self, value):
        return super().to_python(cleaned(value))


class ReportForm(TellsFaults):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ReaderReport.Kind,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("That is not one of the choices here. Choose from the list."),
        },
    )
    text = WordsField(
        most=MOST_LETTERS,
        label=_("What is wrong, and what would be right?"),
        help_text=_("In English or Hindi, up to %(most)d characters. Please leave out names and phone numbers.")
        % {"most": MOST_LETTERS},
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "data-most": MOST_LETTERS,
                "data-left": _("characters left"),
                "data-over": _("characters too many"),
            }
        ),
        error_messages={"required": _("Write what is wrong.")},
    )
    link = LinkField(
        label=_("Where can we check it? (if you know)"),
        help_text=_("The web address of a page that says it right."),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": LINK_UNREADABLE, "max_length": _("This address is too long to keep.")},
    )
    # People never see this field; programs that fill in whatever they find do.
    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Told by clean_…(), never cut off by the browser.
        self.fields["link"].widget.attrs.pop("maxlength", None)

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("This field is here to stop programs. Please empty it and send again."))
        return ""

    @property
    def shown(self):
        """The fields that a person fills in; the trap only once something fell into it."""
        return [field for field in self if field.name != "homepage" or field.errors]
