"""The job-ad draft: honest text, markup for the employer's own page, and what is missing or to be looked at again."""

import datetime
import html
import json
import re

import pytest

from roles.models import Qualification, Role
from salaries import ad_checks
from salaries.ads import Ad
from salaries.cards import headline_of
from salaries.models import State
from tests.factories import make_band, make_figure, make_qualification, make_role, make_source

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
ALL_GIVEN = {
    "employer": "Acme Services", "city": "Pune", "fixed": "18,000", "period": "month", "variable": "3000",
    "shift": "day", "contact": "voice", "qualification": "class-12", "address": "https://acme.example/jobs/7",
    "closes": "2099-12-31", "extra": "Six days a week.", "no_fee": "on",
}  # fmt: skip


@pytest.fixture
def role():
    rung = make_qualification(slug="class-12", name="Class 12", rank=20)
    make_qualification(slug="degree", name="Degree", rank=40)
    make_qualification(slug="class-10", name="Class 10", rank=10)
    role = make_role(slug="agent", title="Voice agent", calls=Role.Calls.MOST, minimum_qualification=rung)
    for n in range(7):
        role.duties.create(position=n, text=f"Duty {n}")
    return role


def sent(client, **changed) -> str:
    response = client.post("/roles/agent/share/ad/", ALL_GIVEN | changed)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    return response.content.decode()


def box(page: str, name: str) -> str:
    return html.unescape(re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])


def markup_of(page: str) -> dict:
    script = box(page, "ad-markup")
    body = re.fullmatch(r'<script type="application/ld\+json">\n(.*)\n</script>', script, re.DOTALL)[1]
    assert "<" not in body
    return json.loads(body)


def titles(findings) -> list[str]:
    return [finding.title for finding in findings]


# The page.


def test_a_whole_ad_has_nothing_to_mend(client, role):
    page = sent(client)
    assert "Nothing found to look at again; nothing missing." in page
    assert "We found nothing missing and nothing at odds with the page of this role. Read it once more yourself" in page
    text = box(page, "ad-text")
    for words in ("Voice agent · Acme Services · Pune", "- Duty 4", "Fixed pay: ₹18,000 a month", "Six days a week."):
        assert words in text
    assert "up to ₹3,000 a month, depending on results (only the fixed pay is sure)\nShift: Day\n" in text
    assert "\nThe work: Voice (mostly calls)\n" in text
    assert "Apply by 31 December 2099: https://acme.example/jobs/7" in text
    assert f"http://testserver/r/{role.short_code_id}/" in text
    assert "We take no fee" in text
    assert "Duty 5" not in text


def test_markup_is_a_valid_job_posting(client, role):
    told = markup_of(sent(client, variable="24,000 pa"))
    # What search engines require, and what they recommend, by type.
    assert (told["@context"], told["@type"], told["title"]) == ("https://schema.org/", "JobPosting", "Voice agent")
    assert datetime.date.fromisoformat(told["datePosted"])
    assert datetime.datetime.fromisoformat(told["validThrough"]) == datetime.datetime.fromisoformat(
        "2099-12-31T23:59:59+05:30"
    )
    assert told["hiringOrganization"] == {"@type": "Organization", "name": "Acme Services"}
    address = told["jobLocation"]["address"]
    assert (told["jobLocation"]["@type"], address["@type"]) == ("Place", "PostalAddress")
    assert (address["addressLocality"], address["addressCountry"]) == ("Pune", "IN")
    salary = told["baseSalary"]
    assert (salary["@type"], salary["currency"]) == ("MonetaryAmount", "INR")
    assert salary["value"] == {"@type": "QuantitativeValue", "value": 18000, "unitText": "MONTH"}
    assert "₹2,000 a month" in told["incentiveCompensation"]
    assert told["educationRequirements"]["credentialCategory"] == "high school"
    assert told["relevantOccupation"]["@type"] == "Occupation"
    assert re.fullmatch(r"(<(p|ul|li)>|</(p|ul|li)>|[^<>])+", told["description"])


