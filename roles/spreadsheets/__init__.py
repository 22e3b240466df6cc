"""Rows as spreadsheets: export, and import that shows what it would change before it changes anything.

- `cells` writes text so that no program takes it for a formula, and the parts of a row as lines of one cell;
- `files` reads and writes CSV and XLSX, and refuses in words what it cannot read;
- `columns` and `parts` tie a column of the sheet to a field, or to a list of parts;
- `sheet` is one model's sheet: it compares, checks and writes;
- `writing` writes many rows in few statements and says which row the database refused;
- `waiting` keeps an uploaded file between the check and the confirmation.

Each app names its sheets in its module `resources`.
"""

from .columns import Column
from .files import COMMAND_LIMITS, WEB_LIMITS, Limits, TooLong, UnreadableFile, read_table, write_table
from .headings import refuse_too_many_parts
from .parts import CitationsColumn, Named, PartsColumn, Place
from .report import Change, Mistake, Report, RowChange
from .sheet import Sheet, sheets

__all__ = [
    "COMMAND_LIMITS",
    "WEB_LIMITS",
    "Change",
    "CitationsColumn",
    "Column",
    "Limits",
    "Mistake",
    "Named",
    "PartsColumn",
    "Place",
    "Report",
    "RowChange",
    "Sheet",
    "TooLong",
    "UnreadableFile",
    "read_table",
    "refuse_too_many_parts",
    "sheets",
    "write_table",
]
