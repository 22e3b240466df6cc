"""One model's sheet: export, and import that compares, checks and writes all of a file or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import tablib
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult

from ..models import Slugged, SlugRecord, act
from ..models.slugs import taken
from .cells import plain
from .columns import Column, Lookup, Lookups, chunks
from .files import UnreadableCell
from .headings import wrong_headings
from .parts import PartsColumn
from .report import Change, Mistake, Report, RowChange
from .rights import Standpoint
from .writing import Writer

MOST_MISTAKES = 100  # more are no help; the rest of the file is not read


def sheets() -> dict[str, type["Sheet"]]:
    """Every sheet by its model, such as "roles.role". The admin imports them all."""
    return {sheet._meta.model._meta.label_lower: sheet for sheet in Sheet.__subclasses__()}


@dataclass
class Entry:
    """A row of the file that changes something. `values` are by field name; `number` is the spreadsheet's."""

    number: int
    key: str
    instance: models.Model
    is_new: bool
    changes: list[Change] = field(default_factory=list)
    values: dict = field(default_factory=dict)

    def told(self) -> RowChange:
        return RowChange(self.number, self.key, str(self.instance), self.is_new, tuple(self.changes))


class Standing(BaseInstanceLoader):
    """Finds the row that stands in the database among those read at the start."""

    def get_instance(self, row):
        return self.resource.standing.get(self.resource.key_in(row))


