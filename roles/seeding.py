"""Loads the fixtures so that an editor's work is never overwritten.

For each row that it writes, the seed remembers two digests (SeededRow): of the fixture, and of the row as it then stood
in the database. From these follow all decisions:

- the fixture is as it was: nothing to do, whatever the row has become;
- the fixture is new, and no such row stands: write it;
- the fixture is new, but such a row stands that the seed did not write: it is an editor's, keep it;
  where it says the same, there is nothing to keep;
- the fixture has changed and the row stands as the seed left it: update it;
- the fixture has changed and the row was edited, retired or removed since: keep what the editor made of it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import models, transaction

from .models import SeededRow, record
from .models.history import ADDED, CHANGED, SEEDED, unrecorded


class BrokenFixture(Exception):
    """A fixture that cannot be loaded. Its text names file, row and field, and what is wrong."""

    def __init__(self, entry: "Entry | Path", field_name: str, problem: str):
        place = f"{entry.file.name}, row {entry.number} ({entry.label})" if isinstance(entry, Entry) else entry.name
        super().__init__(f"{place}{f', field “{field_name}”' if field_name else ''}: {problem}")


@dataclass(frozen=True)
class Entry:
    """One row of a fixture file. `number` counts from 1."""

    file: Path
    number: int
    model: type[models.Model]
    fields: dict

    @property
    def label(self) -> str:
        names = ("slug", "role", "job_type", "name", "title", "term", "position", "kind", "text", "code")
        told = [str(self.fields[name]) for name in names if self.fields.get(name)][:3]
        return f"{self.model._meta.label_lower} {' '.join(told)}".strip()


@dataclass
class Report:
    """How many rows of a model were added, updated, kept as an editor left them, or already right."""

    added: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0

    def __str__(self) -> str:
        counts = [(self.added, "added"), (self.updated, "updated"), (len(self.kept), "kept as edited")]
        told = [f"{count} {word}" for count, word in counts if count]
        return ", ".join([*told, f"{self.unchanged} already there"] if self.unchanged else told) or "empty"


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read(folder: Path) -> list[Entry]:
    """Every row of every JSON file in `folder`, in the order in which models depend on each other."""
    by_model: dict[type[models.Model], list[Entry]] = defaultdict(list)
    for file in sorted(folder.glob("*.json")):
        try:
            rows = json.loads(file.read_text(encoding="utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise BrokenFixture(file, "", f"not valid JSON: {error}") from error
        if not isinstance(rows, list):
            raise BrokenFixture(file, "", "a fixture is a list of rows")
        for number, row in enumerate(rows, start=1):
            try:
                entry = Entry(file, number, apps.get_model(row["model"]), row["fields"])
            except (LookupError, TypeError, ValueError) as error:
                raise BrokenFixture(file, "", f"row {number}: needs a known “model” and “fields” ({error})") from error
            by_model[entry.model].append(entry)
    configs = {model._meta.app_config for model in by_model}
    ordered = serializers.sort_dependencies([(config, None) for config in sorted(configs, key=lambda c: c.name)])
    return [entry for model in ordered for entry in by_model.get(model, [])]


def state(row: models.Model, names: Iterable[str]) -> dict:
    """The fields `names` of a saved row, in the form in which a fixture would hold them."""
    serialised = serializers.serialize(
        "json", [row], fields=list(names), use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    return json.loads(serialised)[0]["fields"]


class Seeder:
    """One run. Looks each natural key up once, and remembers what earlier runs wrote."""

    def __init__(self):
        self.keys: dict[tuple, int] = {}
        self.reports: dict[str, Report] = {}
        self.by_key: dict[tuple[str, str], SeededRow] = {}
        self.fixtures_seen: set[tuple[str, str]] = set()
        self.written: list[SeededRow] = []
        self.added: list[models.Model] = []
        self.updated: list[models.Model] = []
        for row in SeededRow.objects.all():
            self.by_key[row.model, row.key] = row
            self.fixtures_seen.add((row.model, row.fixture_digest))

    def place(self, entry: Entry) -> None:
        """Writes one row, or leaves it, by the rules at the head of this module."""
        report = self.reports.setdefault(str(entry.model._meta.verbose_name_plural), Report())
        fixture_digest = digest(entry.fields)
        if (entry.model._meta.label_lower, fixture_digest) in self.fixtures_seen:
            report.unchanged += 1
            return
        row, many = self.build(entry)
        key = json.dumps(row.natural_key(), ensure_ascii=False)
        memory = self.by_key.get((entry.model._meta.label_lower, key))
        stands = self.standing(row)
        if memory is None and stands is not None and state(stands, entry.fields) == entry.fields:
            report.unchanged += 1
            return
        if memory is None and stands is not None:
            report.kept.append(str(stands))
            return
        if memory is not None and (stands is None or digest(state(stands, entry.fields)) != memory.row_digest):
            report.kept.append(str(stands or row))
            return
        row = self.write(entry, row, stands, many)
        memory = memory or SeededRow(model=entry.model._meta.label_lower, key=key)
        memory.fixture_digest, memory.row_digest = fixture_digest, digest(state(row, entry.fields))
        self.written.append(memory)
        if stands is None:
            report.added += 1
            self.added.append(row)
        else:
            report.updated += 1
            self.updated.append(row)

    def remember(self) -> None:
        """Keeps the digests of what was written, and its history."""
        record(self.added, ADDED, SEEDED)
        record(self.updated, CHANGED, SEEDED)
        SeededRow.objects.bulk_create([row for row in self.written if row.pk is None])
        SeededRow.objects.bulk_update(
            [row for row in self.written if row.pk is not None], ["fixture_digest", "row_digest"], batch_size=500
        )

    def build(self, entry: Entry) -> tuple[models.Model, dict[str, list[int]]]:
        """The unsaved row, and the ids of its many-to-many fields. Raises BrokenFixture."""
        plain, many = {}, {}
        for name, value in entry.fields.items():
            try:
                model_field = entry.model._meta.get_field(name)
                if model_field.many_to_many:
                    many[name] = [self.id_of(model_field.related_model, key) for key in value]
                elif model_field.is_relation:
                    plain[model_field.attname] = self.id_of(model_field.related_model, value)
                else:
                    plain[name] = model_field.to_python(value)
            except FieldDoesNotExist as error:
                raise BrokenFixture(entry, name, "there is no such field") from error
            except ObjectDoesNotExist as error:
                raise BrokenFixture(entry, name, f"{value!r} names a row that does not exist") from error
            except (TypeError, ValueError, ValidationError) as error:
                raise BrokenFixture(entry, name, f"{value!r} cannot be read ({error})") from error
        return entry.model(**plain), many

    def id_of(self, model: type[models.Model], key: list | None) -> int | None:
        if key is None:
            return None
        known = (model, *key)
        if known not in self.keys:
            self.keys[known] = model._default_manager.get_by_natural_key(*key).pk
        return self.keys[known]

    @staticmethod
    def standing(row: models.Model) -> models.Model | None:
        try:
            return type(row)._default_manager.get_by_natural_key(*row.natural_key())
        except ObjectDoesNotExist:
            return None

    @staticmethod
    def write(entry: Entry, row: models.Model, stands: models.Model | None, many: dict) -> models.Model:
        if stands is not None:
            for name in entry.fields.keys() - many.keys():
                attname = entry.model._meta.get_field(name).attname
                setattr(stands, attname, getattr(row, attname))
            row = stands
        try:
            row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation])
            row.clean()
            row.validate_unique()
            row.validate_constraints()
            with unrecorded(row):
                row.save()
                for name, ids in many.items():
                    getattr(row, name).set(ids)
        except ValidationError as error:
            name, problems = next(iter(ValidationError(error.update_error_dict({})).message_dict.items()))
            raise BrokenFixture(entry, "" if name == "__all__" else name, " ".join(problems)) from error
        return row


@transaction.atomic
def seed(folder: Path, tell: Callable[[str], None]) -> dict[str, Report]:
    """Loads or tops up everything in `folder`: all of it or, on a BrokenFixture, nothing. Reports model by model."""
    seeder = Seeder()
    entries = read(folder)
    for position, entry in enumerate(entries):
        seeder.place(entry)
        following = entries[position + 1].model if position + 1 < len(entries) else None
        if following is not entry.model:
            name = str(entry.model._meta.verbose_name_plural)
            tell(f"{position + 1:>6} of {len(entries)}  {name}: {seeder.reports[name]}")
    seeder.remember()
    return seeder.reports
