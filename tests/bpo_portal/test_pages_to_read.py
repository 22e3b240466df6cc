"""A page that is only read answers 405 to what is sent to it, and 403 to nobody."""

import pytest
from django.test import Client

from tests.factories import make_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/", "/roles/caller/", "/search/", "/healthz"])
def test_a_page_to_read_takes_nothing(address, method):
    make_role(slug="caller")
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert not response.cookies
    assert "This page can only be read" in response.content.decode()


def test_the_offer_check_still_takes_an_offer_and_the_admin_still_asks_for_a_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/salaries/offer/", {}).status_code == 200
    assert strict.post("/admin/login/", {}).status_code == 403