def test_our_own_page_is_never_marked_as_a_vacancy(client, role):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', sent(client), flags=re.DOTALL)
    assert blocks
    assert not any("JobPosting" in block for block in blocks)
    assert "JobPosting" not in client.get("/roles/agent/").content.decode()


@pytest.mark.parametrize(
    "extra", ["</script><script>alert(1)</script>", "</textarea><b>", ']]> & \u2028 "quoted" -->', "🦄\u200e"]
)
def test_hostile_words_end_nothing_early(client, role, extra):
    page = sent(client, extra=extra, employer=extra[:100])
    assert "<script>alert" not in page
    assert "<b>" not in page
    told = markup_of(page)
    assert told["hiringOrganization"]["name"] == extra[:100]
    assert "<b>" not in told["description"]
    assert "<script>" not in told["description"]


def test_a_year_stays_a_year(client, role):
    page = sent(client, fixed="3 lpa", period="", variable="")
    assert "Fixed pay: ₹3,00,000 a year" in box(page, "ad-text")
    assert markup_of(page)["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "value": 300000, "unitText": "YEAR"
    }  # fmt: skip


def test_an_empty_form_names_all_that_is_missing(client, role):
    response = client.post("/roles/agent/share/ad/", {})
    page = response.content.decode()
    for words in (
        "Who is hiring",
        "The city",
        "Fixed pay",
        "The shift",
        "Calls or no calls",
        "The minimum qualification",
    ):
        assert f"<dt>{words}</dt>" in page
    assert "ad-markup" not in page
    assert "Give the employer and the city" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"fixed": "lots"}, "Write a sum in rupees"),
        ({"fixed": "18000", "period": ""}, "for a month or for a year"),
        ({"fixed": "180"}, "too little for full-time pay"),
        ({"closes": "2020-01-01"}, "That day has passed"),
        ({"closes": "soon"}, "such as 2027-01-31"),
        ({"address": "javascript:alert(1)"}, "Write the whole address, such as https://www.example.com"),
        ({"address": "ftp://x.example/"}, "Write the whole address, such as https://"),
        ({"address": "our page"}, "Write the whole address, such as https://"),
        ({"qualification": "wizard"}, "not one of the choices"),
        ({"qualification": "\0"}, "Null characters"),
        ({"state": "\0"}, "Null characters"),
        ({"shift": "\0"}, "not one of the choices"),
        ({"employer": "a\0b"}, "There is a hidden control character (U+0000) after “a”."),
        ({"extra": "\x07Six days"}, "There is a hidden control character (U+0007) at the start."),
        ({"employer": "Acme\u202e"}, "There is a hidden control character (U+202E) after “Acme”."),
        ({"city": "Pu\x1bne"}, "There is a hidden control character (U+001B) after “Pu”."),
        ({"extra": "x" * 2001}, "at most 2000"),
        ({"fixed": "9" * 40}, "hundred crore"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(client, role, changed, words):
    page = html.unescape(sent(client, **changed))
    assert words in page
    assert "Something needs mending" in page
    assert 'value="Acme Services"' in page or "employer" in changed
    assert "ad-text" not in page


# The check.


def ad(role, **kwargs) -> Ad:
    return Ad(role=role, about="https://bpo.example/r/k7m3p/", **kwargs)


def rung(slug: str) -> Qualification:
    return Qualification.objects.get(slug=slug)


def test_qualification_is_compared_with_the_roles(role):
    assert titles(ad_checks.at_odds(ad(role, qualification=rung("degree")), None)) == [
        "You ask for more than the role usually needs"
    ]
    assert titles(ad_checks.at_odds(ad(role, qualification=rung("class-10")), None)) == [
        "You ask for less than the role usually needs"
    ]
    assert ad_checks.at_odds(ad(role, qualification=rung("class-12")), None) == []
    role.minimum_qualification = None
    assert ad_checks.at_odds(ad(role, qualification=rung("degree")), None) == []


@pytest.mark.parametrize(
    ("calls", "contact", "is_at_odds"),
    [
        ("none", "voice", True),
        ("none", "mixed", True),
        ("none", "non-voice", False),
        ("none", "", False),
        ("most", "non-voice", True),
        ("most", "voice", False),
        ("some", "voice", False),
        ("some", "non-voice", False),
    ],
)
def test_voice_is_compared_with_the_roles(role, calls, contact, is_at_odds):
    role.calls = calls
    assert bool(ad_checks.at_odds(ad(role, contact=contact), None)) == is_at_odds


def test_nights_are_compared_with_the_roles(role):
    role.nights = "rare"
    assert titles(ad_checks.at_odds(ad(role, shift="night"), None)) == ["Night shift, in a role that rarely has one"]
    role.nights = "usual"
    assert ad_checks.at_odds(ad(role, shift="night"), None) == []


def test_the_split_of_pay(role):
    assert titles(ad_checks.at_odds(ad(role, variable=60000), None)) == ["Only variable pay"]
    assert titles(ad_checks.at_odds(ad(role, fixed=120000, variable=120001), None)) == ["More variable pay than fixed"]
    assert ad_checks.at_odds(ad(role, fixed=120000, variable=120000), None) == []


def test_pay_below_what_is_published_names_who_published_it(role):
    band = make_band(low=15000, high=20000, as_of="2025-03-01", as_of_precision="month")
    [finding] = ad_checks.at_odds(ad(role, fixed=14999 * 12), headline_of(role))
    assert finding.title == "Fixed pay below what is published"
    assert finding.text == (
        f"You give ₹14,999 a month. The page of this role shows ₹15,000 – 20,000 a month ({headline_of(role).label};"
        f" {band.source.publisher}, March 2025). People will compare the two."
        " If your hours are shorter, say so in the ad."
    )
    assert ad_checks.at_odds(ad(role, fixed=15000 * 12), headline_of(role)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Registration fee of ₹500", "Money from applicants"),
        ("Refundable deposit", "Money from applicants"),
        ("पंजीकरण शुल्क ₹500", "Money from applicants"),
        ("There is no fee to join, but a deposit of ₹500", "Money from applicants"),
        ("Female candidates only", "A man’s or a woman’s job"),
        ("Only men", "A man’s or a woman’s job"),
        ("केवल महिला", "A man’s or a woman’s job"),
        ("Age 18 to 25", "An age"),
        ("Below 30 years", "An age"),
        ("Young team", "An age"),
        ("Unmarried", "Family or community"),
        ("Unlimited incentives", "A promise that cannot be checked"),
    ],
)
def test_words_that_no_ad_should_have(role, words, found):
    assert titles(ad_checks.at_odds(ad(role, extra=words), None)) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "No fee, no deposit", "We never take any fee or deposit", "Without registration fee", "Free of charges",
        "Management trainees", "Coffee and wages", "Manager agents", "Feedback each week", "Agency in Menon Road",
        "Talk to customers in English", "Up to 30 calls a day", "Bachelor’s degree", "",
    ],
)  # fmt: skip
def test_words_that_are_fine(role, words):
    assert ad_checks.at_odds(ad(role, extra=words), None) == []


