"""What a page says of itself in its head, for chats, social pages and search engines."""

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..origin import absolute
from .card import HEIGHT, WIDTH, Card


def canonical(request: HttpRequest) -> str:
    """The one address of a page: its path, and of a list its page. A filtered list counts as the list."""
    page = request.GET.get("page", "")
    alone = len(request.GET) == 1 and page.isascii() and page.isdigit() and page != "1"
    return absolute(request, iri_to_uri(request.path)) + (f"?page={page}" if alone else "")


def card_tags(request: HttpRequest | None, card: Card, path: str) -> SafeString:
    """Open Graph's words for the picture at `path`. Nothing without a request: an error page has no card."""
    if request is None:
        return SafeString("")
    told = [
        ("og:image", f"{absolute(request, path)}?v={card.version}"),
        ("og:image:type", "image/png"),
        ("og:image:width", WIDTH),
        ("og:image:height", HEIGHT),
        ("og:image:alt", card.alternative),
    ]
    tags = format_html_join("\n  ", '<meta property="{}" content="{}">', told)
    return format_html('{}\n  <meta name="twitter:card" content="summary_large_image">', tags)
