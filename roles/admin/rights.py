"""Who may do what: a Writer never changes what the public sees; a Publisher does; an Auditor reads.

These rules hold for whatever is sent, not only for the buttons shown.
"""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Publishable
from ..models.history import act
from ..models.publishing import STEPS, Step
from ..models.reference import is_used
from ..preview import preview_address
from ..versions import act_of_status
from ..workflow import take_step
from .base import EditorAdmin
from .history import spoken, users_by_id

PUBLISHERS = "Publisher"


class RefusedDelete(Exception):
    """A deletion would leave a public row without what it needs. Its text says so."""


def may_publish(user: AbstractBaseUser, row: models.Model | type[models.Model]) -> bool:
    return user.has_perm(f"{row._meta.app_label}.publish_{row._meta.model_name}")


def whom_to_ask() -> str:
    """The publishers by name, for a sentence; "a publisher" where there is none."""
    group = Group.objects.filter(name=PUBLISHERS).first()
    users = group.user_set.filter(is_active=True).order_by("username")[:5] if group else []
    names = [user.get_full_name() or user.get_username() for user in users]
    return ", ".join(names) if names else _("a publisher")


class KeepsPublicRows(EditorAdmin):
    """The admin of a Publishable: its rights, its steps through the workflow, one by one and many at once.

    Rows that have been public cannot be deleted here: they are retired, so that their addresses live on.
    """

    exclude = ("status",)
    readonly_fields = ("standing",)
    actions = ("submit_rows", "publish_rows", "retire_rows", "draft_rows")

    def get_fields(self, request, obj=None):
        fields = [name for name in super().get_fields(request, obj) if name not in ("standing", "publish_at")]
        return [*fields, "standing", "publish_at"]

    def has_publish_permission(self, request) -> bool:
        return may_publish(request.user, self.model)

    def has_import_permission(self, request) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.import_{self.opts.model_name}")

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.has_left_the_writers and not self.has_publish_permission(request):
            return False
        return super().has_change_permission(request, obj)

    def note_on_reading(self, request):
        if self.has_publish_permission(request):
            return ""
        text = _("What is published or retired opens for reading only: a publisher changes it. Ask %(names)s.")
        return text % {"names": whom_to_ask()}

    def kept_because(self, row):
        if row.has_left_the_writers:
            return _("It has been public. Retire it instead, so that its address goes on answering.")
        return super().kept_because(row)

    def get_actions(self, request):
        """Drafts are deleted one by one. Among ticked rows a public one is easily missed."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @staticmethod
    def status_in_words(row: Publishable) -> str:
        if row.pk is None:
            return _("A new draft. Nobody but editors sees it.")
        if row.has_left_the_writers and not row.is_retired and not row.is_published:
            return _("Published from %(when)s on") % {"when": spoken(row.publish_at)}
        return row.get_status_display()

    @admin.display(description=gettext_lazy("status"))
    def standing(self, row: Publishable) -> str:
        """The status in words, and who brought it there: “Published by Asha on 3 November 2026, 14:05”."""
        text = self.status_in_words(row)
        entry = act_of_status(row) if row.pk else None
        if entry is None:
            return text
        who = users_by_id([entry]).get(entry.user_id) or _("a command")
        return _("%(status)s. By %(who)s on %(when)s.") % {"status": text, "who": who, "when": spoken(entry.moment)}

    def get_view_on_site_url(self, obj=None):
        """None while there is nothing to see there; Preview shows it instead."""
        if obj is not None and not obj.is_published and not obj.is_retired:
            return None
        return super().get_view_on_site_url(obj)

    def step_asked(self, request: HttpRequest) -> Step | None:
        return STEPS.get(request.POST.get("_step", ""))

    def may_take(self, request: HttpRequest, step: Step, row: Publishable) -> bool:
        if step.verb == "publish" or row.has_left_the_writers:
            return self.has_publish_permission(request)
        return self.has_change_permission(request, row) if row.pk else self.has_add_permission(request)

    def check_form(self, request, form):
        super().check_form(request, form)
        row = form.instance
        row.left_empty = {name for name in form.errors if form.has_error(name, "required")}
        publish_at = form.cleaned_data.get("publish_at")
        if publish_at and publish_at > timezone.now() and (row.is_published or row.is_retired):
            text = _("It has been public, and a moment that lies ahead would hide it. Leave this empty.")
            form.add_error("publish_at" if "publish_at" in form.fields else None, text)
        step = self.step_asked(request)
        if step is None:
            return
        if not self.may_take(request, step, row):
            form.add_error(None, _("You may not do that. Ask %(names)s.") % {"names": whom_to_ask()})
        elif reason := row.refuses(step):
            form.add_error(None, reason)
        else:  # even with other mistakes in the form, so that what the public page lacks is told beside them
            request.status_before = row.status
            row.status = step.to

    def _create_formsets(self, request, obj, change):
        """Before the form is checked, the row learns how many lines of each part the form leaves it."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "POST":
            obj.part_counts = {
                formset.fk.remote_field.get_accessor_name(): sum(map(is_kept, formset.forms)) for formset in formsets
            }
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        step = self.step_asked(request)
        with act() as current:
            if step is not None:
                current.reason = str(step.done)
            super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        row = obj or self.model()
        if hasattr(request, "status_before"):  # the form was refused: nothing has moved
            (obj or context["adminform"].form.instance).status = request.status_before
        context["preview"] = preview_address(obj) if obj is not None else ""
        context["preview_days"] = settings.PREVIEW_DAYS
        context["status"] = self.status_in_words(row)
        context["steps"] = [step for step in row.steps() if self.may_take(request, step, row)]
        if obj is not None and obj.has_left_the_writers and not self.has_publish_permission(request):
            context["read_only"] = _("The public sees this, so only a publisher changes it. Ask %(names)s.") % {
                "names": whom_to_ask()
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def take_steps(self, request, rows, key: str) -> None:
        step = STEPS[key]
        ready, refused = [], []
        for row in rows:
            if self.may_take(request, step, row):
                ready.append(row.pk)
            else:
                refused.append((row, _("You may not do that. Ask %(names)s.") % {"names": whom_to_ask()}))
        taken = take_step(self.model, ready, step)
        refused += taken.refused
        if taken.done:
            text = ngettext("%(done)s: %(count)d row.", "%(done)s: %(count)d rows.", len(taken.done))
            self.message_user(request, text % {"done": step.done, "count": len(taken.done)}, messages.SUCCESS)
        for row, why in refused:
            self.message_user(request, _("Not done, “%(row)s”: %(why)s") % {"row": row, "why": why}, messages.WARNING)

    @admin.action(description=gettext_lazy("Send for review"), permissions=["change"])
    def submit_rows(self, request, rows):
        self.take_steps(request, rows, "submit")

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish_rows(self, request, rows):
        self.take_steps(request, rows, "publish")

    @admin.action(description=gettext_lazy("Retire"), permissions=["publish"])
    def retire_rows(self, request, rows):
        self.take_steps(request, rows, "retire")

    @admin.action(description=gettext_lazy("Take back to draft"), permissions=["change"])
    def draft_rows(self, request, rows):
        self.take_steps(request, rows, "draft")


def is_kept(form) -> bool:
    """Will this line of an inline be there after the save?"""
    deleted = "DELETE" in form.fields and form.fields["DELETE"].widget.value_from_datadict(
        form.data, form.files, form.add_prefix("DELETE")
    )
    return not deleted and (form.instance.pk is not None or form.has_changed())


class PartOfPublicRow(EditorAdmin):
    """A line of a public row on a page of its own: as open to an editor as the row it belongs to."""

    owner_field = "role"

    def note_on_reading(self, request):
        if may_publish(request.user, self.model._meta.get_field(self.owner_field).related_model):
            return ""
        text = _("Lines of public pages open for reading only: a publisher changes them. Ask %(names)s.")
        return text % {"names": whom_to_ask()}

    def may_touch(self, request: HttpRequest, owner: Publishable | None) -> bool:
        return owner is None or not owner.has_left_the_writers or may_publish(request.user, owner)

    def has_change_permission(self, request, obj=None):
        if obj is not None and not self.may_touch(request, getattr(obj, self.owner_field)):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is not None and not self.may_touch(request, getattr(obj, self.owner_field)):
            return False
        return super().has_delete_permission(request, obj)

    def check_form(self, request, form):
        super().check_form(request, form)
        owner = form.cleaned_data.get(self.owner_field)
        if not self.may_touch(request, owner):
            text = _("The public sees “%(row)s”, so only a publisher changes it. Ask %(names)s.")
            form.add_error(self.owner_field, text % {"row": owner, "names": whom_to_ask()})
        before = form.initial.get(self.owner_field)
        if form.instance.pk and owner and before != owner.pk and (lost := self.lost_without([form.instance.pk])):
            form.add_error(self.owner_field, lost)

    def lost_without(self, pks: list[int]) -> str:
        """What a public row would lack if these lines went; empty when nothing."""
        field = self.model._meta.get_field(self.owner_field)
        relation = field.remote_field.get_accessor_name()
        owners = field.related_model._base_manager.filter(
            pk__in=self.model._base_manager.filter(pk__in=pks).values(self.owner_field)
        )
        for owner in owners.select_for_update():
            if owner.has_left_the_writers and not owner.is_retired:
                left = self.model._base_manager.filter(**{self.owner_field: owner}).exclude(pk__in=pks).count()
                already = owner.missing_for_publishing()
                owner.part_counts = {relation: left}
                now = owner.missing_for_publishing()
                missing = [str(text) for place, text in now.items() if place not in already]
                if missing:
                    return _("“%(row)s” is public: %(why)s") % {"row": owner, "why": " ".join(missing)}
        return ""

    def delete_model(self, request, obj):
        if lost := self.lost_without([obj.pk]):
            raise RefusedDelete(lost)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        if lost := self.lost_without(list(queryset.values_list("pk", flat=True))):
            raise RefusedDelete(lost)
        super().delete_queryset(request, queryset)

    def delete_view(self, request, object_id, extra_context=None):
        return self.or_told(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        return self.or_told(request, super().changelist_view, extra_context)

    def or_told(self, request, view, *args):
        """A refused deletion is taken back and told in words. Reading needs no transaction."""
        if request.method != "POST":
            return view(request, *args)
        try:
            with transaction.atomic(), act():
                return view(request, *args)
        except RefusedDelete as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class SharedListAdmin(EditorAdmin):
    """A shared list: anyone who writes may add to it, but an entry that something rests on is the Publisher's."""

    def note_on_reading(self, request):
        if self.has_delete_permission(request):
            return ""
        text = _("Entries that pages rest on open for reading only: a publisher changes them. Ask %(names)s.")
        return text % {"names": whom_to_ask()}

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if allowed and obj is not None and not self.has_delete_permission(request):
            return self.is_free(obj)
        return allowed

    @staticmethod
    def is_free(row: models.Model) -> bool:
        """Nothing rests on it yet."""
        return not is_used(row)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and not self.has_change_permission(request, obj) and self.has_change_permission(request):
            text = _("Pages rest on this entry, so only a publisher changes it. Ask %(names)s.")
            context["read_only"] = text % {"names": whom_to_ask()}
        return super().render_change_form(request, context, add, change, form_url, obj)
