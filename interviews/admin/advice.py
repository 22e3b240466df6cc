from django.contrib import admin

from roles.admin.base import EditorAdmin

from ..models import Drill, TestFact, Tip


class AdviceAdmin(EditorAdmin):
    autocomplete_fields = ("job_types", "sources")


@admin.register(Tip)
class TipAdmin(AdviceAdmin):
    list_display = ("__str__", "kind", "position")
    list_filter = ("kind", "job_types")
    search_fields = ("title", "text", "how")


@admin.register(TestFact)
class TestFactAdmin(AdviceAdmin):
    list_display = ("__str__", "test", "position")
    list_filter = ("test", "job_types")
    search_fields = ("label", "text")


@admin.register(Drill)
class DrillAdmin(AdviceAdmin):
    list_display = ("title", "kind", "position")
    list_filter = ("kind", "job_types")
    search_fields = ("title", "how")
