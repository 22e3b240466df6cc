"""What changed, in words: each field by its label, long texts with the words taken out and put in."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .versions import Entry, Key, Snapshot, Values

# A word, the space between words, or a mark: what a person sees as one step of a text. Words are whatever stands
# between marks, because \w leaves out the vowel signs of Hindi.
MARKS = re.escape(".,;:!?()[]/“”‘’\"'।–—-")
PIECES = re.compile(rf"\s+|[{MARKS}]|[^\s{MARKS}]+")
# Words left standing on either side of a change in a long text.
AROUND = 12
MOST_STEPS = 4_000_000
LIKE_ENOUGH = 0.4
SAME, OUT, IN = "same", "del", "ins"


@dataclass
class FieldChange:
    """`pieces` are (SAME, OUT or IN, text), in reading order."""

    label: str
    pieces: list[tuple[str, str]]


@dataclass
class RowChange:
    """`title` is empty for the row itself, and names a part: “Duty added: Answers calls”."""

    title: str
    fields: list[FieldChange]


class Names:
    """The names of related rows, looked up once a model."""

    def __init__(self):
        self.known: dict[type[models.Model], dict[int, str]] = defaultdict(dict)

    def learn(self, snapshots: Iterable[tuple[type[models.Model], Values]]) -> None:
        wanted = defaultdict(set)
        for model, values in snapshots:
            for field in relations(model):
                value = values.get(field.name)
                wanted[field.related_model] |= set(value) if isinstance(value, tuple) else {value} - {None}
        for model, pks in wanted.items():
            missing = pks - self.known[model].keys()
            if missing:
                self.known[model] |= {row.pk: str(row) for row in model._base_manager.filter(pk__in=missing)}

    def name(self, model: type[models.Model], pk: int) -> str:
        return self.known[model].get(pk) or _("one deleted since (number %(pk)s)") % {"pk": pk}


def relations(model: type[models.Model]) -> list[models.Field]:
    return [field for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if field.is_relation]


def said(field: models.Field, value, names: Names) -> str:
    """One value as an editor reads it."""
    if value is None or value == "" or value == ():
        return ""
    if field.many_to_many:
        return ", ".join(sorted(names.name(field.related_model, pk) for pk in value))
    if field.is_relation:
        return names.name(field.related_model, value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        return formats.date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(field, models.DateField):
        return formats.date_format(value, "j F Y")
    return str(value)


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """The words that went and came; of a long text only what stands near them."""
    if " " not in before.strip() or " " not in after.strip():
        return whole(before, after)
    old, new = PIECES.findall(before), PIECES.findall(after)
    if len(old) * len(new) > MOST_STEPS or likeness(before, after) < LIKE_ENOUGH:
        return whole(before, after)
    told = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append((SAME, old[a:b]))
        else:
            told += [(OUT, old[a:b]), (IN, new[c:d])]
    told = [(kind, words) for kind, words in told if words]
    last = len(told) - 1
    return [
        (kind, shortened(words, number == 0, number == last) if kind == SAME else "".join(words))
        for number, (kind, words) in enumerate(told)
    ]


def likeness(before: str, after: str) -> float:
    """How much of the words stayed, from 0 to 1. A text written anew reads better whole than word by word."""
    return difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def shortened(words: list[str], is_first: bool, is_last: bool) -> str:
    reach = 2 * AROUND
    if len(words) <= 2 * reach:
        return "".join(words)
    head = "" if is_first else "".join(words[:reach])
    tail = "" if is_last else "".join(words[-reach:])
    return f"{head} … {tail}"


def field_changes(model, before: Values | None, after: Values | None, names: Names, hidden: set[str]):
    """The fields that differ. A row that is new or gone is told by its filled fields."""
    told = []
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.primary_key or field.name in hidden or not field.editable:
            continue
        old = (before or {}).get(field.name)
        new = (after or {}).get(field.name)
        if old == new and before is not None and after is not None:
            continue
        if found := marked(field, old, new, names):
            told.append(FieldChange(capfirst(str(field.verbose_name)), found))
    return told


def marked(field: models.Field, old, new, names: Names) -> list[tuple[str, str]]:
    """What went and came in one field: free text word by word, a list entry by entry, anything else whole."""
    if field.many_to_many:
        told = [(OUT, pk) for pk in old or () if pk not in (new or ())]
        told += [(IN if pk not in (old or ()) else SAME, pk) for pk in new or ()]
        found = [(kind, names.name(field.related_model, pk)) for kind, pk in told]
        return [part for one in found for part in ((SAME, "; "), one)][1:] if any(k != SAME for k, _n in found) else []
    was, became = said(field, old, names), said(field, new, names)
    if was == became:
        return []
    if field.is_relation or field.flatchoices or not isinstance(field, (models.CharField, models.TextField)):
        return whole(was, became)
    return pieces(was, became)


def whole(before: str, after: str) -> list[tuple[str, str]]:
    return [piece for piece in ((OUT, before), (IN, after)) if piece[1]]


def row_changes(entry: Entry, key: Key, owners: dict[type[models.Model], str], names: Names) -> list[RowChange]:
    """What an act changed in the row `key` and in its parts, whose fields `owners` need no telling."""
    told = []
    for (model, pk), (before, after) in entry.changes.items():
        if (model, pk) in entry.first_seen:
            continue
        hidden = {owners.get(model, "")}
        fields = field_changes(model, before, after, names, hidden)
        if (model, pk) == key:
            if before is not None and fields:
                told.insert(0, RowChange("", fields))
            continue
        kind = capfirst(str(model._meta.verbose_name))
        name = short_name(model, after or before or {}, names)
        if before is None and after is not None:
            hidden.add("position")
            fields = field_changes(model, before, after, names, hidden)
            told.append(RowChange(_("%(kind)s added: %(name)s") % {"kind": kind, "name": name}, fields))
        elif after is None and before is not None:
            told.append(RowChange(_("%(kind)s removed: %(name)s") % {"kind": kind, "name": name}, []))
        elif fields:
            told.append(RowChange(_("%(kind)s: %(name)s") % {"kind": kind, "name": name}, fields))
    return told


def short_name(model: type[models.Model], values: Values, names: Names) -> str:
    """A part by its first words or by what it points to."""
    for name in ("text", "name", "title", "code", "destination", "to_role", "metric", "certification", "industry"):
        if values.get(name):
            return said(model._meta.get_field(name), values[name], names)[:80]
    plain = [field for field in model._meta.concrete_fields if not field.primary_key and field.name in values]
    return next((text for field in plain[::-1] if (text := said(field, values[field.name], names))), "")


def difference(before: Snapshot, after: Snapshot, moment) -> Entry:
    """Two states as if one act led from the first to the second."""
    entry = Entry(moment, None, "", after=after)
    for key in {**before, **after}:
        if before.get(key) != after.get(key):
            entry.changes[key] = (before.get(key), after.get(key))
    return entry
