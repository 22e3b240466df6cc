"""All pages of interviews: accessible, usable without scripts, and sending nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from interviews.models import Guide
from roles.models import JobType
from tests.interviews.factories import make_question

from .addresses import TOOLS, practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

PAGES = ["/interviews/", "/interviews/voice/", "/interviews/questions/", "/interviews/questions/q001/"]
PAGES += ["/interviews/practice/", *(f"/interviews/practice/{tool}" for tool in TOOLS), "/roles/types/voice/"]


@pytest.mark.parametrize("tool", TOOLS)
def test_without_scripts_a_page_is_usable(browser, live_server, line, tool):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{practice(tool)}")
    expect(page.locator("[data-script]").first).to_be_hidden()
    assert page.locator("main button:visible").count() == 0
    if tool.startswith("?"):
        expect(page.locator("[data-card]:visible")).to_have_count(3)
        page.get_by_text("What they look for").first.click()
        expect(page.locator(".do").first).to_be_visible()
    if tool == "call/":
        page.locator('[data-points="2"] summary').first.click()
        page.get_by_role("link", name="Go on").locator("visible=true").first.click()
        assert page.url.endswith("#double-charge-identity")
    context.close()


ATTEMPTS = """address => {
  const form = Object.assign(document.createElement("form"), {action: address, method: "post", target: "_blank"});
  document.body.append(form);
  form.submit();
  navigator.sendBeacon(address, "x");
  const picture = new Promise((done) => {
    Object.assign(new Image(), {onload: () => done("sent"), onerror: () => done("refused"), src: address});
  });
  return Promise.all([fetch(address).then(() => "sent", () => "refused"), picture]);
}"""


@pytest.mark.parametrize("tool", TOOLS)
def test_a_script_could_not_send_anything_if_it_tried(page, live_server, line, tool):
    page.goto(f"{live_server.url}{practice(tool)}")
    sent = []
    page.context.route(re.compile("leak"), lambda route: (sent.append(route.request.url), route.abort()))
    for address in ("/static/mark.svg?leak=1", "https://example.org/?leak=1"):
        assert page.evaluate(ATTEMPTS, address) == ["refused", "refused"]
    page.wait_for_timeout(300)
    assert sent == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser, live_server, line, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for address in PAGES:
        page.goto(f"{live_server.url}{address}")
        for summary in page.locator("main summary:visible").all()[:3]:
            summary.click()
        found = Axe().run(page).response["violations"]
        assert [(address, fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways_and_targets_are_large(browser, live_server, line, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in PAGES:
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        for target in page.locator("main :is(button, select, summary, .choice, .more, .button):visible").all():
            box = target.bounding_box()
            assert box["height"] >= 43.9, (address, target.inner_text())
    context.close()


def test_a_guide_prints_on_one_sheet(page, live_server, seeded, transactional_db):
    for slug in Guide.objects.values_list("job_type__slug", flat=True):
        page.goto(f"{live_server.url}/interviews/{slug}/")
        page.emulate_media(media="print")
        sheet = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1, slug
        for kept in ("rounds", "prepare", "bring", "mistakes"):
            assert page.locator(f"#{kept}").is_visible(), (slug, kept)
        assert f"/interviews/questions/?type={slug}" in page.locator(".paper").inner_text()
        page.emulate_media(media="screen")
        assert page.locator(".paper").is_hidden()


def test_the_print_button_prints(go, page):
    page.add_init_script("window.printed = 0; window.print = () => {window.printed += 1}")
    go("/interviews/voice/")
    page.locator("[data-print] button").click()
    assert page.evaluate("window.printed") == 1


def test_a_link_to_a_question_of_a_guide_opens_its_group(go, page):
    make_question(slug="q050", text="Deep?", kind="situational", job_types=JobType.objects.all())
    go("/interviews/voice/#q050")
    expect(page.get_by_text("Deep?")).to_be_visible()


@pytest.mark.parametrize("address", ["/interviews/questions/", "/interviews/voice/"])
def test_a_link_to_a_question_opens_it(go, page, address):
    go(f"{address}#q003")
    expect(page.locator("#q003 .do")).to_be_visible()
    expect(page.locator("#q002 .do")).to_be_hidden()
    page.evaluate("location.hash = 'q002'")
    expect(page.locator("#q002 .do")).to_be_visible()
