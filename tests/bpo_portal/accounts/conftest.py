"""Editors and their phones."""

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.bpo_portal.accounts.log_ins import CODE, PASSWORD, code_of, log_in


@pytest.fixture(autouse=True)
def enforced(settings):
    settings.SECOND_FACTOR = True
    settings.AXES_RESET_ON_SUCCESS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def asha(db):
    return User.objects.create_superuser("asha", password=PASSWORD)


@pytest.fixture
def app(asha):
    return TOTPDevice.objects.create(user=asha, name="app")


@pytest.fixture
def verified(client, asha, app):
    log_in(client)
    client.post(CODE, {"code": code_of(app)})
    assert client.get("/admin/").status_code == 200
    return client
