from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roles.admin.base import PUBLISHING, KeepsPublicRows

from ..models import PayFigure


class StaleFilter(admin.SimpleListFilter):
    title = _("freshness")
    parameter_name = "freshness"

    def lookups(self, request, model_admin):
        return [("stale", _("Stale: of today, but undated or older than 18 months"))]

    def queryset(self, request, queryset):
        return queryset.stale() if self.value() == "stale" else queryset


@admin.register(PayFigure)
class PayFigureAdmin(KeepsPublicRows):
    list_display = (
        "reference", "title", "role", "level", "city", "process", "kind", "low", "value", "high", "period", "as_of",
        "source", "status",
    )  # fmt: skip
    list_filter = (
        StaleFilter, "status", "is_history", "is_legal_floor", "is_all_industries", "kind", "level", "process",
        "job_type", "source__strength", "currency",
    )  # fmt: skip
    list_select_related = ("role", "source")
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
