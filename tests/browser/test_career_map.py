"""The career map in a real browser: pressed by thumb, walked by keyboard, its words where they were drawn to be."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]

STATIONS = ".map svg a:visible"
# Every label as the browser sets it, and what it must not touch.
CLASHES = """() => {
  const svg = [...document.querySelectorAll('.map svg')].find(svg => svg.checkVisibility());
  const frame = svg.getBoundingClientRect();
  const labels = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const clashes = [];
  labels.forEach(([words, box], index) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
      clashes.push(words + ' leaves the frame');
    for (const [others, other] of labels.slice(index + 1))
      if (box.left < other.right && other.left < box.right && box.top + 3 < other.bottom && other.top + 3 < box.bottom)
        clashes.push(words + ' and ' + others);
  });
  return clashes;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_words_touch(site, quiet, width):
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.goto(site + "/roles/map/")
    assert quiet.evaluate(CLASHES) == []


def test_every_station_is_large_enough_for_a_thumb_and_leads_to_its_role(site, quiet):
    quiet.set_viewport_size({"width": 360, "height": 800})
    quiet.goto(site + "/roles/map/")
    stations = quiet.locator(STATIONS)
    assert stations.count() == 33
    # What is pressed in the middle of a station, and 21 px above and below, is that station.
    small = stations.evaluate_all(
        """links => links.filter(link => {
          link.scrollIntoView({block: 'center', behavior: 'instant'});
          const box = link.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
          const pressed = [-21, 0, 21].map(dy => document.elementFromPoint(x, y + dy)?.closest('a'));
          return box.height < 44 || pressed.some(other => other !== link);
        }).map(link => link.textContent)"""
    )
    assert small == []
    sizes = quiet.locator(".map svg a:visible text").evaluate_all(
        "texts => texts.map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )
    assert min(sizes) >= 13.99
    for name in ("Telecaller", "Customer service representative", "Team leader"):
        quiet.goto(site + "/roles/map/")
        quiet.locator(STATIONS).and_(quiet.get_by_role("link", name=name, exact=True)).click()
        expect(quiet.locator("h1")).to_have_text(name)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_goes_as_one_reads(site, quiet, width):
    """Line by line, and along each line: down on a phone, to the right on a wide screen."""
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.goto(site + "/roles/map/")
    quiet.get_by_role("link", name="Read it in words").focus()
    walked = []
    for _ in range(33):
        quiet.keyboard.press("Tab")
        walked.append(
            quiet.evaluate(
                """() => {
                  const link = document.activeElement, stop = link.querySelector('.map-stop, .map-change');
                  const box = stop.getBoundingClientRect();
                  return [link.getAttribute('href'), Math.round(box.left), Math.round(box.top + scrollY)];
                }"""
            )
        )
    assert len({address for address, _x, _y in walked}) == 33
    if width == 360:
        assert [y for *_rest, y in walked] == sorted(y for *_rest, y in walked)
        return
    rows = {}
    for _address, x, y in walked:
        rows.setdefault(y, []).append(x)
    assert all(xs == sorted(xs) for xs in rows.values())
    assert list(rows)[:-1] == sorted(list(rows)[:-1])


def test_from_a_role_to_its_place_in_words_and_on(site, quiet):
    quiet.set_viewport_size({"width": 360, "height": 800})
    quiet.goto(site + "/roles/telecaller/")
    quiet.get_by_role("link", name="See it on the career map").click()
    quiet.wait_for_url("**/roles/map/#telecaller")
    entry = quiet.locator("#telecaller")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Team leader").click()
    quiet.wait_for_url("**/roles/map/#team-leader")
    expect(quiet.locator("#team-leader")).to_be_in_viewport()


def test_paper_gets_the_wide_map_and_the_words(site, page):
    page.goto(site + "/roles/map/")
    page.emulate_media(media="print")
    assert page.locator(".map-wide").is_visible()
    assert not page.locator(".map-tall").is_visible()
    assert page.locator("#telecaller").is_visible()
