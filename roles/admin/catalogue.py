from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import (
    Alias,
    CareerMove,
    Disagreement,
    Duty,
    JobType,
    JobTypeCitation,
    JobTypePoint,
    OccupationCode,
    Role,
    RoleCertification,
    RoleCitation,
    RoleIndustry,
    RoleMetric,
    RoleSkill,
)
from ..resources import RoleSheet
from .base import ASSUME_HTTPS, PUBLISHING, PartInline
from .freshness import FreshnessFilter, MissingFilter
from .rights import KeepsPublicRows, PartOfPublicRow
from .spreadsheets import SpreadsheetMixin


class JobTypePointInline(PartInline):
    model = JobTypePoint
    ordering = ("kind", "position", "pk")


class CitationInline(admin.StackedInline):
    classes = ("collapse",)
    verbose_name_plural = _("sources of fields")
    extra = 0
    autocomplete_fields = ("source",)


class JobTypeCitationInline(CitationInline):
    model = JobTypeCitation


@admin.register(JobType)
class JobTypeAdmin(KeepsPublicRows):
    list_display = ("title", "status", "code", "position", "channel")
    list_filter = (FreshnessFilter, "status", "channel", "is_customer_facing")
    search_fields = ("title", "short_title", "code")
    autocomplete_fields = ("minimum_qualification",)
    prepopulated_fields = {"slug": ("title",)}
    inlines = (JobTypePointInline, JobTypeCitationInline)
    fieldsets = (
        (None, {"fields": ["title", "short_title", "code", "colour", "slug", "position"]}),
        PUBLISHING,
        (
            _("The work"),
            {"fields": ["channel", "direction", "is_customer_facing", "in_short", "summary", "suits", "example"]},
        ),
        (_("Who can apply"), {"fields": ["minimum_qualification", "minimum_note", "preferred_note", "shift_note"]}),
        (_("Codes"), {"fields": ["codes_note"]}),
    )


class AliasInline(PartInline):
    model = Alias


class DutyInline(PartInline):
    model = Duty


class RoleSkillInline(PartInline):
    model = RoleSkill
    verbose_name_plural = _("skills")
    autocomplete_fields = ("skill", "sources")


class RoleMetricInline(PartInline):
    model = RoleMetric
    verbose_name_plural = _("metrics")
    autocomplete_fields = ("metric", "sources")


class RoleCertificationInline(PartInline):
    model = RoleCertification
    verbose_name_plural = _("certificates")
    autocomplete_fields = ("certification", "sources")


class RoleIndustryInline(PartInline):
    model = RoleIndustry
    verbose_name_plural = _("industries")
    autocomplete_fields = ("industry", "sources")


class CareerMoveInline(PartInline):
    model = CareerMove
    fk_name = "role"
    autocomplete_fields = ("to_role", "sources")


class OccupationCodeInline(PartInline):
    model = OccupationCode
    formfield_overrides = ASSUME_HTTPS


class RoleCitationInline(CitationInline):
    model = RoleCitation


@admin.register(Role)
class RoleAdmin(SpreadsheetMixin, KeepsPublicRows):
    sheet = RoleSheet
    list_display = ("title", "status", "job_type", "level", "review_by")
    list_filter = (
        FreshnessFilter, MissingFilter, "status", "job_type", "is_cross_functional", "level", "calls", "shift",
        "takes_freshers",
    )  # fmt: skip
    list_select_related = ("job_type",)
    search_fields = ("title", "slug", "summary", "search_words", "aliases__name", "codes__code")
    autocomplete_fields = ("job_type", "also_in", "minimum_qualification", "replaced_by")
    prepopulated_fields = {"slug": ("title",)}
    date_hierarchy = "review_by"
    inlines = (
        AliasInline,
        DutyInline,
        RoleSkillInline,
        RoleMetricInline,
        CareerMoveInline,
        RoleCertificationInline,
        RoleIndustryInline,
        OccupationCodeInline,
        RoleCitationInline,
    )
    fieldsets = (
        (None, {"fields": ["title", "slug", "job_type", "is_cross_functional", "also_in", "level"]}),
        (PUBLISHING[0], {"fields": [*PUBLISHING[1]["fields"], "replaced_by", "is_common_first_job"]}),
        (_("The work"), {"fields": ["summary", "example", "suits", "search_words"]}),
        (_("The honest part"), {"fields": ["calls", "sells", "has_targets", "shift", "shift_note", "nights"]}),
        (
            _("Who can apply"),
            {"fields": ["minimum_qualification", "minimum_note", "preferred_note", "takes_freshers"]},
        ),
        (_("Kept true"), {"fields": ["editors_note", "checked_on", "review_by"]}),
    )


