"""A slug of before inside a query is answered as if it were the slug of now: what was linked to goes on working."""

import pytest

from interviews.models import Kind
from roles.models import Industry, Role, RoleIndustry, RoleSkill, Skill, Status
from tests.factories import make_figure, make_job_type, make_qualification, make_role
from tests.interviews.factories import make_question

pytestmark = pytest.mark.django_db
STAR = "/interviews/practice/star/"
ANSWERS = "english=yes&language=yes&typing=yes&calls=yes&nights=yes"


def renamed(row, slug: str):
    row.slug = slug
    row.save()
    return row


@pytest.fixture
def moved() -> Role:
    """A role, and all that a list can be narrowed by, each renamed from old to new."""
    line = make_job_type(slug="old", title="Own line")
    role = make_role(
        slug="old", title="Tele-marketing", job_type=line, minimum_qualification=make_qualification(slug="old")
    )
    other = make_role(slug="other", title="Book-keeping")
    skill = Skill.objects.create(slug="old", name="Talking")
    RoleSkill.objects.create(role=role, skill=skill, text="Able to talk")
    industry = Industry.objects.create(slug="old", name="Banks")
    RoleIndustry.objects.create(role=role, industry=industry)
    asked = {"job_types": [line], "roles": [role], "kind": Kind.BEHAVIOURAL}
    question = make_question(slug="old", text="Why sell?", **asked)
    make_question(text="Why count?", roles=[other])
    make_figure(role=role, title="Seller")
    make_figure(role=other, title="Counter")
    for row in (role, line, role.minimum_qualification, skill, industry, question):
        renamed(row, "new")
    return role


ADDRESSES = {
    "/roles/?type={}": 'href="/roles/new/"',
    "/roles/?skill={}": 'href="/roles/new/"',
    "/roles/?industry={}": 'href="/roles/new/"',
    "/roles/?qualification={}": 'href="/roles/new/"',
    "/roles/compare/?role={}&role=other": "Tele-marketing",
    "/salaries/?type={}": "Tele-marketing",
    "/salaries/compare/?role={}&role=other": "Tele-marketing",
    "/salaries/compare.csv?role={}&role=other": "Tele-marketing",
    "/interviews/questions/?type={}": "Why sell?",
    "/interviews/questions/?role={}": "Why sell?",
    "/interviews/practice/?type={}&length=5": "Why sell?",
    "/interviews/practice/star/?question={}": "Why sell?",
    "/interviews/practice/record/?question={}": "Why sell?",
    f"/roles/match/?qualification={{}}&{ANSWERS}": "Tele-marketing",
    "/api/v1/roles?type={}": '"slug": "new"',
    "/api/v1/roles?skill={}": '"slug": "new"',
    "/api/v1/figures?type={}": "Seller",
    "/api/v1/questions?role={}": "Why sell?",
    "/api/v1/questions?type={}": "Why sell?",
    "/report/?page=/roles/{}/": "Tele-marketing",
    "/report/?page=/salaries/{}/": "Tele-marketing",
    "/oembed/?url=http://testserver/roles/{}/": "Tele-marketing",
}


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


@pytest.mark.parametrize("slug", ["old", "OLD"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_old_slug_in_a_query_is_answered_as_the_present_one(client, moved, address, slug):
    old, new = shown(client, address.format(slug)), shown(client, address.format("new"))
    assert ADDRESSES[address] in old
    assert "Select a valid choice" not in old
    assert "There is no role" not in old
    if not address.startswith("/report/"):  # each form there has a stamp of its own
        assert old.replace(f"={slug}", "=new") == new


@pytest.mark.parametrize("address", ["/roles/compare/?role={}&role={}", "/roles/?type={}&type={}"])
def test_old_and_new_slug_of_one_row_count_once(client, moved, address):
    page = shown(client, address.format("old", "new"))
    assert page.count('<li class="role-card') <= 1
    assert page.count(">Own line<") == shown(client, address.format("new", "new")).count(">Own line<")


def test_the_sides_of_a_comparison_of_pay_keep_their_cities(client, moved):
    make_figure(role=moved, title="Seller in Pune", city="Pune")
    make_figure(role=Role.objects.get(slug="other"), title="Counter in Surat", city="Surat")
    query = "?role={}&city=Pune&role={}&city=&role=other&city=Surat"
    assert shown(client, f"/salaries/compare.csv{query.format('old', 'new')}") == shown(
        client, f"/salaries/compare.csv{query.format('new', 'new')}"
    )


def test_an_offer_is_checked_for_the_role_of_an_old_form(client, moved):
    page = client.post("/salaries/offer/", {"role": "old", "fixed": "18000", "period": "month"})
    assert "one of the choices" not in page.content.decode()
    assert '<option value="new" selected>' in page.content.decode()


def test_a_job_ad_is_drafted_for_the_qualification_of_an_old_form(client, moved):
    page = client.post("/roles/new/share/ad/", {"qualification": "old"}).content.decode()
    assert "one of the choices" not in page
    assert '<option value="new" selected>' in page


def test_a_slug_that_nobody_public_had_is_refused_as_before(client, moved):
    renamed(make_role(slug="hidden-before", status=Status.DRAFT), "hidden")
    for slug in ("hidden-before", "nobody", "a" * 101, "हिन्दी", "' or 1=1"):
        assert "There is no role" in shown(client, f"/roles/compare/?role={slug}")
        assert client.get(f"/api/v1/questions?role={slug}").status_code == 422


def test_a_slug_of_now_costs_one_query_and_one_of_before_two_more(client, moved, django_assert_num_queries):
    roles = Role.objects.published()
    with django_assert_num_queries(1):
        assert roles.by_slug(["new", "other"]).keys() == {"new", "other"}
    with django_assert_num_queries(4):
        assert {slug: row.slug for slug, row in roles.by_slug(["old", "other", "nobody"]).items()} == {
            "old": "new",
            "other": "other",
        }
    with django_assert_num_queries(0):
        assert roles.by_slug([]) == {}
