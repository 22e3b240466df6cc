"""Practice in a real browser: it works, it stays on the device, and it says what it cannot do."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from interviews.models import Guide
from interviews.passages import TO_TYPE
from roles.models import JobType
from tests.factories import make_job_type, make_source
from tests.interviews.factories import make_drill, make_fact, make_guide, make_question, make_stage, make_tip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

TOOLS = ["?type=voice&length=5", "star/", "typing/", "call/", "record/"]
PAGES = ["/interviews/", "/interviews/voice/", "/interviews/questions/", "/interviews/questions/q001/"]
PAGES += ["/interviews/practice/", *(f"/interviews/practice/{tool}" for tool in TOOLS), "/roles/types/voice/"]
ENGLISH, HINDI = TO_TYPE[0], next(passage for passage in TO_TYPE if passage.language == "hi")


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


def practice(tool: str) -> str:
    return f"/interviews/practice/{tool}"


@pytest.fixture
def requests(page: Page) -> list[str]:
    """What the page asks the network for from the moment the list is cleared. A blob is the page's own memory."""
    seen = []
    page.on("request", lambda request: seen.append(request.url) if not request.url.startswith("blob:") else None)
    page.on("websocket", lambda socket: seen.append(socket.url))
    return seen


# Questions one at a time.


def test_questions_come_one_at_a_time_and_are_summed_up(go, requests):
    page = go(practice("?type=voice&length=5"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    heading = page.locator("[data-card]:visible h2")
    expect(heading).to_have_count(1)
    expect(heading).to_have_text("Question 1?")
    page.get_by_label("Well: I am ready").locator("visible=true").check()
    page.get_by_text("What they look for").locator("visible=true").click()
    expect(page.locator(".do:visible")).to_have_count(1)
    page.get_by_role("button", name="Next question").click()
    expect(heading).to_have_text("Question 2?")
    expect(heading).to_be_focused()
    page.get_by_label("Badly: once more").locator("visible=true").check()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="See how you did").click()
    assert [page.locator(f'[data-count="{name}"]').text_content() for name in ("well", "fair", "again", "")] == [
        "1",
        "0",
        "1",
        "1",
    ]
    page.get_by_role("button", name="Question 2?").click()
    expect(heading).to_have_text("Question 2?")
    assert requests == []


def test_the_timer_counts_the_seconds_of_an_answer(go, page):
    page.clock.install()
    go(practice("?type=voice&length=5"))
    page.clock.pause_at("2036-01-01")
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(75_000)
    expect(page.locator("[data-clock]:visible")).to_have_text("1:15")
    page.get_by_role("button", name="Stop").click()
    page.clock.run_for(30_000)
    expect(page.locator("[data-clock]:visible")).to_have_text("1:15")
    for name in ("Next question", "Next question", "See how you did"):
        page.get_by_role("button", name=name).click()
    expect(page.locator("[data-total]")).to_have_text("1:15")


def test_answers_survive_a_closed_tab_until_they_are_deleted(go, page, context, live_server):
    go(practice("?type=voice&length=5"))
    page.get_by_label("Your points").locator("visible=true").fill("Study, project, typing")
    page.get_by_label("Fair: it needs polish").locator("visible=true").check()
    page.get_by_role("button", name="Next question").click()
    page.close()
    second = context.new_page()
    second.goto(f"{live_server.url}{practice('?type=voice&length=5')}")
    expect(second.locator("[data-card]:visible h2")).to_have_text("Question 2?")
    second.get_by_role("button", name="Back").click()
    expect(second.get_by_label("Your points").locator("visible=true")).to_have_value("Study, project, typing")
    expect(second.get_by_label("Fair: it needs polish").locator("visible=true")).to_be_checked()
    second.get_by_role("button", name="Delete everything I wrote").click()
    expect(second.get_by_label("Your points").locator("visible=true")).to_have_value("")
    assert second.evaluate("Object.keys(localStorage)") == []


def test_a_keyboard_is_enough(go, page):
    go(practice("?type=voice&length=5"))
    page.get_by_role("button", name="Start the timer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next question").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-card]:visible h2")).to_have_text("Question 2?")


BLOCKED = "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('no', 'SecurityError')}})"
FULL = "Storage.prototype.setItem = () => {throw new DOMException('full', 'QuotaExceededError')}"


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
@pytest.mark.parametrize("tool", ["?type=voice&length=5", "star/", "typing/"])
def test_without_storage_practice_works_and_says_that_nothing_is_saved(go, page, script, tool):
    page.add_init_script(script)
    go(practice(tool))
    expect(page.get_by_text("Nothing is saved.")).to_be_visible()
    expect(page.locator("[data-saved]")).to_be_hidden()
    if tool.startswith("?"):
        page.get_by_label("Your points").locator("visible=true").fill("Mine")
        page.get_by_role("button", name="Next question").click()
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_label("Your points").locator("visible=true")).to_have_value("Mine")


