"""History of a row and its parts in the admin: who, when, what in words, and the way back."""

from collections.abc import Iterable

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ..models import Publishable
from ..models.history import act
from ..versions import Entry, Family, Snapshot, done
from ..wording import Names, difference, row_changes
from .forms import formsets_of, management, row_posted

PER_PAGE = 20
# The workflow decides about these, not the way back: what was public stays public.
NOT_REVERTED = ("status", "publish_at")


class HistoryPages:
    """For ModelAdmin, beside OneSaveAtATime."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        view = self.admin_site.admin_view(self.revert_view)
        return [path("<path:object_id>/history/<int:version>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        row = self.readable_row(request, object_id)
        family = self.family(row)
        entries = list(reversed(family.entries()))
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
        may_revert = self.has_change_permission(request, row)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of “%(row)s”") % {"row": row},
            "opts": self.opts,
            "object": row,
            "page": page,
            "told": self.told(family, page, entries[0] if entries and may_revert else None),
            "first_entry": entries[-1] if entries else None,
        } | (extra_context or {})
        return TemplateResponse(request, "admin/editor/history.html", context)

    def readable_row(self, request: HttpRequest, object_id: str) -> models.Model:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def told(self, family: Family, entries: Iterable[Entry], newest: Entry | None) -> list[dict]:
        """Each entry in words. With `newest`, all but it get the address of the way back."""
        entries = list(entries)
        names = Names()
        names.learn(
            (model, values or {})
            for entry in entries
            for (model, _pk), sides in entry.changes.items()
            for values in sides
        )
        users = users_by_id(entries)
        owners = dict(family.parts)
        return [
            {
                "who": users.get(entry.user_id, ""),
                "moment": entry.moment,
                "done": done(entry, family.key),
                "is_seeded": entry.is_seeded,
                "rows": row_changes(entry, family.key, owners, names),
                "revert": self.revert_address(family.row, entry) if self.leads_back(family, entry, newest) else "",
            }
            for entry in entries
        ]

    @staticmethod
    def leads_back(family: Family, entry: Entry, newest: Entry | None) -> bool:
        return newest is not None and entry is not newest and family.key in entry.after

    def revert_address(self, row: models.Model, entry: Entry) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_revert", args=[row.pk, entry.id])

    def told_by(self, entries: list[Entry]) -> list[str]:
        """Who made each act, and when, for a sentence."""
        users = users_by_id(entries)
        return [
            _("%(who)s, %(when)s") % {"who": users.get(entry.user_id) or _("a command"), "when": spoken(entry.moment)}
            for entry in entries
        ]

    def revert_view(self, request, object_id, version):
        """GET shows what would change. POST goes the way of an edit: its rights, checks and version check."""
        row = self.readable_row(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        family = self.family(row)
        entry = next((one for one in family.entries() if one.id == version and family.key in one.after), None)
        if entry is None:
            raise Http404
        present = family.present()
        target = {key: dict(values) for key, values in entry.after.items()}
        for name in NOT_REVERTED if isinstance(row, Publishable) else ():
            target[family.key][name] = present[family.key][name]
        if request.method == "POST":
            return self.revert(request, row, present, target, entry)
        change = difference(present, target, entry.moment)
        names = Names()
        names.learn((model, values or {}) for (model, _pk), sides in change.changes.items() for values in sides)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Go back to the version of %(when)s") % {"when": spoken(entry.moment)},
            "opts": self.opts,
            "object": row,
            "rows": row_changes(change, family.key, dict(family.parts), names),
            "version": str(self.token(row)),
            "is_publishable": isinstance(row, Publishable),
        }
        return TemplateResponse(request, "admin/editor/revert.html", context)

    def revert(self, request: HttpRequest, row: models.Model, present: Snapshot, target: Snapshot, entry: Entry):
        request.POST = self.target_posted(request, row, present, target)
        change = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        reason = _("Back to the version of %(when)s") % {"when": spoken(entry.moment)}
        with transaction.atomic(), act(reason):
            response = self.changeform_view(request, str(row.pk), change)
        if response.status_code == 302:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", row.pk)
        return response  # the change form, with the old version filled in and what stands against it

    def target_posted(self, request: HttpRequest, row: models.Model, present: Snapshot, target: Snapshot) -> QueryDict:
        """What the change form would send if an editor had typed the old version into it."""
        form = self.get_form(request, row, change=True)(instance=row)
        told = row_posted(form, target[type(row), row.pk])
        for formset in formsets_of(self, request, row):
            lines = []
            for part in formset.initial_forms:
                key = (formset.model, part.instance.pk)
                wanted = target.get(key)
                line = row_posted(part, wanted or present[key])
                lines.append(line if wanted else line | {"DELETE": ["on"]})
            initial = len(lines)
            for (model, pk), values in target.items():
                if model is formset.model and (model, pk) not in present:
                    lines.append(row_posted(formset.empty_form, values) | {"id": [""]})
            told |= management(formset.prefix, initial, len(lines))
            for number, line in enumerate(lines):
                told |= {f"{formset.prefix}-{number}-{name}": texts for name, texts in line.items()}
        data = QueryDict(mutable=True)
        for name, texts in told.items():
            data.setlist(name, texts)
        data["_version"] = request.POST.get("_version", "")
        return data


def users_by_id(entries: Iterable[Entry]) -> dict[int, str]:
    users = get_user_model()._base_manager.filter(pk__in={entry.user_id for entry in entries if entry.user_id})
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def spoken(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")
