"""What the first line of a file says, and how many parts its columns hold."""

import difflib

import tablib
from django.utils.translation import gettext as _

from .columns import Column
from .files import Limits, TooLong
from .parts import PartsColumn
from .report import Mistake


def typed(heading: str) -> str:
    """A heading as people type it: capitals, blanks and the kind of apostrophe do not matter."""
    return " ".join(heading.lower().replace("’", "'").split())


def wrong_headings(dataset: tablib.Dataset, columns: list[Column], key_heading: str) -> list[Mistake]:
    """Gives the headings the capitals of the columns, and tells of those that are no column."""
    known = {typed(column.column_name): column.column_name for column in columns}
    dataset.headers = [known.get(typed(name), name) for name in dataset.headers]
    texts = []
    for position, name in enumerate(dataset.headers, start=1):
        if not name:
            texts.append(_("Column %(position)d has no heading.") % {"position": position})
        elif name not in known.values():
            near = difflib.get_close_matches(typed(name), known, 1, 0.6)
            told = {"name": name, "near": known[near[0]] if near else "", "known": ", ".join(known.values())}
            text = _("Did you mean “%(near)s”?") if near else _("The columns are: %(known)s.")
            texts.append(f"{_('There is no column “%(name)s”.') % told} {text % told}")
    for name in sorted({name for name in dataset.headers if dataset.headers.count(name) > 1}):
        texts.append(_("The column “%(name)s” stands in the file twice.") % {"name": name})
    if key_heading not in dataset.headers:
        texts.append(
            _("The column “%(name)s” is missing. It says which row of the site a row of the file is.")
            % {"name": key_heading}
        )
    return [Mistake(0, "", text) for text in texts]


def refuse_too_many_parts(dataset: tablib.Dataset, columns: list[Column], limits: Limits) -> None:
    """Raises TooLong. A cell of parts holds one a line."""
    parts = {typed(column.column_name) for column in columns if isinstance(column, PartsColumn)}
    places = [place for place, name in enumerate(dataset.headers) if typed(name) in parts]
    count = sum(row[place].count("\n") + 1 for row in dataset for place in places if row[place])
    if count > limits.part_lines:
        told = {"count": f"{count:,}", "most": f"{limits.part_lines:,}"}
        text = _(
            "The file has %(count)s lines of parts (duties, skills, codes …), and more than %(most)s take too long"
            " here. Split it into files with fewer rows, or leave out columns that you did not change."
        )
        raise TooLong(text % told)
