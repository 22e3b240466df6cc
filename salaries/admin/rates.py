from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roles.admin.base import EditorAdmin
from roles.admin.freshness import FreshnessFilter

from ..models import (
    IncomeTaxSchedule,
    IncomeTaxSlab,
    ProfessionalTaxSchedule,
    ProfessionalTaxSlab,
    State,
    StatutoryRate,
)


@admin.register(StatutoryRate)
class StatutoryRateAdmin(EditorAdmin):
    list_display = ("kind", "value", "effective_from", "rule", "certainty")
    list_filter = (FreshnessFilter, "kind", "certainty")
    search_fields = ("rule", "note")
    autocomplete_fields = ("sources",)

    def kept_because(self, row):
        if not StatutoryRate.objects.filter(kind=row.kind).exclude(pk=row.pk).exists():
            return _(
                "It is the last rate of its kind, and no estimate can be made without one. Add the new rate first."
            )
        return super().kept_because(row)


class IncomeTaxSlabInline(admin.TabularInline):
    model = IncomeTaxSlab
    extra = 0
    # A schedule without slabs would take no tax from anyone.
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(IncomeTaxSchedule)
class IncomeTaxScheduleAdmin(EditorAdmin):
    list_display = ("year", "effective_from", "standard_deduction", "rebate_up_to", "cess_percent", "certainty")
    list_filter = (FreshnessFilter, "certainty")
    search_fields = ("year", "rule")
    autocomplete_fields = ("sources",)
    inlines = (IncomeTaxSlabInline,)


@admin.register(IncomeTaxSlab)
class IncomeTaxSlabAdmin(EditorAdmin):
    owner_field = "schedule"
    list_display = ("schedule", "above", "percent")
    list_filter = ("schedule",)
    list_select_related = ("schedule",)
    search_fields = ("schedule__year",)
    autocomplete_fields = ("schedule",)


@admin.register(State)
class StateAdmin(EditorAdmin):
    list_display = ("name", "slug", "cities")
    search_fields = ("name", "cities")
    prepopulated_fields = {"slug": ("name",)}


class ProfessionalTaxSlabInline(admin.TabularInline):
    model = ProfessionalTaxSlab
    extra = 0


@admin.register(ProfessionalTaxSchedule)
class ProfessionalTaxScheduleAdmin(EditorAdmin):
    list_display = ("state", "payer", "counted", "effective_from", "certainty")
    list_filter = (FreshnessFilter, "state", "payer", "certainty")
    list_select_related = ("state",)
    search_fields = ("state__name", "rule", "note")
    autocomplete_fields = ("state", "sources")
    inlines = (ProfessionalTaxSlabInline,)


@admin.register(ProfessionalTaxSlab)
class ProfessionalTaxSlabAdmin(EditorAdmin):
    owner_field = "schedule"
    list_display = ("schedule", "starts_at", "amount", "february_amount")
    list_filter = ("schedule__state",)
    list_select_related = ("schedule__state",)
    search_fields = ("schedule__state__name",)
    autocomplete_fields = ("schedule",)
