"""Which texts of this app can be searched."""

from roles.search import Searched

from .models import PayFigure

# Jobs that are no role of the portal, but have a published figure.
PAID_JOBS = (Searched(lambda: PayFigure.objects.published().filter(role__isnull=True), "title", 0.95),)