def test_what_no_ad_should_say_is_not_repeated_in_ours(client, role):
    page = sent(client, extra="Girls only. Registration fee 500.")
    assert "is left out of this draft, because of the words named above" in page
    areas = " ".join(re.findall(r"<textarea.*?</textarea>", page, flags=re.DOTALL))
    drafts = areas.split('name="extra"')[0]
    assert "Registration fee" not in drafts
    assert "Six days a week" in sent(client)


@pytest.mark.parametrize(
    "extra",
    ["Registration amount 500 to be paid", "पैसे जमा करें", "ｆｅｅ 500", "f\u200bee 500",
     "Security bond of 50,000; originals kept",
     "Candidates must submit original marksheets"],
)  # fmt: skip
def test_a_promise_does_not_stand_beside_what_breaks_it(client, role, extra):
    page = html.unescape(sent(client, extra=extra))
    assert "You promise to take no fee and no original papers, and your ad asks for one" in page
    assert page.index("You promise") < page.index("<h3>Look at this again</h3>") < page.index('id="ad-text"')
    assert "We found nothing" not in page
    assert "We take no fee" not in box(page, "ad-text")
    assert "We take no fee" not in box(page, "ad-markup")
    assert "; nothing missing." in page  # the box is ticked: it is not missing, it is not true
    assert "You promise to take no fee" not in sent(client, extra="No fee, no deposit")


