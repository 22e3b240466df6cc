import pytest

from tests.conftest import load_catalogue


@pytest.fixture
def site(live_server, transactional_db):
    """The address of a running site with the real catalogue."""
    load_catalogue()
    return live_server.url


@pytest.fixture
def quiet(page):
    """A page that must not complain: no script error, no refused resource, nothing from another site."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # What a click on the way to the next page cuts short has not failed.
    page.on(
        "requestfailed",
        lambda request: complaints.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )
    yield page
    assert complaints == []
