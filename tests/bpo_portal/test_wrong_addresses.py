"""A wrong address below a list is answered with pages that may have been meant."""

from html import unescape

import pytest

from roles.models import Status
from tests.factories import make_guide, make_job_type, make_role
from tests.interviews.factories import make_guide as make_interview_guide

pytestmark = pytest.mark.django_db
LISTS = ["/roles/", "/roles/types/", "/salaries/", "/interviews/", "/guides/", "/interviews/questions/"]


@pytest.fixture
def pages():
    line = make_job_type(slug="voice-inbound", title="Voice inbound", short_title="Voice inbound")
    make_job_type(slug="voice-hidden", title="Voice hidden", short_title="Voice hidden", status=Status.DRAFT)
    make_role(slug="telecaller", title="Telecaller", job_type=line)
    make_role(slug="telecaller-two", title="Telecaller hidden", job_type=line, status=Status.DRAFT)
    make_interview_guide(job_type=line, title="Pass a voice interview")
    make_guide(slug="what-bpo-is", title="What BPO is")
    make_guide(slug="bpo-draft", title="What BPO hides", status=Status.DRAFT)


def suggested(client, address: str) -> list[str]:
    """The addresses under "Did you mean", of a page that is a 404."""
    page = client.get(address)
    assert page.status_code == 404
    text = page.content.decode()
    assert "There is no page here" in text
    assert '<meta name="robots" content="noindex">' in text
    if "Did you mean one of these?" not in text:
        return []
    part = text.split("Did you mean one of these?")[1].split("</ul>")[0]
    return [piece.split('"')[0] for piece in part.split('href="')[1:]]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/roles/tele-caler/", ["/roles/telecaller/"]),
        ("/roles/types/voice-inbond/", ["/roles/types/voice-inbound/"]),
        ("/roles/types/telecaler/", ["/roles/telecaller/"]),
        ("/salaries/telecaler/", ["/salaries/telecaller/"]),
        ("/salaries/tele_caller/", ["/salaries/telecaller/"]),
        ("/interviews/voice-inbond/", ["/interviews/voice-inbound/"]),
        ("/interviews/telecaller/", ["/roles/telecaller/#interview"]),
        ("/guides/what-is-bpo/", ["/guides/what-bpo-is/"]),
        ("/guides/qqqqqq/", []),
    ],
)
def test_what_may_have_been_meant_is_named_and_nothing_hidden(client, pages, address, meant):
    assert suggested(client, address) == meant


@pytest.mark.parametrize("start", LISTS)
@pytest.mark.parametrize(
    "slug",
    ["a-" * 3000, "-" * 500, "_", "voice-" * 200, "nul%00", "%ff%fe", "हिन्दी", "<script>x", "a%2Fb", "\u202evoice"],
)
def test_odd_slugs_find_nothing_and_break_nothing(client, pages, start, slug, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = client.get(f"{start}{slug}/")
    # A NUL character is refused with 400 in any address of this site.
    assert page.status_code == (400 if "%00" in slug else 404)
    assert b"<script>x" not in page.content
    assert len(page.content) < 12_000


def test_a_slug_that_was_once_given_still_leads_on(client):
    role = make_role(slug="old-name", title="Telecaller")
    role.slug = "new-name"
    role.save()
    assert client.get("/salaries/old-name/").headers["Location"] == "/salaries/new-name/"


STOCK = ("Select a valid choice", "This field is required", "Ensure this", "Ensure that", "Enter a ")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/roles/?pay=-5", "Pay at least, rupees a month: write a number of 1 or more."),
        ("/roles/?pay=1e400", "Pay at least, rupees a month: write a number of 10000000 or less."),
        ("/roles/?pay=lots", "Pay at least, rupees a month: write a number, such as 18000."),
        ("/roles/?pay=NaN", "Pay at least, rupees a month: write a number, such as 18000."),
        ("/roles/?type=zzz", "Line: there is no “zzz” to choose."),
        ("/roles/?type=%25s&level=%25(value)s", "Line: there is no “%s” to choose."),
        ("/roles/?qualification=phd", "I have: there is no “phd” to choose."),
        (f"/roles/?q={'x' * 101}", "Role, skill or word: write at most 100 letters."),
        ("/interviews/questions/?kind=zzz", "Kind: there is no “zzz” to choose."),
        ("/interviews/questions/?role=zzz", "Role: there is no “zzz” to choose."),
        ("/salaries/?level=zzz", "Level: there is no “zzz” to choose."),
        ("/salaries/?year=zzz", "Year: there is no “zzz” to choose."),
        (f"/salaries/?job={'x' * 121}", "Job as printed: write at most 120 letters."),
        ("/roles/match/?english=maybe", "That is not one of the choices here. Choose from the list."),
        ("/roles/match/?english=yes", "Choose one of the answers."),
        ("/interviews/practice/?length=5", "Choose one of the answers."),
        ("/salaries/in-hand/?ctc=3 lakh&period=century", "That is not one of the choices here."),
    ],
)
def test_what_an_address_gets_wrong_is_told_in_our_words(client, address, told):
    make_role()
    page = unescape(client.get(address).content.decode())
    assert told in page
    assert page.count(told) < 6
    assert [words for words in STOCK if words in page] == []
