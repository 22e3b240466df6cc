"""A retired role names the role to read instead, however often that one was replaced in its turn."""

import pytest
from django.core.exceptions import ValidationError

from roles.models import Role, Status
from roles.share.cards import job_type_card
from salaries.cards import headline_of, pay_card, role_card
from tests.factories import make_band, make_job_type, make_role

pytestmark = pytest.mark.django_db
PAGES = [f"/roles/old/{page}" for page in ("", "share/", "share/ad/", "print/", "embed/")] + ["/salaries/old/"]


def chain(*titles: str, last: str = Status.PUBLISHED) -> list[Role]:
    """Retired roles, each replaced by the next; the last one has the status `last`."""
    roles: list[Role] = []
    for title in reversed(titles):
        status = Status.RETIRED if roles else last
        roles.insert(
            0, make_role(title=title, slug=title.lower(), status=status, replaced_by=roles[0] if roles else None)
        )
    return roles


@pytest.mark.parametrize("length", [1, 2, 9])
def test_the_first_public_role_of_a_chain_is_named(length, django_assert_num_queries):
    old, *_between, new = chain("Old", *(f"Between-{n}" for n in range(length - 1)), "New")
    old = Role.objects.get(pk=old.pk)
    with django_assert_num_queries(2):
        assert old.successor == new


def test_of_two_public_roles_the_nearer_one_is_named():
    old, near, _far = chain("Old", "Near", "Far")
    Role.objects.filter(pk=near.pk).update(status=Status.PUBLISHED)
    assert Role.objects.get(pk=old.pk).successor == near


def test_a_chain_that_ends_nowhere_or_in_a_circle_names_nobody():
    old, _between, last = chain("Old", "Between", "Last", last=Status.DRAFT)
    assert Role.objects.get(pk=old.pk).successor is None
    Role.objects.filter(pk=last.pk).update(replaced_by=old)  # by a path that asks no clean()
    assert Role.objects.get(pk=old.pk).successor is None
    assert make_role(status=Status.RETIRED).successor is None


def test_a_role_of_a_hidden_line_is_not_named():
    hidden = make_role(job_type=make_job_type(status=Status.DRAFT))
    assert make_role(status=Status.RETIRED, replaced_by=hidden).successor is None


@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_a_retired_role_says_so_and_follows_the_chain(client, address):
    chain("Old", "Between", "New")
    page = client.get(address).content.decode()
    assert "This role is no longer kept up." in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/roles/new/"' in page
    assert ">New</a>" in page


def test_the_api_follows_the_chain(client):
    chain("Old", "Between", "New")
    assert client.get("/api/v1/roles/old").json()["replaced_by"] == {"slug": "new", "title": "New"}


def test_roles_that_replace_each_other_in_a_circle_are_refused_in_words():
    first, _second, third = chain("First", "Second", "Third", last=Status.RETIRED)
    third.replaced_by = first
    with pytest.raises(ValidationError) as refused:
        third.full_clean()
    words = "“Third” would be replaced by itself in the end: “First” → “Second” → “Third”. Choose another role."
    assert refused.value.message_dict == {"replaced_by": [words]}
    first.replaced_by = third
    first.full_clean()


def test_the_pay_of_a_retired_role_is_offered_for_no_comparison(client):
    chain("Old", "New")
    assert "/salaries/compare/?role=" not in client.get("/salaries/old/").content.decode()
    assert "/salaries/compare/?role=new" in client.get("/salaries/new/").content.decode()


def test_a_job_ad_sent_for_a_retired_role_leads_to_its_successors_form(client):
    chain("Old", "New")
    page = client.post("/roles/old/share/ad/", {"employer": "Acme"})
    assert page.status_code == 200
    assert 'href="/roles/new/share/ad/"' in page.content.decode()
    assert "Acme" not in page.content.decode()


def test_cards_of_a_retired_role_say_so_and_show_no_figure():
    old, new = chain("Old", "New")
    make_band(role=old)
    for card in (role_card(old, headline_of(old)), pay_card(old, headline_of(old))):
        assert card.lead == "This role is no longer kept up. Read this one instead: New."
        assert not (card.figure or card.said or card.fact)
    alone = make_role(status=Status.RETIRED)
    assert role_card(alone, None).lead == "This role is no longer kept up."
    make_band(role=new)
    assert role_card(new, headline_of(new)).figure == "₹15,000 – 20,000"


def test_a_retired_line_says_so_and_leaves_search_engines(client):
    line = make_job_type(slug="gone", in_short="Calls.", status=Status.RETIRED)
    page = client.get("/roles/types/gone/").content.decode()
    assert "This line is no longer kept up." in page
    assert '<meta name="robots" content="noindex">' in page
    assert job_type_card(line).lead == "This line is no longer kept up."
