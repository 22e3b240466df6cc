"""The pages of roles: what they show, what they never show, what they cost, and what they do with bad input."""

from html.parser import HTMLParser

import pytest
from django.utils import timezone

from roles.models import Disagreement, Faq, Industry, Level, Role, RoleIndustry, RoleSkill, Skill, Status
from tests.factories import (
    make_band,
    make_figure,
    make_full_role,
    make_job_type,
    make_qualification,
    make_role,
    make_source,
)

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """Ids, links to places on the page, and text of one answer."""

    def __init__(self, response):
        super().__init__()
        self.ids, self.anchors, self.words = [], [], []
        self.feed(response.content.decode())
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if attrs.get("href", "").startswith("#"):
            self.anchors.append(attrs["href"][1:])

    def handle_data(self, data):
        self.words.append(data)


def sections(response) -> list[str]:
    return list(response.context["sections"])


# The role page.

EVERYTHING = ["apply", "work", "honest", "pay", "next", "hires", "questions", "safe", "similar", "sources"]


def test_role_page_has_its_sections_in_the_order_of_the_design(client, seeded):
    response = client.get("/roles/customer-service-executive/")
    page = Page(response)
    assert sections(response) == EVERYTHING
    assert [i for i in page.ids if i in EVERYTHING] == EVERYTHING
    for shown in (
        "Customer service executive",
        "Customer Support Executive",
        "Checked by the editors in November 2026",
        "₹15,000 – 20,000 a month",
        "Class 12 (10+2)",
        "Settle complaints efficiently",
        "no signal",
        "AHT",
        "Quality analyst",
        "SSC/Q2210 CRM Domestic Voice",
        "Telecom",
        "Accenture",
        "Do I need a degree?",
        "Never pay for a job",
        "Customer care specialist",
        "43-4051.00",
        "Where sources disagree",
    ):
        assert shown in page.text, shown


def test_every_role_page_is_whole(client, seeded):
    """Links within the page lead somewhere, ids are given once, and nothing of the templates shows through."""
    from roles.models import Role

    for role in Role.objects.published():
        page = Page(client.get(role.get_absolute_url()))
        assert len(page.ids) == len(set(page.ids)), role
        assert set(page.anchors) <= set(page.ids), role
        for trace in ("None", "{%", "{{", "..", "()", " ,"):
            assert trace not in page.text, (role, trace)


def test_role_page_without_optional_data_has_no_hole(client):
    role = make_role(title="Bare role")
    response = client.get(role.get_absolute_url())
    page = Page(response)
    assert sections(response) == ["honest", "pay", "safe"]
    assert set(page.anchors) - {"main"} == {"honest", "pay", "safe"}
    assert "No published figure" in page.text
    for gone in (
        "Also called",
        "Checked by",
        "Minimum qualification",
        "Shift",
        "Nights",
        "Measured on",
        "From:",
        "None",
        "Selling",
        "Targets",
        "Freshers",
    ):
        assert gone not in page.text, gone


@pytest.mark.parametrize(
    ("fill", "section"),
    [
        (lambda role: role.duties.create(text="Answer"), "work"),
        (lambda role: type(role).objects.filter(pk=role.pk).update(example="A case"), "work"),
        (lambda role: type(role).objects.filter(pk=role.pk).update(minimum_note="10+2"), "apply"),
        (lambda role: type(role).objects.filter(pk=role.pk).update(preferred_note="A degree"), "apply"),
        (
            lambda role: RoleSkill.objects.create(
                role=role, text="Patience", skill=Skill.objects.create(slug="p", name="P"), need="learnt"
            ),
            "apply",
        ),
        (lambda role: make_band(), "pay"),
        (lambda role: role.moves.create(direction="out", destination="Banking"), "next"),
        (lambda role: make_role().moves.create(direction="up", to_role=role), "next"),
        (
            lambda role: Faq.objects.create(
                slug="f", question="Why?", answer="So.", status="published", is_for_every_role=True
            ),
            "questions",
        ),
        (lambda role: make_role(job_type=role.job_type), "similar"),
        (lambda role: role.codes.create(scheme="isco-08", code="4222", title="Clerks"), "sources"),
        (lambda role: type(role).objects.filter(pk=role.pk).update(editors_note="Noted"), "sources"),
    ],
)
def test_each_optional_part_brings_its_section(client, fill, section):
    role = make_role()
    fill(role)
    response = client.get(role.get_absolute_url())
    assert section in sections(response)
    assert section in Page(response).ids


