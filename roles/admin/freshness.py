"""The filters that the desk's counts lead to: each row of a list is a row of the count."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models.completeness import SECTIONS, without
from ..models.freshness import WAITING


class FreshnessFilter(admin.SimpleListFilter):
    """Offers each of WAITING that the model's queryset knows."""

    title = _("what waits")
    parameter_name = "freshness"

    def lookups(self, request, model_admin):
        known = type(model_admin.model.objects.all())
        return [(name.replace("_", "-"), label) for name, label in WAITING.items() if hasattr(known, name)]

    def queryset(self, request, queryset):
        if self.value() in [value for value, _label in self.lookup_choices]:
            return getattr(queryset, self.value().replace("-", "_"))()
        return queryset


class MissingFilter(admin.SimpleListFilter):
    """Public roles that lack a section of their page."""

    title = _("gap on its page")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [(section.key, section.label) for section in SECTIONS.values()]

    def queryset(self, request, queryset):
        return without(queryset, self.value()) if self.value() in SECTIONS else queryset
