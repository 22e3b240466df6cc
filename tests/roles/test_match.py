"""Can I apply?, and roles side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.match import Asked, Person, match, match_all
from roles.models import JobType, Qualification, Role, RoleSkill, Skill
from tests.factories import make_full_role, make_qualification, make_role
from tests.roles.test_views import Page

ANSWERS = "qualification=class-12&english=no&language=yes&typing=no&calls=yes&nights=no"
ABLE = Person(rank=50, good_english=True, indian_language=True, types_fast=True, calls=True, nights=True)
UNABLE = Person(rank=0, good_english=False, indian_language=False, types_fast=False, calls=False, nights=False)


def asked(musts=(), rank=None, **fields) -> Asked:
    least = Qualification(name="Class 12", short_name="Class 12", rank=rank) if rank else None
    role = Role(title="Caller", minimum_qualification=least, job_type=JobType(), **({"takes_freshers": True} | fields))
    return Asked(role, frozenset(musts))


@pytest.mark.parametrize(
    ("role", "gap"),
    [
        (asked(rank=20, calls="none"), "Qualification: Class 12"),
        (asked(calls="most", nights="rare"), "Clear speech"),
        (asked(["written-english"], calls="none"), "Written English"),
        (asked(["typing"], calls="none"), "Typing"),
        (asked(calls="some"), "Calls"),
        (asked(calls="some"), "Clear speech"),
        (asked(calls="none", nights="some"), "Nights"),
        (asked(calls="none", nights="usual"), "Nights"),
        (asked(calls="none", takes_freshers=False), "Experience"),
        (asked(calls="none", takes_freshers=None), "Experience: not stated"),
    ],
)
def test_each_gap_is_named_with_how_to_close_it(role, gap):
    found = {g.title: g.how_to_close for g in match(UNABLE, role).gaps}
    assert found[gap]
    assert gap not in {g.title for g in match(ABLE, role).gaps} or gap.startswith("Experience")


def test_an_indian_language_serves_on_calls():
    speaker = Person(rank=50, good_english=False, indian_language=True, types_fast=True, calls=True, nights=True)
    assert "domestic process" in " ".join(match(speaker, asked(calls="most")).meets)
    assert [g.title for g in match(speaker, asked(["written-english"], calls="none")).gaps] == ["Written English"]


def test_more_than_is_asked_is_not_called_enough():
    assert match(ABLE, asked(rank=20, calls="none")).meets[0] == "Asks for: Class 12. You have more"
    assert match(ABLE, asked(rank=50, calls="none")).meets[0] == "Class 12 is enough"


def test_groups():
    now, close = asked(calls="none"), asked(["typing"], calls="none")
    later, senior = asked(["typing"], calls="most"), asked(calls="none", takes_freshers=False)
    unsaid = asked(calls="none", takes_freshers=None)
    groups = match_all(UNABLE, [senior, later, unsaid, close, now])
    assert {name: [m.role for m in matches] for name, matches in groups.items()} == {
        "now": [now.role],
        "close": [unsaid.role, close.role],
        "later": [senior.role, later.role],
    }


people = st.builds(
    Person,
    rank=st.integers(0, 50),
    good_english=st.booleans(),
    indian_language=st.booleans(),
    types_fast=st.booleans(),
    calls=st.booleans(),
    nights=st.booleans(),
)
roles = st.builds(
    asked,
    musts=st.lists(st.sampled_from(["typing", "spoken-english", "written-english", "patience"])),
    rank=st.sampled_from([None, 20, 40]),
    calls=st.sampled_from(["none", "some", "most"]),
    nights=st.sampled_from(["", "rare", "some", "usual"]),
    takes_freshers=st.sampled_from([True, False, None]),
)


@given(people, roles)
def test_being_able_to_do_more_never_adds_a_gap(person, role):
    assert len(match(ABLE, role).gaps) <= len(match(person, role).gaps) <= len(match(UNABLE, role).gaps)


@pytest.mark.django_db
def test_answers_stand_in_the_address(client, seeded):
    response = client.get(f"/roles/match/?{ANSWERS}")
    page = Page(response)
    groups = response.context["groups"]
    assert sum(map(len, groups.values())) == 33
    assert "Data collector" in [m.role.title for m in groups["now"]]
    assert "Data entry operator" in [m.role.title for m in groups["close"]]
    assert "Operations manager" in [m.role.title for m in groups["later"]]
    assert "Class 12 (10+2) is enough" in page.text
    assert "Often reached from:" in page.text
    assert response.content.decode().count(" checked") == 6


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["qualification=phd", "english=maybe", "calls=%3Cscript%3E", "nights=" + "x" * 5000])
def test_answers_that_are_not_understood_are_marked(client, seeded, query):
    response = client.get(f"/roles/match/?typing=yes&{query}")
    assert response.status_code == 200
    assert response.context["groups"] is None
    assert "Some answers are missing or cannot be understood" in Page(response).text
    assert "<script>" not in response.content.decode()
    assert 'value="yes"' in response.content.decode()


@pytest.mark.django_db
def test_match_form_alone(client, seeded):
    page = client.get("/roles/match/")
    assert page.context["groups"] is None
    assert "error" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 30])
def test_match_queries(client, django_assert_num_queries, size):
    make_qualification(slug="class-12", rank=20)
    Skill.objects.create(slug="typing", name="Typing")
    for _ in range(size):
        make_full_role()
    with django_assert_num_queries(7):
        client.get(f"/roles/match/?{ANSWERS}")


@pytest.mark.django_db
def test_a_card_shows_level_and_pay_with_who_said_it(client, seeded):
    page = client.get(f"/roles/match/?{ANSWERS}").content.decode()
    [card] = [card for card in page.split('<li class="role-card') if '/roles/data-entry-operator/">' in card]
    assert "<li>Entry" in card
    assert '<p class="pay"><span class="money">₹' in card
    assert "strength-" in card


@pytest.mark.django_db
def test_a_degree_that_is_missing_names_the_roles_that_lead_on(client):
    make_qualification(slug="class-12", rank=20)
    degree = make_qualification(slug="degree", rank=40)
    role = make_role(title="Analyst", minimum_qualification=degree, takes_freshers=True, calls="none")
    for title in ("Clerk", "Helper"):
        make_role(title=title).moves.create(to_role=role, direction="up")
    make_role(title="Sidestep").moves.create(to_role=role, direction="side")
    response = client.get(f"/roles/match/?{ANSWERS}")
    [match] = [m for m in response.context["groups"]["close"] if m.role == role]
    assert [r.title for r in match.ways_in] == ["Clerk", "Helper"]
    assert "A role that asks for less can lead here. Often reached from: Clerk, Helper." in Page(response).text


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "query"), [({"calls": "most"}, "calls=none"), ({"nights": "usual"}, "nights=rare")])
def test_a_gap_leads_to_roles_without_it(client, fields, query):
    make_qualification(slug="class-12", rank=20)
    make_role(**({"calls": "none", "takes_freshers": True} | fields))
    response = client.get(f"/roles/match/?{ANSWERS.replace('calls=yes', 'calls=no')}")
    assert f'href="/roles/?{query}"' in response.content.decode()


@pytest.mark.django_db
def test_a_skill_counts_under_a_new_slug_too(client):
    make_qualification(slug="class-12", rank=20)
    typing = Skill.objects.create(slug="typing", name="Typing")
    role = make_role(title="Typist", takes_freshers=True, calls="none")
    RoleSkill.objects.create(role=role, skill=typing, need="must", text="Fast typing")
    typing.slug = "keyboard"
    typing.save()
    groups = client.get(f"/roles/match/?{ANSWERS}").context["groups"]
    assert [gap.title for m in groups["close"] for gap in m.gaps] == ["Typing"]


@pytest.mark.django_db
def test_match_shows_no_draft(client):
    make_qualification(slug="class-12", rank=20)
    shown = make_role(title="Shown", takes_freshers=False)
    make_role(title="SECRET", status="draft").moves.create(to_role=shown, direction="up")
    assert "SECRET" not in Page(client.get(f"/roles/match/?{ANSWERS}")).text


# Side by side.


@pytest.mark.django_db
def test_compare_marks_the_rows_that_differ(client):
    voice = make_role(slug="a", title="Alpha", calls="most", level="entry", summary="Takes calls")
    make_role(slug="b", title="Beta", calls="none", level="entry", job_type=voice.job_type, summary="Same")
    RoleSkill.objects.create(role=voice, skill=Skill.objects.create(slug="s", name="S"), text="Patience")
    rows = {row.label: row for row in client.get("/roles/compare/?role=a&role=b").context["rows"]}
    assert rows["Calls"].differs
    assert [text for _role, text in rows["Calls"].cells] == ["Mostly calls", "No calls"]
    assert not rows["Level"].differs
    assert not rows["The job"].differs
    assert [text for _role, text in rows["Must have"].cells] == ["Patience", ""]
    assert "Nights" not in rows  # said of neither


@pytest.mark.django_db
def test_compare_adds_and_takes_out_without_scripts(client):
    for slug in "abcde":
        make_role(slug=slug, title=f"Role {slug}")
    page = client.get("/roles/compare/?role=a&role=b").content.decode()
    assert '<input type="hidden" name="role" value="a">' in page
    assert '<option value="c">' in page
    assert '<option value="a">' not in page
    assert 'href="?role=b"' in page
    full = client.get("/roles/compare/?role=a&role=b&role=c&role=d&role=e")
    assert [role.slug for role in full.context["roles"]] == ["a", "b", "c", "d"]
    assert "Four is the most" in Page(full).text
    assert not full.context["has_room"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("role=none", "There is no role “none”"),
        ("role=draft&role=a", "There is no role “draft”"),
        ("role=a", "Choose one more"),
        ("", "Choose a role"),
        ("role=" + "%3Cb%3E" * 900, "There is no role “<b><b>"),
        ("role=a&" * 300, "Choose one more"),
    ],
)
def test_compare_with_bad_input(client, query, words):
    make_role(slug="a")
    make_role(slug="draft", status="draft")
    response = client.get(f"/roles/compare/?{query}")
    assert response.status_code == 200
    assert words in Page(response).text
    assert "<b><b>" not in response.content.decode()


@pytest.mark.django_db
def test_a_retired_role_gives_its_place_to_what_replaced_it(client):
    new = make_role(slug="new", title="New role")
    make_role(slug="old", title="Old role", status="retired", replaced_by=new)
    make_role(slug="gone", title="Gone role", status="retired")
    response = client.get("/roles/compare/?role=old&role=gone&role=new")
    assert response.context["roles"] == [new]
    assert response.context["problems"] == [
        "“Old role” is retired. “New role” replaced it and stands in its place.",
        "“Gone role” is retired.",
    ]
    assert "“Gone role” is retired." in Page(response).text


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [1, 30])
def test_compare_queries(client, django_assert_num_queries, parts):
    slugs = [make_full_role(parts).slug for _ in range(3)]
    with django_assert_num_queries(4):
        client.get("/roles/compare/?" + "&".join(f"role={slug}" for slug in slugs))
