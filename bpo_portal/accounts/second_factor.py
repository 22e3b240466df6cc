"""The second factor of an editor: an authenticator app, with recovery codes for the day the phone is lost."""

import math
import re
from collections.abc import Iterable

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp import login as verified_login
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from roles.client_address import client_address

from ..models import RecoverySet
from ..models.recovery import plain

APP_CODE = re.compile(r"[0-9]{6}")
NAME = "authenticator app"
NOT_RIGHT = _("This code is not right. Type the newest one. A code works once only.")


class WrongCode(Exception):
    """The code was not accepted; the text says why and what to do."""


class LockedOut(Exception):
    """Too many failures: the session has ended, and django-axes answers with the page of a lock-out."""


def app_of(user: AbstractBaseUser) -> TOTPDevice | None:
    """The editor's app, once a code of it has been seen."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def unconfirmed_app_of(user: AbstractBaseUser) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).last()


def start(user: AbstractBaseUser) -> None:
    """A new secret, to be confirmed by a code. One that was never confirmed is forgotten."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


def confirm(request: HttpRequest, code: str) -> None:
    """Takes the new app into use in place of any former one, and this session as verified. Raises WrongCode."""
    with transaction.atomic():
        app = TOTPDevice.objects.select_for_update().filter(user=request.user, confirmed=False).last()
        if app is None:
            raise WrongCode(_("This set-up is no longer open. Begin again."))
        problem = try_code(app, code)
        if problem is None:
            TOTPDevice.objects.filter(user=request.user).exclude(pk=app.pk).delete()
            app.confirmed = True
            app.save()
    # Raised outside the transaction: the failure must stay counted.
    if problem is not None:
        raise WrongCode(problem)
    verified_login(request, app)


def check(request: HttpRequest, code: str) -> Device:
    """The app or the recovery codes that accepted `code`, for the editor of this request.

    Raises WrongCode in words. A wrong code counts as a failed log-in too; too many raise LockedOut.
    """
    name = request.user.get_username()
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        request.axes_locked_out = True
    else:
        problem, device = attempt(request.user, code)
        if problem is None:
            # Half a log-in does not make up for earlier failures; a whole one does.
            AxesProxyHandler.reset_attempts(ip_address=client_address(request), username=name)
            return device
        if problem == NOT_RIGHT:
            user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)
        if not getattr(request, "axes_locked_out", False):
            raise WrongCode(problem)
    logout(request)
    request.axes_credentials = {"username": name}
    raise LockedOut


def attempt(user: AbstractBaseUser, code: str) -> tuple[str | None, Device | None]:
    model = TOTPDevice if APP_CODE.fullmatch(plain(code)) else RecoverySet
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        return (NOT_RIGHT, None) if device is None else (try_code(device, code), device)


def try_code(device: Device, code: str) -> str | None:
    """What was wrong, in words; nothing when the code was accepted. django-otp makes each failure wait longer."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, math.ceil((why["locked_until"] - timezone.now()).total_seconds()))
        if seconds < 120:
            return ngettext(
                "There were wrong codes before this one. Wait %(n)d second, then type the newest code.",
                "There were wrong codes before this one. Wait %(n)d seconds, then type the newest code.",
                seconds,
            ) % {"n": seconds}
        return _("There were too many wrong codes. Wait %(n)d minutes, or ask an administrator to reset it.") % {
            "n": math.ceil(seconds / 60)
        }
    return None if device.verify_token(plain(code)) else NOT_RIGHT


def new_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """Ten codes in words of four, shown once; earlier ones are void."""
    with transaction.atomic():
        RecoverySet.objects.get_or_create(user=user, defaults={"name": "recovery codes"})
        return RecoverySet.objects.select_for_update().get(user=user).renew()


def recovery_codes_left(user: AbstractBaseUser) -> int:
    held = RecoverySet.objects.filter(user=user).first()
    return held.codes.count() if held else 0


def reset(users: Iterable[AbstractBaseUser]) -> None:
    """Takes the app and the codes of these editors away: their sessions end here, and the next log-in sets up anew."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user__in=users).delete()
        RecoverySet.objects.filter(user__in=users).delete()


def is_enough(request: HttpRequest) -> bool:
    """Whether this session has shown what is asked of editors."""
    return not settings.SECOND_FACTOR or request.user.is_verified()
