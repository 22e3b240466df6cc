"""Who may edit, and who logged in when: the editors' accounts, and the log-ins to read."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import second_factor

# The records of log-ins come from django-axes; editors do not know it by that name.
apps.get_app_config("axes").verbose_name = _("Log-ins")
apps.get_app_config("auth").verbose_name = _("Editors and groups")

admin.site.unregister(User)
# Its pages show an editor's secret. An app is connected by its owner and taken away by the action below.
admin.site.unregister(TOTPDevice)


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ("username", "email", "is_active", "is_superuser", "has_app", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    actions = ("reset_second_factor",)

    def get_queryset(self, request):
        app = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_app=Exists(app))

    @admin.display(description=_("authenticator app"), boolean=True)
    def has_app(self, editor):
        return editor.has_app

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not request.user.is_superuser:
            actions.pop("reset_second_factor", None)
        return actions

    @admin.action(description=_("Reset the second factor (phone lost)"))
    def reset_second_factor(self, request, editors):
        count = editors.count()
        for editor in editors:
            self.log_change(request, editor, "Second factor reset.")
        second_factor.reset(editors)
        told = ngettext(
            "%(n)d second factor was reset. At the next log-in the editor connects an app again.",
            "%(n)d second factors were reset. At the next log-in these editors connect an app again.",
            count,
        ) % {"n": count}
        self.message_user(request, told, messages.SUCCESS)


class ReadOnly(admin.ModelAdmin):
    """A record that nobody writes by hand. Seen by administrators and by whoever has the permission to view it."""

    date_hierarchy = "attempt_time"
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AccessLog)
class LogInAdmin(ReadOnly):
    list_display = ("attempt_time", "username", "ip_address", "logout_time")
    list_filter = ("attempt_time",)
    fields = ("username", "attempt_time", "logout_time", "ip_address", "user_agent")


@admin.register(AccessFailureLog)
class FailedLogInAdmin(ReadOnly):
    list_display = ("attempt_time", "username", "ip_address", "path_info", "locked_out")
    list_filter = ("attempt_time", "locked_out")
    fields = ("username", "attempt_time", "locked_out", "ip_address", "user_agent", "path_info")


@admin.register(AccessAttempt)
class CountedFailuresAdmin(ReadOnly):
    """What the lock-out counts now. The record of a failure stays among the failed log-ins."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start")
    fields = ("username", "attempt_time", "failures_since_start", "ip_address", "user_agent", "path_info")
    actions = ("let_in_again",)

    def get_actions(self, request):
        return super().get_actions(request) if request.user.is_superuser else {}

    @admin.action(description=_("Let them try again now (end the lock-out)"))
    def let_in_again(self, request, attempts):
        names = sorted(set(attempts.values_list("username", flat=True)))
        attempts.delete()
        self.message_user(request, _("They can log in again: %(names)s.") % {"names": ", ".join(names)})
