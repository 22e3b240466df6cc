from django.contrib import admin

from ..models import SalaryBand
from .freshness import FreshnessFilter
from .rights import KeepsPublicRows


@admin.register(SalaryBand)
class SalaryBandAdmin(KeepsPublicRows):
    list_display = ("level", "job_type", "role", "low", "high", "period", "basis", "as_of", "source", "status")
    list_filter = (FreshnessFilter, "status", "level", "period", "basis", "job_type")
    list_select_related = ("job_type", "role", "source")
    search_fields = ("role__title", "job_type__title", "source__title", "source__publisher")
    autocomplete_fields = ("job_type", "role", "source")
