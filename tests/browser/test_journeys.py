"""Each way to the right role, walked at 360 px, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 640}


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def visitor(request, site, browser):
    """A phone at the home page, that must meet no broken request on its way."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, base_url=site)
    page = context.new_page()
    broken = []
    page.on("response", lambda response: broken.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto("/")
    yield page
    assert broken == []
    assert context.cookies() == []
    context.close()


def heading(page):
    return page.locator("h1")


def test_a_newcomer_sees_what_this_is_and_what_to_do_first(visitor):
    """On the first screen, unscrolled: the promise, the search box and three ways in."""
    expect(heading(visitor)).to_be_in_viewport(ratio=1)
    expect(visitor.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
    ways = visitor.get_by_role("list", name="Start here").get_by_role("link")
    expect(ways).to_have_count(3)
    for way in ways.all():
        expect(way).to_be_in_viewport(ratio=1)


def test_search_forgives_a_slip_and_leads_to_the_role(visitor):
    visitor.get_by_role("searchbox").fill("custmer suport")
    visitor.get_by_role("button", name="Search").click()
    expect(visitor.get_by_role("searchbox")).to_have_value("custmer suport")
    first = visitor.locator(".role-card").first.get_by_role("heading").get_by_role("link")
    name = first.inner_text()
    first.click()
    expect(heading(visitor)).to_have_text(name)


def test_search_that_finds_nothing_says_what_to_try(visitor):
    visitor.goto("/search/?q=xyzzyplugh")
    expect(visitor.get_by_role("heading", name=re.compile("Nothing|No "))).to_be_visible()
    visitor.get_by_role("main").get_by_role("link", name="All roles").or_(
        visitor.get_by_role("main").get_by_role("link", name="See all roles")
    ).first.click()
    expect(heading(visitor)).to_have_text("All roles")


def test_filters_narrow_the_list_and_come_off_again(visitor):
    visitor.goto("/roles/")
    visitor.get_by_text("Filters", exact=True).click()
    visitor.get_by_label("No calls").check()
    visitor.get_by_label("Open to freshers").check()
    visitor.get_by_label("I have").select_option("class-12")
    visitor.get_by_role("button", name="Show roles").click()
    visitor.wait_for_url("**/roles/?*calls=none*")
    found = int(visitor.get_by_role("status").inner_text().split()[0])
    assert 0 < found < 33
    assert {"calls=none", "freshers=yes", "qualification=class-12"} <= set(visitor.url.split("?")[1].split("&"))
    for card in visitor.locator(".role-card").all():
        expect(card.locator(".facts")).to_contain_text("No calls")
    # The address alone leads to the same list.
    visitor.goto(visitor.url)
    assert int(visitor.get_by_role("status").inner_text().split()[0]) == found
    visitor.get_by_role("list", name="Filters in use").get_by_role("link", name=re.compile("No calls")).click()
    visitor.wait_for_url(lambda url: "calls" not in url)
    assert int(visitor.get_by_role("status").inner_text().split()[0]) > found


def test_six_answers_give_three_groups_and_an_address_to_share(visitor):
    visitor.get_by_role("list", name="Start here").get_by_role("link", name="Can I apply?").click()
    visitor.get_by_label("Class 12", exact=False).first.check()
    for group in visitor.locator("fieldset").all()[1:]:
        group.get_by_role("radio").first.check()
    visitor.get_by_role("button", name=re.compile("role", re.IGNORECASE)).last.click()
    expect(visitor.locator("#now")).to_be_visible()
    assert set(visitor.locator("h2").evaluate_all("all => all.map(h2 => h2.id)")) >= {"now", "close", "later"}
    told = visitor.get_by_role("main").inner_text()
    visitor.goto(visitor.url)
    assert visitor.get_by_role("main").inner_text() == told
    card = visitor.locator(".role-card").first
    expect(card.locator(".meets li").first).to_be_visible()
    card.get_by_role("heading").get_by_role("link").click()
    expect(visitor.locator(".ticket").first).to_be_visible()


def test_two_roles_side_by_side_from_their_cards(visitor):
    visitor.goto("/roles/")
    visitor.locator(".role-card").first.get_by_role("link", name=re.compile("^Compare")).click()
    expect(heading(visitor)).to_have_text("Compare roles")
    visitor.get_by_label("Role", exact=True).select_option("bookkeeper")
    visitor.get_by_role("button", name="Add").click()
    expect(visitor.get_by_role("heading", name="Side by side")).to_be_visible()
    expect(visitor.locator(".compared .differs").first).to_be_visible()
    visitor.get_by_role("list", name="Roles compared").get_by_role("link").first.click()
    expect(visitor.get_by_role("list", name="Roles compared").get_by_role("link")).to_have_count(1)


def test_the_map_leads_to_a_role_and_the_role_shows_its_part_of_the_map(visitor):
    visitor.get_by_role("link", name="Map", exact=True).click()
    visitor.locator(".map svg a:visible").filter(has_text="Team leader").first.click()
    expect(heading(visitor)).to_have_text("Team leader")
    around = visitor.get_by_role("region", name="Where it leads").locator("a:not(.anchor)")
    name = around.first.inner_text()
    around.first.click()
    expect(heading(visitor)).to_have_text(name)


def test_a_guide_its_term_and_the_way_back(visitor):
    visitor.goto("/guides/")
    visitor.get_by_role("link", name=re.compile("call centre", re.IGNORECASE)).first.click()
    term = visitor.locator("a[href^='/glossary/#']").first
    anchor = term.get_attribute("href").split("#")[1]
    term.click()
    expect(visitor.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_a_question_people_ask_opens_where_it_stands(visitor):
    visitor.goto("/roles/telecaller/")
    asked = visitor.locator("[aria-labelledby=questions] .question").first
    answer = asked.locator("p").first
    expect(answer).to_be_hidden()
    asked.locator("summary").click()
    expect(answer).to_be_visible()


# The shortlist, which lives on the device and so needs a script.


@pytest.fixture
def phone(quiet, site):
    quiet.set_viewport_size(PHONE)
    quiet.goto(site + "/roles/")
    return quiet


def marks(page):
    return page.get_by_role("button", name=re.compile("^Shortlist "))


def test_a_shortlist_is_kept_on_the_device_and_compared(site, phone):
    sent = []
    phone.on("request", lambda request: "/static/" in request.url or sent.append((request.method, request.url)))
    expect(phone.locator("[data-shortlisted]")).to_be_hidden()
    marks(phone).nth(0).click()
    marks(phone).nth(2).click()
    expect(marks(phone).nth(2)).to_have_attribute("aria-pressed", "true")
    assert sent == []
    titles = [phone.locator(".role-card h2 a").nth(n).inner_text() for n in (0, 2)]
    phone.get_by_role("link", name="Your shortlist (2)").click()
    kept = phone.locator(".shortlist")
    expect(kept.locator("label")).to_have_count(2)
    assert [row.split("\n")[0].strip() for row in kept.locator("label").all_inner_texts()] == titles[::-1]
    for title in titles:
        kept.get_by_role("checkbox", name=title).check()
    phone.get_by_role("button", name="Compare the ticked roles").click()
    expect(phone.get_by_role("list", name="Roles compared").get_by_role("link")).to_have_count(2)
    expect(kept.get_by_role("checkbox", name=titles[0])).to_be_checked()
    kept.get_by_role("button", name=f"Remove {titles[0]}").click()
    phone.reload()
    expect(kept.locator("li")).to_have_count(1)
    assert all(method == "GET" for method, _url in sent)
    assert phone.context.cookies() == []


def test_a_role_page_marks_and_unmarks_itself(site, phone):
    phone.goto(site + "/roles/telecaller/")
    mark = phone.locator(".tools").get_by_role("button", name=re.compile("^Shortlist"))
    mark.click()
    phone.reload()
    expect(mark).to_have_attribute("aria-pressed", "true")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "false")
    expect(phone.locator("[data-shortlisted]")).to_be_hidden()


@pytest.mark.parametrize(
    "broken",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})",
    ],
    ids=["full", "blocked"],
)
def test_without_storage_the_shortlist_works_and_says_so(site, phone, broken):
    phone.add_init_script(broken)
    phone.goto(site + "/roles/")
    marks(phone).nth(0).click()
    expect(marks(phone).nth(0)).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_text("lasts until you leave this page")).to_be_visible()
    expect(phone.get_by_role("link", name="Your shortlist (1)")).to_be_visible()


