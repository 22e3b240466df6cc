import re

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roles.admin.base import PUBLISHING
from roles.admin.freshness import FreshnessFilter
from roles.admin.rights import KeepsPublicRows, whom_to_ask
from roles.admin.spreadsheets import SpreadsheetMixin
from roles.models import JobType, Level, Role, act

from ..models import Question
from ..resources import QuestionSheet

NUMBERED = re.compile(r"^q[0-9]+$")


class TagForm(ActionForm):
    """What the bulk actions tag with; it stands beside the choice of action."""

    job_type = forms.ModelChoiceField(JobType.objects.all(), required=False, label=_("Job type:"))
    role = forms.ModelChoiceField(Role.objects.all(), required=False, label=_("Role:"))
    level = forms.ChoiceField(choices=[("", "---------"), *Level.choices], required=False, label=_("Level:"))


@admin.register(Question)
class QuestionAdmin(SpreadsheetMixin, KeepsPublicRows):
    sheet = QuestionSheet
    list_display = ("text", "status", "slug", "kind", "level", "lines")
    list_filter = (
        FreshnessFilter, "status", "kind", "level", "job_types", ("roles", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    search_fields = ("slug", "text", "looks_for", "answer", "avoid", "roles__title")
    autocomplete_fields = ("job_types", "roles", "sources")
    list_per_page = 50
    action_form = TagForm
    actions = (*KeepsPublicRows.actions, "add_job_type", "remove_job_type", "add_role", "remove_role", "set_level")
    fieldsets = (
        (None, {"fields": ["slug", "text", "kind", "level"]}),
        PUBLISHING,
        (_("Who is asked"), {"fields": ["job_types", "roles"]}),
        (_("The advice"), {"fields": ["looks_for", "answer", "avoid", "sources"]}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("job_types")

    def get_changeform_initial_data(self, request):
        """A new question gets the next number of the bank."""
        numbers = [int(slug[1:]) for slug in Question.objects.values_list("slug", flat=True) if NUMBERED.match(slug)]
        return {"slug": f"q{max(numbers, default=0) + 1:03}"} | super().get_changeform_initial_data(request)

    @admin.display(description=_("job types"))
    def lines(self, question: Question) -> str:
        return ", ".join(job_type.code for job_type in question.job_types.all())

    def chosen(self, request, field: str):
        """What was chosen beside the action; None, and a message, when it was left empty."""
        form = TagForm(request.POST)
        form.fields["action"].choices = self.get_action_choices(request)
        value = form.cleaned_data.get(field) if form.is_valid() else None
        if not value:
            label = form.fields[field].label.rstrip(":").lower()
            self.message_user(request, _("Choose a %(field)s beside the action.") % {"field": label}, messages.WARNING)
        return value

    def tell(self, request, count: int) -> None:
        text = ngettext("%(count)d question was changed.", "%(count)d questions were changed.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def open_to(self, request, questions) -> list[Question]:
        """Those that this editor may change; for each other one a message says whom to ask."""
        allowed = []
        for question in questions:
            if self.has_change_permission(request, question):
                allowed.append(question)
            else:
                text = _("Not done, “%(row)s”: the public sees it. Ask %(names)s.")
                names = {"row": question, "names": whom_to_ask()}
                self.message_user(request, text % names, messages.WARNING)
        return allowed

    def tag(self, request, questions, field: str, relation: str, *, add: bool) -> None:
        row = self.chosen(request, field)
        if not row:
            return
        changed = 0
        allowed = self.open_to(request, questions)
        with act("Tagged" if add else "Tag taken off"):
            for question in allowed:
                rows = getattr(question, relation)
                if add:
                    rows.add(row)
                elif relation == "job_types" and list(rows.all()) == [row]:
                    text = _("“%(question)s” keeps its only job type; without one it would be shown nowhere.")
                    self.message_user(request, text % {"question": question}, messages.WARNING)
                    continue
                else:
                    rows.remove(row)
                changed += 1
        self.tell(request, changed)

    @admin.action(description=_("Tag with the job type"), permissions=["change"])
    def add_job_type(self, request, questions):
        self.tag(request, questions, "job_type", "job_types", add=True)

    @admin.action(description=_("Take the job type’s tag off"), permissions=["change"])
    def remove_job_type(self, request, questions):
        self.tag(request, questions, "job_type", "job_types", add=False)

    @admin.action(description=_("Tag with the role"), permissions=["change"])
    def add_role(self, request, questions):
        self.tag(request, questions, "role", "roles", add=True)

    @admin.action(description=_("Take the role’s tag off"), permissions=["change"])
    def remove_role(self, request, questions):
        self.tag(request, questions, "role", "roles", add=False)

    @admin.action(description=_("Set the level"), permissions=["change"])
    def set_level(self, request, questions):
        if level := self.chosen(request, "level"):
            allowed = self.open_to(request, questions)
            with act("Level set"):
                for question in allowed:
                    question.level = level
                    question.save(update_fields=["level"])
            self.tell(request, len(allowed))
