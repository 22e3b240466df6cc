"""Absolute addresses, for what leaves the site: cards, short links, embedded cards."""

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """Such as "https://bpo.example". SITE_ORIGIN where it is set, else the (allowed) host that was asked."""
    return settings.SITE_ORIGIN or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    return origin(request) + path