class Sheet(resources.ModelResource):
    """A subclass names its model, its columns in order, and the field that a row is known by.

    A row whose key is in the file is changed or added; one that is not is left alone, as is a column that is not.
    """

    class Meta:
        use_bulk = True  # rows are compared one by one, and written together at the end
        batch_size = None
        skip_diff = True
        instance_loader_class = Standing

    def __init__(self, *, may_publish: bool = True, tell: Callable[[str], None] = lambda text: None):
        super().__init__()
        self.may_publish = may_publish
        self.tell = tell
        self.lookups = Lookups()

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        return Column(django_field)

    @property
    def model(self) -> type[models.Model]:
        return self._meta.model

    @property
    def key_name(self) -> str:
        return self._meta.import_id_fields[0]

    @property
    def key_heading(self) -> str:
        return self.fields[self.key_name].column_name

    def key_in(self, row: dict) -> str:
        return row[self.key_heading].strip()

    def columns(self) -> list[Column]:
        return [self.fields[name] for name in self.get_export_order()]

    # Export.

    def rows(self, queryset: models.QuerySet) -> models.QuerySet:
        """The rows of `queryset`, whatever it joins, in the order of their keys."""
        return self.model._default_manager.filter(pk__in=queryset.order_by().values("pk")).order_by(self.key_name)

    def before_export(self, queryset, **kwargs):
        rows = list(queryset)
        for column in self.columns():
            column.load(rows, self.lookups)

    def export_field(self, field, instance, **kwargs) -> str:
        return plain(field.write(field.current(instance, self.lookups)))

    # Import.

    def run(self, dataset: tablib.Dataset, *, write: bool, expected: str = "", author=None, file: str = "") -> Report:
        """Compares `dataset` with what stands, checks every row as the database would, and tells what would change.

        With `write` it is kept: all of it, and only if nothing is wrong and, where `expected` is given, the report's
        digest is still that one. The check writes too, and takes it back: the database's rules are then the judges.
        History names `author` (a user) and `file`.
        """
        self.report = Report(mistakes=wrong_headings(dataset, self.columns(), self.key_heading))
        if self.report.mistakes:
            return self.report
        self.entries: list[Entry] = []
        self.seen: dict[str, int] = {}
        self.wrong_rows: set[int] = set()
        self.is_check = not write
        self.numbers = dataset.row_numbers
        self.present = [(name, self.fields[name]) for name in self.get_import_order() if self.in_file(name, dataset)]
        with act(_("Imported from %(file)s") % {"file": file}, author):
            if self.is_check:
                self.read_and_write(dataset)
            else:
                with transaction.atomic():
                    self.read_and_write(dataset)
                    agreed = not expected or self.report.digest == expected
                    self.report.is_written = agreed and not self.report.mistakes
                    if not self.report.is_written:
                        transaction.set_rollback(True)
        return self.report

    def read_and_write(self, dataset: tablib.Dataset) -> None:
        self.read_standing(dataset)
        result = self.import_data(dataset, dry_run=False, use_transactions=False)
        for _number, errors in result.row_errors():
            raise errors[0].error  # the library keeps what it did not expect; here it is a fault of the site
        self.report.rows = [entry.told() for entry in self.entries]
        self.report.unchanged = result.totals[RowResult.IMPORT_TYPE_SKIP]
        self.report.mistakes.sort(key=lambda mistake: mistake.row)

    def in_file(self, name: str, dataset: tablib.Dataset) -> bool:
        return self.fields[name].column_name in dataset.headers

    def read_standing(self, dataset: tablib.Dataset) -> None:
        """Reads the rows that the file names, and all that they are compared with, in few queries.

        Those that will be written are held, in one order for everybody, until the transaction ends: what is compared is
        what is written. A check holds nothing, so that others can write while it compares.
        """
        keys = [key.strip() for key in dataset[self.key_heading]]
        rows = self.model._default_manager
        pks: set[int] = set()
        for some in chunks(keys):
            pks.update(rows.filter(**{f"{self.key_name}__in": some}).values_list("pk", flat=True))
        found: list[models.Model] = []
        held = rows.all() if self.is_check else rows.select_for_update()
        for some in chunks(sorted(pks)):
            found += held.filter(pk__in=some).order_by("pk")
        self.standing = {getattr(row, self.key_name): row for row in found}
        slugs = [key.lower() for key in keys] if issubclass(self.model, Slugged) else []
        self.slug_holders = SlugRecord.objects.holders(self.model, slugs)
        self.lookups = Lookups()
        if any(self.refers_to_itself(column) for _name, column in self.present):
            self.lookups.by_model[self.model] = Lookup(self.model, coming=keys)
        for _name, column in self.present:
            column.load(found, self.lookups)

    def refers_to_itself(self, column) -> bool:
        if isinstance(column, Column):
            return column.model_field.related_model is self.model
        return any(field.related_model is self.model for field in column.model._meta.fields if field.name != "role")

    def before_import_row(self, row, row_number=0, **kwargs):
        key, number = self.key_in(row), self.numbers[row_number - 1]
        if row_number % 500 == 0:
            self.tell(_("%(count)d rows read") % {"count": row_number})
        if not key:
            raise ValidationError({self.key_name: _("it must not be empty.")})
        if key in self.seen:
            told = {"key": key, "row": self.seen[key]}
            raise ValidationError({self.key_name: _("“%(key)s” stands in row %(row)d already.") % told})
        self.seen[key] = number

    def import_row(self, row, instance_loader, **kwargs):
        number = self.numbers[kwargs["row_number"] - 1]
        if self.report.stopped_at:
            return self.nothing()
        result = super().import_row(row, instance_loader, **kwargs)
        if result.validation_error:
            for name, texts in result.validation_error.message_dict.items():
                for text in texts:
                    self.mistake(number, name, text)
            if len(self.wrong_rows) >= MOST_MISTAKES:
                self.report.stopped_at = number
        return result

    @staticmethod
    def nothing() -> RowResult:
        result = RowResult()
        result.import_type = RowResult.IMPORT_TYPE_INVALID
        return result

    def mistake(self, number: int, name: str, text: str) -> None:
        heading = self.fields[name].column_name if name in self.fields else ""
        if len(self.wrong_rows) < MOST_MISTAKES or number in self.wrong_rows:
            self.report.mistakes.append(Mistake(number, heading, str(text)))
        self.wrong_rows.add(number)

    def import_instance(self, instance, row, row_number=0, **kwargs):
        """Sets what the row changes. Raises ValidationError with everything that cannot be read."""
        is_new = instance._state.adding
        entry = Entry(self.numbers[row_number - 1], self.key_in(row), instance, is_new)
        standpoint = Standpoint(instance, is_new=is_new, may_publish=self.may_publish)
        errors: dict[str, list[str]] = {}
        for name, column in self.present:
            text = row[column.column_name]
            before = "" if is_new else plain(column.write(column.current(instance, self.lookups)))
            if (text == before or (is_new and not text.strip())) and not isinstance(text, UnreadableCell):
                if is_new and column.is_needed:
                    errors[name] = [_("it must not be empty.")]
                continue
            try:
                value = column.read(text, self.lookups)
            except ValueError as error:
                errors[name] = [str(error)]
                continue
            after = plain(column.write(value))
            if after == before:
                continue
            if not after and column.is_needed:
                errors[name] = [_("it must not be empty.")]
                continue
            if objection := standpoint.objection(name, value):
                errors[name] = [objection]
                continue
            column.put(instance, value, self.lookups)
            entry.values[name] = value
            entry.changes.append(Change(column.column_name, before, after))
        if is_new:
            errors |= self.missing_columns()
        instance.entry = entry
        if errors:
            raise ValidationError(errors)

    def missing_columns(self) -> dict[str, list[str]]:
        """Columns that a new row needs and the file does not have."""
        present = [name for name, _column in self.present]
        needed = [name for name in self.get_import_order() if self.fields[name].is_needed and name not in present]
        return {name: [_("a new row needs this column, and the file does not have it.")] for name in needed}

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not instance.entry.changes and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Every rule of the model that needs no other row; the rest is checked when all rows are known."""
        errors = dict(import_validation_errors or {})
        relations = [field for field in self.model._meta.fields if field.is_relation]
        try:
            instance.clean_fields(exclude={field.name for field in relations} | errors.keys())
            if not errors:
                self.tell_what_is_known(instance, [field for field in relations if field.editable])
                instance.clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def tell_what_is_known(self, instance, relations: list) -> None:
        """Spares clean() a query for each row: rows that it refers to, how many parts it will have, its slug."""
        for one in relations:
            pk = getattr(instance, one.attname)
            if pk is not None and not one.is_cached(instance):
                one.set_cached_value(instance, self.lookups[one.related_model].row(pk))
        for name, column in self.fields.items():
            if isinstance(column, PartsColumn):
                if name in instance.entry.values:
                    instance.part_counts[column.attribute] = len(instance.entry.values[name])
                elif instance.entry.is_new:
                    instance.part_counts[column.attribute] = 0
        if isinstance(instance, Slugged):
            holder = self.slug_holders.get(instance.slug.lower())
            if holder is not None and holder != instance.pk:
                raise ValidationError({"slug": [taken(instance.slug)]})
            instance.slug_is_checked = True

    def save_instance(self, instance, is_create, row, **kwargs):
        self.entries.append(instance.entry)

    def bulk_create(self, *args, **kwargs):
        """All rows are written by bulk_update(), which the library calls next: changes go before additions."""

    def bulk_update(self, *args, **kwargs):
        self.tell(_("%(count)d rows differ; writing") % {"count": len(self.entries)})
        with transaction.atomic():
            self.refuse_what_is_taken()
            writer = Writer(self.blame)
            self.write_rows(writer)
            if all(key in self.lookups[model].ids for model, key in self.promised()):
                self.write_ties_and_parts(writer)
            if self.is_check:
                transaction.set_rollback(True)  # and no history: it has no rules that a row could break
            elif not self.wrong_rows:
                writer.leave_history()

    def after_import(self, dataset, result, **kwargs):
        """Sequences are right already: no row came with an id."""

    def promised(self) -> Iterable[tuple]:
        """Keys of rows of this file that other rows may refer to."""
        for model, lookup in self.lookups.by_model.items():
            yield from ((model, key) for key in lookup.coming)

    def refuse_what_is_taken(self) -> None:
        """Unique values, as they will be when all rows are written."""
        for name in self.unique_fields():
            touched = [entry for entry in self.entries if name in entry.values]
            if not touched:
                continue
            going = {entry.instance.pk for entry in touched}
            pairs = self.model._base_manager.values_list(name, "pk", self.key_name)
            taken = {value: key for value, pk, key in pairs if pk not in going}
            for entry in touched:
                value = getattr(entry.instance, name)
                if value in taken:
                    told = {"value": value, "key": taken[value]}
                    self.blame(entry, name, _("“%(value)s” stands in the row “%(key)s” already.") % told)
                taken[value] = entry.key

    def unique_fields(self) -> list[str]:
        alone = [
            constraint.fields[0]
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
            and len(constraint.fields) == 1
            and constraint.condition is None
        ]
        names = [field.name for field in self.model._meta.fields if field.unique and not field.primary_key] + alone
        return [name for name in names if name != self.key_name]

    def blame(self, entry: Entry, name: str, text: str) -> None:
        self.mistake(entry.number, name, text)

    def right_entries(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.number not in self.wrong_rows]

    def write_rows(self, writer: Writer) -> None:
        for entry in self.right_entries():
            if entry.is_new:
                writer.add(entry.instance, entry)
            else:
                fields = [self.fields[name].model_field for name in entry.values if self.is_plain(name)]
                writer.change(entry.instance, [field.attname for field in fields], entry)
        writer.write()
        for lookup in self.lookups.by_model.values():
            if lookup.coming:
                lookup.refresh()

    def is_plain(self, name: str) -> bool:
        column = self.fields[name]
        return isinstance(column, Column) and not column.model_field.many_to_many

    def write_ties_and_parts(self, writer: Writer) -> None:
        for entry in self.right_entries():
            for name, value in entry.values.items():
                column = self.fields[name]
                if not isinstance(column, Column):
                    column.plan(entry, value, writer, self.lookups)
                elif column.model_field.many_to_many:
                    ids = self.lookups[column.model_field.related_model].ids
                    before = () if entry.is_new else column.current(entry.instance, self.lookups)
                    writer.tie(entry.instance, name, [ids[key] for key in before], [ids[key] for key in value])
                elif self.refers_to_itself(column) and value:  # perhaps to a row that this file brings
                    column.put(entry.instance, value, self.lookups)
                    writer.change(entry.instance, [column.model_field.attname], entry)
        writer.write()
