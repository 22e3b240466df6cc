"""The admin in a real browser: under the strict content policy, at phone width, and by a log-in with two factors."""

import base64
import re

import pytest
from django.conf import settings as django_settings
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from roles.models import Role
from tests.browser.accessibility import faults
from tests.browser.colours import show_in

pytestmark = pytest.mark.browser

PASSWORD = "a long pass phrase"
# Faults of what Django's admin brings along, which no style of ours can mend.
NOT_OURS = {
    "list",  # select2 puts its search box among the list items of what is chosen
    "aria-prohibited-attr",  # the two-column chooser of groups names a plain span
}


@pytest.fixture
def asha(site):
    return User.objects.create_superuser("asha", password=PASSWORD)


@pytest.fixture
def open_admin(site, asha, browser):
    """A page logged in as an editor, in a context of the given options; nothing in it may complain."""
    complaints, contexts = [], []

    def complain(kind, text, where=""):
        complaints.append(f"{kind}: {text} {where}")

    def make(**options):
        client = Client()
        client.force_login(asha)
        context = browser.new_context(**options)
        contexts.append(context)
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        context.on(
            "console", lambda m: complain(m.type, m.text, m.page.url) if m.type in ("error", "warning") else None
        )
        context.on("weberror", lambda e: complain("error", str(e.error)))
        context.on("response", lambda r: complain("status", str(r.status), r.url) if r.status >= 400 else None)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def admin_pages():
    """List, add, change, history and delete pages of every model in the admin, where there is a row to show."""
    yield from (reverse("admin:index"), reverse("admin:account"), reverse("admin:password_change"))
    request = type("Request", (), {"user": User(is_superuser=True, is_active=True)})()
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if model_admin.has_add_permission(request):
            yield reverse(f"{name}_add")
        row = model._default_manager.first()
        if row is not None:
            yield reverse(f"{name}_change", args=[row.pk])
    role = Role.objects.get(slug="telecaller")
    yield reverse("admin:roles_role_history", args=[role.pk])
    yield reverse("admin:auth_user_password_change", args=[User.objects.get().pk])
    yield reverse("admin:roles_alias_delete", args=[role.aliases.first().pk])
    yield reverse("admin:roles_role_changelist") + "?status__exact=published&o=1&review_by__year=2027"


@pytest.mark.once
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_of_the_admin_keeps_to_the_policy_and_the_screen(open_admin, site, width, scheme):
    Group.objects.create(name="Editors")
    page = open_admin(viewport={"width": width, "height": 800}, color_scheme=scheme)
    seen = 0
    for address in admin_pages():
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.locator("link[href*='css/admin']").count() == 1, address
        seen += 1
    assert seen > 80


@pytest.mark.once
def test_no_list_scrolls_sideways_on_a_desk(open_admin, site):
    page = open_admin(viewport={"width": 1280, "height": 800})
    for name in ("roles_role", "salaries_payfigure", "interviews_question", "roles_source", "roles_glossaryterm"):
        page.goto(site + reverse(f"admin:{name}_changelist"))
        assert page.locator("#nav-sidebar").is_visible()
        assert page.locator(".results").evaluate("list => list.scrollWidth <= list.clientWidth"), name


@pytest.mark.once
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_no_accessibility_fault_of_ours(site, asha, browser, width, scheme):
    client = Client()
    client.force_login(asha)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    name = django_settings.SESSION_COOKIE_NAME
    role = Role.objects.get(slug="telecaller")
    page.goto(site + "/admin/login/")
    addresses = ["/admin/login/", "/admin/", "/admin/account/", "/admin/password_change/", "/admin/roles/role/"]
    addresses += [f"/admin/roles/role/{role.pk}/change/", "/admin/roles/role/add/", "/admin/axes/accesslog/"]
    addresses += [f"/admin/roles/role/{role.pk}/history/", "/admin/bpo_portal/visitcount/"]
    for address in addresses:
        page.goto(site + address)
        page.wait_for_timeout(150)
        found = faults(page)
        assert not set(found) - NOT_OURS, (address, found)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    context.close()


