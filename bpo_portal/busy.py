"""The database is busy with what somebody else writes: answered in words, with all that was typed, never as a fault.

SQLite has one writer at a time, and an import can hold it for seconds; on PostgreSQL two writers may wait for each
other, or for a row longer than `lock_timeout`. Whoever comes second waits, and reads this only when that was too long.
"""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, server_error

from .accounts import kept_form

RETRY_AFTER = 60
# SQLITE_BUSY and SQLITE_LOCKED; the low byte of a longer code is its kind.
SQLITE_BUSY = {5, 6}
# lock_not_available, deadlock_detected, serialization_failure; query_canceled is a statement_timeout.
POSTGRESQL_BUSY = {"55P03", "40P01", "40001", "57014"}


def is_busy(error: BaseException | None) -> bool:
    """Whether the database refused because others use it, and would take the same a moment later. The refusal may stand
    behind another error: Django says of a session that cannot be saved that it was deleted."""
    while error is not None:
        if isinstance(error, OperationalError):
            sqlite_code = getattr(error.__cause__, "sqlite_errorcode", None)
            is_locked = sqlite_code is not None and sqlite_code & 0xFF in SQLITE_BUSY
            return is_locked or getattr(error.__cause__, "pgcode", None) in POSTGRESQL_BUSY
        error = error.__cause__ or error.__context__
    return False


def retry_later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    return response


def page(request: HttpRequest) -> HttpResponse:
    """A form of the admin comes back to be sent again. Passwords never do; nothing else is typed outside /report/."""
    if kept_form.can_be_kept(request):
        return retry_later(kept_form.page(request, is_busy=True))
    return retry_later(render(request, "503.html", {"was_sent": request.method == "POST"}, status=503))


def broken(request: HttpRequest) -> HttpResponse:
    """For what a middleware meets after the view, such as a session that cannot be saved. The view may have saved by
    then, and the page says so. Reads nothing from the database."""
    return after_the_view(request) if is_busy(sys.exc_info()[1]) else server_error(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    return after_the_view(request) if is_busy(exception) else bad_request(request, exception)


def after_the_view(request: HttpRequest) -> HttpResponse:
    return retry_later(render(None, "503.html", {"was_perhaps_saved": request.method == "POST"}, status=503))


class BusyMiddleware:
    """Innermost, so that a view's error is answered before anything else takes it for a fault of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        return page(request) if is_busy(error) else None
