"""Cells and files: what is written comes back, no program runs it, and what cannot be read is refused in words."""

import csv
import io
import time
import tracemalloc
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.spreadsheets import Limits, TooLong, UnreadableFile, read_table, write_table
from roles.spreadsheets.cells import escaped, joined, plain, split, unescaped
from tests.sheets import csv_file, table, xlsx_file

SMALL = Limits(rows=5, file_bytes=100_000, unpacked_bytes=2_000_000, part_lines=10)
# What a database can hold: no NUL, no half of a pair.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "''=", " =", "＝", "＋", "－", "＠", "\ufeff="]
KNOWN = ["=1+1", "'=1+1", "''", "'", "'tis", "_x000B_", "_x005F_x000B_", "a\r\nb", "#N/A", "TRUE", "1e5", "007", " "]
NASTY = TEXT | st.tuples(st.sampled_from(STARTS), TEXT).map("".join) | st.sampled_from([*KNOWN, "नमस्ते 😀"])


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u200b=", "\ufeff@"]
)
def test_no_cell_begins_as_a_formula(sign):
    text = f"{sign}cmd|'/C calc'!A0"
    assert escaped(text) == "'" + text
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["'tis the season", "Ring - then write", "a=b", ""])
def test_ordinary_text_is_written_as_it_is(text):
    assert escaped(text) == ("'" + text if text.startswith("'") else text)
    assert unescaped(text) == text


@given(NASTY)
@settings(max_examples=500, deadline=None)
def test_escaping_is_undone_exactly(text):
    assert unescaped(escaped(text)) == text


@given(st.lists(NASTY, min_size=1, max_size=6), st.sets(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), max_size=3))
@settings(max_examples=500, deadline=None)
def test_a_part_comes_back_from_its_line(fields, sources):
    line = joined(fields, tuple(sorted(sources)))
    assert "\n" not in line
    assert "\r" not in line
    assert split(line) == (fields, tuple(sorted(sources)))


@pytest.mark.parametrize("line", ["a [b", "a b]", "a [b] c", "a\\"])
def test_a_line_that_cannot_be_read_is_told(line):
    with pytest.raises(ValueError, match=r"\[|\]|\\"):
        split(line)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@given(st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=4))
@settings(max_examples=120, deadline=None)
def test_a_file_comes_back_exactly(kind, rows):
    rows = [["key", *row] for row in rows]
    back = read_table(f"x.{kind}", write_table(table(["a", "b", "c"], *rows), kind))
    assert back.headers == ["a", "b", "c"]
    assert [list(row) for row in back] == [[plain(cell) for cell in row] for row in rows]


def test_a_cell_of_excel_is_always_text():
    data = write_table(table(["a", "b"], ["=1+1", "15000"], ["#N/A", "'x"]), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [(cell.data_type, cell.value) for row in sheet.iter_rows(min_row=2) for cell in row] == [
        ("s", "'=1+1"),
        ("s", "15000"),
        ("s", "#N/A"),
        ("s", "''x"),
    ]


def test_csv_opens_right_in_excel():
    data = write_table(table(["a"], ["नमस्ते"], ["=1+1"]), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["a"], ["नमस्ते"], ["'=1+1"]]


def test_a_cell_longer_than_excel_can_hold_is_refused_and_csv_takes_it():
    long = table(["a"], ["x" * 32_768])
    with pytest.raises(UnreadableFile, match="Row 2, column “a” is longer"):
        write_table(long, "xlsx")
    assert read_table("x.csv", write_table(long, "csv"))[0] == ("x" * 32_768,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_of_any_spreadsheet_program_is_read(encoding, delimiter, line_end):
    text = (
        f'slug{delimiter}meaning{line_end}a{delimiter}ठीक{line_end}{line_end}b{delimiter}"one{line_end}two"{line_end}'
    )
    back = read_table("x.CSV", text.encode(encoding))
    assert [list(row) for row in back] == [["a", "ठीक"], ["b", "one\ntwo"]]
    assert back.row_numbers == [2, 4]


def test_numbers_dates_and_yes_of_excel_are_read_as_people_see_them():
    import datetime

    data = xlsx_file(["a", "b", "c", "d", "e"], [15000, 15000.0, datetime.date(2026, 4, 30), True, None])
    assert read_table("x.xlsx", data)[0] == ("15000", "15000", "2026-04-30", "yes", "")


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is `xml`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(["a"]))) as good, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, xml if name.endswith("sheet1.xml") else good.read(name))
    return file.getvalue()


