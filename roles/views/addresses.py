"""Old addresses lead on."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect


def redirect_to_holder(rows: QuerySet, slug: str) -> HttpResponse:
    """For an address that is no longer anyone's own: a permanent redirect to the row that once had it, or 404."""
    row = rows.having_had(slug).first()
    if row is None:
        raise Http404
    return redirect(row, permanent=True)
