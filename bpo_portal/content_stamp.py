"""Notices every change of content, whatever its path, so that cached pages are never older than it on this node.

One empty file carries the moment of the last change. Each process looks at it on each request (one stat call), and
every statement that writes to the database touches it when its transaction commits: a form, a bulk update, a command
and a line in the shell are all seen. Other nodes learn of a change when their cached pages run out.
"""

import logging
import os
import time

from django.conf import settings
from django.db.backends.signals import connection_created
from django.dispatch import receiver

logger = logging.getLogger(__name__)

# Tables whose rows no public page shows.
NOT_CONTENT = (
    "django_session",
    "django_admin_log",
    "django_migrations",
    "auth_",
    "roles_historical",
    "interviews_historical",
    "salaries_historical",
    "axes_",
    "otp_",
    "bpo_portal_recovery",
    "roles_readerreport",
    "roles_reportcount",
    "bpo_portal_visitcount",
    "bpo_portal_version",
)


def current() -> str:
    """The stamp's moment, as text; "0" before the first change, or where it cannot be read."""
    try:
        return str(settings.CONTENT_STAMP.stat().st_mtime_ns)
    except OSError:
        return "0"


def touch() -> None:
    moment = time.time_ns()
    try:
        settings.CONTENT_STAMP.parent.mkdir(parents=True, exist_ok=True)
        settings.CONTENT_STAMP.touch()
        os.utime(settings.CONTENT_STAMP, ns=(moment, moment))
    except OSError as error:
        logger.warning("Cannot write %s (%s): pages will show an edit late.", settings.CONTENT_STAMP, error)


def writes_content(sql: str) -> bool:
    words = sql.split(None, 3)
    if not words or words[0].upper() not in ("INSERT", "UPDATE", "DELETE"):
        return False
    table = (words[1] if words[0].upper() == "UPDATE" else words[2]).strip('"')
    return not table.startswith(NOT_CONTENT)


def watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if writes_content(sql):
        connection = context["connection"]
        # One touch a transaction, and only once what it wrote can be read.
        if touch not in (callback for _sids, callback, _robust in connection.run_on_commit):
            connection.on_commit(touch)
    return result


@receiver(connection_created)
def watch_connection(sender, connection, **kwargs):
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)
