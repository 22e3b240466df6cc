"""The share kit, QR codes, the hand-out and the card for other sites."""

import io
import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.urls import reverse
from PIL import Image

from roles.models import Status
from roles.share import qr
from tests.factories import make_band, make_figure, make_full_role, make_job_type, make_role, make_source
from tests.test_structure import PUBLIC_ADDRESSES

pytestmark = pytest.mark.django_db
HOSTILE = ["<script>alert(1)</script>", '" onload="x\' -->', "\u202eشعبة", "🦄" * 40, "]]></textarea><b>", "x" * 100]
SUB_PAGES = ["share/", "print/", "embed/", "qr.svg", "qr.png", "card.png", "share/ad/"]


@pytest.fixture
def role():
    return make_full_role(slug="agent", title="Chat agent")


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# Addresses.


@pytest.mark.parametrize("page", SUB_PAGES)
def test_an_old_slug_leads_to_the_same_page_of_now(client, role, page):
    role.slug = "chatter"
    role.save()
    response = client.get(f"/roles/agent/{page}")
    assert (response.status_code, response["Location"]) == (301, f"/roles/chatter/{page}")
    assert client.get(f"/roles/chatter/{page}").status_code == 200


@pytest.mark.parametrize("page", SUB_PAGES)
def test_an_unknown_or_hidden_role_has_no_such_page(client, role, page):
    make_role(slug="hidden", title="Quite unseen", status=Status.DRAFT)
    for slug in ("hidden", "chat-agents"):
        response = client.get(f"/roles/{slug}/{page}")
        assert response.status_code == 404
        assert "Quite unseen" not in response.content.decode()
    assert '<a href="/roles/agent/">Chat agent</a>' in response.content.decode()


@pytest.mark.parametrize("page", ["share/", "share/ad/", "print/", "embed/"])
def test_a_retired_role_names_its_successor_everywhere(client, page):
    make_role(slug="old", status=Status.RETIRED, replaced_by=make_role(slug="new", title="New role"))
    text = text_of(client, f"/roles/old/{page}")
    assert "no longer kept up" in text
    assert ">New role</a>" in text


# The kit.


def test_the_kit_has_every_link_with_the_tag(client, role):
    text = text_of(client, "/roles/agent/share/?s=Naukri-Pune")
    short = f"http://testserver/r/{role.short_code_id}/?s=naukri-pune"
    assert f'value="{short}" readonly' in text
    assert 'value="http://testserver/roles/agent/?from=naukri-pune" readonly' in text
    sent = parse_qs(urlsplit(re.search(r'href="(https://wa\.me/[^"]+)"', text)[1]).query)["text"][0]
    assert sent.startswith("Chat agent: Summary of role")
    assert sent.endswith(short)
    mail = re.search(r'href="(mailto:[^"]+)"', text)[1].replace("&amp;", "&")
    assert "+" not in mail
    assert unquote(mail).endswith(short)
    assert '<img class="qr" src="/roles/agent/qr.svg?s=naukri-pune"' in text
    assert "&lt;iframe src=&quot;http://testserver/roles/agent/embed/&quot;" in text
    assert reverse("roles:role-print", args=["agent"]) in text
    assert '<form method="get"' in text
    assert "aria-invalid" not in text
    assert "s_error" not in text


@pytest.mark.parametrize("tag", ["not a tag", "<b>", "%F0%9F%A6%84", "x" * 31])
def test_a_bad_tag_is_said_and_dropped(client, role, tag):
    text = text_of(client, f"/roles/agent/share/?s={tag}")
    field = text[text.index('<label for="s">') : text.index("Put the tag in the links")]
    assert '<p class="error" id="s_error" role="alert">That tag cannot be used' in field
    assert 'aria-describedby="s_error s_help" aria-invalid="true"' in field
    assert "<title>To mend: Share Chat agent" in text
    assert f'value="http://testserver/r/{role.short_code_id}/" readonly' in text
    assert 'src="/roles/agent/qr.svg"' in text
    assert "<b>" not in text


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("page", ["", "share/", "print/", "embed/", "share/ad/", "qr.svg"])
def test_hostile_titles_break_no_page(client, title, page):
    make_role(slug="agent", title=title, summary=title, job_type=make_job_type(short_title=title[:30]))
    text = text_of(client, f"/roles/agent/{page}")
    assert "<script>alert" not in text
    assert "<b>" not in text
    assert ' onload="' not in text
    assert text.count("<textarea") == text.count("</textarea>")