@pytest.mark.parametrize("rubbish", ["not json", "null", "[null]", '{"a": 1}', '[{"slug": 1}]'])
def test_a_broken_shortlist_does_no_harm(site, phone, rubbish):
    phone.evaluate("text => localStorage.setItem('bpo-shortlist', text)", rubbish)
    phone.reload()
    marks(phone).nth(0).click()
    phone.reload()
    expect(marks(phone).nth(0)).to_have_attribute("aria-pressed", "true")


def test_a_hostile_title_in_storage_stays_text(site, phone):
    phone.evaluate(
        """() => localStorage.setItem('bpo-shortlist',
          JSON.stringify([{slug: '../x"onclick=1', title: '<img src=x onerror=alert(1)>'}]))"""
    )
    phone.goto(site + "/roles/compare/")
    kept = phone.locator(".shortlist li")
    expect(kept).to_contain_text("<img src=x onerror=alert(1)>")
    assert kept.locator("img").count() == 0
    assert kept.get_by_role("link").get_attribute("href") == "/roles/..%2Fx%22onclick%3D1/"


def test_empty_filters_leave_no_trace_in_the_address(site, phone):
    phone.get_by_text("Filters", exact=True).click()
    phone.get_by_role("checkbox", name="KPO").check()
    phone.get_by_role("button", name="Show roles").click()
    phone.wait_for_url(site + "/roles/?type=kpo")