NS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    + NS
    + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
REFUSED = {
    "empty": ("x.csv", b"", "The file is empty"),
    "only blanks": ("x.csv", b"\n\n,,\n", "The file is empty"),
    "empty workbook": ("x.xlsx", xlsx_file(), "The file is empty"),
    "another kind": ("x.pdf", b"%PDF", "neither a .csv nor an .xlsx"),
    "no ending": ("roles", b"a\n1", "neither a .csv nor an .xlsx"),
    "workbook named csv": ("x.csv", xlsx_file(["a"]), "named .csv but is an Excel workbook"),
    "csv named xlsx": ("x.xlsx", b"a,b\n1,2", "no Excel workbook"),
    "old excel": ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
    "utf-16": ("x.csv", "slug\na".encode("utf-16"), "UTF-16"),
    "utf-16 without mark": ("x.csv", "slug\na".encode("utf-16-le"), "UTF-16"),
    "windows-1252": ("x.csv", "slug,term\na,caf\u00e9 \u2019".encode("cp1252"), "Line 2 is not in UTF-8"),
    "nul far in": ("x.csv", b"a\n" + b"x" * 2000 + b"\0", "NUL"),
    "open quote": ("x.csv", b'a,b\n1,"never closed\n2,3', "near line"),
    "cell without heading": ("x.csv", b"a,b\n1,2,3", "Row 2 has a cell beyond the last column"),
    "broken archive": ("x.xlsx", xlsx_file(["a"])[:-40], "damaged"),
    "no workbook": ("x.xlsx", zipped(**{"readme.txt": b"hello"}), "damaged"),
    "no end of letters": ("x.xlsx", with_sheet(b"0" * 1_500_000), "damaged"),
    "broken xml": ("x.xlsx", with_sheet(NS + b"<sheetData><row>"), "damaged"),
    "entities": ("x.xlsx", with_sheet(LAUGHS), "damaged"),
    "bad cell": (
        "x.xlsx",
        with_sheet(NS + b'<sheetData><row r="x"/></sheetData></worksheet>'),
        "damaged",
    ),
    "a million columns": ("x.csv", b"a" + b",a" * 40_000 + b"\n", "more than 200 columns"),
    "too many rows": ("x.csv", b"a\n" + b"1\n" * 6, "more than 5 rows"),
    "too many bytes": ("x.csv", b"a\n" + b"1" * 100_000, "larger than"),
}


@pytest.mark.parametrize(("name", "data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_words(name, data, words):
    with pytest.raises(UnreadableFile, match=words):
        read_table(name, data, SMALL)


BOMBS = {
    "one row of cells": NS + b"<sheetData><row>" + b"<c/>" * 400_000 + b"</row></sheetData></worksheet>",
    "rows of cells": NS + b"<sheetData>" + (b"<row>" + b"<c/>" * 10_000 + b"</row>") * 70 + b"</sheetData></worksheet>",
    "much to unpack": NS + b" " * 5_000_000 + b"</worksheet>",
}


@pytest.mark.parametrize("xml", BOMBS.values(), ids=BOMBS)
def test_a_small_file_cannot_fill_the_memory(xml):
    data = with_sheet(xml)
    assert len(data) < 100_000
    tracemalloc.start()
    start = time.monotonic()
    with pytest.raises(TooLong):
        read_table("x.xlsx", data, replace(SMALL, unpacked_bytes=4_000_000))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert time.monotonic() - start < 10


def test_a_cell_far_away_costs_nothing():
    xml = (
        NS + b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
        b'<c r="XFD1"/></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>b</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    back = read_table("x.xlsx", with_sheet(xml), SMALL)
    assert (back.headers, list(back), back.row_numbers) == (["a"], [("b",)], [1_048_576])


def test_a_command_reads_what_a_request_does_not():
    from roles.spreadsheets import COMMAND_LIMITS

    data = csv_file(*({"a": str(n)} for n in range(5_001)))
    with pytest.raises(TooLong, match="more than 5,000 rows"):
        read_table("x.csv", data)
    assert len(read_table("x.csv", data, COMMAND_LIMITS)) == 5_001