def test_sub_pages_cost_few_queries(client, role, django_assert_max_num_queries):
    for page, most in [("share/", 1), ("embed/", 3), ("print/", 6), ("qr.svg", 1), ("card.png", 3), ("share/ad/", 3)]:
        with django_assert_max_num_queries(most):
            client.get(f"/roles/agent/{page}")


# QR codes.


def squares(png: bytes) -> list[list[bool]]:
    """The dark squares of a QR code, read back from its picture, without its quiet zone."""
    image = Image.open(io.BytesIO(png)).convert("L")
    count = image.width // qr.SQUARE
    assert image.size == (count * qr.SQUARE, count * qr.SQUARE)
    rows = [
        [image.getpixel(((x + 0.5) * qr.SQUARE, (y + 0.5) * qr.SQUARE)) < 128 for x in range(count)]
        for y in range(count)
    ]
    edge = range(qr.QUIET)
    assert not any(rows[y][x] for y in range(count) for x in edge)
    return [row[qr.QUIET : -qr.QUIET] for row in rows[qr.QUIET : -qr.QUIET]]


@pytest.mark.parametrize(("query", "tag"), [("", ""), ("?s=pune-2", "?s=pune-2"), ("?s=a b", "")])
def test_a_qr_code_holds_the_short_link(client, role, query, tag):
    import segno

    wanted = segno.make(f"http://testserver/r/{role.short_code_id}/{tag}", error="m", micro=False)
    response = client.get(f"/roles/agent/qr.png{query}")
    assert response["Content-Type"] == "image/png"
    assert squares(response.content) == [[bool(square) for square in row] for row in wanted.matrix]
    assert 300 <= Image.open(io.BytesIO(response.content)).width <= 800
    assert len(response.content) < 10_000


def test_a_qr_drawing_is_well_formed(client, role):
    from xml.etree import ElementTree

    response = client.get("/roles/agent/qr.svg?s=pune")
    assert response["Content-Type"] == "image/svg+xml"
    drawing = ElementTree.fromstring(response.content)
    assert drawing.find("{http://www.w3.org/2000/svg}title").text.endswith(f"/r/{role.short_code_id}/?s=pune")
    assert "style" not in response.content.decode()
    assert len(response.content) < 10_000


# The hand-out.


def test_the_hand_out_holds_what_a_person_asks(client, role):
    make_band(low=15000, high=20000, as_of="2025-03-01", as_of_precision="month")
    text = text_of(client, "/roles/agent/print/")
    for words in ("Chat agent", "Duty 1", "Able to 3", "10+2", "₹15,000 – 20,000", "March 2025"):
        assert words in text
    assert f"http://testserver/r/{role.short_code_id}/" in text
    assert 'src="/roles/agent/qr.svg"' in text


# The card on other sites.


def framing(response) -> tuple[str | None, str]:
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    return response.get("X-Frame-Options"), policy["frame-ancestors"]


def test_only_the_card_may_be_framed(client, seeded, page_cache):
    kwargs = {"slug": "telecaller", "code": "nyyn", "reference": "f-001", "token": "forged"}
    for route, name in PUBLIC_ADDRESSES.items():
        names = re.findall(r"<\w+:(\w+)>", route)
        address = reverse(name, kwargs={key: kwargs[key] for key in names})
        # Once made, once from the cache.
        for response in (client.get(address), client.get(address)):
            if route == "roles/<slug:slug>/embed/":
                assert framing(response) == (None, "*"), address
            else:
                assert framing(response) == ("DENY", "'none'"), address
    for address in ("/none/", "/roles/nobody/embed/", "/admin/login/"):
        assert framing(client.get(address))[1] == "'none'", address


def test_the_card_stands_alone(client, role):
    response = client.get("/roles/agent/embed/")
    text = response.content.decode()
    assert not response.cookies
    assert "<script" not in text
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', text) == re.findall(r'href="([^"]+\.css)"', text)
    links = re.findall(r"<a [^>]+>", text)
    assert links
    assert all('target="_blank"' in link and 'rel="noopener"' in link for link in links)


