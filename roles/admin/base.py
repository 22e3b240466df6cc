"""What the admin pages of public rows share."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeepsPublicRows(admin.ModelAdmin):
    """Rows that have been public cannot be deleted here: they are retired, so that their addresses live on."""

    def has_delete_permission(self, request, obj=None):
        if obj is not None and obj.status in ("published", "retired"):
            return False
        return super().has_delete_permission(request, obj)


PUBLISHING = (_("Publishing"), {"fields": ["status", "publish_at"]})


class PartInline(admin.TabularInline):
    """An ordered list of parts. Many rows of selects are slow: shared lists are found by typing."""

    extra = 0
    autocomplete_fields = ("sources",)
    ordering = ("position", "pk")


# An address typed without a scheme is taken as https, as Django 6 will.
ASSUME_HTTPS = {models.URLField: {"assume_scheme": "https"}}
