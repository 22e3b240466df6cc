"""The recorder, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


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


WATCHED = """
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
window.tracks = [];
navigator.mediaDevices.getUserMedia = async (asked) => {
  await new Promise((done) => setTimeout(done, 600));
  const sound = await open(asked);
  window.tracks.push(...sound.getTracks());
  return sound;
};
"""


def test_two_taps_open_the_microphone_once(go, page):
    page.add_init_script(WATCHED)
    go(practice("record/"))
    page.get_by_role("button", name="Record").dblclick()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("audio")).to_have_count(1)
    assert page.evaluate("tracks.map(track => track.readyState)") == ["ended"]


def test_a_microphone_that_goes_away_ends_the_take(go, page):
    page.add_init_script(WATCHED)
    go(practice("record/"))
    page.get_by_role("button", name="Record").click()
    expect(page.locator("[data-clock]")).to_have_text("0:01")
    page.evaluate("tracks[0].stop(); tracks[0].dispatchEvent(new Event('ended'))")
    expect(page.locator("[data-length]")).to_have_text(re.compile(r"^0:0[1-9]$"))
    expect(page.get_by_role("button", name="Record")).to_be_visible()
    stopped = page.locator("[data-clock]").text_content()
    page.wait_for_timeout(1200)
    expect(page.locator("[data-clock]")).to_have_text(stopped)
