"""The pictures shown for a link: what they say, that it fits, and that hostile text harms nothing."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, features

from roles.models import Status
from roles.share import lettering
from roles.share.card import BAND, EDGE, FOOT, HEIGHT, LINES, PAPER, TITLE_LEADING, TITLE_SIZES, WIDTH, Card, draw
from roles.share.lettering import BOLD, LATIN_LETTERS, clusters, drawable, fitted, font, shortened, width, wrapped
from tests.conftest import FIXTURES
from tests.factories import make_band, make_figure, make_guide, make_job_type, make_role, make_source
from tests.interviews.factories import make_guide as interview_guide

HINDI = "ग्राहक सेवा कार्यकारी और शिकायत निवारण विशेषज्ञ अंतर्राष्ट्रीय प्रक्रिया के लिए"
HOSTILE = {
    "markup": '<script>alert("1")</script>-->\'',
    "right to left": "\u202eشعبة خدمة العملاء agent",
    "emoji": "Agent 🦄👩🏽‍💻",
    "nothing drawable": "🦄",
    "a hundred wide letters": "W" * 100,
    "a hundred letters": "Senior international customer experience and complaint resolution executive for airlines",
    "hindi": HINDI[:100],
    "hindi without blanks": "क्ष" * 33,
    "marks only": "\u0301" * 100,
    "joiners": "क\u094d\u200d" * 33,
}


def decoded(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]):
    """The part of `box` that is not paper, as a box; None where all of it is paper."""
    part = image.crop(box)
    return (
        ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).point(lambda v: 255 if v > 24 else 0).getbbox()
    )


def full_card(title: str, **kwargs) -> Card:
    defaults = {"line": "kpo", "band": "KPO line", "corner": "Senior level", "figure": "₹15,000 – 20,000"} | {
        "unit": "a month",
        "said": "This role. Some press, November 2022",
        "firm": "Weak source. CTC or in hand not said",
        "fact": "Minimum qualification: Degree",
    }
    return Card(title=title, **defaults | kwargs)


def test_shaping_is_there():
    assert features.check("raqm")


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_any_title_stays_within_its_frame(title):
    png = draw(full_card(title[:100]))
    image = decoded(png)
    assert len(png) <= 100_000
    main = (0, BAND + 4, WIDTH, HEIGHT - FOOT - 2)
    left, top, right, bottom = inked(image, main)
    assert left >= EDGE - 6
    assert right <= WIDTH - EDGE + 6
    assert top >= 4
    assert BAND + 4 + bottom <= HEIGHT - FOOT - 4


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_title_and_figure_do_not_touch(title):
    """A card whose lower half says nothing has ink only where the title is: above where the figure would stand."""
    with_title = decoded(draw(full_card(title[:100])))
    without = decoded(draw(full_card("")))
    changed = ImageChops.difference(with_title, without).point(lambda v: 255 if v > 60 else 0).convert("L").getbbox()
    if drawable(title):
        figure_top = inked(without, (0, BAND + 4, WIDTH, HEIGHT - FOOT - 2))[1] + BAND + 4
        assert changed[3] <= figure_top


@pytest.mark.parametrize("field", ["band", "corner", "figure", "unit", "said", "firm", "fact", "lead"])
def test_no_other_words_leave_the_frame(field):
    for words in ("m" * 300, "many words " * 40, HINDI * 4):
        told = {"figure": "", "said": "", field: words} if field == "lead" else {field: words}
        image = decoded(draw(full_card("Agent", **told)))
        assert inked(image, (WIDTH - EDGE + 6, BAND + 4, WIDTH, HEIGHT - FOOT - 2)) is None
        band = image.crop((WIDTH - EDGE + 6, 4, WIDTH, BAND - 4))
        assert len(band.getcolors()) == 1


def test_the_line_is_seen_in_its_colour():
    colours = {line: decoded(draw(full_card("", line=line, band="", corner=""))).getpixel((600, 20)) for line in LINES}
    for line, colour in colours.items():
        wanted = tuple(int(LINES[line][place : place + 2], 16) for place in (1, 3, 5))
        assert max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 3, line


def test_colours_are_those_of_the_style_sheet():
    light = (FIXTURES.parent / "static/css/site.css").read_text().split("@media")[0]
    assert {line: re.search(rf"--{line}: (#\w+);", light)[1] for line in LINES} == LINES


def test_hindi_is_shaped():
    """Letters joined by a virama become one, and a short i stands before its letter."""
    letters = font(lettering.DEVANAGARI, BOLD, 60)
    assert letters.getlength("क्ष") < letters.getlength("क") + letters.getlength("ष")
    assert letters.getlength("त्र") < letters.getlength("त") + letters.getlength("र")
    before, after = letters.getmask("कि"), letters.getmask("क")
    assert before.size[0] > after.size[0]
    alone = Image.new("L", (200, 120))
    from PIL import ImageDraw

    ImageDraw.Draw(alone).text((10, 90), "कि", font=letters, fill=255, anchor="ls")
    naive = Image.new("L", (200, 120))
    ImageDraw.Draw(naive).text((10, 90), "क", font=letters, fill=255, anchor="ls")
    assert ImageChops.difference(alone.crop((10, 0, 25, 120)), naive.crop((10, 0, 25, 120))).getbbox()


def test_letters_are_never_parted_from_their_marks():
    assert clusters("क्षत्रिय") == ["क्ष", "त्रि", "य"]
    assert clusters("शक्ति") == ["श", "क्ति"]
    assert clusters("e\u0301a") == ["e\u0301", "a"]


def test_the_font_has_every_letter_that_it_is_said_to_have():
    for weight in (lettering.REGULAR, BOLD):
        letters = font(lettering.LATIN, weight, 40)
        box = letters.getmask("\ue000")
        missing = (box.size, bytes(box))
        for code in LATIN_LETTERS:
            glyph = letters.getmask(chr(code))
            assert (glyph.size, bytes(glyph)) != missing, hex(code)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.text("कखगघतनमर्षािीुूेैोौंः wWil-", max_size=120))
def test_whatever_is_set_fits(text):
    room = (1080, 250)
    text = drawable(text)
    for size in (40, 88):
        lines = wrapped(text, BOLD, size, room[0])
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width(line, BOLD, size) <= room[0] for line in lines)
    told = fitted(text, BOLD, TITLE_SIZES, room, TITLE_LEADING)
    assert len(told.lines) * told.size * TITLE_LEADING <= room[1]
    assert all(width(line, BOLD, told.size) <= room[0] for line in told.lines)
    assert width(shortened(text, BOLD, 40, 300), BOLD, 40) <= 300


# The addresses.


@pytest.fixture
def pages(db):
    """The address of each kind of card, and what to change so that it must be drawn anew."""
    line = make_job_type(slug="kpo")
    role = make_role(slug="agent", job_type=line)
    guide = make_guide(slug="start")
    return {
        "/roles/agent/card.png": (role, "title"),
        "/roles/types/kpo/card.png": (line, "title"),
        "/salaries/agent/card.png": (role, "title"),
        "/guides/start/card.png": (guide, "summary"),
    }


def image_address(page: str) -> str:
    return re.search(r'<meta property="og:image" content="http://testserver([^"]+)"', page)[1]


def test_cards_are_pictures_that_change_with_what_they_say(client, pages, page_cache):
    for address, (row, field) in pages.items():
        page = address.removesuffix("card.png")
        first = image_address(client.get(page).content.decode())
        assert first.startswith(address + "?v=")
        before = client.get(first)
        assert before["Content-Type"] == "image/png"
        assert "immutable" in before["Cache-Control"]
        decoded(before.content)
        setattr(row, field, f"Something else {address}")
        row.save()
        page_cache.clear()
        second = image_address(client.get(page).content.decode())
        assert second != first
        assert client.get(second).content != before.content
        # Who still has the old address gets the picture of now.
        assert client.get(first)["Location"] == second


@pytest.mark.parametrize("title", ["🦄", "வாடிக்கையாளர் சேவை", "🦄 24/7", "(—)"])
def test_a_title_without_a_letter_to_draw_gives_way_to_the_slug(client, db, title, monkeypatch):
    line = make_job_type(slug="chat-line", title=title, short_title=title)
    make_role(slug="chat-agent", title=title, job_type=line)
    make_guide(slug="first-steps", title=title)
    interview_guide(job_type=line, title=title)
    wanted = {
        "/roles/chat-agent/": ("Chat agent", "Chat line line"),
        "/salaries/chat-agent/": ("Pay: Chat agent", "Chat line line"),
        "/roles/types/chat-line/": ("Chat line", "Chat line line"),
        "/guides/first-steps/": ("First steps", "Guide"),
        "/interviews/chat-line/": ("Chat line", "Chat line line"),
    }
    drawn = []
    monkeypatch.setattr("roles.share.answers.draw", lambda card: drawn.append(card) or draw(card))
    for address, words in wanted.items():
        client.get(f"{address}card.png")
        card = drawn.pop()
        assert (card.drawn_title, card.band) == words, address
        assert draw(card) != draw(replace(card, drawn_title=title)), address
        # In words the title keeps every letter.
        assert title in re.search(r'og:image:alt" content="([^"]+)"', client.get(address).content.decode())[1]


@pytest.mark.parametrize("title", ["ग्राहक सेवा", "🦄 agent", "É", "சேவை BPO"])
def test_a_title_with_a_letter_to_draw_stays(title):
    assert lettering.legible(title, "chat-agent") == title


def test_a_role_card_tells_the_pay_of_the_ticket_with_its_date(client, db):
    role = make_role(slug="agent")
    plain = client.get("/roles/agent/card.png").content
    page = client.get("/roles/agent/").content.decode()
    assert "No published figure" in re.search(r'og:image:alt" content="([^"]+)"', page)[1]
    make_figure(role=role, low=21000, high=32000, as_of="2025-03-01", as_of_precision="month",
                source=make_source(publisher="Good Press", strength="strong"))  # fmt: skip
    make_band(low=11000, high=12000)
    page = client.get("/roles/agent/").content.decode()
    words = re.search(r'og:image:alt" content="([^"]+)"', page)[1]
    assert "₹21,000 – 32,000 a month" in words
    assert "Good Press, March 2025" in words
    assert "Strong source. CTC or in hand not said" in words
    assert "11,000" not in words
    assert client.get("/roles/agent/card.png").content != plain


def test_an_unchanged_card_is_not_sent_again(client, pages):
    for address in pages:
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_invented_queries_draw_nothing(client, pages, monkeypatch):
    monkeypatch.setattr("roles.share.answers.draw", lambda card: pytest.fail("drawn"))
    for address in pages:
        for query in ("x=1", "v=0", "v=&v=", "%FF", "v=" + "a" * 3000):
            response = client.get(f"{address}?{query}")
            assert response.status_code == 302
            assert response["Location"].startswith(address + "?v=")


def test_a_card_is_drawn_once_for_what_it_says(client, pages, page_cache, monkeypatch):
    drawn = []
    monkeypatch.setattr("roles.share.answers.draw", lambda card: drawn.append(card) or draw(card))
    address = image_address(client.get("/roles/agent/").content.decode())
    role = pages["/roles/agent/card.png"][0]
    for _time in range(3):
        client.get("/roles/agent/card.png")
        client.get(address)
        role.save()  # every page is made anew, the picture is not
    assert len(drawn) == 1


def test_old_and_hidden_rows(client, pages):
    for address, (row, _field) in pages.items():
        assert client.get(address.replace(row.slug, "nobody")).status_code == 404
        old, row.slug = row.slug, f"{row.slug}-now"
        row.save()
        response = client.get(address.replace(f"/{old}/", f"/{old}/"))
        assert (response.status_code, response["Location"]) == (301, address.replace(f"/{old}/", f"/{row.slug}/"))
        row.slug = old
        row.save()
    for address, (row, _field) in reversed(pages.items()):
        row.status = Status.DRAFT
        row.save()
        assert client.get(address).status_code == 404


def test_every_seeded_card_is_light(client, seeded):
    from interviews.models import Guide
    from roles.models import Explainer, JobType, Role

    addresses = ["/card.png"]
    addresses += [f"{row.get_absolute_url()}card.png" for model in (JobType, Explainer, Guide)
                  for row in model.objects.all()]  # fmt: skip
    addresses += [f"/{page}/{role.slug}/card.png" for role in Role.objects.all()[::4] for page in ("roles", "salaries")]
    for address in addresses:
        picture = client.get(address).content
        decoded(picture)
        assert len(picture) <= 100_000, address
