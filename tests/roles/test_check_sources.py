"""Visiting the addresses of sources: against a real server, and never into a private network."""

import http.server
import json
import socket
import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from roles import link_check
from roles.link_check import look_at
from roles.management.commands import check_sources
from roles.management.commands.check_sources import keep
from roles.models import Source
from tests.factories import make_source

SEEN: list[tuple[str, str]] = []
AT_ONCE = {"now": 0, "most": 0}


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers by path: /200, /404 …; /301/x sends on to /x for good, /302/x for now; /get/x refuses HEAD."""

    def answer(self):
        AT_ONCE["now"] += 1
        AT_ONCE["most"] = max(AT_ONCE.values())
        SEEN.append((self.command, self.path))
        time.sleep(0.01)  # a second visitor would be seen here
        AT_ONCE["now"] -= 1  # before the answer leaves: with it the next visit may begin
        first, _slash, rest = self.path.partition("?")[0].lstrip("/").partition("/")
        if first == "drop":
            self.connection.close()
        elif first in ("301", "302", "308"):
            self.send_response(int(first))
            self.send_header("Location", rest if "://" in rest else f"/{rest}")
            self.end_headers()
        elif first == "get":
            self.send_response(405 if self.command == "HEAD" else int(rest))
            self.end_headers()
        else:
            self.send_response(int(first))
            self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *args):
        pass


@pytest.fixture
def server(monkeypatch):
    """The address of a server on this machine, which only here may be visited."""
    SEEN.clear()
    AT_ONCE.update(now=0, most=0)
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    monkeypatch.setattr(link_check, "is_allowed", lambda address: address == "127.0.0.1")
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        ("/200", "ok", "200 OK"),
        ("/204", "ok", "204 No Content"),
        ("/get/200", "ok", "200 OK"),
        ("/404", "dead", "404 Not Found"),
        ("/410", "dead", "410 Gone"),
        ("/get/404", "dead", "404 Not Found"),
        ("/403", "unknown", "403 Forbidden"),
        ("/429", "unknown", "429 Too Many Requests"),
        ("/503", "unknown", "503 Service Unavailable"),
        ("/301/200", "moved", "/200"),
        ("/308/301/200", "moved", "/200"),
        ("/302/200", "ok", "200 OK"),
        ("/301/302/200", "moved", "/302/200"),
        ("/302/301/200", "ok", "200 OK"),
        ("/301/404", "dead", "404 Not Found"),
        ("/301" * 6 + "/200", "unknown", "more than 5 redirects"),
        ("/301/http://10.0.0.1/", "unknown", "10.0.0.1 is in a private network"),
        ("/302/ftp://127.0.0.1/", "unknown", "no web address"),
        ("/drop", "unknown", ""),
        ("/200?a=b c&d=ü", "ok", "200 OK"),
    ],
)
def test_what_is_found(server, path, state, words):
    finding = look_at(server + path)
    assert (finding.state, words in finding.words) == (state, True), finding


def test_head_is_enough_where_it_is_answered(server):
    look_at(server + "/200")
    assert SEEN == [("HEAD", "/200")]


def test_a_loop_ends(server):
    assert look_at(server + "/302/302/302/302/302/302/302/200").state == "unknown"
    assert len(SEEN) == link_check.MOST_HOPS + 1


@pytest.mark.parametrize(
    "url",
    ["", "mailto:a@example.org", "http://", "http://[::1", "http://127.0.0.1:99999/", "http://\n/"],
)
def test_what_is_no_address_is_no_crash(server, url):
    assert look_at(url).state == "unknown"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.1.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_networks_may_be_entered(address, allowed):
    assert link_check.is_allowed(address) == allowed


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]"])
def test_a_private_network_is_not_even_connected_to(host, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args: pytest.fail("connected"))
    finding = look_at(f"http://{host}:1/")
    assert finding.state == "unknown"
    assert "private network" in finding.words


def test_the_connection_goes_where_the_look_up_pointed(monkeypatch):
    """A name that answers with a private address the second time it is asked gains nothing."""
    asked = []

    def look_up(host, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]

    def connect(address, *args):
        asked.append(address)
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    look_at("http://rebind.example/")
    assert asked == ["rebind.example", ("93.184.216.34", 80)]


@pytest.mark.parametrize(
    ("errno", "state"), [(socket.EAI_NONAME, "dead"), (socket.EAI_AGAIN, "unknown"), (socket.EAI_FAIL, "unknown")]
)
def test_only_a_name_that_does_not_exist_is_dead(monkeypatch, errno, state):
    def look_up(*args, **kwargs):
        raise socket.gaierror(errno, "said by a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert look_at("http://gone.example/").state == state


def check(**options) -> str:
    out = StringIO()
    call_command("check_sources", stdout=out, **{"pause": 0} | options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_notes_what_it_found_and_shows_progress(server):
    fine, gone = make_source(address=server + "/200"), make_source(address=server + "/404")
    moved, without = make_source(address=server + "/301/200"), make_source()
    out = check()
    for source, state in ((fine, "ok"), (gone, "dead"), (moved, "moved"), (without, "")):
        source.refresh_from_db()
        assert source.address_state == state
        assert source.address_checked_on == (timezone.localdate() if state else None)
    assert moved.address_finding == server + "/200"
    assert "    3 of 3  " in out
    assert "Visited 3 addresses: 1 answers, 1 has moved, 1 dead, 0 could not be told." in out
    assert list(Source.objects.dead()) == [gone]
    assert list(Source.objects.moved()) == [moved]
    assert list(Source.objects.without_address()) == [without]
    assert AT_ONCE["most"] == 1  # one host, one visitor at a time


@pytest.mark.django_db
def test_a_finding_lapses_with_a_new_address_whatever_its_path(server):
    gone = make_source(address=server + "/404")
    check()
    Source.objects.update(address=server + "/200")
    assert not Source.objects.dead().exists()
    gone.refresh_from_db()
    gone.address = server + "/404"
    gone.save()
    assert Source.objects.dead().exists()


@pytest.mark.django_db
def test_a_limit_goes_round(server):
    sources = [make_source(address=f"{server}/200?{n}") for n in range(3)]
    for done in (1, 2, 3):
        check(limit=1)
        assert Source.objects.exclude(address_state="").count() == done
    Source.objects.filter(pk=sources[2].pk).update(address_checked_on="2020-01-01")
    SEEN.clear()
    check(limit=1)
    assert SEEN == [("HEAD", "/200?2")]


@pytest.mark.django_db
def test_offline_nothing_is_noted(monkeypatch):
    def look_up(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "no network")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    make_source(address="http://example.org/")
    with pytest.raises(CommandError, match="Is this machine online"):
        check()
    assert not Source.objects.exclude(address_state="").exists()


@pytest.mark.django_db
def test_an_edit_in_the_meantime_stays(server, monkeypatch):
    source = make_source(address=server + "/404")

    def edit_first(sources):
        Source.objects.filter(pk=source.pk).update(title="Edited", address=server + "/200")
        keep(sources)

    monkeypatch.setattr(check_sources, "keep", edit_first)
    check()
    source.refresh_from_db()
    assert (source.title, source.address) == ("Edited", server + "/200")
    assert not Source.objects.dead().exists()


@pytest.mark.django_db
def test_nonsense_is_refused():
    for options in ({"limit": 0}, {"pause": -1.0}):
        with pytest.raises(CommandError):
            check(**options)
    assert "Visited 0 addresses" in check()


@pytest.mark.django_db
def test_public_pages_stay_as_they_are_and_the_seed_goes_on(client, server, tmp_path):
    row = {"model": "roles.source", "fields": {"slug": "press", "title": "Jobs", "publisher": "The Press"}}
    row["fields"]["address"] = server + "/404"
    file = tmp_path / "all.json"
    file.write_text(json.dumps([row]))
    call_command("seed", folder=tmp_path, stdout=StringIO())
    before = client.get("/sources/").content
    check()
    assert Source.objects.dead().exists()
    assert client.get("/sources/").content == before
    row["fields"]["title"] = "New title"
    file.write_text(json.dumps([row]))
    call_command("seed", folder=tmp_path, stdout=StringIO())
    assert Source.objects.get().title == "New title"
