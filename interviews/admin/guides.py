from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roles.admin.base import PUBLISHING, PartInline
from roles.admin.freshness import FreshnessFilter
from roles.admin.rights import KeepsPublicRows, PartOfPublicRow

from ..models import Guide, RolePointer, Stage


class StageInline(PartInline):
    model = Stage
    autocomplete_fields = ("question", "sources")


@admin.register(Guide)
class GuideAdmin(KeepsPublicRows):
    list_display = ("title", "status", "job_type", "review_by")
    list_filter = (FreshnessFilter, "status")
    list_select_related = ("job_type",)
    search_fields = ("title", "lede", "job_type__title", "stages__title")
    autocomplete_fields = ("job_type",)
    inlines = (StageInline,)
    fieldsets = (
        (None, {"fields": ["job_type", "title", "lede", "rounds_note"]}),
        PUBLISHING,
        (_("Kept true"), {"fields": ["checked_on", "review_by"]}),
    )


@admin.register(Stage)
class StageAdmin(PartOfPublicRow):
    """A round on its own, for search across guides; it is usually edited on its guide's page."""

    owner_field = "guide"

    list_display = ("title", "guide", "position", "how_long", "is_on_some_accounts")
    list_filter = ("is_on_some_accounts", "guide")
    list_select_related = ("guide",)
    search_fields = ("title", "text", "prompt", "guide__title")
    autocomplete_fields = ("guide", "question", "sources")


@admin.register(RolePointer)
class RolePointerAdmin(PartOfPublicRow):
    list_display = ("role", "probes", "exercise")
    list_filter = ("role__job_type",)
    list_select_related = ("role",)
    search_fields = ("role__title", "probes", "exercise")
    autocomplete_fields = ("role", "sources")
