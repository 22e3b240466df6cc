"""Where an uploaded file waits for its confirmation.

In a folder of VAR_DIR, which every worker of the node can read: not in the session, which would carry megabytes in
each request's row, and not in the page, which could be altered. A file nobody comes back for goes after an hour, when
the next one is uploaded.
"""

import hashlib
import re
import secrets
import time

from django.conf import settings
from django.core import signing

SECONDS = 3600
SALT = "spreadsheets.waiting"
NAME = re.compile(r"[0-9a-f]{32}")


class Gone(Exception):
    """The file, or the paper that names it, is out of date or not ours."""


def keep(data: bytes, **facts) -> str:
    """Keeps `data`; the answer is a signed paper that names it, and `facts` with it."""
    folder = settings.VAR_DIR / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep()
    name = secrets.token_hex(16)
    with (folder / name).open("xb") as file:
        file.write(data)
    return paper(name, data, **facts)


def paper(name: str, data: bytes, **facts) -> str:
    return signing.dumps(facts | {"name": name, "sha256": hashlib.sha256(data).hexdigest()}, salt=SALT)


def read(signed: str, **facts) -> tuple[bytes, dict]:
    """The file that `signed` names, and what was written down with it. Raises Gone, also where `facts` differ."""
    try:
        known = signing.loads(signed, salt=SALT, max_age=SECONDS)
        data = (settings.VAR_DIR / "imports" / known["name"]).read_bytes()
    except (signing.BadSignature, OSError) as error:
        raise Gone from error
    if any(known.get(name) != fact for name, fact in facts.items()):
        raise Gone
    if hashlib.sha256(data).hexdigest() != known["sha256"]:
        raise Gone
    return data, known


def remove(known: dict) -> None:
    (settings.VAR_DIR / "imports" / known["name"]).unlink(missing_ok=True)


def sweep() -> None:
    """Removes what has waited too long. Another worker may be doing the same."""
    for path in (settings.VAR_DIR / "imports").iterdir():
        try:
            if NAME.fullmatch(path.name) and path.stat().st_mtime < time.time() - SECONDS:
                path.unlink()
        except FileNotFoundError:
            continue