def test_sources_become_links_and_the_editors_own_is_marked(client):
    role = make_role(summary="Sums", minimum_note="10+2")
    source = make_source(slug="press", publisher="The Press", address="https://press.example/a", strength="strong")
    role.duties.create(text="Sourced duty").sources.add(source)
    role.duties.create(text="Own duty")
    html = client.get(role.get_absolute_url()).content.decode()
    assert '<li>Own duty<span class="own">*</span></li>' in html
    assert "<li>Sourced duty</li>" in html
    assert '<a href="#press">The Press</a>' in html
    assert '<li id="press">' in html
    assert 'href="https://press.example/a"' in html
    assert "Strong source" in html


def test_disagreeing_sources_are_both_kept_beside_the_resolution(client):
    role = make_role()
    dispute = Disagreement.objects.create(
        slug="d", conflict="One says A, another B", resolution="B is right", status=Status.PUBLISHED
    )
    dispute.roles.add(role)
    text = Page(client.get(role.get_absolute_url())).text
    assert "One says A, another B." in text
    assert "How we settled it: B is right." in text


def test_retired_role_names_its_successor_and_leaves_the_lists(client):
    successor = make_role(title="New name")
    role = make_role(title="Old name", status=Status.RETIRED, replaced_by=successor, job_type=successor.job_type)
    page = client.get(role.get_absolute_url())
    assert page.status_code == 200
    assert f'<a href="{successor.get_absolute_url()}">New name</a>' in page.content.decode()
    assert "noindex" in page.content.decode()
    for listing in (
        "/",
        "/roles/",
        "/roles/map/",
        role.job_type.get_absolute_url(),
        successor.get_absolute_url(),
        "/roles/?q=Old",
    ):
        assert "Old name" not in Page(client.get(listing)).text, listing


