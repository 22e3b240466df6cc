"""Real files for tests of import and export."""

import csv
import io

import openpyxl
import tablib

from roles.spreadsheets import Sheet, read_table, write_table


def exported(sheet: type[Sheet], kind: str = "csv") -> bytes:
    """Everything of a model, as a file."""
    made = sheet()
    return write_table(made.export(made.rows(made.model.objects.all())), kind)


def imported(sheet: type[Sheet], data: bytes, kind: str = "csv", *, write: bool = True, **kwargs):
    """The report of an import of `data`."""
    may_publish = kwargs.pop("may_publish", True)
    return sheet(may_publish=may_publish).run(read_table(f"x.{kind}", data), write=write, **kwargs)


def csv_file(*rows: dict) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def xlsx_file(*rows: list) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def edited(data: bytes, key: str, **cells: str) -> bytes:
    """An exported CSV with cells of the row `key` changed as a person would; `_` in a name stands for a blank."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        if next(iter(row.values())) == key:
            row.update({name.replace("_", " "): text for name, text in cells.items()})
    return csv_file(*rows)


def table(*rows: list[str]) -> tablib.Dataset:
    return tablib.Dataset(*rows[1:], headers=rows[0])
