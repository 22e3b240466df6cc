from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Explainer, Faq, GlossaryTerm
from ..resources import GlossaryTermSheet
from .freshness import FreshnessFilter
from .rights import KeepsPublicRows
from .spreadsheets import SpreadsheetMixin


class ExplainerForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "body": _(
                "Markdown: ## for a heading, - for a list, ** for strong words. Link to a page as [Roles](/roles/), and"
                " to a source by its slug as [Indeed, 2022](source:indeed-what-are-bpo-jobs)."
            ),
            "sources": _("The sources that the text links to are added when you save."),
        }


@admin.register(Explainer)
class ExplainerAdmin(KeepsPublicRows):
    form = ExplainerForm
    list_display = ("title", "status", "position", "review_by")
    list_filter = (FreshnessFilter, "status")
    search_fields = ("title", "summary", "body")
    autocomplete_fields = ("sources",)
    prepopulated_fields = {"slug": ("title",)}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.cite_sources()


@admin.register(Faq)
class FaqAdmin(KeepsPublicRows):
    list_display = ("question", "status", "position", "is_for_every_role")
    list_filter = (FreshnessFilter, "status", "is_for_every_role")
    search_fields = ("question", "answer")
    autocomplete_fields = ("roles", "job_types", "sources")
    prepopulated_fields = {"slug": ("question",)}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(SpreadsheetMixin, KeepsPublicRows):
    sheet = GlossaryTermSheet
    list_display = ("term", "status", "stands_for", "hindi", "section")
    list_filter = (FreshnessFilter, "status", "section")
    search_fields = ("term", "stands_for", "meaning", "hindi")
    autocomplete_fields = ("sources",)
    prepopulated_fields = {"slug": ("term",)}