@admin.register(Disagreement)
class DisagreementAdmin(KeepsPublicRows):
    list_display = ("conflict", "status", "position")
    list_filter = (FreshnessFilter, "status")
    search_fields = ("conflict", "resolution")
    autocomplete_fields = ("sources", "roles", "job_types")


class PartAdmin(PartOfPublicRow):
    """A part on its own, for search across roles; it is usually edited on its role's page."""

    list_filter = ("role__job_type",)
    list_select_related = ("role",)
    autocomplete_fields = ("role", "sources")


@admin.register(Alias)
class AliasAdmin(PartAdmin):
    list_display = ("name", "role")
    search_fields = ("name", "role__title")


@admin.register(Duty)
class DutyAdmin(PartAdmin):
    list_display = ("text", "role")
    search_fields = ("text", "role__title")


@admin.register(RoleSkill)
class RoleSkillAdmin(PartAdmin):
    list_display = ("text", "skill", "need", "role")
    list_filter = ("need", "role__job_type", "skill")
    list_select_related = ("role", "skill")
    search_fields = ("text", "skill__name", "role__title")
    autocomplete_fields = ("role", "skill", "sources")


@admin.register(RoleMetric)
class RoleMetricAdmin(PartAdmin):
    list_display = ("metric", "note", "role")
    list_select_related = ("role", "metric")
    search_fields = ("metric__name", "role__title")
    autocomplete_fields = ("role", "metric", "sources")


@admin.register(RoleCertification)
class RoleCertificationAdmin(PartAdmin):
    list_display = ("certification", "note", "role")
    list_select_related = ("role", "certification")
    search_fields = ("certification__name", "role__title")
    autocomplete_fields = ("role", "certification", "sources")


@admin.register(RoleIndustry)
class RoleIndustryAdmin(PartAdmin):
    list_display = ("industry", "note", "role")
    list_select_related = ("role", "industry")
    search_fields = ("industry__name", "role__title")
    autocomplete_fields = ("role", "industry", "sources")


@admin.register(CareerMove)
class CareerMoveAdmin(PartAdmin):
    list_display = ("role", "direction", "to_role", "destination", "takes")
    list_filter = ("direction", "role__job_type")
    list_select_related = ("role", "to_role")
    search_fields = ("role__title", "to_role__title", "destination", "takes")
    autocomplete_fields = ("role", "to_role", "sources")


@admin.register(OccupationCode)
class OccupationCodeAdmin(PartAdmin):
    list_display = ("code", "scheme", "title", "year", "nsqf_level", "role")
    list_filter = ("scheme", "fit", "nsqf_level")
    search_fields = ("code", "title", "role__title")
    formfield_overrides = ASSUME_HTTPS


class CitationAdmin(PartOfPublicRow):
    list_filter = ("field",)
    autocomplete_fields = ("source",)


@admin.register(RoleCitation)
class RoleCitationAdmin(CitationAdmin):
    list_display = ("role", "field", "source")
    list_select_related = ("role", "source")
    search_fields = ("role__title", "source__title", "source__publisher")
    autocomplete_fields = ("role", "source")


@admin.register(JobTypeCitation)
class JobTypeCitationAdmin(CitationAdmin):
    owner_field = "job_type"
    list_display = ("job_type", "field", "source")
    list_select_related = ("job_type", "source")
    search_fields = ("job_type__title", "source__title", "source__publisher")
    autocomplete_fields = ("job_type", "source")


@admin.register(JobTypePoint)
class JobTypePointAdmin(PartOfPublicRow):
    owner_field = "job_type"
    list_display = ("text", "kind", "job_type")
    list_filter = ("kind", "job_type")
    list_select_related = ("job_type",)
    search_fields = ("text", "job_type__title")
    autocomplete_fields = ("job_type", "sources")
