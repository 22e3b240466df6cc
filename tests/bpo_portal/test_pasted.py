"""What every public page says of itself to chats and search engines."""

import re
from html.parser import HTMLParser

import pytest

from roles.models import Status
from tests.factories import make_job_type, make_role

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGES = [
    "/",
    "/roles/",
    "/roles/types/kpo/",
    "/roles/map/",
    "/roles/telecaller/",
    "/roles/compare/?role=telecaller&role=bookkeeper",
    "/roles/match/",
    "/search/?q=caller",
    "/sources/",
    "/guides/",
    "/guides/what-bpo-is/",
    "/glossary/",
    "/faq/",
    "/salaries/",
    "/salaries/telecaller/",
    "/salaries/compare/",
    "/salaries/in-hand/",
    "/salaries/offer/",
    "/interviews/",
    "/interviews/kpo/",
    "/interviews/questions/",
    "/interviews/questions/q053/",
    "/interviews/practice/",
]
ONCE = ["og:site_name", "og:type", "og:url", "og:title", "og:description", "og:image", "og:image:width"]
ONCE += ["og:image:height", "og:image:alt", "twitter:card", "description"]


class Head(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.told, self.links, self.title, self.tags = {}, {}, "", set()
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs, self.inside = dict(attrs), tag
        self.tags.add(tag)
        name = attrs.get("property") or attrs.get("name")
        if tag == "meta" and name:
            self.told.setdefault(name, []).append(attrs["content"])
        if tag == "link":
            self.links.setdefault(attrs["rel"], []).append(attrs["href"])

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data


def head_of(client, address: str, **kwargs) -> Head:
    return Head(client.get(address, **kwargs).content.decode().split("</head>")[0])


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_each_thing_once(client, seeded, address):
    head = head_of(client, address)
    assert {name: len(head.told.get(name, [])) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert all(values[0] for values in head.told.values())
    assert head.links["canonical"] == head.told["og:url"] == [f"http://testserver{address.split('?')[0]}"]
    assert head.title.removesuffix(" | BPO Portal") == head.told["og:title"][0]
    assert head.told["description"] == head.told["og:description"]
    assert client.get(head.told["og:image"][0].removeprefix("http://testserver"))["Content-Type"] == "image/png"


def test_titles_of_pages_differ(client, seeded):
    titles = [head_of(client, address).told["og:title"][0] for address in PAGES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '" onload="x\' -->', "\u202eشعبة", "🦄" * 40])
def test_hostile_words_stay_words(client, hostile):
    role = make_role(slug="agent", title=hostile[:100], summary=f"{hostile}.", job_type=make_job_type(title=hostile))
    head = head_of(client, "/roles/agent/")
    assert head.told["og:title"][0].startswith(hostile[:100])
    assert hostile in head.told["og:description"][0]
    assert hostile[:100] in head.told["og:image:alt"][0]
    assert "script" not in head.tags
    assert head_of(client, role.job_type.get_absolute_url()).told["og:title"][0] == hostile


def test_pages_of_a_list_are_their_own_and_filters_are_not(client, seeded):
    assert head_of(client, "/roles/?page=2").links["canonical"] == ["http://testserver/roles/?page=2"]
    for address in ("/roles/?page=1", "/roles/?level=entry", "/roles/?level=entry&page=1", "/roles/?utm_source=x"):
        assert head_of(client, address).links["canonical"] == ["http://testserver/roles/"], address


def test_addresses_point_to_the_sites_own_origin_where_it_is_told(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    make_role(slug="agent")
    head = head_of(client, "/roles/agent/")
    assert head.links["canonical"] == ["https://bpo.example/roles/agent/"]
    assert head.told["og:image"][0].startswith("https://bpo.example/roles/agent/card.png?v=")


@pytest.mark.parametrize("address", ["/none/", "/roles/none/", "/r/none/", "/roles/?q=%00"])
def test_error_pages_claim_nothing(client, address):
    page = client.get(address).content.decode()
    assert "og:" not in page
    assert "canonical" not in page
    assert 'content="noindex"' in page


def test_a_retired_role_is_still_told_and_not_indexed(client):
    make_role(slug="agent", status=Status.RETIRED)
    head = head_of(client, "/roles/agent/")
    assert head.told["robots"] == ["noindex"]
    assert len(head.told["og:image"]) == 1


def test_role_page_asks_for_pay_once(client, django_assert_num_queries, seeded):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get("/roles/telecaller/")
    assert len([q for q in queries if re.search(r'FROM "salaries_payfigure"', q["sql"])]) == 1
    assert len(queries) <= 12
