"""The pages of the second factor: asking for a code, setting up the app, and an editor's own account."""

from base64 import b32encode
from io import BytesIO

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_otp import login as verified_login

from . import second_factor
from .forms import AppCodeForm, EitherCodeForm, RecoveryCodeForm
from .returning import place_to_go, with_next


def page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, "next": place_to_go(request)} | context
    return render(request, f"admin/accounts/{template}.html", context)


def accepted(request: HttpRequest, form) -> bool:
    """Whether the form holds a code that is right; if not, the form says why. Raises LockedOut."""
    if not form.is_valid():
        return False
    try:
        device = second_factor.check(request, form.cleaned_data["code"])
    except second_factor.WrongCode as problem:
        form.add_error("code", str(problem))
        return False
    verified_login(request, device)
    return True


def locked_out(request: HttpRequest) -> HttpResponse:
    """Never seen: django-axes puts its own page in this answer's place."""
    return redirect("admin:login")


def ask(request: HttpRequest) -> HttpResponse:
    """After the password: a code from the app."""
    if second_factor.is_enough(request):
        return redirect(place_to_go(request))
    if second_factor.app_of(request.user) is None:
        return redirect(with_next("admin:second_factor_set_up", place_to_go(request)))
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and accepted(request, form):
            return redirect(place_to_go(request))
    except second_factor.LockedOut:
        return locked_out(request)
    return page(request, "code", _("Type the code from your app"), form=form)


def ask_recovery(request: HttpRequest) -> HttpResponse:
    """Instead of a code from the app, one that was kept on paper."""
    if second_factor.is_enough(request):
        return redirect(place_to_go(request))
    form = RecoveryCodeForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and accepted(request, form):
            say_how_many_are_left(request)
            return redirect(place_to_go(request))
    except second_factor.LockedOut:
        return locked_out(request)
    return page(request, "recovery", _("Type a recovery code"), form=form)


def say_how_many_are_left(request: HttpRequest) -> None:
    left = second_factor.recovery_codes_left(request.user)
    told = ngettext(
        "You have %(n)d recovery code left. Get new ones under “Your account”.",
        "You have %(n)d recovery codes left. If your phone is gone, set up another under “Your account”.",
        left,
    ) % {"n": left}
    messages.warning(request, told)


def set_up(request: HttpRequest) -> HttpResponse:
    """On first login, or for another phone: what is needed, then the QR code, then a first code to confirm."""
    user = request.user
    if second_factor.app_of(user) and not request.user.is_verified():
        return redirect(with_next("admin:second_factor", place_to_go(request)))
    if request.method == "POST" and request.POST.get("step") == "start":
        if second_factor.app_of(user):  # another phone is begun under “Your account”, with a code
            return redirect("admin:account")
        second_factor.start(user)
        return redirect(with_next("admin:second_factor_set_up", place_to_go(request)))
    app = second_factor.unconfirmed_app_of(user)
    if app is None:
        if second_factor.app_of(user):
            return redirect("admin:account")
        return page(request, "set_up_start", _("One more step: a code from your phone"))
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            second_factor.confirm(request, form.cleaned_data["code"])
        except second_factor.WrongCode as problem:
            form.add_error("code", str(problem))
        else:
            return recovery_codes(request)
    secret = b32encode(app.bin_key).decode()
    in_fours = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return page(request, "set_up", _("Connect your authenticator app"), form=form, secret=in_fours)


def qr(request: HttpRequest) -> HttpResponse:
    """The QR code of a set-up that is not yet confirmed. Its address tells nothing; its answer is kept nowhere."""
    may_see = second_factor.app_of(request.user) is None or request.user.is_verified()
    app = second_factor.unconfirmed_app_of(request.user) if may_see else None
    if app is None:
        raise Http404
    picture = BytesIO()
    segno.make_qr(app.config_url).save(picture, kind="svg", scale=5, border=4, light="white")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes, in this one answer and never again."""
    codes = second_factor.new_recovery_codes(request.user)
    return page(request, "recovery_codes", _("Keep these recovery codes"), codes=codes)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out half-way, where Django's own log-out asks for a whole log-in first."""
    logout(request)
    return redirect("admin:login")


def account(request: HttpRequest) -> HttpResponse:
    """The editor's own account: password, app and recovery codes. What changes them asks for a code."""
    app = second_factor.app_of(request.user)
    form = EitherCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and app:
        try:
            if accepted(request, form):
                if request.POST.get("do") == "phone":
                    second_factor.start(request.user)
                    return redirect(with_next("admin:second_factor_set_up", reverse("admin:account")))
                return recovery_codes(request)
        except second_factor.LockedOut:
            return locked_out(request)
    return page(
        request,
        "account",
        _("Your account"),
        app=app,
        form=form,
        codes_left=second_factor.recovery_codes_left(request.user),
        idle_minutes=settings.SESSION_COOKIE_AGE // 60,
        longest_hours=settings.SESSION_LONGEST // 3600,
    )
