"""The page of the career map, and the part of it on a role's page: what they show, never show, and cost."""

import re
from html import escape, unescape

import pytest

from roles.models import CareerMove, Role, Status
from tests.factories import make_full_role, make_job_type, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, seeded):
    return client.get("/roles/map/").content.decode()


def drawings(html: str) -> list[str]:
    return re.findall(r'<svg viewBox="0 0 \d+ \d+" width.*?</svg>', html, re.DOTALL)


def links(html: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="(/roles/[a-z0-9-]+/)"', html)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_every_role_is_a_station_once_on_each_drawing(page):
    addresses = sorted(role.get_absolute_url() for role in Role.objects.published())
    assert len(addresses) == 33
    assert len(drawings(page)) == 2
    for drawing in drawings(page):
        assert sorted(links(drawing)) == addresses


def test_a_title_over_two_lines_is_named_whole(page):
    for drawing in drawings(page):
        assert 'aria-label="Customer service representative"' in drawing


def test_every_role_and_move_is_there_in_words(page):
    listed = page.split('<h2 id="words">')[1]
    entries = dict(re.findall(r'<li id="([a-z-]+)">(.*?)\n  </li>', listed, re.DOTALL))
    assert len(entries) == 33
    moves = CareerMove.objects.with_destination().select_related("role")
    assert len(moves) == 111
    for move in moves:
        entry = words(entries[move.role.slug])
        takes = move.takes[0].upper() + move.takes[1:]
        assert f"{move.get_direction_display()} {move} {takes}" in entry.replace(str(move) + takes, f"{move} {takes}")
        assert move.to_role is None or f'href="#{move.to_role.slug}"' in entries[move.role.slug]
    assert sum(entry.count('class="way"') for entry in entries.values()) == 111


def test_lines_and_levels_are_headings_in_order(page):
    headings = [(tag, words(text)) for tag, text in re.findall(r"<(h[1-6])[^>]*>(.*?)</\1>", page)]
    assert [text for tag, text in headings if tag == "h3"] == [
        "VI Voice inbound",
        "VO Voice outbound",
        "NV Non-voice",
        "BO Back office",
        "KP KPO",
        "IT ITES",
        "ALL On every line",
    ]
    assert headings[2:6] == [
        ("h3", "VI Voice inbound"),
        ("h4", "Entry level"),
        ("h4", "Mid level"),
        ("h3", "VO Voice outbound"),
    ]


def test_stations_run_by_level_and_then_as_the_moves_do(client):
    line = make_job_type()
    last, middle, first = (make_role(title=title, job_type=line) for title in ("A", "B", "C"))
    make_role(title="0", job_type=line, level="senior")
    make_role(title="1", job_type=line, level="mid")
    first.moves.create(to_role=middle, direction="sideways")
    middle.moves.create(to_role=last, direction="up")
    last.moves.create(to_role=middle, direction="sideways")
    drawing = client.get("/roles/map/").context["tall"]
    assert [station.stop.title for station in drawing.stations] == ["C", "A", "B", "1", "0"]


@pytest.mark.parametrize("size", [1, 30])
def test_queries(client, django_assert_num_queries, size):
    role = make_full_role(size)
    for _ in range(size):
        make_role(job_type=role.job_type, is_cross_functional=True)
        make_role().moves.create(to_role=role, direction="up")
    with django_assert_num_queries(3):
        client.get("/roles/map/")


def test_without_roles_the_page_says_so(client):
    make_job_type()
    html = client.get("/roles/map/").content.decode()
    assert "No role is published yet." in html
    assert drawings(html) == []


def test_without_moves_and_shared_stations_nothing_is_promised(client):
    role = make_role(title="Only role")
    html = client.get("/roles/map/").content.decode()
    assert "same stations" not in html
    assert f'<li id="{role.slug}">' in html
    assert len(drawings(html)) == 2


def test_more_roles_than_can_be_drawn_are_there_in_words(client, monkeypatch):
    monkeypatch.setattr("roles.map_page.MOST_DRAWN", 1)
    roles = [make_role(), make_role()]
    html = client.get("/roles/map/").content.decode()
    assert drawings(html) == []
    assert all(f'<li id="{role.slug}">' in html for role in roles)


def test_a_map_wider_than_the_page_is_scrolled_within_its_frame(client):
    line = make_job_type()
    for n in range(30):
        make_role(job_type=line, is_cross_functional=True, title=f"Interchange manager {n:02}")
    html = client.get("/roles/map/").content.decode()
    assert 'class="map-wide map-long"' in html
    assert client.get("/roles/map/").context["wide"].width > 1120


HOSTILE = "<script>alert(1)</script>\"'><svg/onload=x>&amp;"


def test_markup_in_titles_is_shown_as_text(client):
    role = make_role(title=HOSTILE, job_type=make_job_type(short_title="<b>line</b>", title="<b>line</b>"))
    make_role(title="<img src=x>", job_type=role.job_type, is_cross_functional=True)
    role.moves.create(direction="out", destination="<i>out</i>", takes="<u>all</u>")
    html = client.get("/roles/map/").content.decode()
    for mark in ("<script>", "<b>line", "<img", "<i>out", "<u>all", "<svg/", "&amp;amp;amp;"):
        assert mark not in html
    assert escape(HOSTILE) in html


# The part of the map on a role's page.


def test_a_role_page_shows_what_leads_there_and_the_way_to_the_map(client):
    role, origin = make_role(title="Team leader", slug="team-leader"), make_role(title="Telecaller")
    origin.moves.create(to_role=role, direction="up")
    for status in (Status.DRAFT, Status.RETIRED):
        make_role(title=f"Hidden {status}", status=status).moves.create(to_role=role, direction="up")
    html = client.get(role.get_absolute_url()).content.decode()
    part = html.split('<h2 id="next">')[1].split("</section>")[0]
    assert links(part) == [origin.get_absolute_url()]
    assert "What leads here" in part
    assert 'href="/roles/map/#team-leader"' in part
    assert "Hidden" not in html
    there = client.get("/roles/map/").content.decode()
    assert '<li id="team-leader">' in there
    assert "Hidden" not in there


@pytest.mark.parametrize(("count", "is_folded"), [(6, False), (7, True)])
def test_a_long_list_of_what_leads_here_is_folded(client, count, is_folded):
    role = make_role()
    for _ in range(count):
        make_role().moves.create(to_role=role, direction="up")
    part = client.get(role.get_absolute_url()).content.decode().split('<h2 id="next">')[1].split("</section>")[0]
    assert len(links(part)) == count
    assert (f"<summary>{count} roles</summary>" in part) is is_folded
    assert part.count("<details>") == part.count("</details>") == int(is_folded)


def test_a_retired_role_is_not_sought_on_the_map(client):
    role = make_role(status=Status.RETIRED)
    role.moves.create(direction="out", destination="Banking")
    assert "/roles/map/#" not in client.get(role.get_absolute_url()).content.decode()
