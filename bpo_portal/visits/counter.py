"""Adds visits up in memory. The background thread saves the sums once a minute: a page never waits for the database.

A process that is killed loses a minute of visits at most; one that ends in order (a restart, gunicorn's max_requests)
saves what it has.
"""

import datetime
import logging
import threading
from collections import Counter, defaultdict

from django.utils import timezone

from ..models import VisitCount
from ..models.visits import MOST_TAGS, OTHER

logger = logging.getLogger(__name__)


class VisitCounter:
    def __init__(self):
        # Held for a few additions, never while the database is at work.
        self.lock = threading.Lock()
        self.tags: dict[tuple[str, datetime.date], Counter] = defaultdict(Counter)

    def note(self, slug: str, tag: str, day: datetime.date | None = None, visits: int = 1) -> None:
        """Counts visits of the page of the role with `slug`, today when no day is given."""
        with self.lock:
            tags = self.tags[slug, day or timezone.localdate()]
            # Without a bound a flood of made-up tags would fill the memory before the next saving.
            tags[tag if tag in tags or len(tags) < MOST_TAGS + 2 else OTHER] += visits

    def take(self) -> dict[tuple[str, str, datetime.date], int]:
        """What has been counted since the last time, by slug, tag and day."""
        with self.lock:
            taken, self.tags = self.tags, defaultdict(Counter)
        return {(slug, tag, day): n for (slug, day), tags in taken.items() for tag, n in tags.items()}

    def save(self) -> None:
        """Adds what was counted to the database; what cannot be saved now is kept for the next time."""
        counts = self.take()
        if not counts:
            return
        try:
            VisitCount.objects.add(counts)
        except Exception:
            # Whatever it was, a count must break nothing; the next saving tries again.
            logger.warning("Visits could not be saved; trying again in a minute.", exc_info=True)
            for (slug, tag, day), visits in counts.items():
                self.note(slug, tag, day, visits)


counter = VisitCounter()
