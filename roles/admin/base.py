"""What every admin page of content shares. An editable model's admin is an EditorAdmin or one of its kinds."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .forms import EditorForm, LineFormSet
from .history import HistoryPages
from .together import OneSaveAtATime


class EditorAdmin(HistoryPages, OneSaveAtATime, admin.ModelAdmin):
    """Keeps history with a page of its own, and never lets one editor's save hide another's."""

    change_form_template = "admin/editor/change_form.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """“Save and add another” is for who is adding; beside a row that is changed it takes room in the bar."""
        context["show_save_and_add_another"] = add
        if obj is not None and super().has_delete_permission(request):
            context["kept_because"] = self.kept_because(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        note = {"read_only": self.note_on_reading(request)} if self.has_change_permission(request) else {}
        return super().changelist_view(request, note | (extra_context or {}))

    def note_on_reading(self, request: HttpRequest) -> str:
        """Which rows of the list open for reading only, for an editor who may change others; else empty."""
        return ""

    def kept_because(self, row: models.Model) -> str:
        """Why nobody deletes this row, and what to do instead; empty where it may go."""
        return ""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj is not None and self.kept_because(obj))

    def get_deleted_objects(self, objs, request):
        """Of ticked rows, those that stay are told with the reason; Django would speak of a right that is lacking."""
        kept = {row.pk: why for row in objs if (why := self.kept_because(row))}
        free = [row for row in objs if row.pk not in kept]
        to_delete, counts, lacking, protected = super().get_deleted_objects(free, request)
        told = [
            format_html('<a href="{}">{}</a>: {}', reverse(self.change_page, args=[row.pk]), row, kept[row.pk])
            for row in objs
            if row.pk in kept
        ]
        blocked = [*told, *protected]
        # What stands in the way is the same for everybody, so no right that is lacking need be told.
        return to_delete, counts, set() if blocked else lacking, blocked

    @property
    def change_page(self) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_change"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (EditorForm, form), {"model_admin": self, "request": request})


# The two fields that say what is public; see KeepsPublicRows.
PUBLISHING = (_("Publishing"), {"fields": ["standing", "publish_at"]})


class PartInline(admin.StackedInline):
    """An ordered list of parts. Many rows of selects are slow: shared lists are found by typing."""

    classes = ("collapse",)
    formset = LineFormSet
    extra = 0
    autocomplete_fields = ("sources",)
    ordering = ("position", "pk")

    def get_fields(self, request, obj=None):
        """What the line says comes first, who said it and where it stands come last."""
        fields = list(super().get_fields(request, obj))
        last = [name for name in ("sources", "position") if name in fields]
        return [*(name for name in fields if name not in last), *last]


# An address typed without a scheme is taken as https, as Django 6 will.
ASSUME_HTTPS = {models.URLField: {"assume_scheme": "https"}}
