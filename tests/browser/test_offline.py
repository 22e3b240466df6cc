"""Pages that were opened once open without a network, say of when they are, and only what may be kept is kept."""

import re
import threading

import pytest
from django.http import HttpResponse
from playwright.sync_api import expect

from bpo_portal.middleware import PageCacheMiddleware
from roles.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.once]

KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => url.slice(location.origin.length));
}"""
NOTE = re.compile(r"No network\. This is the page as you opened it on \d+ \w+ 20\d\d")


@pytest.fixture
def visitor(site, page, settings, monkeypatch):
    """A browser that keeps pages, with its worker at work, as it is after the first page."""
    settings.OFFLINE_PAGES = True
    # What the browser's own store shows of the last half minute is not at question here.
    monkeypatch.setattr("bpo_portal.middleware.BROWSER_SECONDS", 0)
    monkeypatch.setattr("bpo_portal.middleware.STALE_SECONDS", 0)
    page.goto(site + "/roles/telecaller/")
    until(page, "navigator.serviceWorker.controller !== null")
    kept(page, "/roles/telecaller/")
    return page


def until(page, script: str) -> None:
    """Waits for what `script` asks. Playwright's own way evaluates a string in the page, which our policy forbids."""
    for _ in range(300):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {script}\nkept: {page.evaluate(KEPT)}")


def kept(page, *addresses) -> None:
    """Waits until these are among the kept pages."""
    until(
        page,
        f"async () => {{ const all = await ({KEPT})(); return {list(addresses)}.every((one) => all.includes(one)) }}",
    )


def test_the_very_first_page_opens_without_a_network(site, visitor):
    visitor.context.set_offline(True)
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text("Telecaller")
    expect(visitor.get_by_role("status").first).to_have_text(NOTE)
    assert "a month" in visitor.locator("main").inner_text()
    # In its own look too: the stylesheet is there.
    assert visitor.locator(".masthead .page").evaluate("bar => getComputedStyle(bar).display") != "block"
    visitor.context.set_offline(False)
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text("Telecaller")
    assert visitor.get_by_text("No network").count() == 0


def test_a_page_not_seen_before_names_those_that_were(site, visitor):
    for address in ("/glossary/", "/roles/?level=entry&type=kpo", "/interviews/practice/typing/"):
        visitor.goto(site + address)
        kept(visitor, address)
    visitor.context.set_offline(True)
    visitor.goto(site + "/roles/bookkeeper/")
    expect(visitor.locator("h1")).to_have_text("No network")
    listed = visitor.locator("[data-kept] a")
    assert listed.evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        "/interviews/practice/typing/",
        "/roles/?level=entry&type=kpo",
        "/glossary/",
        "/roles/telecaller/",
    ]
    listed.filter(has_text="glossary").click()
    visitor.wait_for_url("**/glossary/")
    expect(visitor.get_by_role("status").first).to_have_text(NOTE)
    # Practice works without a network, too, under the policy of its page.
    visitor.goto(site + "/interviews/practice/typing/")
    visitor.get_by_role("button", name=re.compile("Start")).first.click()
    assert visitor.evaluate("fetch('/glossary/').then(() => 'sent', () => 'refused')") == "refused"


def test_what_is_somebodys_own_is_not_kept(site, visitor):
    own = ["/roles/match/?qualification=class-12&english=no&language=yes&typing=no&calls=yes&nights=no"]
    own += [
        "/salaries/in-hand/?ctc=3.6+lakh&period=year&state=karnataka",
        "/salaries/offer/",
        "/admin/login/",
        "/none/",
    ]
    for address in own:
        visitor.goto(site + address)
    visitor.goto(site + "/faq/")
    kept(visitor, "/faq/")
    assert sorted(visitor.evaluate(KEPT)) == ["/faq/", "/roles/telecaller/", "/salaries/offer/"]
    visitor.context.set_offline(True)
    visitor.goto(site + own[0])
    expect(visitor.locator("h1")).to_have_text("No network")


def test_what_has_moved_or_gone_is_kept_no_longer(site, visitor):
    visitor.goto(site + "/roles/bookkeeper/")
    kept(visitor, "/roles/bookkeeper/")
    role = Role.objects.get(slug="telecaller")
    role.slug = "phone-seller"
    role.save()
    visitor.goto(site + "/roles/telecaller/")
    visitor.wait_for_url("**/roles/phone-seller/")
    kept(visitor, "/roles/phone-seller/")
    Role.objects.filter(slug="bookkeeper").update(status="draft")
    visitor.goto(site + "/roles/bookkeeper/")
    expect(visitor.locator("h1")).to_have_text("There is no page here")
    until(visitor, f"async () => (await ({KEPT})()).length === 1")
    assert visitor.evaluate(KEPT) == ["/roles/phone-seller/"]


def test_a_network_that_hangs_is_not_waited_for_where_there_is_a_copy(site, visitor, monkeypatch):
    end = threading.Event()
    monkeypatch.setattr(PageCacheMiddleware, "__call__", lambda *_: HttpResponse("late" if end.wait(60) else "later"))
    visitor.reload()
    expect(visitor.get_by_role("status").first).to_have_text(NOTE)
    end.set()


def test_the_oldest_make_room(site, visitor):
    visitor.evaluate(
        """async () => {
          for (let n = 0; n < 61; n++) await fetch(`/offline/?n=${n}`, {headers: {Accept: "text/html"}});
        }"""
    )
    kept(visitor, "/offline/?n=60")
    until(visitor, f"async () => (await ({KEPT})()).length === 60")
    # Copies that are written at the same moment may change places.
    left = set(visitor.evaluate(KEPT))
    assert left >= {f"/offline/?n={n}" for n in range(10, 61)}
    assert "/roles/telecaller/" not in left


def test_withdrawn_it_forgets_all_and_goes(site, visitor, settings):
    settings.OFFLINE_PAGES = False
    visitor.goto(site + "/faq/")
    until(
        visitor,
        """async () => (await caches.keys()).length === 0
          && (await navigator.serviceWorker.getRegistrations()).length === 0""",
    )
    visitor.reload()
    assert visitor.locator("body[data-keep]").count() == 0
    assert visitor.evaluate("navigator.serviceWorker.controller") is None
