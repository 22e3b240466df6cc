"""Writes many rows in few statements. The database's own rules hold, and each refusal finds its row."""

from collections import defaultdict
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from ..models.history import ADDED, CHANGED, record
from .columns import chunks

BATCH = 200


class Writer:
    """Gathers what is to be written, then writes it: changes first, so that a new row may take what another gave up.

    What is written at once sends no signals, so that one record of history a row is left at the end.
    """

    def __init__(self, blame: Callable):
        """`blame(entry, field name or "", text)` is told what is wrong with an entry."""
        self.blame = blame
        self.owners: dict[int, tuple] = {}
        self.new: dict[int, models.Model] = {}
        self.touched: dict[int, models.Model] = {}
        self.clear()

    def clear(self) -> None:
        self.added: dict[type, list] = defaultdict(list)
        self.changed: dict[type, list] = defaultdict(list)
        self.removed: dict[type, list] = defaultdict(list)
        self.ties: list[tuple] = []

    def add(self, row: models.Model, entry, place: str = "") -> None:
        self.added[type(row)].append(row)
        self.new[id(row)] = row
        self.owners[id(row)] = (entry, place)

    def change(self, row: models.Model, names: list[str], entry, place: str = "") -> None:
        """`names` are the attributes to write."""
        if names:
            self.changed[type(row)].append((row, names))
            self.touched[id(row)] = row
            self.owners[id(row)] = (entry, place)

    def remove(self, row: models.Model) -> None:
        self.removed[type(row)].append(row)

    def tie(self, row: models.Model, field: str, before: list[int], after: list[int]) -> None:
        """The ids that the many-to-many `field` of `row` holds, and those that it shall hold."""
        if set(before) != set(after):
            self.ties.append((row, field, set(before), set(after)))
            self.touched[id(row)] = row

    def write(self) -> None:
        """Writes what was gathered since the last time."""
        for model, rows in self.removed.items():
            for some in chunks(rows, BATCH):
                model._base_manager.filter(pk__in=[row.pk for row in some]).delete()
        for pairs in self.changed.values():
            self.carefully(self.update, pairs, lambda pair: pair[0])
        for model, rows in self.added.items():
            self.carefully(lambda batch, model=model: self.insert(model, batch), rows, lambda row: row)
        self.write_ties()
        self.clear()

    def leave_history(self) -> None:
        """One record of each row as it now stands, its ties included."""
        record([row for row in self.new.values() if row.pk is not None], ADDED)
        record([row for key, row in self.touched.items() if key not in self.new], CHANGED)

    @staticmethod
    def update(pairs: list[tuple]) -> None:
        for row, names in pairs:
            type(row)._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})

    @staticmethod
    def insert(model: type[models.Model], rows: list[models.Model]) -> None:
        for row in rows:  # of a batch that was refused and is tried again, or of a new row's parts
            row.pk, row._state.adding = None, True
            for field in model._meta.concrete_fields:
                if field.is_relation and field.is_cached(row):
                    setattr(row, field.attname, field.get_cached_value(row).pk)
        model._default_manager.bulk_create(rows)

    def carefully(self, write: Callable, items: list, row_of: Callable) -> None:
        """Writes all of `items`; those that the database refuses are told apart by halving."""
        for batch in chunks(items, BATCH):
            self.halving(write, batch, row_of)

    def halving(self, write: Callable, batch: list, row_of: Callable) -> None:
        try:
            with transaction.atomic():
                write(batch)
        except (IntegrityError, DataError, ValidationError) as error:
            if len(batch) == 1:
                row = row_of(batch[0])
                row.pk = None if row._state.adding else row.pk
                entry, place = self.owners[id(row)]
                for name, text in refusals(row, error):
                    self.blame(entry, place or name, text)
                return
            middle = len(batch) // 2
            self.halving(write, batch[:middle], row_of)
            self.halving(write, batch[middle:], row_of)

    def write_ties(self) -> None:
        by_field: dict[tuple, list] = defaultdict(list)
        for row, field, before, after in self.ties:
            if row.pk is not None:
                by_field[type(row), field].append((row.pk, before, after))
        for (model, name), found in by_field.items():
            field = model._meta.get_field(name)
            through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
            for pk, before, after in found:
                if gone := before - after:
                    through.objects.filter(**{own: pk, f"{other}__in": gone}).delete()
            new = [through(**{own: pk, other: tie}) for pk, before, after in found for tie in sorted(after - before)]
            through.objects.bulk_create(new, batch_size=1_000)


def refusals(row: models.Model, error: Exception) -> list[tuple[str, str]]:
    """Why the database refuses `row`: pairs of a field's name (or "") and words."""
    if not isinstance(error, ValidationError):
        try:
            row._state.adding = row.pk is None
            row.validate_constraints()
            row.validate_unique()
        except ValidationError as told:
            error = told
    if isinstance(error, ValidationError):
        names = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        return [("" if name == "__all__" else name, text) for name, texts in names.items() for text in texts]
    if isinstance(error, IntegrityError):
        return [("", _("it clashes with another row, which has the same values or was changed at the same time."))]
    return [("", _("the database cannot hold it: a value is too long or too large."))]
