"""Sharing in a real browser: the card framed by another site, the hand-out on paper, copying, links to sections."""

import http.server
import re
import threading

import pytest
from playwright.sync_api import expect

from roles.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def elsewhere():
    """Another site: gives the address of a page there that frames the given address."""
    pages = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, "").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def framing(markup: str) -> str:
        path = f"/{len(pages)}"
        pages[path] = f"<!doctype html><title>Elsewhere</title>{markup}"
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield framing
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_is_framed_by_another_site(site, browser, elsewhere, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 800, "height": 600})
    page = context.new_page()
    page.goto(site + "/roles/telecaller/share/")
    markup = page.get_by_label("Code to paste").input_value()
    weights = []
    # The browser may still be fetching the mark for the page before.
    own = lambda url: url.startswith(site) and not url.endswith("mark.svg")  # noqa: E731
    page.on("response", lambda r: weights.append((r.url, r.request.sizes())) if own(r.url) else None)
    page.goto(elsewhere(markup))
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", name="Telecaller")).to_be_visible()
    paper = card.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 24, 31)"}[scheme]
    # Nothing is cut off, and all of it weighs little even before it is packed.
    assert card.locator("html").evaluate("e => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth")
    assert len(weights) == 2
    total = sum(sizes["responseBodySize"] + sizes["responseHeadersSize"] for _url, sizes in weights)
    assert total < 10_000
    assert context.cookies() == []
    with context.expect_page() as opened:
        card.get_by_role("link", name="Telecaller", exact=True).click()
    opened.value.wait_for_url(site + "/roles/telecaller/")
    context.close()


@pytest.mark.parametrize(
    "address", ["/", "/roles/telecaller/", "/roles/telecaller/share/", "/roles/telecaller/print/", "/admin/login/"]
)
def test_every_other_page_refuses_to_be_framed(site, page, elsewhere, address):
    page.goto(elsewhere(f'<iframe src="{site}{address}"></iframe>'))
    page.wait_for_timeout(300)
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    expect(page.frame_locator("iframe").get_by_text("BPO Portal")).to_have_count(0)


@pytest.mark.parametrize("width", [240, 300, 480])
def test_every_card_fits_its_frame(site, page, width):
    page.set_viewport_size({"width": width, "height": 300})
    for slug in Role.objects.values_list("slug", flat=True):
        page.goto(f"{site}/roles/{slug}/embed/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, slug
        if width >= 300:
            assert page.evaluate("document.documentElement.scrollHeight") <= 300, slug


def test_every_hand_out_is_one_sheet(site, page):
    for slug in Role.objects.values_list("slug", flat=True):
        page.goto(f"{site}/roles/{slug}/print/")
        sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
        assert len(sheets) == 1, slug


def test_the_sheet_count_sees_a_second_sheet(site, page):
    page.goto(f"{site}/roles/telecaller/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) > 1


def test_links_are_copied(site, browser):
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto(f"{site}/roles/telecaller/share/?s=pune")
    field = page.locator(".field").filter(has=page.get_by_label("Short link"))
    field.get_by_role("button", name="Copy").click()
    expect(field.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Short link").input_value()
    page.goto(copied)
    assert page.url == f"{site}/roles/telecaller/?from=pune"
    context.close()


def test_without_scripts_the_links_are_there_to_be_selected(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/roles/telecaller/share/")
    assert page.get_by_role("button", name="Copy").count() == 0
    page.get_by_label("Where will you use it?").fill("Naukri-Pune")
    page.get_by_role("button", name="Put the tag in the links").click()
    expect(page.get_by_label("Short link")).to_have_value(re.compile(r"/\?s=naukri-pune$"))
    page.get_by_role("link", name="Draft a job ad").click()
    page.get_by_label("Employer").fill("Acme")
    page.get_by_role("button", name="Draft the ad").click()
    expect(page.get_by_label("Text for a chat")).to_have_value(re.compile("Acme"))
    context.close()


def test_a_section_shows_its_link_when_pointed_at_and_nothing_moves(site, quiet):
    quiet.set_viewport_size({"width": 1280, "height": 800})
    quiet.goto(f"{site}/roles/telecaller/")
    link = quiet.get_by_role("link", name="Link to Where it leads")
    heading = quiet.get_by_role("heading", name="Where it leads")
    heading.scroll_into_view_if_needed()
    before = quiet.evaluate("[...document.querySelectorAll('h2, p')].map(e => e.getBoundingClientRect().top + scrollY)")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    heading.hover()
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    after = quiet.evaluate("[...document.querySelectorAll('h2, p')].map(e => e.getBoundingClientRect().top + scrollY)")
    assert after == before
    box, title = link.bounding_box(), heading.bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44
    assert abs(box["y"] + box["height"] - title["y"] - title["height"]) < 2
    link.click()
    quiet.wait_for_url("**/roles/telecaller/#next")
    quiet.get_by_role("link", name="Link to Pay").focus()
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Shift+Tab")
    assert quiet.get_by_role("link", name="Link to Pay").evaluate("e => getComputedStyle(e).opacity") == "1"


def test_links_to_sections_are_not_printed(site, page):
    page.goto(f"{site}/roles/telecaller/")
    page.emulate_media(media="print")
    assert page.locator(".anchor").first.is_hidden()
