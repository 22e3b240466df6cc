from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roles.admin.base import PUBLISHING
from roles.admin.freshness import FreshnessFilter
from roles.admin.pay import PayAsPrinted
from roles.admin.rights import KeepsPublicRows
from roles.admin.spreadsheets import SpreadsheetMixin

from ..charts import printed
from ..models import PayFigure
from ..resources import PayFigureSheet


@admin.register(PayFigure)
class PayFigureAdmin(PayAsPrinted, SpreadsheetMixin, KeepsPublicRows):
    sheet = PayFigureSheet
    list_display = ("reference", "status", "title", "printed", "dated")
    list_filter = (
        FreshnessFilter, "status", "is_history", "is_legal_floor", "is_all_industries", "kind", "level", "process",
        "job_type", "source__strength", "currency",
    )  # fmt: skip
    search_fields = ("reference", "title", "role__title", "city", "source__title", "source__publisher", "caution")
    autocomplete_fields = ("role", "job_type", "source")
    date_hierarchy = "as_of"
    fieldsets = (
        (None, {"fields": ["reference", "title", "role", "job_type", "level", "city", "process", "for_whom"]}),
        PUBLISHING,
        (
            _("As printed"),
            {"fields": ["kind", "low", "value", "high", "currency", "period", "basis", "sample_size"]},
        ),
        (_("Who said it, and when"), {"fields": ["source", "as_of", "as_of_precision", "caution"]}),
        (_("Told apart from pay of today"), {"fields": ["is_history", "is_legal_floor", "is_all_industries"]}),
    )

    @admin.display(description=_("pay"), ordering="low")
    def printed(self, row: PayFigure) -> str:
        return printed(row)
