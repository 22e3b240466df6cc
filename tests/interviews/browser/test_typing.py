"""The typing test, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from interviews.passages import TO_TYPE

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

ENGLISH, HINDI = TO_TYPE[0], next(passage for passage in TO_TYPE if passage.language == "hi")


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
    for word in re.findall(r"\S+\s*", ENGLISH.text[1:]):
        typing.keyboard.insert_text(word)
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


@pytest.mark.parametrize("text", [ENGLISH.text, ENGLISH.text[:12], "x" * 60])
def test_more_than_a_word_from_the_keyboard_at_once_is_refused(typing, text):
    """Keyboards offer the clipboard as a suggestion and put it in as if it had been typed."""
    area = typing.get_by_label("Type here")
    area.press_sequentially("On ")
    typing.keyboard.insert_text(text)
    expect(typing.get_by_text("Pasting is switched off")).to_be_visible()
    expect(area).to_have_value("On ")
    area.press_sequentially("M")
    expect(typing.get_by_text("Pasting is switched off")).to_be_hidden()
    expect(area).to_have_value("On M")


def test_a_word_that_a_keyboard_completes_or_corrects_is_typing(typing):
    area = typing.get_by_label("Type here")
    area.focus()
    for piece in ("On", " Monday ", "morning "):
        typing.keyboard.insert_text(piece)
    expect(area).to_have_value("On Monday morning ")
    typing.get_by_label("Text", exact=True).select_option(HINDI.slug)
    area.focus()
    session = typing.context.new_cdp_session(typing)
    for shown in ("प", "प्र", "प्रशिक्षक"):
        session.send("Input.imeSetComposition", {"text": shown, "selectionStart": 1, "selectionEnd": 1})
    session.send("Input.insertText", {"text": "प्रशिक्षक "})
    expect(area).to_have_value("प्रशिक्षक ")
    expect(typing.get_by_text("Pasting is switched off")).to_be_hidden()


def test_a_test_of_a_moment_is_not_scored(typing):
    area = typing.get_by_label("Type here")
    area.press_sequentially("O")
    typing.get_by_role("button", name="Stop and count").click()
    expect(typing.get_by_text("Type for at least 10 seconds")).to_be_visible()
    expect(typing.locator("[data-result]")).to_be_hidden()
    expect(typing.locator("[data-past]")).to_be_hidden()
    assert type_for(typing, "n M", 10)["strokes"] == "4"
    expect(typing.get_by_text("Type for at least 10 seconds")).to_be_hidden()


def test_a_joiner_that_nobody_sees_is_no_mistake(typing):
    typing.get_by_label("Text", exact=True).select_option(HINDI.slug)
    opening = " ".join(HINDI.text.split()[:6])
    assert "फ़्त" in opening
    found = type_for(typing, opening.replace("फ़्त", "फ़्\u200dत"), 60)
    assert (found["errors"], found["strokes"]) == ("0", str(len(opening)))


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
    typing.once("dialog", lambda dialog: dialog.accept())
    typing.get_by_role("button", name="Delete everything I wrote").click()
    expect(typing.locator("[data-past]")).to_be_hidden()