def test_markup_in_content_is_shown_as_text(client):
    role = make_role(title="<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>')
    role.duties.create(text="<b>bold</b>")
    for address in (role.get_absolute_url(), "/roles/", "/roles/map/", role.job_type.get_absolute_url()):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<b>bold" not in html


# Nothing that is not published leaks.


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": Status.DRAFT},
        {"status": Status.IN_REVIEW},
        {"status": Status.PUBLISHED, "publish_at": timezone.now() + timezone.timedelta(days=1)},
    ],
    ids=["draft", "in review", "scheduled"],
)
def test_what_is_not_published_appears_nowhere(client, hidden):
    shown = make_full_role(title="Shown role")
    source = make_source(slug="press")
    secret = make_role(title="SECRET role", job_type=shown.job_type, is_common_first_job=True, **hidden)
    secret.duties.create(text="SECRET duty").sources.add(source)
    secret.also_in.add(make_job_type(slug="other-line"))
    everywhere = make_role(title="SECRET everywhere", is_cross_functional=True, job_type=shown.job_type, **hidden)
    shown.moves.create(to_role=secret, direction="up", takes="SECRET step")
    secret.moves.create(to_role=shown, direction="up", takes="SECRET step")
    make_band(role=shown, names="SECRET band", **hidden)
    Faq.objects.create(slug="f", question="SECRET question", answer="A", is_for_every_role=True, **hidden)
    dispute = Disagreement.objects.create(slug="d", conflict="SECRET conflict", resolution="R", **hidden)
    dispute.roles.add(shown)
    dispute.job_types.add(shown.job_type)
    dark_line = make_job_type(title="SECRET line", short_title="SECRET line", **hidden)
    dark = make_role(title="SECRET by its line", job_type=dark_line)
    for address in (
        "/",
        "/roles/",
        "/roles/?q=SECRET",
        "/roles/?level=entry",
        "/roles/types/other-line/",
        "/roles/map/",
        "/sources/",
        shown.get_absolute_url(),
        shown.job_type.get_absolute_url(),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        text = Page(response).text.replace("“SECRET”", "")
        assert "SECRET" not in text, address
    for row in (secret, everywhere, dark, dark_line):
        assert client.get(row.get_absolute_url()).status_code == 404
    press = next(rests for source_, rests in client.get("/sources/").context["sources"] if source_ == source)
    assert press is None


# The list and its filters.


def titles(response) -> list[str]:
    return [role.title for role in response.context["page"]]


@pytest.fixture
def catalogue(db):
    school, degree = make_qualification(slug="class-12", rank=20), make_qualification(slug="degree", rank=40)
    voice, kpo = make_job_type(slug="voice", position=1), make_job_type(slug="kpo", position=2)
    caller = make_role(title="Caller", job_type=voice, minimum_qualification=school, shift="rotating")
    closer = make_role(title="Closer", job_type=voice, minimum_qualification=school, shift="day", level="mid")
    analyst = make_role(title="Analyst", job_type=kpo, minimum_qualification=degree, shift="day", level="mid")
    make_role(title="Manager", job_type=kpo, level="senior", is_cross_functional=True)
    # What the filters on top of these look at; counted by test_every_count_is_what_brute_force_finds.
    for role, fields in (
        (caller, {"takes_freshers": True}),
        (closer, {"nights": "rare"}),
        (analyst, {"calls": "none"}),
    ):
        Role.objects.filter(pk=role.pk).update(**fields)
    typing = Skill.objects.create(slug="typing", name="Typing")
    for role in (caller, analyst):
        RoleSkill.objects.create(role=role, skill=typing, text="Types fast")
    banking = Industry.objects.create(slug="banking", name="Banking")
    RoleIndustry.objects.create(role=closer, industry=banking)
    make_figure(role=caller, low=15000, high=20000)
    make_figure(role=analyst, kind="average", value=600000, period="year")
    make_figure(role=closer, low=90000, is_history=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Caller", "Closer", "Analyst", "Manager"]),
        ("type=voice", ["Caller", "Closer"]),
        ("type=kpo", ["Analyst"]),
        ("type=every", ["Manager"]),
        ("type=voice&type=every", ["Caller", "Closer", "Manager"]),
        ("level=mid", ["Closer", "Analyst"]),
        ("level=mid&level=senior", ["Closer", "Analyst", "Manager"]),
        ("qualification=class-12", ["Caller", "Closer", "Manager"]),
        ("qualification=degree", ["Caller", "Closer", "Analyst", "Manager"]),
        ("shift=day&type=voice", ["Closer"]),
        ("q=analyst", ["Analyst"]),
        ("q=caller&level=mid", []),
        ("calls=none", ["Analyst"]),
        ("nights=rare", ["Closer"]),
        ("freshers=yes", ["Caller"]),
        ("skill=typing", ["Caller", "Analyst"]),
        ("skill=typing&calls=none", ["Analyst"]),
        ("industry=banking", ["Closer"]),
        ("pay=15000", ["Caller", "Analyst"]),
        ("pay=20001", ["Analyst"]),
        ("pay=50001", []),
    ],
)
def test_filters(client, catalogue, query, found):
    assert titles(client.get(f"/roles/?{query}")) == found


def test_counts_stand_beside_each_choice_under_the_other_filters(client, catalogue):
    groups = client.get("/roles/?level=mid&type=voice").context["groups"]
    counts = {g["name"]: {o["value"]: o["count"] for o in g["options"]} for g in groups}
    assert counts == {
        "type": {"voice": 1, "kpo": 1, "every": 0},
        "level": {"entry": 1, "mid": 1, "senior": 0},
        "shift": {"day": 1, "rotating": 0, "round-the-clock": 0, "client": 0},
        "qualification": {"class-12": 1, "degree": 1},
        "calls": {"none": 0},
        "nights": {"rare": 1},
        "freshers": {"yes": 0},
        "skill": {"typing": 0},
        "industry": {"banking": 1},
    }


