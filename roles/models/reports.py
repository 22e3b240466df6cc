"""What readers say is wrong on a page, and how many reports may come in. Neither is content: no page shows them."""

import datetime
import hashlib

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .catalogue import Role

MOST_LETTERS = 1000
MOST_TIMES = 999


class ReaderReportQuerySet(models.QuerySet):
    def open(self):
        """Those that no editor has settled or declined."""
        return self.filter(status=ReaderReport.Status.OPEN)

    def receive(self, *, page: str, title: str, role: Role | None, kind: str, text: str, link: str) -> None:
        """Puts a report in the queue; the same words about the same page are counted, not kept twice."""
        mark = fingerprint(page, text)
        if self.count_again(mark):
            return
        try:
            with transaction.atomic():
                self.create(page=page, page_title=title, role=role, kind=kind, text=text, link=link, fingerprint=mark)
        except IntegrityError:  # the same words came in at the same moment
            self.count_again(mark)

    receive.alters_data = True

    def count_again(self, mark: str) -> bool:
        """False where no open report has this fingerprint. Counts up to MOST_TIMES, so that a flood soon only reads."""
        known = self.open().filter(fingerprint=mark)
        return bool(known.filter(times__lt=MOST_TIMES).update(times=F("times") + 1)) or known.exists()

    count_again.alters_data = True


class ReaderReport(models.Model):
    """One reader's report. It says nothing of who sent it."""

    class Kind(models.TextChoices):
        PAY = "pay", _("Pay")
        DUTIES = "duties", _("What the work is")
        QUALIFICATION = "qualification", _("Who can apply")
        LINK = "link", _("A link that does not work")
        LANGUAGE = "language", _("Spelling or wording")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        SETTLED = "settled", _("Settled")
        DECLINED = "declined", _("Declined")

    page = models.CharField(_("page"), max_length=200, help_text=_("The path of its address on this site."))
    page_title = models.CharField(_("title of the page"), max_length=200, help_text=_("As it was when reported."))
    role = models.ForeignKey(
        Role, on_delete=models.SET_NULL, related_name="reader_reports", null=True, blank=True, verbose_name=_("role")
    )
    kind = models.CharField(_("what is wrong"), max_length=13, choices=Kind)
    text = models.TextField(_("the reader’s words"))
    link = models.URLField(_("better source"), max_length=500, blank=True)
    times = models.PositiveSmallIntegerField(_("times sent"), default=1)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    fingerprint = models.CharField(max_length=64, editable=False)

    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN, db_index=True)
    note = models.TextField(_("editors’ note"), blank=True, help_text=_("What was done, or why nothing was."))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="settled_reports",
        null=True,
        blank=True,
        verbose_name=_("closed by"),
    )
    settled_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("report from a reader")
        verbose_name_plural = _("reports from readers")
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(status="open"),
                name="readerreport_open_once",
                violation_error_message=_("An open report says the same of the same page."),
            ),
            models.CheckConstraint(
                name="readerreport_closed_with_a_note",
                condition=Q(status="open") | ~Q(note=""),
                violation_error_message=_("Say in the note what was done, or why nothing was."),
            ),
            models.CheckConstraint(
                name="readerreport_closed_at_a_moment",
                condition=Q(status="open", settled_at__isnull=True) | (~Q(status="open") & Q(settled_at__isnull=False)),
                violation_error_message=_("A closed report has the moment it was closed, an open one has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def close(self, status: str, note: str, user) -> bool:
        """Settles or declines. False, and nothing is changed, where somebody closed it first."""
        changes = {"status": status, "note": note, "settled_by": user, "settled_at": timezone.now()}
        return bool(ReaderReport.objects.open().filter(pk=self.pk).update(**changes))

    close.alters_data = True

    def reopen(self) -> bool:
        """Puts a closed report back in the queue, its note kept. False where the same words are in the queue again."""
        try:
            with transaction.atomic():
                changes = {"status": self.Status.OPEN, "settled_by": None, "settled_at": None}
                ReaderReport.objects.filter(pk=self.pk).update(**changes)
        except IntegrityError:
            return False
        return True

    reopen.alters_data = True


def fingerprint(page: str, text: str) -> str:
    """The same for words that differ only in capitals and spaces."""
    return hashlib.sha256(f"{page}\n{' '.join(text.casefold().split())}".encode()).hexdigest()


class ReportCountQuerySet(models.QuerySet):
    def take(self, key: str, most: int, ends_at: datetime.datetime) -> bool:
        """Counts one more under `key` until `ends_at`; False once `most` are taken.

        One statement decides, so that many processes at once never take more. Once full it is only read: a flood waits
        for no lock.
        """
        now = timezone.now()
        row = self.filter(key=key).first()
        if row is None:
            self.forget_past(now)
            row, _created = self.get_or_create(key=key, defaults={"ends_at": ends_at})
        if row.count >= most:
            return False
        return bool(self.filter(pk=row.pk, count__lt=most).update(count=F("count") + 1))

    take.alters_data = True

    def forget_past(self, now: datetime.datetime) -> int:
        """Deletes what has ended, save rows that another process is deleting at this moment; tells how many."""
        with transaction.atomic():
            past = self.filter(ends_at__lte=now).order_by("pk").select_for_update(skip_locked=True)
            return self.filter(pk__in=[row.pk for row in past]).delete()[0]

    forget_past.alters_data = True


class ReportCount(models.Model):
    """How many reports came in a span of time: from everybody, or from one sender under a key that tells nobody who."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = ReportCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key[:8]}…: {self.count}"
