"""A row with its parts (a role and its duties …) as it stands, and as it stood after each act of its history."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from .models.history import ADDED, CHANGED, REMOVED, SEEDED, Records, has_history, kept_fields
from .models.publishing import STEPS, Publishable

Key = tuple[type[models.Model], int]
# The values of one row by the names of its fields; keys of related rows, many of them as a sorted tuple.
Values = dict[str, Any]
Snapshot = dict[Key, Values]
# A model whose rows are parts, and its field that names the row they are part of.
PartOf = tuple[type[models.Model], str]

KINDS = {ADDED: _("Added"), CHANGED: _("Changed"), REMOVED: _("Removed")}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """A moment as whole microseconds, for addresses and hidden fields."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def many_to_many(model: type[models.Model]) -> list[models.ManyToManyField]:
    return [one for one in model._meta.many_to_many if one.remote_field.through._meta.auto_created]


@dataclass
class Record:
    """What one row became in one act."""

    key: Key
    kind: str
    values: Values
    moment: datetime
    user_id: int | None
    reason: str


@dataclass
class Entry:
    """One act, as far as it touched the row or its parts: what each was before (None: not known or not there)."""

    moment: datetime
    user_id: int | None
    reason: str
    changes: dict[Key, tuple[Values | None, Values | None]] = field(default_factory=dict)
    # Rows that were there before history began: nothing is known of what changed in them.
    first_seen: set[Key] = field(default_factory=set)
    after: Snapshot = field(default_factory=dict)

    @property
    def id(self) -> int:
        return micros(self.moment)

    @property
    def is_seeded(self) -> bool:
        return self.reason == SEEDED


class Family:
    """One row and its parts."""

    def __init__(self, row: models.Model, parts: Iterable[PartOf] = ()):
        self.row = row
        self.key: Key = (type(row), row.pk)
        self.parts = [(model, owner) for model, owner in parts if has_history(model)]

    def present(self) -> Snapshot:
        """As the database has it now."""
        model, pk = self.key
        found = snapshot_of(model, model._base_manager.filter(pk=pk))
        for part, owner in self.parts:
            found |= snapshot_of(part, part._base_manager.filter(**{owner: pk}).order_by("pk"))
        return found

    def newest(self) -> datetime | None:
        """The moment of the newest act."""
        model, pk = self.key
        moments = [model.history.filter(**{model._meta.pk.attname: pk}).aggregate(newest=Max("history_date"))["newest"]]
        for part, owner in self.parts:
            name = part._meta.pk.attname
            ever = part.history.filter(**{owner: pk}).order_by().values(name)
            moments.append(part.history.filter(**{f"{name}__in": ever}).aggregate(newest=Max("history_date"))["newest"])
        return max((moment for moment in moments if moment is not None), default=None)

    def records(self) -> list[Record]:
        """Every record of the row, and of whatever was once a part of it, the oldest first."""
        model, pk = self.key
        found = records_of(model, model.history.filter(**{model._meta.pk.attname: pk}))
        for part, owner in self.parts:
            name = part._meta.pk.attname
            ever = part.history.filter(**{owner: pk}).order_by().values(name)
            found += records_of(part, part.history.filter(**{f"{name}__in": ever}))
        return sorted(found, key=lambda record: record.moment)

    def entries(self) -> list[Entry]:
        """The history, the oldest act first."""
        state: Snapshot = {}
        entries: list[Entry] = []
        for record in self.records():
            entry = entries[-1] if entries else None
            if entry is None or entry.moment != record.moment:
                entry = Entry(record.moment, record.user_id, record.reason)
                entries.append(entry)
            before = state.get(record.key)
            after = record.values if record.kind != REMOVED and self.belongs(record) else None
            if before is None and record.kind == CHANGED and after is not None and record.key not in entry.changes:
                entry.first_seen.add(record.key)
            first_before = entry.changes[record.key][0] if record.key in entry.changes else before
            entry.changes[record.key] = (first_before, after)
            if after is None:
                state.pop(record.key, None)
            else:
                state[record.key] = after
            entry.after = dict(state)
        return entries

    def belongs(self, record: Record) -> bool:
        if record.key[0] is self.key[0]:
            return True
        owner = next(owner for model, owner in self.parts if model is record.key[0])
        return record.values[owner] == self.key[1]


def snapshot_of(model: type[models.Model], rows: models.QuerySet) -> Snapshot:
    names = [one.attname for one in kept_fields(model)]
    found = {(model, values[model._meta.pk.attname]): spoken(model, values) for values in rows.values(*names)}
    pks = [pk for _model, pk in found]
    for many in many_to_many(model):
        through = many.remote_field.through
        own, far = many.m2m_column_name(), many.m2m_reverse_name()
        for values in found.values():
            values[many.name] = ()
        ties = through.objects.filter(**{f"{own}__in": pks}).order_by(far).values_list(own, far)
        for pk, related in ties:
            found[model, pk][many.name] += (related,)
    return found


def records_of(model: type[models.Model], history: models.QuerySet) -> list[Record]:
    names = [one.attname for one in kept_fields(model)]
    found = {}
    for one in history.order_by("history_id"):
        values = spoken(model, {name: getattr(one, name) for name in names})
        values |= {many.name: () for many in many_to_many(model)}
        key = (model, getattr(one, model._meta.pk.attname))
        found[one.history_id] = Record(
            key, one.history_type, values, one.history_date, one.history_user_id, one.history_change_reason
        )
    for many in many_to_many(model):
        ties = Records.m2m_models[many].objects.filter(history__in=list(found)).order_by(many.m2m_reverse_name())
        for tie in ties:
            found[tie.history_id].values[many.name] += (getattr(tie, many.m2m_reverse_name()),)
    return list(found.values())


def spoken(model: type[models.Model], values: Values) -> Values:
    """Values by the names of fields instead of columns."""
    return {one.name: values[one.attname] for one in kept_fields(model)}


def digest(state: Snapshot) -> str:
    """The same for the same content, whatever path wrote it."""
    told = sorted((model._meta.label_lower, pk, sorted(values.items())) for (model, pk), values in state.items())
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder).encode()).hexdigest()[:32]


def done(entry: Entry, key: Key) -> str:
    """What an act did, in a word or two: its own reason, the step taken, or added, changed, removed."""
    if entry.reason:
        return _("Seeded from the fixtures") if entry.is_seeded else entry.reason
    before, after = entry.changes.get(key, (None, None))
    if key in entry.changes and after is None:
        return KINDS[REMOVED]
    if key in entry.changes and before is None and key not in entry.first_seen:
        return KINDS[ADDED]
    if before and after and issubclass(key[0], Publishable) and before["status"] != after["status"]:
        return next(step.done for step in STEPS.values() if step.to == after["status"])
    return KINDS[CHANGED]


def act_of_status(row: Publishable) -> Entry | None:
    """The act that brought the row to the status it has; None where history does not know."""
    found = None
    for moment, user_id, reason, status in row.history.order_by("-history_date", "-history_id").values_list(
        "history_date", "history_user_id", "history_change_reason", "status"
    ):
        if status != row.status:
            break
        found = Entry(moment, user_id, reason)
    return found
