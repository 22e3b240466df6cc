"""Where a request came from, for lock-outs and limits: an answer that the sender cannot choose."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 (a name for "nobody can say", bound to nothing)


def client_address(request: HttpRequest) -> str:
    """The sender's IPv4 address, or the network of 64 bits that an IPv6 sender has for itself; UNKNOWN if neither.

    X-Forwarded-For counts only behind our own proxy (setting BEHIND_PROXY), and of it only the last entry, which that
    proxy wrote: what stands before it is the sender's own claim.
    """
    claimed = ""
    if settings.BEHIND_PROXY:
        claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    return readable(claimed) or readable(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def readable(text: str) -> str:
    """The address in one spelling, or nothing. A port, as some proxies add, is left out."""
    text = text.strip().strip("[]")
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("]")[0].partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or ip_network((address, 64), strict=False).network_address
    return str(address)
