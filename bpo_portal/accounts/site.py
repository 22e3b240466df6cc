"""Django's admin, opened only to editors who have shown a second factor and whose log-in has not run out."""

import re
from functools import wraps

from axes.helpers import get_client_session_hash
from axes.models import AccessLog
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from . import kept_form, second_factor, sessions, views
from .returning import place_to_go, with_next

# A key of a row: what fits the integers of both databases.
ROW = re.compile(r"[0-9]{1,18}")


class EditorsSite(AdminSite):
    site_header = site_title = _("BPO Portal")
    index_title = _("Content")

    def get_app_list(self, request, app_label=None):
        """Lines that are edited on the page of the row they belong to stand in a group of their own, at the end."""
        groups = super().get_app_list(request, app_label)
        if app_label is not None:
            return groups
        lines = {inline.model for one in self._registry.values() for inline in one.inlines}
        found = []
        for group in groups:
            found += [entry for entry in group["models"] if entry["model"] in lines]
            group["models"] = [entry for entry in group["models"] if entry["model"] not in lines]
        last = {"name": _("Lines, to search across pages"), "app_label": "lines", "app_url": reverse("admin:index")}
        last |= {"has_module_perms": True, "models": sorted(found, key=lambda entry: entry["name"].lower())}
        return [group for group in (*groups, last) if group["models"]]

    def has_permission(self, request: HttpRequest) -> bool:
        return self.is_editor(request) and second_factor.is_enough(request)

    def is_editor(self, request: HttpRequest) -> bool:
        """An editor by password alone: enough for the pages that ask for the second factor, for nothing else."""
        return super().has_permission(request) and not sessions.is_over(request)

    def admin_view(self, view, cacheable=False):
        return self.readable(self.keeping(self.prolonging(super().admin_view(view, cacheable))))

    def readable(self, view):
        """Rows are named by numbers that a database can hold, whether ticked in a list or asked for in an address.
        Django takes anything else for a fault of its own."""

        @wraps(view)
        def inner(request, *args, **kwargs):
            if request.method == "POST" and not all(map(ROW.fullmatch, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise BadRequest("A ticked row has no such number.")
            try:
                return view(request, *args, **kwargs)
            except (OverflowError, DataError) as error:
                if not request.GET:
                    raise
                raise BadRequest("The address asks for a number that no row has.") from error

        return inner

    def keeping(self, view):
        """What somebody typed for an hour is not lost because the log-in ended meanwhile."""

        @wraps(view)
        def inner(request, *args, **kwargs):
            if not self.has_permission(request) and kept_form.can_be_kept(request):
                return kept_form.page(request)
            return view(request, *args, **kwargs)

        return inner

    def prolonging(self, view):
        @wraps(view)
        def inner(request, *args, **kwargs):
            if self.is_editor(request):
                sessions.prolong(request)
            return view(request, *args, **kwargs)

        return inner

    def password_view(self, view):
        """A page for whoever gave the right password, second factor or not."""

        @wraps(view)
        def inner(request, *args, **kwargs):
            if not self.is_editor(request):
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            return view(request, *args, **kwargs)

        return never_cache(csrf_protect(self.prolonging(inner)))

    def get_urls(self):
        own = [
            path("second-factor/", self.password_view(views.ask), name="second_factor"),
            path("second-factor/recovery/", self.password_view(views.ask_recovery), name="second_factor_recovery"),
            path("second-factor/set-up/", self.password_view(views.set_up), name="second_factor_set_up"),
            path("second-factor/set-up/qr.svg", self.password_view(views.qr), name="second_factor_qr"),
            path("second-factor/leave/", self.password_view(views.leave), name="second_factor_leave"),
            path("account/", self.admin_view(views.account), name="account"),
        ]
        return own + super().get_urls()

    @method_decorator(never_cache)
    def login(self, request, extra_context=None) -> HttpResponse:
        if request.user.is_authenticated and sessions.is_over(request):
            logout(request)
        if request.method == "GET" and self.is_editor(request):
            # Here by way of a page that was refused: what is missing is the second factor, or nothing.
            if self.has_permission(request):
                return redirect(place_to_go(request))
            return redirect(with_next("admin:second_factor", place_to_go(request)))
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None) -> HttpResponse:
        """Django gives the session a new key: the record of this log-in follows, so that its log-out is noted."""
        before = get_client_session_hash(request)
        response = super().password_change(request, extra_context)
        after = get_client_session_hash(request)
        if after != before:
            AccessLog.objects.filter(session_hash=before, logout_time=None).update(session_hash=after)
        return response