def test_every_count_is_what_brute_force_finds(client, catalogue):
    """Under each choice of the other filters, the count beside a choice is the length of the list behind it."""
    values = {g["name"]: [o["value"] for o in g["options"]] for g in client.get("/roles/").context["groups"]}
    asked = [
        {},
        *({name: value} for name, choices in values.items() for value in choices),
        {"pay": 15000},
        {"q": "caller"},
    ]
    for base in asked:
        groups = client.get("/roles/", base).context["groups"]
        for group in groups:
            for option in group["options"]:
                found = client.get("/roles/", base | {group["name"]: option["value"]})
                assert option["count"] == found.context["page"].paginator.count, (base, group["name"], option)


def test_pay_that_is_no_number_is_named(client, catalogue):
    for pay in ("a%20lot", "-5", "1e400", "NaN", "9" * 40):
        response = client.get(f"/roles/?pay={pay}")
        assert response.status_code == 200
        assert "could not be understood" in response.content.decode(), pay


def test_a_filter_in_use_can_be_taken_off(client, catalogue):
    applied = client.get("/roles/?level=mid&level=senior&type=kpo&page=1&q=a").context["applied"]
    assert [(str(chip["label"]), chip["without"]) for chip in applied] == [
        ("“a”", "?type=kpo&level=mid&level=senior"),
        ("Type " + str(applied[1]["label"]).split()[1], "?q=a&level=mid&level=senior"),
        ("Mid level", "?q=a&type=kpo&level=senior"),
        ("Senior level", "?q=a&type=kpo&level=mid"),
    ]


def test_paging_keeps_the_filters(client):
    line = make_job_type(slug="voice")
    for _ in range(25):
        make_role(job_type=line)
    first = client.get("/roles/?type=voice&level=entry")
    assert len(titles(first)) == 20
    assert "?type=voice&amp;level=entry&amp;page=2" in first.content.decode()
    assert len(titles(client.get("/roles/?type=voice&level=entry&page=2"))) == 5


def test_no_role_found_says_how_to_go_on(client, catalogue):
    page = client.get("/roles/?q=welder&level=mid")
    assert "No role matches all of these" in page.content.decode()
    assert 'href="?level=mid"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "level=wizard",
        "type=%3Cscript%3E",
        "qualification=phd&level=mid",
        "shift=9",
        "q=" + "x" * 101,
        "q=" + "%F0%9F%A6%84" * 101,
    ],
)
def test_a_filter_that_is_not_understood_is_named_and_left_out(client, catalogue, query):
    response = client.get(f"/roles/?{query}")
    assert response.status_code == 200
    assert "could not be understood" in response.content.decode()
    assert "<script>" not in response.content.decode()
    assert len(titles(response)) == (2 if "level=mid" in query else 4)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/roles/?page=99999999999999999999", 404),
        ("/roles/?page=" + "9" * 5000, 404),
        ("/roles/?page=-1", 404),
        ("/roles/?page=two", 404),
        ("/roles/?page=%EF%BC%92", 404),
        ("/roles/?q=%00", 400),
        ("/roles/?q=a%00b&level=mid", 400),
        ("/roles/%00/", 400),
        ("/roles/?q=" + "a" * 8000, 200),
        ("/roles/?" + "q=a&" * 1500, 400),
        ("/roles/?q=%ED%A0%80%FF", 200),
        ("/roles/?q=%E2%80%AE%CC%81%F0%9F%A6%84", 200),
        ("/roles/?q=%27%3B--%22%5C%25_", 200),
        ("/roles/%E0%A4%95%E0%A5%89%E0%A4%B2/", 404),
        ("/roles/" + "a" * 3000 + "/", 404),
        ("/roles/types/none/", 404),
        ("/roles/none/", 404),
        ("/none", 404),
    ],
)
def test_bad_input_gets_a_clear_answer(client, address, status):
    make_role()
    response = client.get(address)
    assert response.status_code == status
    assert b"<h1>" in response.content
    if status != 200:
        assert b"See all roles" in response.content


# Cost.


@pytest.mark.parametrize("size", [1, 30])
def test_role_page_queries(client, django_assert_num_queries, size):
    role = make_full_role(size)
    for _ in range(size):
        make_band(role=role)
        Faq.objects.create(slug=f"f{_}", question=f"Q{_}", answer="A", is_for_every_role=True, status="published")
    with django_assert_num_queries(11):
        client.get(role.get_absolute_url())


