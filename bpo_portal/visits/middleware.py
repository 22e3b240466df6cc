"""Decides what is a visit of a role's page, and by which advertisement it came (`?from=<tag>`)."""

import re
from functools import lru_cache
from urllib.parse import unquote_plus

from crawleruseragents import is_crawler
from django.conf import settings
from django.http import HttpRequest

from roles.models.catalogue import RESERVED_SLUGS
from roles.share.short_links import TAG_PARAMETER as PARAMETER
from roles.share.short_links import clean_tag

from ..models.visits import OTHER
from .counter import counter

ROLE_PAGE = re.compile(r"/roles/([-a-zA-Z0-9_]+)/")


class VisitMiddleware:
    """Stands outside the page cache, which answers most visits.

    The tag is taken out of the address before anything else sees it: the page is the same whatever the tag, and is kept
    once in the cache. A redirect to the role's new address takes the tag along.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        found = ROLE_PAGE.fullmatch(request.path_info)
        if found is None or found[1] in RESERVED_SLUGS:
            return self.get_response(request)
        tag = take_tag(request)
        response = self.get_response(request)
        if tag and response.status_code in (301, 302, 307, 308):
            mark = "&" if "?" in response["Location"] else "?"
            response["Location"] = f"{response['Location']}{mark}{PARAMETER}={tag}"
        elif response.status_code in (200, 304) and is_visit(request):
            counter.note(found[1], tag)
        return response


def take_tag(request: HttpRequest) -> str:
    """Takes the tag out of the address; "" where there is none, "other" for what is no tag."""
    parts = request.META.get("QUERY_STRING", "").split("&")
    values = [part.partition("=")[2] for part in parts if part.partition("=")[0] == PARAMETER]
    if not values:
        return ""
    request.META["QUERY_STRING"] = "&".join(part for part in parts if part.partition("=")[0] != PARAMETER)
    told = unquote_plus(values[-1]).strip()
    return clean_tag(told) or (OTHER if told else "")


def is_visit(request: HttpRequest) -> bool:
    """A person opens the page: no program, no page fetched ahead, no editor, and nobody who asks not to be counted."""
    headers = request.headers
    return (
        request.method == "GET"
        and "prefetch" not in headers.get("Sec-Purpose", headers.get("Purpose", "")).lower()
        and headers.get("X-Moz", "") != "prefetch"
        and headers.get("Sec-GPC") != "1"
        and headers.get("DNT") != "1"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not is_program(headers.get("User-Agent", "")[:300])
    )


@lru_cache(maxsize=500)
def is_program(user_agent: str) -> bool:
    """Search engines, link previews, monitors, scripts; and whoever does not say what it is."""
    return not user_agent or is_crawler(user_agent)
