"""Whatever is sent to a public form, in whichever field: an answer in words, never a fault."""

import re

import pytest

from tests.factories import make_role

pytestmark = pytest.mark.django_db

FORMS = ["/salaries/offer/", "/roles/caller/share/ad/", "/report/?page=/roles/caller/"]
HOSTILE = {
    "nul": "\0",
    "a slug with nul": "caller\0",
    "half a sign": b"\xed\xa0\x80",
    "not text": b"\xff\xfe",
    "a number without end": "9" * 5000,
    "no number": "NaN",
    "long": "x" * 20_000,
    "markup": '"><script>alert(1)</script>',
    "right to left": "\u202ereverof",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
}


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_public_form_answers_in_words(client, address, name):
    make_role(title="Caller", slug="caller")
    page = client.get(address).content.decode()
    form = page[page.rindex('<form method="post"') :]
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', form))
    assert len(fields) >= 3
    for field in fields:
        response = client.post(address, {field: HOSTILE[name]})
        assert response.status_code in (200, 404, 413, 429), field
        text = response.content.decode()
        assert "<h1" in text, field
        assert "<script>alert" not in text, field
