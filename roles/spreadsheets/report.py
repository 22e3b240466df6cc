"""What an import would do, or did."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Change:
    """One cell: what stands in the database, and what the file says."""

    column: str
    before: str
    after: str

    @property
    def removed(self) -> list[str]:
        """Of a list of parts, the lines that go."""
        kept = self.after.split("\n")
        return [line for line in self.before.split("\n") if line and line not in kept]

    @property
    def added(self) -> list[str]:
        kept = self.before.split("\n")
        return [line for line in self.after.split("\n") if line and line not in kept]

    @property
    def is_by_line(self) -> bool:
        """Several lines of which only some change: only these are worth showing."""
        return "\n" in self.before and bool(self.removed or self.added)


@dataclass(frozen=True)
class RowChange:
    """A row of the file that is new, or that changes what stands. `number` is that of the spreadsheet."""

    number: int
    key: str
    name: str
    is_new: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Mistake:
    """What is wrong, in words. `row` is 0 for the file as a whole; `column` is empty for a row as a whole."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = {"row": self.row, "column": self.column, "text": self.text}
        if not self.row:
            return self.text
        if not self.column:
            return _("Row %(row)d: %(text)s") % place
        return _("Row %(row)d, column “%(column)s”: %(text)s") % place


@dataclass
class Report:
    rows: list[RowChange] = field(default_factory=list)
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    stopped_at: int = 0  # the row at which so many mistakes had been found that the rest was not read; else 0
    is_written: bool = False

    @property
    def new(self) -> list[RowChange]:
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[RowChange]:
        return [row for row in self.rows if not row.is_new]

    @property
    def digest(self) -> str:
        """Of everything that would change: another digest is another import."""
        told = json.dumps([asdict(row) for row in self.rows], ensure_ascii=False)
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()
