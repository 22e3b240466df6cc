"""Each kind of page in a real browser: accessible, within its frame, and complete without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import CONTRAST, faults
from tests.browser.colours import show_in

pytestmark = [pytest.mark.browser, pytest.mark.once]

PAGES = [
    "/",
    "/roles/",
    "/roles/?level=entry&type=kpo",
    "/roles/?level=wizard",
    "/roles/types/voice-inbound/",
    "/roles/map/",
    "/roles/customer-service-executive/",
    "/roles/team-leader/",
    "/roles/telecaller/share/?s=naukri-pune",
    "/roles/telecaller/share/?s=not a tag",
    "/roles/telecaller/share/ad/",
    "/roles/telecaller/print/",
    "/roles/telecaller/embed/",
    "/r/nyyn/",
    "/roles/compare/?role=telecaller&role=bookkeeper&role=team-leader",
    "/roles/match/",
    "/roles/match/?qualification=class-12&english=no&language=yes&typing=no&calls=yes&nights=no",
    "/roles/match/?english=maybe",
    "/search/?q=custmer",
    "/search/?q=xyzzyplugh",
    "/report/?page=/roles/telecaller/",
    "/report/thanks/?page=/salaries/telecaller/",
    "/sources/",
    "/offline/",
    "/guides/",
    "/guides/what-bpo-is/",
    "/guides/six-types-told-apart/",
    "/guides/fake-offer-warning-signs/",
    "/guides/what-moves-pay/",
    "/guides/certificates/",
    "/guides/who-hires/",
    "/guides/rights-and-rules/",
    "/guides/how-sources-disagree/",
    "/glossary/",
    "/glossary/?section=wizard",
    "/faq/",
    "/salaries/",
    "/salaries/?standing=history&period=year&level=wizard",
    "/salaries/financial-analyst/",
    "/salaries/compare/?role=telecaller&role=bookkeeper",
    "/salaries/in-hand/?ctc=3.6+lakh&period=year&state=karnataka",
    "/salaries/in-hand/?ctc=2.4",
    "/salaries/offer/",
    "/interviews/",
    "/interviews/voice-inbound/",
    "/interviews/questions/?role=telecaller&level=wizard",
    "/interviews/questions/q053/",
    "/interviews/practice/",
    "/interviews/practice/?type=kpo&length=5",
    "/interviews/practice/star/",
    "/interviews/practice/typing/",
    "/interviews/practice/call/",
    "/interviews/practice/record/",
    "/api/v1/docs",
    "/none/",
]


@pytest.fixture
def everywhere(site, browser):
    """Opens each page in turn in a context of the given options."""

    def visit(**options):
        context = browser.new_context(**options)
        page = context.new_page()
        for address in PAGES:
            page.goto(site + address)
            yield address, page
        context.close()

    return visit


@pytest.mark.parametrize("width", [360, 1280])
def test_no_accessibility_fault(everywhere, width):
    """Every rule in the light; in the dark the one that colours can break."""
    for address, page in everywhere(color_scheme="light", viewport={"width": width, "height": 800}):
        # Folded parts are read too.
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert faults(page) == {}, address
        show_in(page, "dark")
        assert faults(page, CONTRAST) == {}, (address, "dark")
        show_in(page, "light")


def test_nothing_scrolls_sideways(everywhere):
    for address, page in everywhere():
        for width in (320, 360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_what_is_pressed_is_large_enough(everywhere):
    """44 px at least, save a link inside a sentence (WCAG 2.5.8's exception, and the look's)."""
    for address, page in everywhere(viewport={"width": 360, "height": 800}):
        small = page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
              .filter(e => e.checkVisibility() && !e.closest('p, dd, td, .source-list, .skip, .note, h3'))
              .filter(e => !(e.matches('input') && e.closest('label.choice')))
              .filter(e => !e.closest('.section :is(ul, ol):not([class])'))
              .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height])
              .filter(([_, h]) => h < 44)"""
        )
        assert small == [], address


def test_pages_are_complete_without_scripts_and_quiet(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(site + "/")
    page.get_by_label("Search for a role, a skill or a word").fill("telicaller")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Telecaller", exact=True).click()
    expect(page.locator("h1")).to_have_text("Telecaller")
    page.get_by_role("link", name="Voice outbound", exact=True).click()
    expect(page.locator("h1")).to_have_text("Voice outbound")
    assert failed == []
    context.close()


def test_filters_by_keyboard(site, quiet):
    quiet.set_viewport_size({"width": 360, "height": 800})
    quiet.goto(site + "/roles/")
    quiet.keyboard.press("Tab")
    assert quiet.evaluate("document.activeElement.textContent") == "Skip to the page"
    quiet.get_by_text("Filters", exact=True).focus()
    quiet.keyboard.press("Enter")
    quiet.get_by_role("checkbox", name="KPO").focus()
    quiet.keyboard.press("Space")
    quiet.get_by_label("I have").select_option("degree")
    quiet.get_by_role("button", name="Show roles").press("Enter")
    quiet.wait_for_url(re.compile(r"/roles/\?type=kpo&qualification=degree"))
    assert quiet.get_by_role("status").inner_text() == "3 roles"
    quiet.get_by_role("link", name="Degree : remove this filter").click()
    quiet.wait_for_url("**/roles/?type=kpo")


def test_contents_lead_down_the_line(site, quiet):
    quiet.set_viewport_size({"width": 1280, "height": 800})
    quiet.goto(site + "/roles/telecaller/")
    quiet.get_by_role("navigation", name="On this page").get_by_role("link", name="Where it leads").click()
    quiet.wait_for_url("**/roles/telecaller/#next")
    expect(quiet.get_by_role("heading", name="Where it leads")).to_be_in_viewport()


def test_print_leaves_the_frame_out(site, page):
    page.goto(site + "/roles/telecaller/")
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert page.locator("h1").is_visible()
    assert page.get_by_role("heading", name="Never pay for a job").is_visible()
