"""A line with something of everything, and a way to open its pages that lets no fault pass."""

import pytest
from playwright.sync_api import Page

from roles.models import JobType
from tests.factories import make_job_type, make_source
from tests.interviews.factories import make_drill, make_fact, make_guide, make_question, make_stage, make_tip


@pytest.fixture
def line(live_server) -> JobType:
    line = make_job_type(slug="voice", title="Voice", short_title="Voice")
    guide = make_guide(line)
    for number, kind in enumerate(("hr", "behavioural", "behavioural"), start=1):
        make_question(slug=f"q00{number}", text=f"Question {number}?", kind=kind, job_types=[line])
    make_stage(guide, sources=[make_source()])
    for kind in ("step", "shape", "example", "mistake", "wear", "bring", "ask", "work"):
        make_tip(kind=kind, title="Title", how="How")
    for label in ("Time", "Items", ""):
        make_fact(test="spoken", label=label)
        make_fact(test="typing", label=label)
    for kind in ("typing", "speaking", "call", "stories"):
        make_drill(kind=kind)
    return line


@pytest.fixture
def go(page: Page, live_server, line):
    """Opens a practice page, and fails the test on any error of a script or of the content policy."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    def open_page(address: str) -> Page:
        page.goto(f"{live_server.url}{address}")
        return page

    yield open_page
    assert faults == []


@pytest.fixture
def requests(page: Page) -> list[str]:
    """What the page asks the network for from the moment the list is cleared. A blob is the page's own memory."""
    seen = []
    page.on("request", lambda request: seen.append(request.url) if not request.url.startswith("blob:") else None)
    page.on("websocket", lambda socket: seen.append(socket.url))
    return seen
