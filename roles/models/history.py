"""What every row has been: each save, of whatever path, leaves a record with who, when and why.

One act (a form saved, a bulk action, an import) may write a row several times, and its parts beside it. All records
of one act carry the same moment and reason, so that a reader sees one entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

import simple_history
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

CHUNK = 500
ADDED, CHANGED, REMOVED = "+", "~", "-"
# The reason of what the seed writes.
SEEDED = "Seeded"


@dataclass
class Act:
    """Its moment is that of the first thing it writes: by then it holds its locks, so acts are in their true order."""

    reason: str
    user: AbstractBaseUser | None
    moment: datetime | None = None

    def now(self) -> datetime:
        self.moment = self.moment or timezone.now()
        return self.moment


_act: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def act(reason: str = "", user: AbstractBaseUser | None = None) -> Iterator[Act]:
    """Everything written inside is one entry of history. `reason` is shown to editors: “Seeded”, “Published”.

    Without `user`, it is whoever sent the request. An act inside an act adds to the outer one.
    """
    outer = _act.get()
    if outer is not None:
        yield outer
        return
    current = Act(reason, user)
    token = _act.set(current)
    try:
        yield current
    finally:
        _act.reset(token)


class Records(HistoricalRecords):
    def get_history_user(self, instance):
        current = _act.get()
        return current.user if current and current.user else super().get_history_user(instance)

    def get_change_reason_for_object(self, instance, history_type, using):
        current = _act.get()
        own = super().get_change_reason_for_object(instance, history_type, using)
        return own or (current.reason if current else "") or ""

    def m2m_changed(self, instance, action, attr, pk_set, reverse, model=None, **kwargs):
        """As the library's; but a tie made from the far end is recorded on the row that holds the field."""
        if not reverse:
            super().m2m_changed(instance, action, attr, pk_set, reverse, **kwargs)
            return
        for row in model._base_manager.filter(pk__in=pk_set or ()):
            super().m2m_changed(row, action, attr, pk_set, False, **kwargs)

    def get_meta_options(self, model):
        """Nobody edits history, so it needs no permissions of its own."""
        return super().get_meta_options(model) | {"default_permissions": ()}

    def get_meta_options_m2m(self, through_model):
        return super().get_meta_options_m2m(through_model) | {"default_permissions": ()}


def stamp_with_act(sender, history_instance, **kwargs):
    current = _act.get()
    if current is not None:
        history_instance.history_date = current.now()


pre_create_historical_record.connect(stamp_with_act)


def kept_fields(model: type[models.Model]) -> list[models.Field]:
    """The key and what editors write. What the machine notes on a row (a visited address) is no change of content."""
    return [field for field in model._meta.concrete_fields if field.editable or field.primary_key]


def keep_history(*kept: type[models.Model]) -> None:
    """Gives each model a `history`, its many-to-many fields included."""
    for model in kept:
        many = [field.name for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]
        simple_history.register(
            model,
            records_class=Records,
            m2m_fields=many,
            excluded_fields=[field.name for field in set(model._meta.concrete_fields) - set(kept_fields(model))],
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.CharField(max_length=200, blank=True, default=""),
        )


def has_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


@contextmanager
def unrecorded(row: models.Model) -> Iterator[None]:
    """Saving `row` inside leaves no record: the caller owes one to record()."""
    row.skip_history_when_saving = True
    try:
        yield
    finally:
        del row.skip_history_when_saving


def record(rows: Iterable[models.Model], kind: str, reason: str = "") -> None:
    """Writes one record for each saved row as it now stands, many-to-many fields included, in few queries.

    For what saves many rows at once (the seed, imports, bulk_create). `kind` is ADDED or CHANGED.
    """
    if not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        if has_history(type(row)):
            by_model[type(row)].append(row)
    with act(reason) as current:
        for model, found in by_model.items():
            for start in range(0, len(found), CHUNK):
                _record_chunk(model, found[start : start + CHUNK], kind, reason or current.reason, current)


def _record_chunk(model, rows: list[models.Model], kind: str, reason: str, current: Act) -> None:
    records = model.history.bulk_history_create(
        rows,
        update=kind == CHANGED,
        default_user=current.user,
        default_change_reason=reason,
        default_date=current.now(),
    )
    by_row = {getattr(one, model._meta.pk.attname): one for one in records}
    for field in model.history.model._history_m2m_fields:
        through, kept = field.remote_field.through, Records.m2m_models[field]
        own = field.m2m_column_name()
        names = [one.attname for one in through._meta.fields]
        ties = through.objects.filter(**{f"{own}__in": list(by_row)}).values(*names)
        kept.objects.bulk_create([kept(history=by_row[tie[own]], **tie) for tie in ties])
