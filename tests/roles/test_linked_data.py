"""JSON-LD: true to the page, to the vocabulary, and harmless whatever a title holds."""

import pytest
from django.test import RequestFactory

from roles.linked_data import block, breadcrumbs
from roles.models import Faq, Role, Status
from tests.browser.test_every_page import PAGES
from tests.factories import make_band, make_figure, make_full_role, make_role, make_source, make_term
from tests.schema_org import blocks, faults

HOSTILE = "</script><script>alert(1)</script><!-- \"'&amp; \u2028\u2029 {% x %}"


def of_type(client, address: str, kind: str) -> dict:
    (found,) = [thing for thing in blocks(client.get(address).content.decode()) if thing["@type"] == kind]
    return found


def test_every_public_page_keeps_to_the_vocabulary(client, seeded):
    addresses = {*PAGES, *(role.get_absolute_url() for role in Role.objects.published())}
    kinds = set()
    for address in addresses:
        page = client.get(address).content.decode()
        things = blocks(page)
        assert page.count("application/ld+json") == len(things), address
        for thing in things:
            assert thing["@context"] == "https://schema.org"
            assert faults(thing) == [], address
            kinds.add(thing["@type"])
        has_crumbs = '<nav class="crumbs"' in page
        assert ("BreadcrumbList" in [thing["@type"] for thing in things]) == has_crumbs, address
        assert "JobPosting" not in page, address
    assert kinds == {"Occupation", "BreadcrumbList", "FAQPage", "DefinedTermSet", "WebSite"}


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "JobPosting"}, "no type"),
        ({"@type": "Occupation", "title": "x"}, "no title"),
        ({"@type": "Occupation", "estimatedSalary": "much"}, "none of"),
        ({"@type": "Occupation", "estimatedSalary": {"@type": "Country"}}, "none of"),
        ({"@type": "MonetaryAmountDistribution", "minValue": 1}, "no minValue"),
        ({"@type": "MonetaryAmount", "maxValue": "1"}, "none of"),
        ({"@type": "WebPage", "lastReviewed": "soon"}, "none of"),
        ({"@type": "WebPage", "url": "/roles/"}, "none of"),
        ({"@type": "FAQPage", "mainEntity": [{"@type": "Question", "acceptedAnswer": {"@type": "Reply"}}]}, "no type"),
    ],
)
def test_the_checker_finds_faults(thing, fault):
    assert any(fault in told for told in faults(thing))


