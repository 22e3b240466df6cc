"""What the server hands to Django, before any middleware."""

from importlib import import_module
from io import BytesIO

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory

from tests.factories import make_role

pytestmark = pytest.mark.django_db

CHARSETS = ["hex", "rot13", "punycode", "undefined", "cp037", "utf-16", "no-such-thing"]


@pytest.fixture(autouse=True)
def one_connection():
    """The server closes old connections before each request; a test keeps its own, as in Django's test client."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def ask(environ) -> tuple[str, str]:
    """Status and page of what the application answers."""
    # Made when first asked for: it wants the static files collected.
    application = import_module("bpo_portal.wsgi").application
    seen = []
    answer = application(environ, lambda status, headers: seen.append(status))
    return seen[0], b"".join(answer).decode()


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_of_the_senders_changes_no_page(charset, page_cache):
    make_role(title="Chat agent")
    make_role(title="Bookkeeper")
    environ = RequestFactory().get("/roles/?q=chat").environ
    odd = ask(dict(environ) | {"CONTENT_TYPE": f"text/plain; charset={charset}"})
    plain = ask(dict(environ))
    assert odd == plain
    assert odd[0] == "200 OK"
    assert "Chat agent" in odd[1]
    assert "Bookkeeper" not in odd[1]


@pytest.mark.parametrize("charset", [*CHARSETS, "idna"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_in_a_strange_charset_is_read_as_utf8(charset, kind):
    body = b'--x\r\nContent-Disposition: form-data; name="pay"\r\n\r\nabc\r\n--x--\r\n'
    environ = RequestFactory().post("/salaries/offer/").environ | {
        "CONTENT_TYPE": f"{kind}; charset={charset}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    assert ask(environ)[0] == "200 OK"
