"""Visits one address and tells what became of it. Standard library only; it never enters a private network.

Each hop is looked up first, and the connection goes to the very address that was found public: a name that changes its
mind between the look-up and the visit gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from .models import Source

MOST_HOPS = 5
TIMEOUT_SECONDS = 15
HEADERS = {"User-Agent": "BPO-Portal-link-check/1.0 (do cited pages still answer?)", "Accept": "*/*"}
GONE = (404, 410)
FOR_GOOD = (301, 308)
FOR_NOW = (302, 303, 307)
NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# Addresses that stand for an IPv4 address behind a gateway.
NAT64 = ipaddress.ip_network("64:ff9b::/96")

State = Source.AddressState


@dataclass(frozen=True)
class Finding:
    """A state of Source.AddressState, and what the server or the network said, in words."""

    state: str
    words: str
    has_answered: bool = False


class Refused(Exception):
    """The address leads where this site does not go. Its text says where."""


class PinnedConnection(http.client.HTTPConnection):
    """Speaks to one network address under the name of `host`; with a context, encrypted."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None):
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self.address, self.context = address, context
        self.default_port = 443 if context else 80

    def connect(self):
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.context:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)


def look_at(url: str) -> Finding:
    """Follows `url` to its end, MOST_HOPS redirects at most. Never raises for what a server or a network does."""
    here, moved_to, is_for_good = url, "", True
    try:
        for _hop in range(MOST_HOPS + 1):
            status, target = visit(here)
            if status not in (*FOR_GOOD, *FOR_NOW) or not target:
                return judged(status, moved_to)
            here = urljoin(here, target)
            is_for_good = is_for_good and status in FOR_GOOD
            moved_to = here if is_for_good else moved_to
    except Refused as error:
        return Finding(State.UNKNOWN, str(error))
    except socket.gaierror as error:
        # Only “there is no such name” speaks of the address; anything else speaks of our own network.
        state = State.DEAD if error.errno in NO_SUCH_NAME else State.UNKNOWN
        return Finding(state, f"{urlsplit(here).hostname}: {error.strerror}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Finding(State.UNKNOWN, f"{type(error).__name__}: {error}")
    return Finding(State.UNKNOWN, f"more than {MOST_HOPS} redirects")


def judged(status: int, moved_to: str) -> Finding:
    """Only 404 and 410 are dead: a server that refuses a program (403, 429) or fails today (5xx) tells nothing."""
    words = f"{status} {http.client.responses.get(status, '')}".strip()
    if status in GONE:
        return Finding(State.DEAD, words, has_answered=True)
    if not 200 <= status < 300:
        return Finding(State.UNKNOWN, words, has_answered=True)
    return Finding(State.MOVED if moved_to else State.OK, moved_to or words, has_answered=True)


def visit(url: str) -> tuple[int, str]:
    """The status at `url` and where it sends on to (or ""). HEAD first; GET, unread, where HEAD is refused."""
    status, target = ask("HEAD", url)
    return ask("GET", url) if status >= 400 else (status, target)


def ask(method: str, url: str) -> tuple[int, str]:
    """Raises Refused, OSError, HTTPException or ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"no web address: {url}")
    context = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if context else 80)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    query = "?" + quote(parts.query, safe="/%:=&~+!$,;'@()*?[]") if parts.query else ""
    connection = PinnedConnection(parts.hostname, port, public_address(parts.hostname, port), context)
    try:
        connection.request(method, path + query, headers=HEADERS)
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """A network address of `host`. Raises Refused where any of them is not public."""
    addresses = [found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    private = [address for address in addresses if not is_allowed(address)]
    if private:
        raise Refused(f"{host} is in a private network ({private[0]})")
    # IPv4 first: many servers and offices still have no other way out.
    return min(addresses, key=lambda address: ":" in address)


def is_allowed(address: str) -> bool:
    """Is this a public network address? Tests put another rule here, to visit a server of their own."""
    known = ipaddress.ip_address(address)
    if known.version == 6:
        if known.ipv4_mapped:
            known = known.ipv4_mapped
        elif known.sixtofour or known.teredo or known in NAT64:
            return False
    return known.is_global and not known.is_multicast
