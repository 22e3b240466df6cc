"""Fits what an editor typed to a row that somebody else has changed meanwhile.

A field that only they changed takes their value; one that only the editor changed keeps what was typed; one that both
changed keeps what was typed too, and is shown side by side. Lines of parts are told apart by their keys.
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..versions import Key, Snapshot, Values
from ..wording import Names, marked, said, short_name
from .forms import formsets_of, management, posted, row_posted, shown

MOST_LINES = 1000


@dataclass
class Side:
    """One field that both changed."""

    label: str
    theirs: str
    yours: str


@dataclass
class Taken:
    """What only they changed, as marked pieces: the form below has it already."""

    label: str
    pieces: list[tuple[str, str]]


@dataclass
class Typed:
    """One line of an inline as it was sent, by the names of its fields."""

    data: dict[str, list[str]] = field(default_factory=dict)

    @property
    def pk(self) -> int | None:
        pk = self.data.get("id", [""])[0]
        return int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None

    @property
    def is_deleted(self) -> bool:
        return bool(self.data.get("DELETE", [""])[0])

    @property
    def is_empty(self) -> bool:
        return not any(text for name, texts in self.data.items() if name != "id" for text in texts)


class Merge:
    def __init__(self, model_admin, request: HttpRequest, row: models.Model, theirs: Snapshot, base: Snapshot | None):
        self.model_admin, self.request, self.row = model_admin, request, row
        self.theirs, self.base = theirs, base
        self.sides: list[Side] = []
        self.taken: list[Taken] = []
        self.names = Names()
        self.names.learn((model, values) for state in (theirs, base or {}) for (model, _pk), values in state.items())

    def data(self) -> QueryDict:
        """What the form would send, had it been opened on the present version."""
        merged = self.request.POST.copy()
        form = self.model_admin.get_form(self.request, self.row, change=True)(instance=self.row)
        key: Key = (type(self.row), self.row.pk)
        typed = Typed({name: merged.getlist(name) for name in merged})
        for name, texts in self.merged(form, key, typed, "").items():
            merged.setlist(name, texts)
        for formset in formsets_of(self.model_admin, self.request, self.row):
            self.merge_lines(formset, merged)
        return merged

    def merged(self, form: forms.ModelForm, key: Key, typed: Typed, title: str) -> dict[str, list[str]]:
        """The data of one row's form after the merge; notes what they changed."""
        data = dict(typed.data)
        theirs, base = self.theirs[key], (self.base or {}).get(key)
        sent = QueryDict(mutable=True)
        for name, texts in typed.data.items():
            sent.setlist(name, texts)
        for name, one in form.fields.items():
            if name not in theirs or one.widget.is_hidden or (base is not None and theirs[name] == base[name]):
                continue
            text = one.widget.value_from_datadict(sent, {}, name)
            if not one.has_changed(self.initial(theirs[name]), text):
                continue
            label = f"{title}{one.label and capfirst(str(one.label))}"
            model_field = key[0]._meta.get_field(name)
            if base is not None and not one.has_changed(self.initial(base[name]), text):
                self.taken.append(Taken(label, marked(model_field, base[name], theirs[name], self.names)))
                for old in [old for old in data if old == name or re.fullmatch(rf"{name}_[0-9]", old)]:
                    data[old] = []
                data |= posted(one, name, theirs[name])
            else:
                self.sides.append(Side(label, said(model_field, theirs[name], self.names), shown(one, text)))
        return data

    @staticmethod
    def initial(value):
        return list(value) if isinstance(value, tuple) else value

    def merge_lines(self, formset, merged: QueryDict) -> None:
        prefix, model = formset.prefix, formset.model
        lines = self.typed_lines(prefix, merged)
        by_pk = {line.pk: line for line in lines if line.pk is not None}
        kind = capfirst(str(model._meta.verbose_name))
        present, added = [], []
        for form in formset.initial_forms:
            key = (model, form.instance.pk)
            values = self.theirs.get(key)
            if values is None:
                continue
            name = short_name(model, values, self.names)
            typed = by_pk.pop(form.instance.pk, None)
            if typed is None:
                present.append({"id": [str(form.instance.pk)], **row_posted(form, values)})
                self.taken.append(Taken(_("%(kind)s added") % {"kind": kind}, [("ins", name)]))
            elif typed.is_deleted:
                if values != (self.base or {}).get(key):
                    self.sides.append(Side(kind, name, _("removed")))
                present.append(typed.data)
            else:
                present.append(self.merged(form, key, typed, f"{kind} “{name}”: "))
        for typed in lines:
            is_gone = typed.pk is not None and by_pk.get(typed.pk) is typed
            if is_gone:
                added += self.line_they_removed(formset, typed, kind)
            elif typed.pk is None and not typed.is_empty:
                added.append(typed.data)
        self.write_lines(formset, merged, present, added)

    def line_they_removed(self, formset, typed: Typed, kind: str) -> list[dict[str, list[str]]]:
        """What the editor changed in it comes back as a new line; else it stays away."""
        base: Values | None = (self.base or {}).get((formset.model, typed.pk))
        if typed.is_deleted:
            return []
        form = formset.empty_form
        sent = QueryDict(mutable=True)
        for name, texts in typed.data.items():
            sent.setlist(name, texts)
        fields = {name: one for name, one in form.fields.items() if not one.widget.is_hidden and name != "DELETE"}
        texts = {name: one.widget.value_from_datadict(sent, {}, name) for name, one in fields.items()}
        is_touched = base is None or any(
            one.has_changed(self.initial(base.get(name)), texts[name]) for name, one in fields.items()
        )
        if not is_touched:
            name = short_name(formset.model, base, self.names)
            self.taken.append(Taken(_("%(kind)s removed") % {"kind": kind}, [("del", name)]))
            return []
        yours = "; ".join(said_ for name, one in fields.items() if (said_ := shown(one, texts[name])))
        self.sides.append(Side(kind, _("removed"), yours))
        return [typed.data | {"id": [""]}]

    @staticmethod
    def typed_lines(prefix: str, sent: QueryDict) -> list[Typed]:
        pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(.+)")
        lines: dict[int, Typed] = {}
        for name in sent:
            if (match := pattern.fullmatch(name)) and int(match[1]) < MOST_LINES:
                lines.setdefault(int(match[1]), Typed()).data[match[2]] = sent.getlist(name)
        return [lines[number] for number in sorted(lines)]

    @staticmethod
    def write_lines(formset, merged: QueryDict, present: list[dict], added: list[dict]) -> None:
        prefix = formset.prefix
        for name in [name for name in merged if name.startswith(f"{prefix}-") and "__prefix__" not in name]:
            del merged[name]
        told = management(prefix, len(present), len(present) + len(added))
        for number, line in enumerate([*present, *added]):
            line[formset.fk.name] = [str(formset.instance.pk)]
            told |= {f"{prefix}-{number}-{name}": texts for name, texts in line.items()}
        for name, texts in told.items():
            merged.setlist(name, texts)
