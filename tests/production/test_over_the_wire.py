"""What a visitor gets from the running site: every address, its weight in bytes, and its answers to odd requests."""

import http.client
import re

import brotli
import pytest

KILOBYTE = 1000
ADDRESSES = [
    "/",
    "/roles/",
    "/roles/customer-service-executive/",
    "/roles/types/back-office/",
    "/roles/telecaller/share/?s=naukri-pune",
    "/roles/telecaller/share/ad/",
    "/roles/telecaller/print/",
    "/roles/compare/?role=telecaller&role=bookkeeper&role=team-leader&role=data-entry-operator",
    "/roles/match/?qualification=class-12&english=no&language=yes&typing=no&calls=yes&nights=no",
    "/search/?q=customer",
    "/roles/map/",
    "/report/?page=/roles/telecaller/",
    "/report/thanks/",
    "/sources/",
    "/guides/",
    "/guides/what-moves-pay/",
    "/guides/certificates/",
    "/guides/rights-and-rules/",
    "/guides/how-sources-disagree/",
    "/glossary/",
    "/faq/",
    "/interviews/",
    "/interviews/voice-inbound/",
    "/interviews/questions/",
    "/interviews/practice/?type=voice-inbound&length=20",
    "/interviews/practice/typing/",
    "/salaries/",
    "/salaries/?standing=history",
    "/salaries/financial-analyst/",
    "/salaries/compare/?role=financial-analyst&role=telecaller",
    "/salaries/in-hand/?ctc=3.6+lakh&period=year&state=karnataka",
    "/salaries/offer/",
    "/api/v1/docs",
]


def get(server, address: str, **headers) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(*server, timeout=20)
    connection.request("GET", address, headers={"X-Forwarded-Proto": "https", "Accept-Encoding": "br", **headers})
    response = connection.getresponse()
    response.body = response.read()
    connection.close()
    return response


def text(response) -> str:
    packed = response.getheader("Content-Encoding") == "br"
    return (brotli.decompress(response.body) if packed else response.body).decode()


def size(response) -> int:
    """Bytes on the wire: status line, headers and body."""
    return len(response.body) + sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 20


@pytest.mark.parametrize("address", [*ADDRESSES, "/healthz", "/readyz", "/admin/login/"])
def test_every_public_address_answers(production, address):
    response = get(production, address)
    assert response.status == 200
    assert response.getheader("Strict-Transport-Security")


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_visit_weighs_little(production, address):
    page = get(production, address)
    # What a browser fetches: a canonical or alternate address it does not.
    fetched = r'<link (?!rel="(?:canonical|alternate)")[^>]*href|<script [^>]*src|<img [^>]*src'
    parts = [part for part in re.findall(rf'(?:{fetched})="([^"]+)"', text(page)) if not part.startswith("data:")]
    assert all(part.startswith(("/static/", "/roles/")) for part in parts), parts
    weights = {part: get(production, part) for part in parts}
    assert all(response.status == 200 for response in weights.values())
    assert 1 + len(parts) <= 5
    assert size(page) + sum(size(response) for response in weights.values()) <= 40 * KILOBYTE
    css = [len(response.body) for part, response in weights.items() if part.endswith(".css")]
    assert css
    assert sum(css) <= 10 * KILOBYTE


def test_static_files_are_kept_for_ever(production):
    css = re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', text(get(production, "/")))[1]
    response = get(production, css)
    assert "immutable" in response.getheader("Cache-Control")
    assert response.getheader("Content-Encoding") == "br"


def test_an_unchanged_page_is_not_sent_again(production):
    tag = get(production, "/roles/").getheader("ETag")
    again = get(production, "/roles/", **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


def test_plain_http_is_sent_to_https(production):
    response = get(production, "/roles/?level=entry", **{"X-Forwarded-Proto": "http"})
    assert response.status == 301
    assert response.getheader("Location").startswith("https://127.0.0.1")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/none/", 404),
        ("/roles/?page=99999999999999999999", 404),
        ("/roles/?q=%00", 400),
        ("/roles/?q=" + "a" * 7900, 200),
        ("/roles/?q=" + "a" * 20000, 414),
        ("/roles/?level=%F0%9F%A6%84", 200),
        ("/roles/%FF/", 404),
    ],
)
def test_odd_requests(production, address, status):
    assert get(production, address).status == status


def test_an_unknown_host_is_refused(production):
    assert get(production, "/", Host="elsewhere.example").status == 400