def test_the_card_tells_pay_with_its_date(client, role):
    assert "No published figure" in text_of(client, "/roles/agent/embed/")
    make_band(low=15000, high=20000, as_of="2025-03-01", as_of_precision="month")
    text = text_of(client, "/roles/agent/embed/")
    assert "₹15,000 – 20,000" in text
    assert "March 2025" in text


@pytest.mark.parametrize(
    ("strength", "basis", "words"),
    [
        ("weak", "not-stated", ("Weak source", "CTC or in hand not said")),
        ("strong", "in-hand", ("Strong source", "In hand")),
    ],
)
def test_where_a_figure_travels_it_says_how_firm_it_is(client, role, strength, basis, words):
    make_figure(role=role, low=9000, basis=basis, source=make_source(strength=strength))
    card = re.search(r'og:image:alt" content="([^"]+)"', text_of(client, "/roles/agent/"))[1]
    for text in (text_of(client, "/roles/agent/embed/"), card):
        assert all(word in text for word in words)


# oEmbed.


def test_discovery_leads_to_the_frame(client, role):
    page = text_of(client, "/roles/agent/")
    address = re.search(r'type="application/json\+oembed" href="http://testserver([^"]+)"', page)[1]
    response = client.get(address.replace("&amp;", "&"))
    assert response["Content-Type"] == "application/json"
    told = json.loads(response.content)
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Chat agent")
    assert 'src="http://testserver/roles/agent/embed/"' in told["html"]
    assert client.get(urlsplit(told["thumbnail_url"]).path)["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "path",
    [
        "/roles/agent/",
        "/roles/first/",
        "/roles/agent/?x=1#pay",
        "/roles/agent",
        "/roles/agent/embed/",
        "/r/{code}/?s=a",
        "/r/{CODE}/",
    ],
)
def test_oembed_knows_every_address_of_a_role(client, role, path):
    role.slug = "first"
    role.save()
    role.slug = "agent"
    role.save()
    path = path.format(code=role.short_code_id, CODE=role.short_code_id.upper())
    told = client.get("/oembed/", {"url": f"http://testserver{path}"}).json()
    assert "/roles/agent/embed/" in told["html"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "/roles/agent/",
        "http://elsewhere.example/roles/agent/",
        "http://testserver/",
        "http://testserver/none/",
        "http://testserver/roles/nobody/",
        "ftp://testserver/roles/agent/",
        "http://[",
        "http://testserver/roles/\ud800/",
        "javascript://testserver/roles/agent/",
        "http://testserver/roles/" + "a" * 3000 + "/",
        "http://testserver@evil/roles/agent/",
    ],
)
def test_oembed_says_no_in_words(client, role, address):
    response = client.get("/oembed/", {"url": address.encode("utf-8", "replace").decode()})
    assert response.status_code == 404
    assert "not the address of a role" in response.content.decode()


def test_oembed_speaks_json_only(client, role):
    for wanted, status in (("xml", 501), ("", 501), ("json", 200), ("JSON", 200)):
        response = client.get("/oembed/", {"url": "http://testserver/roles/agent/", "format": wanted})
        assert response.status_code == status


@pytest.mark.parametrize(
    ("asked", "size"),
    [({"maxwidth": 320}, (320, 300)), ({"maxwidth": 9999}, (480, 300)), ({"maxheight": 100}, (480, 100))]
    + [({"maxwidth": text}, (480, 300)) for text in ("", "0", "-1", "x", "1e9", "9" * 50, "२००")],
)
def test_oembed_keeps_within_the_size_asked_for(client, role, asked, size):
    told = client.get("/oembed/", {"url": "http://testserver/roles/agent/"} | asked).json()
    assert (told["width"], told["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in told["html"]
    most = asked.get("maxwidth") if isinstance(asked.get("maxwidth"), int) else None
    assert ("thumbnail_url" in told) == (most != 320 and "maxheight" not in asked)


def test_oembed_of_a_hostile_title_is_one_frame(client):
    make_role(slug="agent", title="\"><script>alert(1)</script><iframe src='x'>")
    html = client.get("/oembed/", {"url": "http://testserver/roles/agent/"}).json()["html"]
    assert html.count("<") == 2
    assert html.count('"') == 2 * len(re.findall(r'\w+="', html))
