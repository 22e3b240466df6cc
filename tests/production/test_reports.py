"""A flood of reports on the running site, with its several workers and threads: exactly as many get in as may."""

import http.client
import re
import threading
import time
from contextlib import closing
from urllib.parse import urlencode

import pytest

from bpo_portal.senders import MOST_A_DAY, MOST_AN_HOUR


def ask(server, method: str, address: str, body: str | None = None, sender: str = "198.51.100.9") -> tuple[int, str]:
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": sender}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(http.client.HTTPConnection(*server, timeout=60)) as connection:
        connection.request(method, address, body, headers)
        with connection.getresponse() as response:
            return response.status, response.read().decode()


@pytest.fixture(scope="module")
def stamp(production):
    """A form's stamp, once a person could have filled the form in."""
    _status, page = ask(production, "GET", "/report/")
    time.sleep(4)
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


def flood(production, stamp, posts) -> list[int]:
    """The status of each (sender, text), all sent at once."""
    start, statuses = threading.Barrier(len(posts)), []

    def send(sender, text):
        body = urlencode({"stamp": stamp, "kind": "pay", "text": text})
        start.wait()
        statuses.append(ask(production, "POST", "/report/?page=/roles/telecaller/", body, sender)[0])

    threads = [threading.Thread(target=send, args=post) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_a_flood_from_one_sender_and_from_everybody(production, stamp):
    one = flood(production, stamp, [("198.51.100.1", f"Words {n}") for n in range(60)])
    assert (one.count(302), one.count(429)) == (MOST_AN_HOUR, 60 - MOST_AN_HOUR)
    same = flood(production, stamp, [(f"203.0.113.{n}", "The same words") for n in range(40)])
    assert same.count(302) == 40
    taken = MOST_AN_HOUR + 40
    everybody = []
    for part in range(4):
        posts = [(f"192.0.2.{n}", f"Words {part} {n}") for n in range(60 * part, 60 * part + 60)]
        everybody += flood(production, stamp, posts)
    assert everybody.count(302) == MOST_A_DAY - taken
    assert everybody.count(302) + everybody.count(429) == 240


def test_a_megabyte_is_refused(production):
    assert ask(production, "POST", "/report/", "text=" + "a" * 1_000_000)[0] == 413
