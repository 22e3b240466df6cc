"""Finds out which public pages have changed, for the sitemap and the feed, whatever path the change took.

No field says so truly: update(), imports, raw SQL, parts of a row and rows that it points at pass by its save(). Only
the page itself does. So once a minute, when the content stamp has moved, a background thread makes pages again and
compares a digest of what each says with the last one. Of thousands of pages it makes those alone whose rows have
changed (bpo_portal/page_rows.py), for a few seconds at most; the rest wait for the next minute. A change is dated to
the moment in which it was found.
"""

import hashlib
import logging
import random
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils import timezone

from . import content_stamp
from .models import Version
from .page_rows import Reader
from .pages import KINDS, Kind

logger = logging.getLogger(__name__)

# Rows come to be public without a write when their moment has come: look again after so many seconds.
LOOK_AGAIN = 600
# So much of each minute may go into making pages.
SECONDS = 10
AT_ONCE = 50
MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)


@dataclass
class Noted:
    """How many pages are new or changed, and how many wait to be looked at."""

    dated: int = 0
    waiting: int = 0


def note_if_due() -> None:
    """Notes changes when content has been written since the last time; of several processes, one does it."""
    stamp = content_stamp.current()
    marker = settings.CONTENT_STAMP.with_name("changes-noted")
    try:
        if marker.read_text() == stamp and time.time() - marker.stat().st_mtime < LOOK_AGAIN:
            return
    except OSError:
        pass  # never noted here
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.write_text(stamp)
        if note(SECONDS).waiting:
            marker.unlink(missing_ok=True)
    except Exception:
        # The feed is late; nothing else depends on it.
        logger.warning("Changes of pages could not be noted; trying again in a minute.", exc_info=True)
        marker.unlink(missing_ok=True)


def note(seconds: float = float("inf")) -> Noted:
    """Looks at every page that may have changed, or at as many as `seconds` allow."""
    reader, noted, until = Reader(), Noted(), time.monotonic() + seconds
    for kind in KINDS:
        note_kind(kind, kind.basis(reader) if kind.basis else {}, noted, until)
    return noted


def note_kind(kind: Kind, bases: dict[int, str], noted: Noted, until: float) -> None:
    """No transaction while pages are made: it would keep editors waiting.

    Two processes that note the same new page at once: one fails, and tries again in a minute.
    """
    now = timezone.now()
    known = {version.object_id: version for version in Version.objects.of(kind.name)}
    public = list(kind.rows().values_list("pk", flat=True))
    new = [Version(page=kind.name, object_id=pk, first_seen_at=now, changed_at=now) for pk in public if pk not in known]
    Version.objects.bulk_create(new)
    noted.dated += len(new)
    known |= {version.object_id: version for version in new}
    due = [pk for pk in public if not known[pk].digest or pk not in bases or known[pk].basis != bases[pk]]
    random.shuffle(due)  # where there are many, none waits for ever behind others that change each minute
    for start in range(0, len(due), AT_ONCE):
        if time.monotonic() > until:
            noted.waiting += len(due) - start
            return
        looked_at = []
        for pk, row in kind.rows().in_bulk(due[start : start + AT_ONCE]).items():
            version, said = known[pk], what_is_said(kind.address(row))
            if said is None:
                continue
            if version.digest and version.digest != said:
                version.changed_at = now
                noted.dated += 1
            version.digest, version.basis = said, bases.get(pk, "")
            looked_at.append(version)
        with transaction.atomic():
            Version.objects.bulk_update(looked_at, ["basis", "digest", "changed_at"])


class Looking(HttpRequest):
    """A request of nobody, to a host without a name: what a page says must not depend on who asks for it."""

    def __init__(self, path: str):
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.resolver_match = resolve(path)

    def get_host(self) -> str:
        return "localhost"


def what_is_said(address: str) -> str | None:
    """A digest of the page's main part; None where there is no such page just now, or it cannot be made."""
    try:
        request = Looking(address)
        view, args, kwargs = request.resolver_match
        response = view(request, *args, **kwargs)
    except Http404:
        return None
    except Exception:
        logger.warning("%s cannot be made, so its changes cannot be noted.", address, exc_info=True)
        return None
    main = MAIN.search(response.content)
    if response.status_code != 200 or main is None:
        return None
    return hashlib.sha256(main[0]).hexdigest()