EASY = {"shift": "day", "contact": "voice", "fixed": 18000 * 12}


def test_free_text_is_held_against_the_fields(role):
    told = ad(role, qualification=rung("class-12"), **EASY,
              extra="Night shift only. Graduates only. Non-voice process, no calls. Salary 50,000.")  # fmt: skip
    assert [(found.title, found.text.split(". ")[0]) for found in ad_checks.at_odds(told, None)] == [
        ("Another shift than you chose", "Your ad says “night shift”, but you chose “Day”"),
        ("Other calls than you chose", "Your ad says “non-voice”, but you chose “Voice (mostly calls)”"),
        ("Another qualification than you chose", "Your ad says “graduates”, but you chose “Class 12”"),
        ("Other pay than you gave", "Your ad says “50,000”, but you chose “₹18,000 a month”"),
    ]


@pytest.mark.parametrize(
    ("changed", "extra"),
    [
        ({}, "No night shifts. Day shift, 9 to 6."),
        ({}, "Voice process: answer calls. Graduates are welcome. 12th pass."),
        ({}, "Salary ₹18,000, night allowance 2,000"),
        ({}, "Salary 2.16 lakh a year. CTC 2.4 LPA. In-hand 16,200."),
        ({"variable": 36000}, "Pay 18,000 to 21,000"),
        ({"variable": 36000}, "Salary 18k + incentives up to 3,000"),
        ({"contact": "mixed"}, "Voice and non-voice process"),
        ({"shift": "rotating"}, "Rotational shifts, with night shifts"),
        ({"shift": "", "contact": "", "fixed": 0}, "Night shift. Voice process. Salary 50,000"),
        ({"contact": "non-voice"}, "No calls. Non-voice process."),
        ({}, "Undergraduates only. No degree required."),
    ],
)
def test_free_text_that_fits_the_fields(role, changed, extra):
    role.calls = Role.Calls.SOME
    told = ad(role, **EASY | {"qualification": rung("class-12")} | changed, extra=extra)
    assert ad_checks.at_odds(told, None) == []


@pytest.mark.parametrize(
    ("changed", "extra", "title"),
    [
        ({"shift": "night"}, "No night shifts", "Another shift than you chose"),
        ({"shift": "night"}, "Day shift", "Another shift than you chose"),
        ({}, "Rotational shifts", "Another shift than you chose"),
        ({"contact": "non-voice"}, "Telecalling", "Other calls than you chose"),
        ({"contact": "mixed"}, "Non-voice only", "Other calls than you chose"),
        ({}, "10th pass can apply", "Another qualification than you chose"),
        ({}, "Salary up to 25k", "Other pay than you gave"),
        ({}, "In hand 8,000", "Other pay than you gave"),
    ],
)
def test_free_text_that_says_something_else(role, changed, extra, title):
    role.calls = Role.Calls.SOME
    told = ad(role, **EASY | {"qualification": rung("class-12")} | changed, extra=extra)
    assert titles(ad_checks.at_odds(told, None)) == [title]


def test_the_result_is_summed_up_on_top(client, role):
    page = sent(client, extra="Girls only. Night shift.", city="", closes="", state="")
    assert "<strong>2 things to look at again; 2 things missing.</strong>" in page
    assert '<ul class="tags"><li>The city</li><li>The last day to apply</li></ul>' in page
    assert "<strong>1 thing to look at again; nothing missing.</strong>" in sent(client, extra="Girls only")


