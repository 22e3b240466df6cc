import csv

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from roles.spreadsheets.cells import escaped

from ..models import VisitCount
from ..visits.report import CHOICES, days_asked, first_day, report


@admin.register(VisitCount)
class VisitCountAdmin(admin.ModelAdmin):
    """A report instead of a list of rows. Counts are made by visits only: nobody adds, changes or deletes one."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        export = path("csv/", self.admin_site.admin_view(self.export), name="bpo_portal_visitcount_csv")
        return [export, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Visits"),
            "opts": self.opts,
            "report": report(days_asked(request.GET.get("days", ""))),
            "choices": CHOICES,
        }
        return TemplateResponse(request, "admin/bpo_portal/visitcount/report.html", context)

    def export(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        days = days_asked(request.GET.get("days", ""))
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="visits-{days}-days.csv"'
        response["Cache-Control"] = "no-store"
        rows = csv.writer(response)
        rows.writerow([_("day"), _("role"), _("tag"), _("visits")])
        counts = VisitCount.objects.since(first_day(days)).order_by("day", "role__title", "tag")
        for row in counts.values_list("day", "role__title", "tag", "visits").iterator():
            rows.writerow([escaped(str(value)) for value in row])
        return response
