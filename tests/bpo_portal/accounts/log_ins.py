"""Addresses of a log-in, and what an editor does there."""

from urllib.parse import urlencode

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "a long pass phrase"
LOGIN = "/admin/login/"
CODE = "/admin/second-factor/"
RECOVERY = "/admin/second-factor/recovery/"
SET_UP = "/admin/second-factor/set-up/"
QR = "/admin/second-factor/set-up/qr.svg"
ACCOUNT = "/admin/account/"


def log_in(client, name="asha", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": name, "password": password}, **extra)


def post_raw(client, address, headers=None, **fields):
    """A form whose text need not be text."""
    body = urlencode({name: value.encode(errors="surrogatepass") for name, value in fields.items()})
    return client.post(address, body, content_type="application/x-www-form-urlencoded", headers=headers)


def code_of(app) -> str:
    """What the phone shows, and nothing that was used before."""
    TOTPDevice.objects.filter(pk=app.pk).update(last_t=-1, throttling_failure_count=0)
    return f"{totp(app.bin_key):06}"


def wrong_code(app) -> str:
    near = {totp(app.bin_key, t0=30 * step) for step in range(-3, 4)}
    return next(f"{code:06}" for code in range(10) if code not in near)