def test_no_targets_is_held_against_a_role_that_has_them(role):
    role.has_targets = True
    [finding] = ad_checks.at_odds(ad(role, extra="No sales targets!"), None)
    assert finding.title == "No targets, in a role that usually has them"
    assert finding.text.startswith("You write “No sales targets”. If people are measured on a number, say which,")
    role.has_targets = False
    assert ad_checks.at_odds(ad(role, extra="No sales targets!"), None) == []


# The law, and the place.


@pytest.fixture
def delhi():
    State.objects.create(slug="delhi", name="Delhi", cities="Delhi, New Delhi")
    State.objects.create(slug="haryana", name="Haryana", cities="Gurugram, Gurgaon")
    source = make_source(publisher="The Gazette")
    common = {"is_legal_floor": True, "title": "Clerks", "city": "Delhi", "source": source, "as_of_precision": "month"}
    make_figure(low=16000, high=None, as_of="2024-10-01", for_whom="Graduates", **common)
    make_figure(low=17000, high=None, as_of="2025-04-01", for_whom="Matriculates", **common)
    make_figure(low=19000, high=None, as_of="2025-04-01", for_whom="Graduates", **common)


def test_pay_is_held_against_the_legal_minimum_of_the_place(client, role, delhi):
    page = html.unescape(sent(client, city="New Delhi", fixed="16,900", variable=""))
    assert "<dt>Fixed pay below the legal minimum</dt>" in page
    assert (
        "You give ₹16,900 a month, less than the legal minimum that we know for this place. Clerks, Delhi: ₹17,000 a"
        " month for matriculates; ₹19,000 a month for graduates (The Gazette, April 2025). Look up the newest order of"
        " the state before you publish."
    ) in page
    page = html.unescape(sent(client, city="", state="delhi", fixed="2,16,000", period="year", variable=""))
    assert "<dt>Fixed pay below the legal minimum for some people</dt>" in page
    assert "You give ₹2,16,000 a year. The minimum goes by schooling, and yours is too little for some." in page
    assert "₹19,000 a month for graduates (The Gazette, April 2025)" in page


@pytest.mark.parametrize("changed", [{"city": "Delhi", "fixed": "19,000"}, {"city": "Pune"}, {"city": ""}])
def test_no_employer_is_accused_where_pay_is_enough_or_no_minimum_is_known(client, role, delhi, changed):
    assert "legal minimum" not in sent(client, **{"fixed": "9,000"} | changed)


def test_a_city_of_another_state_is_said(client, role, delhi):
    page = sent(client, city="Gurgaon", state="delhi", fixed="9,000")
    assert "You chose Delhi. Our list has Gurgaon under Haryana. Choose that state, or check the city." in page
    assert "legal minimum" not in page
    for place in ({"city": "Gurgaon", "state": "haryana"}, {"city": "Pune", "state": "delhi"}, {"city": "Gurgaon"}):
        assert "The city and the state do not fit" not in sent(client, **place)


def test_findings_are_whole_sentences(role):
    """Read by people whose English is a second language: no fragments, each ends with a full stop."""
    role.calls, role.nights, role.has_targets = Role.Calls.NONE, "rare", True
    worst = ad(
        role, fixed=60000, variable=120000, shift="night", contact="voice", qualification=rung("degree"), period="year",
        extra="No targets. Fee. Girls. Young. Unmarried. Unlimited.",
    )  # fmt: skip
    findings = [
        *ad_checks.at_odds(worst, None),
        *ad_checks.missing(ad(role)),
        *ad_checks.at_odds(ad(role, variable=9), None),
    ]
    assert len(findings) == 10 + 9 + 1
    for finding in findings:
        assert finding.text[0].isupper()
        assert finding.text.endswith(".")
        assert ":" not in finding.title


def test_a_state_is_named_without_the_part_that_its_tax_is_for(client, role):
    State.objects.create(slug="tamil-nadu", name="Tamil Nadu (Greater Chennai)", cities="Chennai")
    page = sent(client, city="Chennai", state="tamil-nadu")
    assert "Acme Services · Chennai, Tamil Nadu\n" in box(page, "ad-text")
    assert markup_of(page)["jobLocation"]["address"]["addressRegion"] == "Tamil Nadu"
