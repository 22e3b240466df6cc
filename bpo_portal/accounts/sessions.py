"""How long a log-in lasts. Django ends it SESSION_COOKIE_AGE after the last use; SESSION_LONGEST ends it in any case.

Only pages of the admin look at the session or prolong it; public pages never touch it.
"""

import time

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

BEGAN = "logged_in_at"
SEEN = "seen_at"
# Prolonging is a write: once a minute is often enough.
SEEN_EVERY = 60


@receiver(user_logged_in)
def note_the_beginning(sender, request, user, **kwargs):
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(request: HttpRequest) -> bool:
    """Whether this log-in has reached its longest time."""
    return time.time() - request.session.get(BEGAN, 0) > settings.SESSION_LONGEST


def prolong(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= SEEN_EVERY:
        request.session[SEEN] = now
