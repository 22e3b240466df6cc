"""What django-axes asks of this site: who is trying, and what to say when it has been too often."""

import math
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from roles.client_address import client_address


def typed_name(request: HttpRequest, credentials: dict | None) -> str:
    """The user name as the tables of django-axes can hold it."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return name.replace("\0", "")[:150]


def locked_until(request: HttpRequest, credentials: dict | None) -> datetime:
    """When enough of the failures that lock this name and address will have been forgotten."""
    attempts = AccessAttempt.objects.filter(
        username=typed_name(request, credentials), ip_address=client_address(request)
    )
    failures = 0
    for attempt in attempts.order_by("-attempt_time"):
        failures += attempt.failures_since_start
        if failures >= settings.AXES_FAILURE_LIMIT:
            return attempt.attempt_time + settings.AXES_COOLOFF_TIME
    return timezone.now() + settings.AXES_COOLOFF_TIME


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict | None) -> HttpResponse:
    """The page of a lock-out, in words and with the time it ends."""
    until = locked_until(request, credentials)
    left = max(until - timezone.now(), timedelta(seconds=1))
    context = admin.site.each_context(request) | {
        "title": None,
        "has_permission": False,
        "is_nav_sidebar_enabled": False,
        "until": until + timedelta(minutes=1),  # shown without seconds: never too early
        "minutes": math.ceil(left.total_seconds() / 60),
    }
    page = render(request, "admin/accounts/locked_out.html", context, status=429)
    page["Retry-After"] = str(int(left.total_seconds()) + 1)
    page["Cache-Control"] = "no-store"
    return page
