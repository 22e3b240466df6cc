"""Export and import on a list of the admin: the buttons, the pages, and who may."""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..spreadsheets import (
    WEB_LIMITS,
    PartsColumn,
    Report,
    Sheet,
    TooLong,
    UnreadableFile,
    read_table,
    refuse_too_many_parts,
    waiting,
    write_table,
)

KINDS = {
    "xlsx": (gettext_lazy("Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (gettext_lazy("CSV"), "text/csv; charset=utf-8"),
}
# A lock that did not come free, or a row that others took away while this one was read.
BUSY = (IntegrityError, OperationalError, ObjectDoesNotExist)
MOST_EXCEL_ROWS = 10_000  # what is written well within a request's time
SHOWN_ROWS = 200  # of those that change, and of those that are new: nobody reads more before confirming


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy("An .xlsx or .csv file. Nothing is changed before you have seen what would change."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class SpreadsheetMixin:
    """For the admin of a Publishable. `sheet` names the columns."""

    sheet: type[Sheet]
    change_list_template = "admin/spreadsheets/change_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("import/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            path("export/<str:kind>/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def address(self, page: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def changelist_view(self, request, extra_context=None):
        spreadsheets = {
            "import": self.address("import") if self.has_import_permission(request) else "",
            "exports": [(self.address("export", kind), name) for kind, (name, _type) in KINDS.items()],
        }
        return super().changelist_view(request, {"spreadsheets": spreadsheets} | (extra_context or {}))

    # Export.

    def get_actions(self, request):
        actions = super().get_actions(request)
        if actions or self.has_view_permission(request):
            for kind, (name, _type) in KINDS.items():
                action = f"export_{kind}"
                text = _("Export selected %(verbose_name_plural)s as {kind}").format(kind=name)
                actions[action] = (export_selected(kind), action, text)
        return actions

    def export_view(self, request, kind: str):
        """The rows of the list as it is searched and filtered, all its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in KINDS:
            raise Http404
        try:
            listed = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(self.address("changelist"))
        return self.exported(request, listed, kind)

    def exported(self, request, queryset, kind: str) -> HttpResponse:
        sheet = self.sheet()
        rows = sheet.rows(queryset)
        try:
            if kind == "xlsx" and rows.count() > MOST_EXCEL_ROWS:
                text = _("More than %(most)s rows take too long to write for Excel. Export as CSV, or filter the list.")
                raise UnreadableFile(text % {"most": f"{MOST_EXCEL_ROWS:,}"})
            data = write_table(sheet.export(rows), kind)
        except UnreadableFile as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(self.address("changelist"))
        name = f"{self.opts.model_name}-{timezone.localdate().isoformat()}.{kind}"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(data, content_type=KINDS[kind][1], headers=disposition)

    # Import.

    def import_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "paper" in request.POST:
            return self.confirmed(request)
        if request.method != "POST":
            return self.import_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        return self.checked(request, form) if form.is_valid() else self.import_page(request, form)

    def import_page(self, request, form: UploadForm, status: int = 200):
        sheet = self.sheet()
        return self.page(
            request,
            "admin/spreadsheets/import.html",
            {
                "title": _("Import %(rows)s") % {"rows": self.opts.verbose_name_plural},
                "form": form,
                "columns": sheet.columns(),
                "key": sheet.key_heading,
                "most": f"{WEB_LIMITS.rows:,}",
                "most_lines": f"{WEB_LIMITS.part_lines:,}"
                if any(isinstance(one, PartsColumn) for one in sheet.columns())
                else "",
            },
            status,
        )

    def page(self, request, template: str, context: dict, status: int = 200):
        request.current_app = self.admin_site.name
        shared = self.admin_site.each_context(request) | {"opts": self.opts, "list_address": self.address("changelist")}
        return TemplateResponse(request, template, shared | context, status=status)

    def refused(self, request, text: str):
        form = UploadForm({}, {})
        form.full_clean()
        form.errors["file"] = form.error_class([text])
        return self.import_page(request, form)

    def read(self, name: str, data: bytes):
        """The table in an uploaded file. Raises UnreadableFile; what is too long is told the command that takes it."""
        try:
            table = read_table(name, data, WEB_LIMITS)
            refuse_too_many_parts(table, self.sheet().columns(), WEB_LIMITS)
        except TooLong as error:
            command = f"python manage.py import_sheet {self.opts.label_lower} {name or 'FILE'}"
            text = _("A file of this size is imported from the command line: %(command)s") % {"command": command}
            raise UnreadableFile(f"{error} {text}") from error
        return table

    def run(self, request, table, name: str, *, write: bool, expected: str = "") -> Report:
        sheet = self.sheet(may_publish=self.has_publish_permission(request))
        return sheet.run(table, write=write, expected=expected, author=request.user, file=name)

    def checked(self, request, form: UploadForm):
        """The first step: what the file would change."""
        upload = form.cleaned_data["file"]
        name = printable(upload.name)
        data = upload.read(WEB_LIMITS.file_bytes + 1)  # what is longer is refused by its length
        try:
            table = self.read(name, data)
        except UnreadableFile as error:
            return self.refused(request, str(error))
        try:
            report = self.run(request, table, name, write=False)
        except BUSY:
            return self.refused(request, _("Somebody else is writing to the site. Choose the file again in a minute."))
        signed = ""
        if report.rows and not report.mistakes:
            facts = {"user": request.user.pk, "model": self.opts.label_lower, "file": name, "digest": report.digest}
            signed = waiting.keep(data, **facts)
        return self.review_page(request, report, name, signed)

    def confirmed(self, request):
        """The second step. The file is read again: what is written is what the file says and the page showed."""
        ours = {"user": request.user.pk, "model": self.opts.label_lower}
        try:
            data, known = waiting.read(request.POST["paper"], **ours)
        except waiting.Gone:
            return self.refused(request, _("The checked file is no longer here. Choose it again."))
        if "cancel" in request.POST:
            waiting.remove(known)
            self.message_user(request, _("Nothing was imported."), messages.INFO)
            return HttpResponseRedirect(self.address("changelist"))
        name = known["file"]
        table = self.read(name, data)
        try:
            report = self.run(request, table, name, write=True, expected=known["digest"])
        except BUSY:
            return self.refused(
                request, _("Nothing was imported: somebody else was writing to the site. Choose the file again.")
            )
        if report.is_written:
            waiting.remove(known)
            self.message_user(request, told(report, name), messages.SUCCESS)
            return HttpResponseRedirect(self.address("changelist"))
        if report.mistakes or not report.rows:
            waiting.remove(known)
            return self.review_page(request, report, name, "", is_outdated=True)
        signed = waiting.paper(known["name"], data, **ours, file=name, digest=report.digest)
        return self.review_page(request, report, name, signed, is_outdated=True)

    def review_page(self, request, report: Report, name: str, signed: str, *, is_outdated: bool = False):
        return self.page(
            request,
            "admin/spreadsheets/review.html",
            {
                "title": _("Check the import"),
                "report": report,
                "changed": report.changed[:SHOWN_ROWS],
                "new": report.new[:SHOWN_ROWS],
                "changed_more": max(len(report.changed) - SHOWN_ROWS, 0),
                "new_more": max(len(report.new) - SHOWN_ROWS, 0),
                "file": name,
                "paper": signed,
                "is_outdated": is_outdated,
                "import_address": self.address("import"),
            },
        )


def printable(name: str) -> str:
    """A file's name as history can keep it."""
    return "".join(sign for sign in name if sign.isprintable())[-100:]


def told(report: Report, name: str) -> str:
    """“Imported roles.xlsx: 2 new rows, 1 changed row.”"""
    counts = []
    if report.new:
        counts.append(ngettext("%(n)d new row", "%(n)d new rows", len(report.new)) % {"n": len(report.new)})
    if report.changed:
        text = ngettext("%(n)d changed row", "%(n)d changed rows", len(report.changed))
        counts.append(text % {"n": len(report.changed)})
    return _("Imported %(file)s: %(counts)s.") % {"file": name, "counts": ", ".join(counts)}


def export_selected(kind: str):
    def action(modeladmin, request, queryset):
        return modeladmin.exported(request, queryset, kind)

    return action
