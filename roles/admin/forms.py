"""How a change form's fields are read and written outside a browser, and where its admin has a say in its checks."""

from collections.abc import Iterator

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, _get_foreign_key
from django.http import HttpRequest

from ..models.publishing import MISSING
from ..versions import PartOf, Values


class EditorForm(forms.ModelForm):
    """Asks its admin whether this editor may save it."""

    model_admin: admin.ModelAdmin
    request: HttpRequest

    def clean(self):
        cleaned = super().clean()
        self.model_admin.check_form(self.request, self)
        return cleaned

    def _update_errors(self, errors):
        """What a row lacks before it may be public is told at the field, or among the lines, that lack it."""
        by_place = {name: list(found) for name, found in errors.update_error_dict({}).items()}
        for error in by_place.pop(NON_FIELD_ERRORS, []):
            place = error.params["place"] if error.code == MISSING else NON_FIELD_ERRORS
            if place in getattr(self.instance, "part_counts", ()):
                self.instance.missing_lines[place] = error
            elif place not in self.fields:
                by_place.setdefault(NON_FIELD_ERRORS, []).append(error)
            elif place not in self.errors or self.has_error(place, "required"):
                self.errors.pop(place, None)  # “This field is required” says less
                by_place.setdefault(place, []).append(error)
        super()._update_errors(ValidationError(by_place))


class LineFormSet(BaseInlineFormSet):
    """Tells what a row lacks where these are the lines that it lacks: see EditorForm."""

    def clean(self):
        super().clean()
        relation = self.fk.remote_field.get_accessor_name()
        if error := getattr(self.instance, "missing_lines", {}).get(relation):
            raise error


def parts_of(model_admin: admin.ModelAdmin) -> list[PartOf]:
    """The models of the inlines, each with its field that names the row they belong to."""
    return [
        (inline.model, _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name).name)
        for inline in model_admin.inlines
    ]


def formsets_of(model_admin, request: HttpRequest, row: models.Model | None) -> Iterator[BaseInlineFormSet]:
    """The inlines of the form for `row`, as a GET would show them, under the names that a POST gives them."""
    seen: dict[str, int] = {}
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, row):
        prefix = formset_class.get_default_prefix()
        seen[prefix] = seen.get(prefix, 0) + 1
        if seen[prefix] > 1:
            prefix = f"{prefix}-{seen[prefix]}"
        yield formset_class(instance=row, prefix=prefix, queryset=inline.get_queryset(request))


def posted(field: forms.Field, name: str, value) -> dict[str, list[str]]:
    """What a browser sends for `field` when it holds `value`, a value of the model's field."""
    if isinstance(field, forms.BooleanField):
        return {name: ["on"]} if value else {}
    if isinstance(field.widget, forms.MultiWidget):
        parts = field.widget.decompress(value)
        return {f"{name}{end}": [text(part)] for end, part in zip(field.widget.widgets_names, parts, strict=True)}
    if isinstance(value, (list, tuple)):
        return {name: [str(one) for one in value]}
    return {name: [text(value)]}


def text(value) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def row_posted(form: forms.ModelForm, values: Values, names: Iterator[str] | None = None) -> dict[str, list[str]]:
    """What a browser sends for the fields of `form` that `values` tell of, by their names without prefix."""
    told: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        if name in values and (names is None or name in names):
            told |= posted(field, name, values[name])
    return told


def management(prefix: str, initial: int, total: int) -> dict[str, list[str]]:
    counts = {"TOTAL_FORMS": total, "INITIAL_FORMS": initial, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {f"{prefix}-{name}": [str(count)] for name, count in counts.items()}


def shown(field: forms.Field, typed) -> str:
    """What was typed into `field`, as an editor reads it."""
    try:
        value = field.clean(typed)
    except forms.ValidationError:
        value = typed
    if value is None:
        return ""
    if isinstance(value, (models.QuerySet, list)):
        return ", ".join(sorted(str(one) for one in value))
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
