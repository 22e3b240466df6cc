"""What stands in a cell: text that no program takes for a formula, and lists of parts, one a line."""

import re

# A cell that begins so, even behind blanks, may be run as a formula by Excel, LibreOffice or Google Sheets. The
# apostrophe stands among them because it is the escape sign: text that begins with it is escaped too.
RISKY = re.compile(r"[\t\r\n]|[\s\x00-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]*['=+\-@＝＋－＠]")
ESCAPE = "'"

SEPARATOR = "|"
SPECIAL = re.compile(r"[\\|\[\]\n\r]")
BACKSLASHED = {"\n": r"\n", "\r": r"\r"}
MEANT = {"n": "\n", "r": "\r"}


def plain(text: str) -> str:
    """`text` with line ends as \\n: browsers, Excel and XML each write their own, and none of them means anything."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escaped(text: str) -> str:
    return ESCAPE + text if RISKY.match(text) else text


def unescaped(cell: str) -> str:
    """The exact inverse of escaped(). What a person typed with an apostrophe of its own ('tis) stays as it is."""
    return cell[1:] if cell.startswith(ESCAPE) and RISKY.match(cell, 1) else cell


def joined(fields: list[str], sources: tuple[str, ...]) -> str:
    """One part as a line: `must | english | Speaks clearly [indeed-2022, helps]`."""
    line = f" {SEPARATOR} ".join(_guarded(field) for field in fields)
    return f"{line} [{', '.join(_guarded(source) for source in sources)}]" if sources else line


def split(line: str) -> tuple[list[str], tuple[str, ...]]:
    """The fields and the sources of a line that joined() wrote. Raises ValueError, in words."""
    fields, text, sources, found, position = [], "", [], False, 0
    in_sources = False
    while position < len(line):
        sign = line[position]
        if sign == "\\":
            position += 1
            if position == len(line):
                raise ValueError("a line ends with a single \\")
            following = line[position]
            # What was guarded is kept from the trimming of blanks around it.
            text += MEANT.get(following, "\0" if following == " " else following)
        elif sign == "[" and not in_sources:
            fields.append(_trimmed(text))
            text, in_sources, found = "", True, True
        elif sign == "]" and in_sources:
            sources.append(_trimmed(text))
            text, in_sources = "", False
        elif sign == "," and in_sources:
            sources.append(_trimmed(text))
            text = ""
        elif sign == SEPARATOR and not in_sources:
            fields.append(_trimmed(text))
            text = ""
        elif found and not in_sources and sign != " ":
            raise ValueError("the sources in [ ] come last in a line")
        elif sign == "]":
            raise ValueError("a ] has no [ before it; write \\] where it is part of the text")
        else:
            text += sign
        position += 1
    if in_sources:
        raise ValueError("a [ has no ] behind it; write \\[ where it is part of the text")
    if not found:
        fields.append(_trimmed(text))
    return fields, tuple(sorted({source for source in sources if source}))


def _guarded(text: str) -> str:
    text = SPECIAL.sub(lambda found: BACKSLASHED.get(found[0], "\\" + found[0]), text)
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - before - len(inner)
    return "\\ " * before + inner + "\\ " * (after if inner else 0)


def _trimmed(text: str) -> str:
    return text.strip(" ").replace("\0", " ")
