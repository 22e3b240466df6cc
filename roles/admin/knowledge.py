from django.contrib import admin

from ..models import Explainer, Faq, GlossaryTerm
from .base import KeepsPublicRows


@admin.register(Explainer)
class ExplainerAdmin(KeepsPublicRows):
    list_display = ("title", "position", "checked_on", "review_by", "status")
    list_filter = ("status",)
    search_fields = ("title", "summary", "body")
    autocomplete_fields = ("sources",)
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Faq)
class FaqAdmin(KeepsPublicRows):
    list_display = ("question", "position", "is_for_every_role", "status")
    list_filter = ("status", "is_for_every_role")
    search_fields = ("question", "answer")
    autocomplete_fields = ("roles", "job_types", "sources")
    prepopulated_fields = {"slug": ("question",)}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(KeepsPublicRows):
    list_display = ("term", "stands_for", "hindi", "section", "status")
    list_filter = ("status", "section")
    search_fields = ("term", "stands_for", "meaning", "hindi")
    autocomplete_fields = ("sources",)
    prepopulated_fields = {"slug": ("term",)}
