from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import ReaderReport

Status = ReaderReport.Status


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("What was done, or why nothing was. Other editors read it; the reader does not."),
        error_messages={"required": _("Say in the note what was done, or why nothing was.")},
    )


@admin.register(ReaderReport)
class ReaderReportAdmin(admin.ModelAdmin):
    """A queue. What readers wrote is only read; a report is closed with a note, by one editor and once."""

    list_display = ("excerpt", "page_title", "kind", "times", "received_on", "status", "settled_by")
    list_filter = ("status", "kind", "received_on", ("role", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("settled_by",)
    search_fields = ("text", "page_title", "page", "note")
    actions = ("settle", "decline", "open_again")
    change_form_template = "admin/roles/readerreport/change_form.html"
    fieldsets = (
        (None, {"fields": ["on_page", "role", "kind", "text", "better_source", "received_on", "times"]}),
        (_("What became of it"), {"fields": ["status", "note", "settled_by", "settled_at"]}),
    )
    readonly_fields = ("on_page", "better_source")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Closing is a change, and needs the permission; the words of a reader are changed by nobody."""
        return obj is None and super().has_change_permission(request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"may_close": self.has_change_permission(request)} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    @admin.display(description=_("the reader’s words"), ordering="text")
    def excerpt(self, report: ReaderReport) -> str:
        return report.text if len(report.text) <= 80 else f"{report.text[:79]}…"

    @admin.display(description=_("page"))
    def on_page(self, report: ReaderReport) -> str:
        return format_html('<a href="{}">{}</a>', report.page, report.page_title)

    @admin.display(description=_("better source"))
    def better_source(self, report: ReaderReport) -> str:
        """A stranger's address: followed without telling it where from, and without a hand back to this page."""
        if not report.link:
            return "-"
        return format_html('<a href="{}" rel="noreferrer noopener nofollow">{}</a>', report.link, report.link)

    @admin.action(description=_("Settle, with a note"), permissions=["change"])
    def settle(self, request, reports):
        return self.close(request, reports, Status.SETTLED)

    @admin.action(description=_("Decline, with a note"), permissions=["change"])
    def decline(self, request, reports):
        return self.close(request, reports, Status.DECLINED)

    def close(self, request, reports, status: str):
        """Asks for the note, and closes with it. What another editor closed in the meantime is named, not changed."""
        form = NoteForm(request.POST if "note" in request.POST else None)
        if form.is_valid():
            closed = [report for report in reports if report.close(status, form.cleaned_data["note"], request.user)]
            for report in closed:
                self.log_change(request, report, f"{Status(status).label}: {form.cleaned_data['note']}")
            if closed:
                text = ngettext("%(count)d report was closed.", "%(count)d reports were closed.", len(closed))
                self.message_user(request, text % {"count": len(closed)}, messages.SUCCESS)
            late = [str(report) for report in reports if report not in closed]
            if late:
                text = _("Closed before you, and left as it was: %(reports)s. Your note was: “%(note)s”")
                told = {"reports": "; ".join(late), "note": form.cleaned_data["note"]}
                self.message_user(request, text % told, messages.WARNING)
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Settle reports") if status == Status.SETTLED else _("Decline reports"),
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "reports": reports,
            "action": "settle" if status == Status.SETTLED else "decline",
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/roles/readerreport/close.html", context)

    @admin.action(description=_("Open again"), permissions=["change"])
    def open_again(self, request, reports):
        for report in reports:
            if report.is_open:
                continue
            if report.reopen():
                self.log_change(request, report, _("Opened again."))
                self.message_user(request, _("Open again: %(report)s") % {"report": report}, messages.SUCCESS)
            else:
                text = _("“%(report)s” stays closed: the same words are in the queue already.")
                self.message_user(request, text % {"report": report}, messages.WARNING)
