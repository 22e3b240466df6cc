"""Links to sections go on working: every anchor that a page ever had, held literally, each with a link to itself."""

import re

import pytest

pytestmark = pytest.mark.django_db
ANCHORS = {
    "/": "lines start",
    "/roles/customer-service-executive/": "apply work honest pay interview next hires questions safe similar sources",
    "/roles/types/voice-inbound/": "roles work apply honest also sources",
}


@pytest.mark.parametrize("address", [
    "/", "/roles/customer-service-executive/", "/roles/types/voice-inbound/", "/salaries/telecaller/", "/salaries/",
    "/interviews/voice-inbound/", "/guides/what-bpo-is/", "/guides/certificates/", "/faq/", "/glossary/", "/sources/",
    "/roles/map/",
])  # fmt: skip
def test_every_section_has_a_link_to_itself(client, seeded, address):
    page = client.get(address).content.decode()
    headings = re.findall(r'<h2 id="([^"]+)"', page)
    assert headings
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for name in headings:
        link = (
            f'<a class="anchor" id="to-{name}" href="#{name}" aria-label="Link to" aria-labelledby="to-{name} {name}">'
        )
        assert page.count(link) == 1, name


@pytest.mark.parametrize(("address", "names"), ANCHORS.items())
def test_anchors_stay(client, seeded, address, names):
    page = client.get(address).content.decode()
    assert set(names.split()) <= set(re.findall(r'<h2 id="([^"]+)"', page))
