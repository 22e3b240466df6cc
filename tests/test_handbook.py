"""The handbook of the editors and its pictures belong together."""

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_every_picture_named_is_there_and_every_picture_there_is_named():
    text = (DOCS / "editors-handbook.md").read_text()
    named = set(re.findall(r"!\[[^\]]+\]\(([^)\s]+)\)", text))
    assert named
    assert named == {str(path.relative_to(DOCS)) for path in (DOCS / "handbook").iterdir()}
    for name in named:
        assert (DOCS / name).read_bytes().startswith(b"\x89PNG\r\n"), name
