"""The picture that chats and social pages show for a link: 1200 × 630, drawn like the ticket at the top of a page."""

import hashlib
import io
import json
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from .lettering import BOLD, REGULAR, drawable, fitted, shortened, width, write

WIDTH, HEIGHT = 1200, 630
EDGE = 60
BAND = 92
FOOT = 104
# Counted up when the drawing itself changes, so that the addresses of all cards change with it.
DRAWING = 2

PAPER, TINT, INK, INK_SOFT = "#ffffff", "#eff3f6", "#14202c", "#4a5865"
# As in static/css/site.css, by JobType.colour; a test holds them together. A card of another line is in ink.
LINES = {
    "voice-inbound": "#00707a",
    "voice-outbound": "#bf3a10",
    "non-voice": "#b3186d",
    "back-office": "#865a00",
    "kpo": "#6f3fb0",
    "ites": "#2f761f",
}
TITLE_SIZES = (88, 80, 72, 64, 58, 52, 46, 40)
TITLE_LEADING = 1.22
LEAD_SIZES = (38, 34, 30)
LEAD_LEADING = 1.4


@dataclass(frozen=True)
class Card:
    """What a card says. `line` is the colour that it wears, of its line, or "".

    The band on top has `band` on its left and `corner` on its right. Under the title, in whose place `drawn_title` is
    drawn, stands either a figure with its `unit`, who `said` it and how `firm` it is, or a `lead` in words; last
    `fact`, one line.
    """

    title: str
    drawn_title: str = ""
    line: str = ""
    band: str = ""
    corner: str = ""
    figure: str = ""
    unit: str = ""
    said: str = ""
    firm: str = ""
    lead: str = ""
    fact: str = ""

    @property
    def version(self) -> str:
        """Changes with whatever is drawn; a part of the card's address."""
        told = json.dumps([DRAWING, asdict(self)], sort_keys=True)
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:12]

    @property
    def alternative(self) -> str:
        """The card in words."""
        parts = [
            self.title,
            self.band,
            self.corner,
            f"{self.figure} {self.unit}".strip(),
            self.said,
            self.firm,
            self.fact,
        ]
        return ". ".join(part for part in [*parts, self.lead] if part)


def draw(card: Card) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    colour = LINES.get(card.line, INK)
    room = WIDTH - 2 * EDGE
    pen.rectangle((0, 0, WIDTH, BAND), fill=colour)
    corner = shortened(drawable(card.corner), BOLD, 34, room / 2)
    corner_width = width(corner, BOLD, 34)
    write(pen, (WIDTH - EDGE - corner_width, 58), corner, BOLD, 34, PAPER)
    write(pen, (EDGE, 58), shortened(drawable(card.band), BOLD, 34, room - corner_width - 40), BOLD, 34, PAPER)
    draw_foot(image, pen)

    top, bottom = BAND + 30, HEIGHT - FOOT - 24
    below = draw_below(pen, card, bottom, room)
    title = fitted(drawable(card.drawn_title or card.title), BOLD, TITLE_SIZES, (room, below - top), TITLE_LEADING)
    for number, line in enumerate(title.lines):
        place = top + (number + 0.86) * title.size * TITLE_LEADING
        write(pen, (EDGE, place), line, BOLD, title.size, INK)
    return packed(image)


def draw_below(pen: ImageDraw.ImageDraw, card: Card, bottom: int, room: float) -> int:
    """What stands under the title, from the bottom up; returns how far up it reaches."""
    y = bottom
    if card.fact:
        write(pen, (EDGE, y - 8), shortened(drawable(card.fact), BOLD, 32, room), BOLD, 32, INK)
        y -= 54
    if card.figure:
        if card.firm:
            write(pen, (EDGE, y - 8), shortened(drawable(card.firm), BOLD, 28, room), BOLD, 28, INK)
            y -= 40
        if card.said:
            write(pen, (EDGE, y - 8), shortened(drawable(card.said), REGULAR, 28, room), REGULAR, 28, INK_SOFT)
            y -= 46
        unit = shortened(drawable(card.unit), BOLD, 34, room / 2)
        figure = shortened(drawable(card.figure), BOLD, 62, room - width(unit, BOLD, 34) - 18)
        write(pen, (EDGE, y - 12), figure, BOLD, 62, INK)
        write(pen, (EDGE + width(figure, BOLD, 62) + 18, y - 12), unit, BOLD, 34, INK)
        y -= 92
    elif card.lead:
        lead = fitted(drawable(card.lead), REGULAR, LEAD_SIZES, (room, 170), LEAD_LEADING)
        step = lead.size * LEAD_LEADING
        y -= round(step * len(lead.lines))
        for number, line in enumerate(lead.lines):
            write(pen, (EDGE, y + (number + 0.75) * step), line, REGULAR, lead.size, INK_SOFT)
        y -= 16
    return y


def draw_foot(image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    top = HEIGHT - FOOT
    pen.rectangle((0, top, WIDTH, HEIGHT), fill=TINT)
    image.paste(mark(64, TINT), (EDGE, top + 20))
    write(pen, (EDGE + 72, top + 64), "BPO Portal", BOLD, 36, INK)
    claim = _("A free guide to BPO roles in India")
    write(pen, (WIDTH - EDGE - width(claim, REGULAR, 28), top + 63), claim, REGULAR, 28, INK_SOFT)


def mark(height: int, ground: str) -> Image.Image:
    """The house's mark, `height` pixels high; drawn four times as large, so that its edges are smooth."""
    unit = height * 4 / 32
    image = Image.new("RGB", (round(26 * unit), height * 4), ground)
    pen = ImageDraw.Draw(image)
    for number, colour in enumerate(LINES.values()):
        pen.rectangle((0, 5.4 * number * unit, 5 * unit, (5.4 * number + 5) * unit), fill=colour)
    pen.ellipse((4 * unit, 10 * unit, 26 * unit, 32 * unit), fill=INK)
    pen.ellipse((8 * unit, 14 * unit, 22 * unit, 28 * unit), fill=ground)
    return image.resize((round(26 * height / 32), height), Image.Resampling.LANCZOS)


def packed(image: Image.Image) -> bytes:
    """As a PNG of 256 colours: less than half the weight, and no eye sees it."""
    out = io.BytesIO()
    image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