@pytest.mark.parametrize("slug", ["telecaller", "team-leader", "financial-analyst"])
def test_a_whole_role_page_keeps_the_budget(client, seeded, django_assert_max_num_queries, slug):
    with django_assert_max_num_queries(12):
        client.get(f"/roles/{slug}/")


@pytest.mark.parametrize("size", [1, 30])
def test_role_list_queries(client, django_assert_num_queries, size):
    for _ in range(size):
        make_role(minimum_qualification=make_qualification())
    # One of them reads the words that slips are mended by, which are then kept for minutes.
    with django_assert_num_queries(10):
        client.get("/roles/?level=entry&q=role")


@pytest.mark.parametrize("size", [1, 30])
def test_job_type_page_queries(client, django_assert_num_queries, size):
    line = make_job_type()
    for _ in range(size):
        make_role(job_type=line)
        make_role(job_type=line, is_cross_functional=True)
        make_role().also_in.add(line)
        line.points.create(kind="duty", text=f"Duty {_}").sources.add(make_source())
    with django_assert_num_queries(7):
        client.get(line.get_absolute_url())


def test_a_line_without_sources_has_no_hole(client):
    line = make_job_type()
    assert 'id="sources"' not in client.get(line.get_absolute_url()).content.decode()
    line.points.create(kind="duty", text="Rings").sources.add(make_source())
    page = client.get(line.get_absolute_url()).content.decode()
    assert 'id="sources"' in page
    assert 'href="#sources"' in page


def test_a_long_line_shows_its_first_roles_and_the_way_to_all(client, monkeypatch):
    monkeypatch.setattr("roles.views.catalogue.MOST_ON_A_LINE", 2)
    line = make_job_type(slug="long")
    for n in range(3):
        make_role(job_type=line, title=f"Own {n}")
        make_role(job_type=line, title=f"Every {n}", is_cross_functional=True)
        make_role(title=f"Visiting {n}").also_in.add(line)
    response = client.get(line.get_absolute_url())
    page = Page(response)
    assert [f"{kind} {n}" in page.text for kind in ("Own", "Every", "Visiting") for n in range(3)] == [
        *(True, True, False) * 3
    ]
    assert "All 3 roles of this line" in page.text
    assert "And 1 more." in page.text
    assert "All 3 roles found on every line" in page.text
    assert "/roles/?type=long" in response.content.decode()


@pytest.mark.parametrize("size", [1, 30])
def test_source_page_queries(client, django_assert_num_queries, size):
    for _ in range(size):
        make_full_role()
    with django_assert_num_queries(2):
        client.get("/sources/")


# The other pages.


def test_list_shows_all_33(client, seeded):
    found = titles(client.get("/roles/")) + titles(client.get("/roles/?page=2"))
    assert len(found) == len(set(found)) == 33


def test_job_type_page_lists_its_roles(client, seeded):
    page = Page(client.get("/roles/types/kpo/"))
    for title in ("Market research analyst", "Financial analyst", "Legal process executive"):
        assert title in page.text
    assert "Data collector" in page.text  # belongs to back office, is also done here
    assert "Team leader" in page.text  # found on every line


def test_sources_page_names_every_source_with_what_rests_on_it(client, seeded):
    response = client.get("/sources/")
    page = Page(response)
    rests = {source.slug: rests for source, rests in response.context["sources"]}
    assert set(rests) <= set(page.ids)
    indeed = rests["indeed-what-are-bpo-jobs"]
    assert ("bookkeeper", "Bookkeeper") in indeed.roles.values()
    assert indeed.counts["duties"] > 10
    assert rests["different-types-of-bpo-jobs"].counts["salary bands"] == 3
    assert "28 November 2022" in page.text


def test_levels_have_words(client):
    for level in Level:
        make_role(level=level)
    assert "Senior level" in Page(client.get("/roles/")).text


def test_unknown_page_offers_ways_on(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_server_error_page_stands_alone(client, monkeypatch):
    from django.test import Client

    monkeypatch.setattr("bpo_portal.views.render", lambda *args: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