SMALL = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
  .filter(e => e.checkVisibility() && !e.closest('p:not(.datetime), .help, .messagelist'))
  .filter(e => !e.matches('[type=checkbox], [type=radio]') && !e.closest('.select2, .select2-container'))
  .filter(e => !e.matches('.skip-to-content-link, .sortremove, .toggle, .inlinechangelink') && !e.closest('thead'))
  .map(e => [e.outerHTML.slice(0, 90), Math.round(e.getBoundingClientRect().height)])
  .filter(([_, height]) => height < 44)"""


@pytest.mark.once
def test_what_is_pressed_on_a_phone_is_large_enough(open_admin, site):
    page = open_admin(viewport={"width": 360, "height": 800})
    role = Role.objects.get(slug="telecaller")
    for address in ("/admin/", "/admin/account/", "/admin/password_change/", f"/admin/roles/role/{role.pk}/change/"):
        page.goto(site + address)
        assert page.evaluate(SMALL) == [], address


@pytest.mark.parametrize("width", [360, 1280])
def test_the_widgets_of_the_admin_work_under_the_policy(open_admin, site, width):
    page = open_admin(viewport={"width": width, "height": 800})
    role = Role.objects.get(slug="telecaller")
    page.goto(f"{site}/admin/roles/role/{role.pk}/change/")

    # A calendar and a clock.
    page.locator("#id_publish_at_0 ~ .datetimeshortcuts a[id^=calendarlink]").click()
    page.locator(".calendarbox").first.get_by_role("link", name="15", exact=True).click()
    expect(page.locator("#id_publish_at_0")).to_have_value(re.compile(r"\d{4}-\d{2}-15|15/\d{2}/\d{4}|\d{2}/15/\d{4}"))
    page.locator("#id_publish_at_1 ~ .datetimeshortcuts a[id^=clocklink]").click()
    page.locator(".clockbox").first.get_by_role("link", name="Noon").click()
    expect(page.locator("#id_publish_at_1")).to_have_value("12:00:00")
    page.locator("#id_publish_at_0").fill("")
    page.locator("#id_publish_at_1").fill("")

    # A related row found by typing, by keyboard too, with a name for a screen reader.
    box = page.get_by_role("combobox", name="Replaced by")
    box.focus()
    page.keyboard.press("Enter")
    page.locator(".select2-container--open .select2-search__field").fill("bookk")
    page.locator(".select2-results__option").get_by_text("Bookkeeper").click()
    expect(page.locator("#select2-id_replaced_by-container")).to_contain_text("Bookkeeper")

    # One more duty, and it is kept.
    group = page.locator("#duties-group")
    group.locator("summary").click()
    rows = group.locator(".inline-related:not(.empty-form)")
    before = rows.count()
    group.get_by_text("Add another Duty").click()
    expect(rows).to_have_count(before + 1)
    new = rows.last
    new.locator("[name$=-text]").fill("Smile on the phone")
    new.locator("[name$=-position]").fill("99")

    # A source added in a window of its own comes back chosen.
    with page.expect_popup() as opened:
        new.locator("a.add-related").first.click()
    popup = opened.value
    popup.get_by_label("Title:").fill("A leaflet")
    popup.get_by_label("Publisher:").fill("The Press")
    popup.get_by_label("Publisher:").press("Tab")
    expect(popup.get_by_label("Slug:")).to_have_value("the-press-a-leaflet")  # filled in by a script
    if popup.get_by_label("Strength:").count():
        popup.get_by_label("Strength:").select_option(index=1)
    popup.get_by_role("button", name="Save").click()
    expect(new.locator(".field-sources")).to_contain_text("leaflet")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    duty = role.duties.get(text="Smile on the phone")
    assert [source.slug for source in duty.sources.all()] == ["the-press-a-leaflet"]
    role.refresh_from_db()
    assert role.replaced_by.slug == "bookkeeper"

    # Lists: search, filters, an action.
    page.goto(site + "/admin/roles/alias/?q=caller")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("delete_selected")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Delete multiple objects")).to_be_visible()


# Two factors.


def code_for(secret: str) -> str:
    return f"{totp(base64.b32decode(secret)):06}"


def log_in(page, site, password=PASSWORD):
    page.goto(site + "/admin/roles/role/")
    page.get_by_label("Username").fill("asha")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def log_out(page):
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()


def fits(page, width):
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_an_editor_connects_a_phone_and_loses_it(site, asha, quiet, settings, width, scheme):
    settings.SECOND_FACTOR = True
    settings.AXES_RESET_ON_SUCCESS = False
    page = quiet
    page.set_viewport_size({"width": width, "height": 800})
    show_in(page, scheme)

    def give_password():
        log_in(page, site)

    def look():
        fits(page, width)

    # First login: connect the app.
    give_password()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    look()
    page.get_by_role("button", name="I have the app").click()
    expect(page.locator("img.qr")).to_be_visible()
    page.wait_for_load_state("load")
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 100
    look()
    secret = re.sub(r"\s", "", page.locator(".secret").inner_text())
    assert secret not in page.url
    page.get_by_label("Code from the app").fill(code_for(secret))
    page.get_by_role("button", name="Connect the app").click()
    listed = page.locator(".recovery-codes li")
    expect(listed).to_have_count(10)
    codes = listed.all_inner_texts()
    look()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url(site + "/admin/roles/role/")
    log_out(page)

    # Again, by the app.
    TOTPDevice.objects.update(last_t=-1)  # half a minute later
    give_password()
    expect(page.get_by_label("Code from the app")).to_be_visible()
    look()
    page.get_by_label("Code from the app").fill(code_for(secret))
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(site + "/admin/roles/role/")
    log_out(page)

    # The phone is lost: a recovery code, and new ones.
    give_password()
    page.get_by_role("link", name="No phone at hand?").click()
    expect(page.get_by_label("Recovery code")).to_be_visible()
    look()
    page.get_by_label("Recovery code").fill(codes[3].lower())
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".messagelist")).to_contain_text("You have 9 recovery codes left")
    page.get_by_role("link", name="Your account").click()
    page.get_by_label("Code from the app, or a recovery code").fill(codes[4])
    page.get_by_role("button", name="Get new recovery codes").click()
    expect(listed).to_have_count(10)
    assert not set(listed.all_inner_texts()) & set(codes)
    page.goto(site + "/admin/")
    log_out(page)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_guesser_is_locked_out_in_words(site, asha, page, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    show_in(page, scheme)
    for _ in range(4):
        log_in(page, site, "wrong")
        expect(page.locator(".errornote")).to_contain_text("Please enter the correct username and password")
    with page.expect_response(lambda response: response.status == 429):
        log_in(page, site, "wrong")
    expect(page.get_by_role("heading", name="Log-in is locked for now")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Try again after \d\d:\d\d \(in 20 minutes\)"))).to_be_visible()
    fits(page, width)