def test_with_storage_the_page_says_that_it_saves(go, page):
    go(practice("?type=voice&length=5"))
    expect(page.get_by_text("What you write is kept here")).to_be_visible()
    expect(page.get_by_text("Nothing is saved.")).to_be_hidden()
    expect(page.get_by_text("Without JavaScript")).to_be_hidden()


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
        page.locator("[data-reply] summary").first.click()
        page.get_by_role("link", name="Go on").locator("visible=true").first.click()
        assert page.url.endswith("#double-charge-identity")
    context.close()


# STAR.


def fill_star(page: Page, words: str) -> None:
    for part in ("Situation", "Task", "Action", "Result"):
        page.get_by_label(part, exact=True).fill(f"{words} {part}")


def test_a_star_answer_is_saved_for_its_question_and_restored(go, page, requests):
    go(practice("star/?question=q003"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    fill_star(page, "My own")
    expect(page.locator("[data-words]")).to_have_text("12")
    page.get_by_label("The question").select_option("q002")
    expect(page.get_by_label("Task", exact=True)).to_have_value("")
    page.get_by_label("The question").select_option("q003")
    expect(page.get_by_label("Task", exact=True)).to_have_value("My own Task")
    assert requests == []
    page.reload()
    for part in ("Situation", "Task", "Action", "Result"):
        expect(page.get_by_label(part, exact=True)).to_have_value(f"My own {part}")


def test_a_star_answer_is_copied_and_cleared(go, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(practice("star/?question=q002"))
    fill_star(page, "My")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Question 2?\nSituation: My Situation\nTask: My Task\nAction: My Action\nResult: My Result"
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_label("Task", exact=True)).to_have_value("My Task")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear").click()
    page.reload()
    expect(page.get_by_label("Task", exact=True)).to_have_value("")


# Typing.


def result(page: Page) -> dict[str, str]:
    names = ("net", "gross", "accuracy", "errors", "strokes", "time")
    return {name: page.locator(f"[data-{name}]").text_content() for name in names}


def type_for(page: Page, text: str, seconds: int) -> dict[str, str]:
    page.get_by_label("Type here").press_sequentially(text)
    page.clock.run_for(seconds * 1000)
    stop = page.get_by_role("button", name="Stop and count")
    if page.locator("[data-result]").is_hidden():
        stop.click()
    return result(page)


@pytest.fixture
def typing(go, page) -> Page:
    page.clock.install()
    go(practice("typing/"))
    page.clock.pause_at("2036-01-01")
    return page


OPENING = ENGLISH.text[:55]


@pytest.mark.parametrize(
    ("typed", "seconds", "expected"),
    [
        (OPENING, 60, {"gross": "11", "net": "11", "accuracy": "100", "errors": "0", "strokes": "55", "time": "1:00"}),
        (OPENING, 30, {"gross": "22", "net": "22", "accuracy": "100", "errors": "0", "strokes": "55", "time": "0:30"}),
        # two wrong letters
        ("Xn Mondax" + OPENING[9:], 60, {"gross": "11", "net": "9", "accuracy": "96.4", "errors": "2"}),
        ("Xn Mondax" + OPENING[9:], 30, {"gross": "22", "net": "18", "accuracy": "96.4", "errors": "2"}),
        # one letter left out: what follows is still right
        (OPENING[0:10] + OPENING[11:], 60, {"gross": "10.8", "net": "9.8", "accuracy": "98.1", "errors": "1"}),
        # one letter too many
        (OPENING[0:10] + "q" + OPENING[10:], 60, {"gross": "11.2", "net": "10.2", "accuracy": "98.2", "errors": "1"}),
        # nothing right: never below zero
        ("z" * 20, 60, {"gross": "4", "net": "0", "accuracy": "0"}),
    ],
)
def test_words_a_minute_and_accuracy(typing, typed, seconds, expected):
    assert OPENING[-1] != " "
    found = type_for(typing, typed, seconds)
    assert {name: found[name] for name in expected} == expected


def test_a_corrected_mistake_does_not_count(typing):
    typing.get_by_label("Type here").press_sequentially("On Mx")
    typing.keyboard.press("Backspace")
    assert type_for(typing, OPENING[4:], 60)["errors"] == "0"


def test_hindi_counts_key_strokes_for_speed_and_letters_for_mistakes(typing):
    typing.get_by_label("Text", exact=True).select_option(HINDI.slug)
    right = HINDI.text[:20].strip()
    wrong = right.replace("वि", "वी", 1)  # one wrong matra in one letter
    assert wrong != right
    found = type_for(typing, wrong, 60)
    assert found["strokes"] == str(len(right))
    assert found["errors"] == "1"
    assert float(found["gross"]) == pytest.approx(len(right) / 5, abs=0.1)
    letters = typing.evaluate("text => [...new Intl.Segmenter('hi').segment(text)].length", right)
    assert letters < len(right)
    assert float(found["accuracy"]) == pytest.approx(100 * (letters - 1) / letters, abs=0.1)


def test_the_end_of_the_text_ends_the_test(typing):
    area = typing.get_by_label("Type here")
    area.press_sequentially("O")
    typing.clock.run_for(50_000)
    area.evaluate(
        "(area, text) => {area.value = text; area.dispatchEvent(new Event('input', {bubbles: true}))}", ENGLISH.text
    )
    found = result(typing)
    assert found["accuracy"] == "100"
    assert found["time"] == "0:50"
    assert not area.is_editable()


def test_paste_is_refused(typing, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    typing.evaluate("navigator.clipboard.writeText('pasted')")
    typing.get_by_label("Type here").focus()
    typing.keyboard.press("ControlOrMeta+v")
    expect(typing.get_by_text("Pasting is switched off")).to_be_visible()
    expect(typing.get_by_label("Type here")).to_have_value("")


def test_a_drop_is_refused(typing):
    typing.get_by_label("Type here").evaluate(
        """area => {
          const data = new DataTransfer();
          data.setData("text/plain", "dropped");
          area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true, bubbles: true}));
        }"""
    )
    expect(typing.get_by_text("Pasting is switched off")).to_be_visible()
    expect(typing.get_by_label("Type here")).to_have_value("")


def test_results_are_kept_on_the_device_and_nothing_is_sent(typing, requests):
    typing.wait_for_load_state("networkidle")
    requests.clear()
    type_for(typing, OPENING, 60)
    assert requests == []
    typing.reload()
    expect(typing.locator("[data-past-rows] tr")).to_have_count(1)
    expect(typing.locator("[data-past-rows] td").nth(1)).to_have_text("11")
    typing.get_by_role("button", name="Delete everything I wrote").click()
    expect(typing.locator("[data-past]")).to_be_hidden()


# Mock call.


def choose(page: Page, scene: str, number: int) -> str:
    """Opens reply `number` of the step that is shown and goes on; the skill of that step."""
    step = page.locator(f"[data-scene]:has(#{scene}) [data-step]:visible")
    expect(step).to_have_count(1)
    skill = step.get_attribute("data-skill")
    step.locator("summary").nth(number).click()
    step.locator("[data-then]").nth(number).click()
    return skill


def test_a_good_call_is_short_and_scores_all(go, page, requests):
    go(practice("call/"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    skills = [choose(page, "double-charge", 0) for _ in range(6)]
    assert skills == ["Greeting", "Identity check", "Listening", "Solution", "Recap", "Notes"]
    assert page.locator("[data-score]").first.text_content() == "12"
    assert page.locator("[data-most]").first.text_content() == "12"
    assert requests == []


def test_a_poor_reply_leads_elsewhere_and_costs_points(go, page):
    go(practice("call/"))
    assert choose(page, "annual-plan", 1) == "Opening"
    assert choose(page, "annual-plan", 0) == "A wary customer"
    while page.locator("[data-scene]:has(#annual-plan) [data-step]:visible").count():
        choose(page, "annual-plan", 0)
    scene = page.locator("[data-scene]:has(#annual-plan)")
    assert scene.locator("[data-score]").text_content() == "14"
    assert scene.locator("[data-most]").text_content() == "16"
    scene.get_by_role("button", name="Start the call again").click()
    assert scene.locator("[data-step]:visible").get_attribute("data-step") == "opening"


def test_only_the_first_choice_counts(go, page):
    go(practice("call/"))
    step = page.locator("[data-scene]:has(#double-charge) [data-step]:visible")
    step.locator("summary").nth(1).click()
    choose(page, "double-charge", 0)
    for _ in range(5):
        choose(page, "double-charge", 0)
    assert page.locator("[data-score]").first.text_content() == "10"


# Recording.


def test_a_recording_is_made_played_back_and_deleted_on_the_device(go, page, requests):
    go(practice("record/"))
    page.wait_for_load_state("networkidle")
    requests.clear()
    page.get_by_role("button", name="Record").click()
    expect(page.locator("[data-clock]")).to_have_text("0:01")
    page.get_by_role("button", name="Stop").click()
    audio = page.locator("audio")
    expect(audio).to_have_count(1)
    assert audio.get_attribute("src").startswith("blob:")
    played = audio.evaluate(
        """async audio => {
          audio.muted = true;
          await audio.play();
          await new Promise(done => {audio.onended = done; setTimeout(done, 4000)});
          return [audio.currentTime, audio.error];
        }"""
    )
    assert played[0] > 0.5
    assert played[1] is None
    assert requests == []
    page.get_by_role("button", name="Delete").click()
    expect(audio).to_have_count(0)


@pytest.mark.parametrize(
    "script",
    [
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
        "delete window.MediaRecorder",
        "Object.defineProperty(navigator, 'mediaDevices', {value: undefined})",
    ],
    ids=["refused", "no recorder", "no devices"],
)
def test_without_a_microphone_the_page_says_so(go, page, script):
    page.add_init_script(script)
    go(practice("record/"))
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("The microphone is not available")).to_be_visible()
    expect(page.get_by_role("button", name="Record")).to_be_enabled()


def test_a_script_could_not_send_anything_if_it_tried(page, live_server, line):
    page.goto(f"{live_server.url}{practice('record/')}")
    for attempt in ("fetch('/')", "fetch('https://example.org/')"):
        assert page.evaluate(f"{attempt}.then(() => 'sent', () => 'refused')") == "refused"


# All pages.


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