@pytest.mark.django_db
def test_an_occupation_tells_what_the_page_shows(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    role = make_full_role(2, slug="caller", title="Caller", checked_on="2026-11-15")
    source = make_source(
        title="Survey",
        publisher="Press",
        published_on="2022-11-01",
        date_precision="month",
        address="https://p.example",
    )
    dated = {"role": role, "source": source, "as_of": "2022-11-01", "as_of_precision": "month"}
    make_figure(kind="median", value=300000, period="year", **dated)
    make_figure(kind="average", value=21000, basis="gross", **dated)
    make_figure(low=9000, high=12000, is_history=True, **dated)
    make_figure(low=9000, high=None, status=Status.DRAFT, **dated)
    make_band(low=15000, high=None, source=source)
    told = of_type(client, "/roles/caller/", "Occupation")
    assert told["name"] == "Caller"
    assert told["url"] == "https://bpo.example/roles/caller/"
    assert told["mainEntityOfPage"]["lastReviewed"] == "2026-11-15"
    assert told["responsibilities"] == ["Duty 1", "Duty 2"]
    assert told["skills"] == ["Able to 1", "Able to 2"]
    assert told["qualifications"] == ["10+2"]
    assert told["occupationalCategory"][0]["codeValue"] == "1.1"
    assert told["occupationalCategory"][0]["inCodeSet"]["name"] == "NCO-2015"
    median, average, band = sorted(told["estimatedSalary"], key=lambda one: ("value" in one, str(one.get("value"))))[:3]
    assert len(told["estimatedSalary"]) == 3
    assert (median["@type"], median["median"], median["duration"]) == ("MonetaryAmountDistribution", 300000, "P1Y")
    values = [one["value"] for one in (average, band)]
    assert {"@type": "QuantitativeValue", "value": 21000, "unitText": "MONTH"} in values
    assert {"@type": "QuantitativeValue", "minValue": 15000, "unitText": "MONTH"} in values
    assert median["description"] == "Press, November 2022. CTC or in hand not said."
    assert median["subjectOf"] == {
        "@type": "CreativeWork",
        "name": "Survey",
        "publisher": {"@type": "Organization", "name": "Press"},
        "datePublished": "2022-11",
        "url": "https://p.example",
    }


@pytest.mark.django_db
def test_a_bare_role_leaves_out_what_it_has_not(client):
    make_role(slug="bare")
    told = of_type(client, "/roles/bare/", "Occupation")
    assert faults(told) == []
    assert not {"estimatedSalary", "skills", "qualifications", "educationRequirements", "alternateName"} & set(told)


@pytest.mark.django_db
def test_machines_cost_no_query(client, django_assert_max_num_queries):
    make_full_role(5, slug="caller")
    with django_assert_max_num_queries(12):
        client.get("/roles/caller/")


@pytest.mark.django_db
def test_breadcrumbs_are_those_of_the_page_and_end_at_it(client):
    role = make_role(slug="caller", title="R & D <caller>")
    items = of_type(client, "/roles/caller/", "BreadcrumbList")["itemListElement"]
    assert [(item["position"], item["name"], item["item"]["@id"]) for item in items] == [
        (1, "Roles", "http://testserver/roles/"),
        (2, role.job_type.short_title, f"http://testserver{role.job_type.get_absolute_url()}"),
        (3, "R & D <caller>", "http://testserver/roles/caller/"),
    ]


@pytest.mark.django_db
def test_questions_and_terms(client):
    Faq.objects.create(slug="f", question="Pay?", answer="Never.", status=Status.PUBLISHED)
    Faq.objects.create(slug="g", question="Hidden?", answer="Yes.")
    make_term(slug="aht", term="AHT", stands_for="Average handle time", hindi="समय", meaning="How long a call takes.")
    (question,) = of_type(client, "/faq/", "FAQPage")["mainEntity"]
    assert (question["name"], question["acceptedAnswer"]["text"]) == ("Pay?", "Never.")
    assert question["url"] == "http://testserver/faq/#f"
    (term,) = of_type(client, "/glossary/", "DefinedTermSet")["hasDefinedTerm"]
    assert term == {
        "@type": "DefinedTerm",
        "name": "AHT",
        "alternateName": ["Average handle time", "समय"],
        "description": "How long a call takes.",
        "url": "http://testserver/glossary/#aht",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/faq/", "/glossary/"])
def test_an_empty_list_tells_nothing(client, address):
    assert [thing["@type"] for thing in blocks(client.get(address).content.decode())] == ["BreadcrumbList"]


@pytest.mark.django_db
def test_hostile_text_cannot_leave_its_block(client):
    role = make_full_role(1, slug="caller", title=HOSTILE, summary=HOSTILE)
    make_figure(role=role, source=make_source(title=HOSTILE, publisher=HOSTILE))
    page = client.get("/roles/caller/").content.decode()
    assert "<script>" not in page
    assert page.count("</script>") == page.count("<script ")
    assert page.count('<script type="application/ld+json">') == 2
    told = of_type(client, "/roles/caller/", "Occupation")
    assert (told["name"], told["description"]) == (HOSTILE, HOSTILE)
    assert told["estimatedSalary"][0]["subjectOf"]["name"] == HOSTILE
    crumbs = of_type(client, "/roles/caller/", "BreadcrumbList")
    assert crumbs["itemListElement"][-1]["name"] == " ".join(HOSTILE.split())


def test_what_is_escaped():
    text = str(block({"@type": "Thing", "name": "<>&\u2028\u2029 अ"}))
    assert '"name":"\\u003c\\u003e\\u0026\\u2028\\u2029 अ"' in text


def test_a_page_without_breadcrumbs_has_none_for_machines():
    request = RequestFactory().get("/")
    assert breadcrumbs("<main><h1>Hello</h1></main>", request) == ""
    assert breadcrumbs('<nav class="crumbs"><a href="/">x</a></nav>', request) == ""
