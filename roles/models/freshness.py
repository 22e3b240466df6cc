"""What waits for an editor, as adjectives that querysets share. The desk and the lists in the admin ask the same."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DUE_SOON_DAYS = 30

# Every list of the admin that can be narrowed to what waits: the queryset method, and what an editor reads.
WAITING = {
    "drafts": _("Drafts"),
    "in_review": _("In review"),
    "scheduled": _("Scheduled"),
    "overdue": _("Review overdue"),
    "due_soon": _("Review due within 30 days"),
    "without_review_date": _("No review date"),
    "stale": _("Too old, or undated"),
    "long_in_force": _("In force for over a year"),
    "without_address": _("No address"),
    "dead": _("Address is dead"),
    "moved": _("Address has moved"),
}


class ReviewedQuerySet(models.QuerySet):
    """For public pages with a `review_by` date. Only what the public sees can be overdue."""

    def overdue(self):
        """Public rows whose review date has passed."""
        return self.published().filter(review_by__lt=timezone.localdate())

    def due_soon(self):
        """Public rows to be reviewed today or within 30 days."""
        today = timezone.localdate()
        return self.published().filter(review_by__range=(today, today + datetime.timedelta(days=DUE_SOON_DAYS)))

    def without_review_date(self):
        return self.published().filter(review_by__isnull=True)


def too_old(field: str = "as_of") -> Q:
    """The date `field` of published pay is missing, or older than settings.PAY_STALE_AFTER_MONTHS."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - settings.PAY_STALE_AFTER_MONTHS
    # The day counts down to the 28th: a day that every month has.
    limit = datetime.date(months // 12, months % 12 + 1, min(today.day, 28))
    return Q(**{f"{field}__lt": limit}) | Q(**{f"{field}__isnull": True})
