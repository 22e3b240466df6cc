"""How a card is sent: drawn once for what it says, and kept by everyone under an address that changes with it."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .card import Card, draw

KEPT_SECONDS = 24 * 3600
A_WEEK = 7 * 24 * 3600


def card_response(request: HttpRequest, card: Card) -> HttpResponse:
    """The picture at its plain address or at `?v=<version>`. Any other query leads to the latter, so that no
    invented address is drawn or kept."""
    query = request.META.get("QUERY_STRING", "")
    if query and query != f"v={card.version}":
        return HttpResponseRedirect(f"{request.path}?v={card.version}")
    key = f"card:{card.version}"
    picture = cache.get(key)
    if picture is None:
        picture = draw(card)
        cache.set(key, picture, KEPT_SECONDS)
    response = HttpResponse(picture, content_type="image/png")
    if query:
        response["Cache-Control"] = f"public, max-age={A_WEEK}, immutable"
    return response
