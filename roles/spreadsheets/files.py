"""Reads and writes CSV and XLSX. What cannot be read is refused in words; what is huge, before it is unpacked."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.parsers import expat

import openpyxl
import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl.cell import Cell, WriteOnlyCell

from .cells import escaped, plain, unescaped

MAX_COLUMNS = 200
MOST_IN_A_CELL = 32_767  # Excel's own limit; it cuts what is longer
SCANNED_AT_ONCE = 64 * 1024
# What Excel writes for a sign that XML cannot hold.
UNWRITABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x(?=00[01][0-9A-F]_|FFF[EF]_|005F_)")
WRITTEN = re.compile("_x(000[1-8BCEF]|001[0-9A-F]|FFF[EF]|005F)_")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DELIMITERS = (",", ";", "\t")

csv.field_size_limit(64 * 1024 * 1024)


class UnreadableFile(Exception):
    """Its text says, to an editor, why the file cannot be read and what to do."""


@dataclass(frozen=True)
class Limits:
    """How much is taken: rows of data, bytes of the file, bytes that an XLSX may unpack to, and lines of parts.

    A line (a duty, a skill) is a row of the database with its sources and its history: the rows of the sheet alone do
    not tell how long an import takes.
    """

    rows: int
    file_bytes: int
    unpacked_bytes: int
    part_lines: int


# What one request can check and write well within its time: 40,000 lines take about 10 seconds.
WEB_LIMITS = Limits(rows=5_000, file_bytes=20_000_000, unpacked_bytes=80_000_000, part_lines=40_000)
COMMAND_LIMITS = Limits(rows=1_048_575, file_bytes=500_000_000, unpacked_bytes=2_000_000_000, part_lines=100_000_000)


class TooLong(UnreadableFile):
    """More than `limits` allow: the command line takes it."""


class UnreadableCell(str):
    """Stands for a cell that has no value to take; its text says why."""


class Csv(base_formats.CSV):
    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset, **kwargs) -> bytes:
        # With the mark that makes Excel read it as UTF-8: Hindi opens right.
        file = io.StringIO(newline="")
        writer = csv.writer(file)
        for row in (dataset.headers, *dataset):
            writer.writerow([escaped(cell) for cell in row])
        return file.getvalue().encode("utf-8-sig")

    def create_dataset(self, in_stream: bytes, limits: Limits = WEB_LIMITS) -> tablib.Dataset:
        text = decoded(in_stream)
        # Excel writes semicolons where the comma is the decimal sign. The first line, of headings, decides.
        delimiter = max(DELIMITERS, key=re.split("[\r\n]", text, maxsplit=1)[0].count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            return tabled(([unescaped(plain(cell)) for cell in row] for row in rows), limits)
        except csv.Error as error:
            raise UnreadableFile(
                _(
                    "The CSV file breaks off or mixes up its quotes near line %(line)d (%(error)s). Open it in a"
                    " spreadsheet program and save it again as “CSV UTF-8”."
                )
                % {"line": rows.line_num, "error": error}
            ) from error


class Xlsx(base_formats.XLSX):
    def export_data(self, dataset, **kwargs) -> bytes:
        # All cells are checked first: a workbook given up half-way leaves its temporary file behind.
        rows = [
            [self.written(text, number, heading) for text, heading in zip(row, dataset.headers, strict=True)]
            for number, row in enumerate((dataset.headers, *dataset), start=1)
        ]
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "B2"
        for row in rows:
            sheet.append([self.cell(sheet, text) for text in row])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    @staticmethod
    def written(text: str, row: int, column: str) -> str:
        text = UNWRITABLE.sub(lambda found: f"_x{ord(found[0][0]):04X}_" + found[0][1:], escaped(text))
        if len(text.encode("utf-16-le")) // 2 > MOST_IN_A_CELL:
            raise UnreadableFile(
                _(
                    "Row %(row)d, column “%(column)s” is longer than the %(most)s signs that an Excel cell can hold."
                    " Export as CSV instead."
                )
                % {"row": row, "column": column, "most": f"{MOST_IN_A_CELL:,}"}
            )
        return text

    @staticmethod
    def cell(sheet, text: str) -> Cell | None:
        """Always text: a cell that looks like a formula, a date or an error stays what it says."""
        if not text:
            return None
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        return cell

    def create_dataset(self, in_stream: bytes, limits: Limits = WEB_LIMITS) -> tablib.Dataset:
        examine(in_stream, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and rules of the sheet, which are not read
            try:
                book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True)
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
                rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
                return tabled(self.texts(rows), limits)
            except UnreadableFile:
                raise
            except Exception as error:  # openpyxl meets a broken file with whatever it stumbles over
                raise broken_workbook() from error

    def texts(self, rows: Iterable[tuple]) -> Iterator[list[str]]:
        """Each row as text. A gap in the sheet, a million rows long if need be, is one and the same empty row."""
        empty = None
        for row in rows:
            texts = [] if row is empty else [self.text(cell) for cell in row]
            if not any(texts):
                empty = row
            yield texts

    @staticmethod
    def text(cell) -> str:
        value = cell.value
        if value is None:
            return ""
        if cell.data_type == "f":
            return UnreadableCell(_("this is a formula; put its result there instead (copy, then paste as values)."))
        if cell.data_type == "e":
            return UnreadableCell(_("the cell shows the error %(error)s.") % {"error": value})
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        text = WRITTEN.sub(lambda found: chr(int(found[1], 16)), str(value))
        return unescaped(plain(text))


FORMATS = {"csv": Csv, "xlsx": Xlsx}


def write_table(dataset: tablib.Dataset, kind: str) -> bytes:
    """`dataset` as a file of `kind` ("csv" or "xlsx"). Raises UnreadableFile where a cell is too long for Excel."""
    return FORMATS[kind]().export_data(dataset)


def read_table(name: str, data: bytes, limits: Limits = WEB_LIMITS) -> tablib.Dataset:
    """The file's headings and rows as text, without empty rows; `row_numbers` are those of the spreadsheet.

    Raises UnreadableFile, and TooLong where the file is beyond `limits`.
    """
    kind = name.lower().rpartition(".")[2]
    if kind not in FORMATS:
        raise UnreadableFile(_("This is neither a .csv nor an .xlsx file. Save the sheet as one of the two."))
    if not data:
        raise UnreadableFile(_("The file is empty."))
    if len(data) > limits.file_bytes:
        raise TooLong(_("The file is larger than %(most)d MB.") % {"most": limits.file_bytes // 1_000_000})
    if data.startswith(OLD_EXCEL):
        raise UnreadableFile(
            _("This is an old Excel workbook, or one locked with a password. Save it as .xlsx without a password.")
        )
    is_archive = data.startswith(b"PK")
    if kind == "csv" and is_archive:
        raise UnreadableFile(_("The file is named .csv but is an Excel workbook. Name it .xlsx, or save it as CSV."))
    if kind == "xlsx" and not is_archive:
        raise UnreadableFile(_("The file is named .xlsx, but it is no Excel workbook."))
    return FORMATS[kind]().create_dataset(data, limits)


def decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:1000]:
        raise UnreadableFile(_("The file is in UTF-16 (“Unicode text”). Save it as “CSV UTF-8”."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            _("Line %(line)d is not in UTF-8: the file was probably saved as plain “CSV”. Save it as “CSV UTF-8”.")
            % {"line": line}
        ) from error
    if "\0" in text:
        raise UnreadableFile(_("The file holds a sign that no text has (NUL). Save it again as “CSV UTF-8”."))
    return text


def tabled(rows, limits: Limits) -> tablib.Dataset:
    """`rows` of text as a dataset: the first is the headings, empty rows are left out."""
    rows = enumerate(rows, start=1)
    headers = next(([cell.strip() for cell in row] for _number, row in rows if any(row)), None)
    if headers is None:
        raise UnreadableFile(_("The file is empty."))
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MAX_COLUMNS:
        raise UnreadableFile(_("The sheet has more than %(most)d columns.") % {"most": MAX_COLUMNS})
    dataset = tablib.Dataset(headers=headers)
    dataset.row_numbers = []
    for number, row in rows:
        if not any(row):
            continue
        if any(row[len(headers) :]):
            raise UnreadableFile(
                _("Row %(row)d has a cell beyond the last column that has a heading. Is a heading missing, or a quote?")
                % {"row": number}
            )
        if len(dataset.row_numbers) == limits.rows:
            raise TooLong(_("The file has more than %(most)s rows.") % {"most": f"{limits.rows:,}"})
        dataset.append((row + [""] * len(headers))[: len(headers)])
        dataset.row_numbers.append(number)
    return dataset


def broken_workbook() -> UnreadableFile:
    return UnreadableFile(_("The workbook is damaged. Open it in a spreadsheet program and save it again as .xlsx."))


def examine(data: bytes, limits: Limits) -> None:
    """Looks through a workbook, part by part, before it is read: a small archive can hold gigabytes, and a few bytes of
    XML can ask for millions of cells. Raises UnreadableFile.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        # Python reads no more of an entry than the size written here, so the sum is a true limit.
        if sum(entry.file_size for entry in entries) > limits.unpacked_bytes or len(entries) > 5_000:
            raise TooLong(
                _("The workbook unpacks to more than %(most)d MB.") % {"most": limits.unpacked_bytes // 1_000_000}
            )
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels")):
                with archive.open(entry) as part:
                    Scan(limits.rows).through(part)
    except UnreadableFile:
        raise
    except Exception as error:
        raise broken_workbook() from error


# A cell holds 32,767 characters at most.
LONGEST_TOKEN = 1_000_000


class Scan:
    """Counts the elements of one XML part, and refuses a document type (which real workbooks never have)."""

    def __init__(self, rows: int):
        self.most = (rows + 1_000) * MAX_COLUMNS * 3
        self.elements = self.cells = 0

    def through(self, part) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.element
        parser.StartDoctypeDeclHandler = self.doctype
        fed = 0
        while chunk := part.read(SCANNED_AT_ONCE):
            parser.Parse(chunk)
            fed += len(chunk)
            # What is not yet told apart is read again with each chunk: minutes, for a few megabytes without a tag.
            if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TOKEN:
                raise broken_workbook()
        parser.Parse(b"", True)

    def element(self, name: str, attributes: dict) -> None:
        self.elements += 1
        tag = name.rpartition(":")[2]
        self.cells = 0 if tag == "row" else self.cells + (tag == "c")
        if self.cells > 16_384 or self.elements > self.most:
            raise TooLong(_("The sheet has too many cells. Delete the empty rows and columns around the data."))

    def doctype(self, *parts) -> None:
        raise broken_workbook()
