"""The sections of a change form, for the list of links at its top, and what stands against saving it, by place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.forms import BaseForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass
class Section:
    """`count` is the number of saved lines; None where the section is no list of lines."""

    anchor: str
    title: str
    count: int | None = None
    mistakes: int = 0


@dataclass
class Mistake:
    """`label` names the field, and is empty for what concerns the whole form."""

    anchor: str
    label: str
    text: str


def title_of(inline: InlineAdminFormSet) -> str:
    options = inline.opts
    return capfirst(str(options.verbose_name if inline.formset.max_num == 1 else options.verbose_name_plural))


def sections(adminform: AdminForm, inlines: Iterable[InlineAdminFormSet]) -> list[Section]:
    """Those with a name. The first fields of a form have none: they stand at the top anyhow."""
    found = []
    for number, fieldset in enumerate(adminform):
        if fieldset.name:
            names = [field.field.name for line in fieldset for field in line if not field.is_readonly]
            mistakes = sum(len(adminform.form.errors.get(name, ())) for name in names)
            found.append(Section(f"fieldset-0-{number}-heading", str(fieldset.name), None, mistakes))
    for inline in inlines:
        count, mistakes = inline.formset.initial_form_count(), inline.formset.total_error_count()
        found.append(Section(f"{inline.formset.prefix}-lines", title_of(inline), count, mistakes))
    return found


def mistakes(adminform: AdminForm, inlines: Iterable[InlineAdminFormSet]) -> Iterator[Mistake]:
    """In the order of the form, what concerns the whole form first."""
    yield from mistakes_of(adminform.form, "")
    for inline in inlines:
        title = title_of(inline)
        for text in inline.formset.non_form_errors():
            yield Mistake(f"{inline.formset.prefix}-lines", title, text)
        for number, form in enumerate(inline.formset.forms, start=1):
            yield from mistakes_of(form, _("%(section)s, line %(number)s") % {"section": title, "number": number})


def mistakes_of(form: BaseForm, place: str) -> Iterator[Mistake]:
    for text in form.non_field_errors():
        yield Mistake("", place, text)
    for name in form.fields:
        for text in form.errors.get(name, ()):
            label = capfirst(str(form[name].label))
            yield Mistake(form[name].id_for_label, f"{place}: {label}" if place else label, text)
