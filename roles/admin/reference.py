from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..formatting import date
from ..models import Book, Certification, Employer, Industry, Metric, Qualification, Skill, Source
from .base import ASSUME_HTTPS
from .freshness import FreshnessFilter
from .rights import SharedListAdmin


@admin.register(Source)
class SourceAdmin(SharedListAdmin):
    list_display = ("title", "strength", "publisher", "dated")
    list_filter = (FreshnessFilter, "strength", "date_precision", "address_state")
    search_fields = ("title", "publisher", "slug", "address")
    prepopulated_fields = {"slug": ("publisher", "title")}
    formfield_overrides = ASSUME_HTTPS
    readonly_fields = ("address_state", "address_checked_on", "address_checked", "address_finding")
    fieldsets = (
        (None, {"fields": ["title", "publisher", "slug", "address"]}),
        (
            _("When, and how far to trust it"),
            {"fields": ["published_on", "date_precision", "date_note", "strength", "caution"]},
        ),
        (_("The last visit to its address"), {"fields": list(readonly_fields)}),
    )

    @admin.display(description=_("published on"), ordering="published_on")
    def dated(self, source: Source) -> str:
        return date(source.published_on, source.date_precision)

    def kept_because(self, row):
        if row.is_used:
            return _("Facts rest on it. Give them another source first.")
        return super().kept_because(row)


@admin.register(Qualification)
class QualificationAdmin(SharedListAdmin):
    list_display = ("name", "short_name", "rank")
    search_fields = ("name", "short_name")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Skill)
class SkillAdmin(SharedListAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Industry)
class IndustryAdmin(SharedListAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)
    autocomplete_fields = ("sources",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Metric)
class MetricAdmin(SharedListAdmin):
    list_display = ("name", "full_name")
    search_fields = ("name", "full_name")


@admin.register(Certification)
class CertificationAdmin(SharedListAdmin):
    list_display = ("name", "awarded_by", "suits")
    search_fields = ("name", "awarded_by")
    autocomplete_fields = ("sources",)


@admin.register(Employer)
class EmployerAdmin(SharedListAdmin):
    list_display = ("name", "check_note")
    search_fields = ("name",)
    autocomplete_fields = ("sources",)


@admin.register(Book)
class BookAdmin(SharedListAdmin):
    list_display = ("title", "author", "verdict")
    list_filter = ("verdict",)
    search_fields = ("title", "author")
    autocomplete_fields = ("sources",)
