"""Where an editor goes after logging in: the page asked for, if it is one of ours."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def place_to_go(request: HttpRequest) -> str:
    """The address in `next` where it leads to this site; otherwise the admin's first page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("admin:index")


def with_next(name: str, place: str) -> str:
    """The address of the page `name`, which then leads on to `place`."""
    return f"{reverse(name)}?{urlencode({'next': place})}"
