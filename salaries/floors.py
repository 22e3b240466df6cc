"""The legal minimum wage of a place, as far as a published figure names one."""

from django.utils import timezone

from .models import STANDINGS, PayFigure, State


def floors_in(city: str, state: State | None, gross: int) -> list[dict]:
    """The newest legal floors known for a place (empty where none is), each with whether `gross` is below it."""
    places = places_of(city.strip().lower(), state)
    rows = (
        PayFigure.objects.published()
        .filter(STANDINGS["floors"][1])
        .filter(is_history=False, as_of__lte=timezone.localdate())
        .with_source()
    )
    rows = [row for row in rows if row.city.lower() in places]
    newest = max((row.as_of for row in rows), default=None)
    return [{"figure": row, "is_below": gross < row.low} for row in rows if row.as_of == newest]


def places_of(city: str, state: State | None) -> set[str]:
    """Every name, in small letters, under which the law of a place may be filed: the city's, and its state's."""
    places = {city} - {""}
    for known in State.objects.all():
        if known == state or city in known.places:
            places |= known.places
    return places
