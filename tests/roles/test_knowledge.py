"""Guides, glossary and questions: what they show, where their links lead, what they never show, what they cost."""

import re

import pytest
from django.utils import timezone

from roles.markdown import cited
from roles.models import (
    Book,
    Certification,
    Disagreement,
    Employer,
    Explainer,
    Faq,
    GlossaryTerm,
    Industry,
    Role,
    Status,
)
from roles.terms import EVERYDAY, TermLinks
from tests.factories import make_band, make_full_role, make_guide, make_job_type, make_role, make_source, make_term
from tests.roles.test_views import Page

pytestmark = pytest.mark.django_db

GUIDES = [
    "what-bpo-is",
    "call-centre-or-bpo",
    "six-types-told-apart",
    "fake-offer-warning-signs",
    "advantages-and-the-other-side",
    "what-moves-pay",
    "skills-that-help",
    "certificates",
    "doing-well",
    "who-hires",
    "books",
    "rights-and-rules",
    "size-of-the-trade",
    "how-sources-disagree",
]


def html(client, place: str) -> str:
    response = client.get(place)
    assert response.status_code == 200, place
    return response.content.decode()


def links(markup: str) -> list[str]:
    return [href.replace("&amp;", "&") for href in re.findall(r'<a [^>]*href="([^"]+)"', markup)]


# What stands on the pages.


def test_every_guide_is_listed_in_order_and_opens(client, seeded):
    listing = client.get("/guides/")
    assert [guide.slug for guide in listing.context["guides"]] == GUIDES
    for guide in listing.context["guides"]:
        page = Page(client.get(guide.get_absolute_url()))
        assert guide.title in page.text
        assert "Checked by the editors in November 2026" in page.text
        assert len(page.ids) == len(set(page.ids)), guide
        assert set(page.anchors) <= set(page.ids), guide
        for trace in ("{%", "{{", "{TYSK", "source:", "**", "](", " ,", "()"):
            assert trace not in page.text, (guide, trace)


# Each fact with words that carry it, and the sources that must be named on its page.
FACTS = [
    (
        "what-bpo-is",
        "hands one of its processes to an outside firm",
        ["things-you-should-know", "best-top-10-bpo-roles"],
    ),
    ("what-bpo-is", "Bookkeeping and finance", ["different-types-of-bpo-jobs"]),
    ("what-bpo-is", "across time zones", ["best-top-10-bpo-roles"]),
    ("what-bpo-is", "India and the Philippines", ["best-top-10-bpo-roles"]),
    ("what-bpo-is", "That is IT outsourcing", ["indeed-what-are-bpo-jobs"]),
    ("what-bpo-is", "prevents muddle", ["best-top-10-bpo-roles"]),
    ("six-types-told-apart", "inbound, outbound, back office, KPO and ITES", ["different-types-of-bpo-jobs"]),
    ("six-types-told-apart", "here non-voice includes back-end work", ["signifyhr-career-guide"]),
    ("six-types-told-apart", "Front office means that a customer is on the other side", ["unity", "prem", "scor"]),
    ("six-types-told-apart", "IT-ITeS", ["qp2210", "blog07"]),
    ("advantages-and-the-other-side", "beats other trades that hire on a Class 12", ["indeed-what-are-bpo-jobs"]),
    ("advantages-and-the-other-side", "attrition of 18–20 per cent", ["vcc15"]),
    ("advantages-and-the-other-side", "The client’s clock fixes the roster", ["signifyhr-career-guide"]),
    ("advantages-and-the-other-side", "“Good facilities”", ["things-you-should-know"]),
    ("advantages-and-the-other-side", "no rule that makes a night allowance compulsory", []),
    ("what-moves-pay", "₹25,000–40,000 a month", ["vyaktigat-vikas"]),
    ("what-moves-pay", "₹15,000–20,000 a month", ["different-types-of-bpo-jobs"]),
    ("what-moves-pay", "base pay of ₹12,500–16,000 a month", ["patiala-jobs"]),
    ("what-moves-pay", "up to ₹19,000 a month", ["jobs-with-bisht"]),
    ("what-moves-pay", "₹12,000–15,000 a month, and incentives on top. Fair, history", ["hindustan-times"]),
    ("what-moves-pay", "about 15 per cent more than a non-voice seat", ["indianet"]),
    ("what-moves-pay", "No source that we found compares the same role in both kinds of process", []),
    ("what-moves-pay", "no published amount of night-shift allowance that can be checked", []),
    ("what-moves-pay", "₹150 an hour, or ₹1,000 a month for transport", ["citehr-forum"]),
    ("what-moves-pay", "rose 60 per cent in a year. 61 per cent", ["outsource-accelerator", "passionate-in-marketing"]),
    ("what-moves-pay", "twice the ordinary rate", ["wion"]),
    ("what-moves-pay", "Free transport for shift staff", ["job-alert-blog-on-an-accenture-opening"]),
    ("what-moves-pay", "A regional language in a domestic process: 10–20 per cent more", ["vyaktigat-vikas"]),
    ("what-moves-pay", "an allowance of about 20 per cent of salary", ["texvyn"]),
    (
        "what-moves-pay",
        "Chinese ₹11,89,234; French ₹9,83,769; Spanish ₹9,80,379; German ₹9,51,375",
        ["stoodnt-on-an-adzuna-study"],
    ),
    ("what-moves-pay", "11 per cent above the average national income", ["stoodnt-on-an-adzuna-study"]),
    ("what-moves-pay", "about ₹7 lakh a year. Fair, history", ["business-standard-3"]),
    ("what-moves-pay", "₹30,000–60,000 a month. Fair, history", ["the-telegraph-kolkata"]),
    ("what-moves-pay", "average performers add ₹3,000–5,000 to base pay, the best about ₹8,000", ["patiala-jobs"]),
    ("what-moves-pay", "at 130 per cent of target takes home about double", ["telemploy-2"]),
    ("what-moves-pay", "₹2,000–12,000 a month, on a base of ₹12,000–15,000", ["hindustan-times"]),
    ("what-moves-pay", "up to ₹10,000 or more a month, on a base of ₹5,000–7,000. Weak, history", ["123mylist-com"]),
    ("what-moves-pay", "adds nothing to PF, ESI or gratuity. Strong", ["ministry-of-labour-and-employment"]),
    ("what-moves-pay", "was 91 per cent higher than in the next group", ["ndtv"]),
    ("what-moves-pay", "never less than 44 per cent", ["ndtv"]),
    (
        "what-moves-pay",
        "₹15.6 lakh a year in Mumbai, ₹14.7 lakh in Bengaluru and ₹14.4 lakh in the country",
        ["nfapost-on-the-analytics-india-salary-study-2020-analytics-i"],
    ),
    ("what-moves-pay", "for delivery staff in the south", ["business-standard-4", "cnbc-tv18"]),
    ("what-moves-pay", "₹14,600 in hand for a voice post. One person’s own report", ["c360"]),
    ("what-moves-pay", "Bengaluru ₹3.5–5.5 lakh a year; Mumbai and Delhi ₹3–5 lakh", ["skillsetmaster"]),
    ("what-moves-pay", "Pune and Hyderabad ₹2.5–4.5 lakh; tier 2 ₹2–3.5 lakh", ["skillsetmaster"]),
    ("what-moves-pay", "Mumbai ₹6–15 lakh a year; Bengaluru ₹5–12 lakh; Delhi ₹5–10 lakh", ["hero-vired"]),
    ("what-moves-pay", "Pune, Chennai and Hyderabad ₹4–9 lakh", ["hero-vired"]),
    ("what-moves-pay", "₹24,356 for graduates", ["business-standard-on-a-delhi-government-order"]),
    ("what-moves-pay", "middle ₹35,000–50,000, senior ₹1 lakh and more", ["different-types-of-bpo-jobs"]),
    ("what-moves-pay", "₹50,000–60,000 a month by year 3", ["telemploy"]),
    ("what-moves-pay", "assistant vice-president ₹1–1.5 lakh a month", ["hindustan-times"]),
    ("what-moves-pay", "practice head with over 7 years about ₹7 lakh", ["dataquest-dq-idc-bpo-salary-survey"]),
    ("what-moves-pay", "employers filter for the CPC certificate", ["quickcode-solutions"]),
    ("what-moves-pay", "₹1.3–5 lakh a year for coders", ["virohan"]),
    ("what-moves-pay", "advanced SQL 10 per cent, basic machine learning 15–20, cloud 15", ["skillsetmaster"]),
    ("what-moves-pay", "We found no published effect on pay", ["signifyhr-career-guide"]),
    ("what-moves-pay", "35,929 people answered", ["monster-salary-index-reported-by-rtn-asia"]),
    ("what-moves-pay", "₹346.42 an hour in IT, ₹300.23 in banking and finance", ["monster-salary-index"]),
    ("what-moves-pay", "Finance fell to ₹144.3", ["business-today-2"]),
    ("what-moves-pay", "Do not read them as BPO pay", []),
    ("what-moves-pay", "from ₹1 lakh to ₹2.5 lakh a year after press reports", ["reuters-carried-by-gadgets-360"]),
    ("what-moves-pay", "₹2,46,000 a year, for a fixed term", ["localization-academy"]),
    ("skills-that-help", "Class 12 (10+2) is the floor", ["things-you-should-know", "indeed-what-are-bpo-jobs"]),
    ("skills-that-help", "B.Tech or B.Com is preferred", ["indeed-what-are-bpo-jobs"]),
    ("skills-that-help", "Many entry posts need no degree", ["signifyhr-career-guide"]),
    ("skills-that-help", "law, finance, technology or research", ["different-types-of-bpo-jobs"]),
    ("certificates", "US$422 in 2024", ["asqy"]),
    ("certificates", "40 questions in 60 minutes; 65 per cent", ["itil"]),
    ("certificates", "cloud-security certificate", ["ncsa"]),
    ("certificates", "That is not a certification", ["signifyhr-career-guide"]),
    ("certificates", "BSC/Q0901", ["bsc0901"]),
    ("certificates", "HDI Support Center Analyst", ["hdi"]),
    ("certificates", "It lapses after three years", ["ccna"]),
    ("doing-well", "Understand how customers think", ["different-types-of-bpo-jobs"]),
    ("doing-well", "Use the training that your employer offers", ["things-you-should-know", "signifyhr-career-guide"]),
    ("doing-well", "Promotion follows results and experience", ["different-types-of-bpo-jobs"]),
    ("who-hires", "Travel and hospitality", ["signifyhr-career-guide"]),
    ("who-hires", "US$505 million", ["ibm13"]),
    ("who-hires", "Genpact was first and TCS second", ["vcc15"]),
    ("who-hires", "Aegis", ["vcc15"]),
    ("books", "The BPO Revolution", ["signifyhr-career-guide"]),
    ("books", "BPO-Sutra", ["bposutra"]),
    ("books", "The Backroom Brigade", ["backroom"]),
    ("call-centre-or-bpo", "selling by phone suits you", ["different-types-of-bpo-jobs"]),
    ("call-centre-or-bpo", "people who like exact work, out of sight", ["different-types-of-bpo-jobs"]),
    ("fake-offer-warning-signs", "Any request for money marks a fake", ["naukri"]),
    ("fake-offer-warning-signs", "₹1,500 for training material", ["btoday"]),
    ("fake-offer-warning-signs", "paid ₹15,000", ["new-indian-express"]),
    ("fake-offer-warning-signs", "₹1,000–2,500", ["the-softcopy"]),
    ("fake-offer-warning-signs", "National Career Service", ["ncsscam"]),
    ("fake-offer-warning-signs", "lost ₹4,25,000", ["indian-express"]),
    ("fake-offer-warning-signs", "hold interviews in hotels", ["telangana-today", "business-standard-5"]),
    ("fake-offer-warning-signs", "name of a lawyer or a police officer", ["telangana-today-2"]),
    ("fake-offer-warning-signs", "one day of training", ["the-guardian"]),
    ("fake-offer-warning-signs", "upheld ₹2 lakh", ["india-law", "lawyers-delhi"]),
    ("fake-offer-warning-signs", "not by itself a restraint of trade", ["india-law"]),
    ("fake-offer-warning-signs", "six months’ salary or ₹1 lakh", ["citehr-forum-2"]),
    ("fake-offer-warning-signs", "highest possible incentive", ["businessline-on-campus"]),
    ("fake-offer-warning-signs", "guaranteed, conditional and long-term", ["hire-resume"]),
    ("fake-offer-warning-signs", "promised ₹6,000 and paid ₹5,000", ["business-standard"]),
    ("rights-and-rules", "non-voice work is outside them", ["osp21"]),
    ("rights-and-rules", "work from home or from anywhere in India", ["osp20"]),
    ("rights-and-rules", "changed on 12 February 2025", ["trai25"]),
    ("rights-and-rules", "fines of ₹2–10 lakh", ["traitv"]),
    ("rights-and-rules", "from 9 pm to 9 am", ["trai11"]),
    ("rights-and-rules", "assent on 11 August 2023. Fines go up to ₹250 crore", ["dpdp"]),
    ("rights-and-rules", "due by May 2027", ["dpdpa"]),
    ("rights-and-rules", "7 pm to 6 am", ["nightosh"]),
    ("rights-and-rules", "States add conditions of their own", ["night", "tni", "greythr-2"]),
    ("rights-and-rules", "0.75 per cent from you and 3.25 per cent", ["razor"]),
    ("rights-and-rules", "by the 7th of the next month", ["wion", "notices-info"]),
    ("rights-and-rules", "125 hours in a quarter", ["jantahr-open-source-payroll-project"]),
    ("rights-and-rules", "₹24,356 for graduates", ["business-standard-on-a-delhi-government-order"]),
    ("size-of-the-trade", "12 per cent to US$26 billion. It had 1.03 million staff", ["vcc15"]),
    ("size-of-the-trade", "US$48.9 billion", ["nas25"]),
    ("size-of-the-trade", "US$268.8 billion", ["nas25"]),
    ("how-sources-disagree", "roles nine and ten", ["best-top-10-bpo-roles"]),
]


@pytest.mark.parametrize("slug", GUIDES)
def test_every_fact_stands_on_its_page_with_its_sources(client, seeded, slug):
    page = Page(client.get(f"/guides/{slug}/"))
    facts = [(words, sources) for place, words, sources in FACTS if place == slug]
    assert facts
    for words, sources in facts:
        assert words in page.text, words
        assert set(sources) <= set(page.ids), words


def test_lists_are_rendered_from_their_rows(client, seeded):
    for slug, model, name in [
        ("certificates", Certification, "name"),
        ("who-hires", Employer, "name"),
        ("books", Book, "title"),
    ]:
        text = Page(client.get(f"/guides/{slug}/")).text
        for row in model.objects.all():
            assert getattr(row, name) in text, row
    who = Page(client.get("/guides/who-hires/")).text
    assert all(industry.name in who for industry in Industry.objects.exclude(slug="all-industries"))
    employer = Employer.objects.get(name="Accenture")
    employer.name = "Renamed Limited"
    employer.save()
    assert "Renamed Limited" in Page(client.get("/guides/who-hires/")).text


def test_books_carry_their_verdict(client, seeded):
    text = Page(client.get("/guides/books/")).text
    assert text.count("We confirmed that it exists.") == 4
    assert text.count("We could not find it.") >= 3


def test_every_disagreement_points_to_where_a_reader_meets_it(client, seeded):
    page = html(client, "/guides/how-sources-disagree/")
    text = Page(client.get("/guides/how-sources-disagree/")).text
    assert Disagreement.objects.published().count() == 18
    for row in Disagreement.objects.published():
        assert row.conflict.rstrip(".") in text
        assert row.resolution.rstrip(".") in text
        for met in [*row.roles.all(), *row.job_types.all()]:
            assert f'href="{met.get_absolute_url()}#sources"' in page
            assert row.conflict.rstrip(".") in Page(client.get(met.get_absolute_url())).text


def test_contents_only_where_there_is_something_to_choose_from(client):
    short, long = make_guide(body="## One\n\nText"), make_guide(body="## One\n\n## Two\n\n## Three\n\nText")
    assert "On this page" not in html(client, short.get_absolute_url())
    page = html(client, long.get_absolute_url())
    assert "On this page" in page
    assert 'href="#on-two"' in page


def test_a_guide_without_optional_parts_has_no_hole(client):
    page = Page(client.get(make_guide(title="Bare", body="Only text.").get_absolute_url()))
    for gone in ("Checked by", "Sources ", "On this page", "Next guide", "None"):
        assert gone not in page.text.replace("All sources", "").replace("Roles Pay Sources", ""), gone


def test_what_editors_type_cannot_bring_markup(client):
    guide = make_guide(title="<script>alert(1)</script>", body="<script>alert(1)</script> [x](javascript:alert(1))")
    make_term(term="<img src=x>", hindi="<b>", meaning="<b>bold</b>")
    Faq.objects.create(slug="q", question="<b>Why</b>?", answer="<script>", status="published")
    for place in (guide.get_absolute_url(), "/guides/", "/glossary/", "/faq/"):
        page = html(client, place)
        for trace in ("<script>alert", "<img", "<b>", 'href="javascript'):
            assert trace not in page, (place, trace)


# Links.


def test_every_link_in_every_guide_leads_somewhere(client, seeded):
    sources = set(Page(client.get("/sources/")).ids)
    pages: dict[str, Page] = {}
    for guide in Explainer.objects.published():
        for href in links(html(client, guide.get_absolute_url())):
            if not href.startswith("/") or href.startswith("/static/"):
                continue
            place, _, anchor = href.partition("#")
            if place not in pages:
                response = client.get(place)
                assert response.status_code == 200, (guide, href)
                pages[place] = Page(response)
            assert not anchor or anchor in pages[place].ids, (guide, href)
        slugs = cited(guide.body)
        assert slugs, guide
        assert set(slugs) <= sources, guide
        assert {source.slug for source in guide.sources.all()} == set(slugs), guide


def test_an_old_address_leads_on(client):
    guide = make_guide(slug="old", title="Kept")
    guide.slug = "new"
    guide.save()
    response = client.get("/guides/old/")
    assert (response.status_code, response["Location"]) == (301, "/guides/new/")
    assert client.get("/guides/never/").status_code == 404


def test_a_guide_keeps_its_list_when_its_slug_changes(client):
    guide = make_guide(slug="books")
    Book.objects.create(title="Found book", verdict="confirmed", finding="Seen")
    guide.slug = "reading"
    guide.save()
    assert "Found book" in html(client, "/guides/reading/")


def test_a_retired_guide_answers_and_leaves_the_list(client):
    guide = make_guide(title="Old advice", status=Status.RETIRED)
    page = html(client, guide.get_absolute_url())
    assert "no longer kept up" in page
    assert "noindex" in page
    assert "Old advice" not in html(client, "/guides/")


def test_footer_and_warning_lead_to_the_guides(client, seeded):
    home = html(client, "/")
    for place in ("/guides/what-bpo-is/", "/guides/", "/glossary/", "/faq/", "/guides/fake-offer-warning-signs/"):
        assert f'href="{place}"' in home
    role = html(client, "/roles/telecaller/")
    assert 'href="/guides/fake-offer-warning-signs/"' in role
    assert 'href="/guides/call-centre-or-bpo/"' in html(client, "/roles/types/voice-inbound/")
    assert 'href="/guides/how-sources-disagree/"' in html(client, "/roles/types/back-office/")
    pay = html(client, "/salaries/")
    assert 'href="/guides/what-moves-pay/"' in pay
    checks = "on-five-checks-before-you-say-yes"
    assert checks in Page(client.get("/guides/fake-offer-warning-signs/")).ids
    for page in (pay, html(client, "/salaries/telecaller/")):
        assert f'href="/guides/fake-offer-warning-signs/#{checks}"' in page
    guide = html(client, "/guides/what-moves-pay/")
    for place in ("/salaries/", "/salaries/in-hand/", "/salaries/offer/", "/roles/telecaller/", "/roles/team-leader/"):
        assert f'href="{place}"' in guide


# Glossary.


def test_glossary_has_every_term_with_anchor_hindi_and_source(client, seeded):
    page = html(client, "/glossary/")
    parsed = Page(client.get("/glossary/"))
    terms = list(GlossaryTerm.objects.published())
    assert len(terms) >= 140
    assert "146 words" in parsed.text
    for term in terms:
        assert term.slug in parsed.ids
        assert term.get_absolute_url() == f"/glossary/#{term.slug}"
        assert term.meaning.rstrip(".") in parsed.text
    assert page.count('<p lang="hi">') == sum(bool(term.hindi) for term in terms) == 146
    assert '<p lang="hi">औसत निपटान समय</p>' in page
    assert 'href="/sources/#swpp"' in page
    assert "The editors’ own judgement" in page
    assert set(parsed.anchors) <= set(parsed.ids)
    assert {"letter-a", "letter-w"} <= set(parsed.anchors)
    assert len(parsed.ids) == len(set(parsed.ids))


def test_terms_stand_under_their_letters_whatever_their_case(client):
    for term in ("ACD", "Abandon rate", "accuracy", "Bench"):
        make_term(term=term)
    letters = client.get("/glossary/").context["letters"]
    assert [(letter, [t.term for t in terms]) for letter, terms in letters] == [
        ("A", ["Abandon rate", "accuracy", "ACD"]),
        ("B", ["Bench"]),
    ]


def test_glossary_by_section(client):
    make_term(term="Bench", section="floor")
    make_term(term="CTC", section="pay")
    assert Page(client.get("/glossary/?section=pay")).text.count("Bench") == 0
    assert 'aria-current="page">Pay and joining' in html(client, "/glossary/?section=pay")


@pytest.mark.parametrize("section", ["wizard", "%3Cscript%3E", "x" * 5000, "%F0%9F%A6%84", "%ED%A0%80"])
def test_an_unknown_section_is_told_and_left_out(client, section):
    make_term(term="Bench")
    page = html(client, f"/glossary/?section={section}")
    assert "There is no such section" in page
    assert "Bench" in page
    assert "<script>" not in page
    assert client.get("/glossary/?section=%00").status_code == 400


# Questions.


def test_faq_has_every_question_with_its_sources(client, seeded):
    page = Page(client.get("/faq/"))
    assert Faq.objects.published().count() == 11
    for question in Faq.objects.published():
        assert question.question in page.text
        assert question.answer.rstrip(".") in page.text
        assert question.slug in page.ids
        assert question.get_absolute_url() == f"/faq/#{question.slug}"
        assert {source.slug for source in question.sources.all()} <= set(page.ids)


def test_empty_pages_say_so(client):
    assert "No guide is published yet" in html(client, "/guides/")
    assert "No word is published yet" in html(client, "/glossary/")
    assert "No question is published yet" in html(client, "/faq/")


# Terms in running text.


def test_a_term_is_linked_once_a_page_and_not_inside_links_or_headings(client):
    make_term(term="CTC", slug="ctc")
    make_term(term="Back office", slug="back-office")
    guide = make_guide(body="## CTC\n\n[CTC](/roles/) CTC and CTC. A back-office desk, the back office.")
    page = html(client, guide.get_absolute_url())
    assert page.count('<a class="term" href="/glossary/#ctc">CTC</a>') == 1
    assert '<h2 id="on-ctc">CTC</h2>' in page
    assert '<a href="/roles/">CTC</a> <a class="term"' in page
    assert page.count('<a class="term" href="/glossary/#back-office">back-office</a> desk, the back office.') == 1


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("<p>Your CTC.</p>", ["CTC"]),
        ("<p>Your ctc, CTCX, XCTC, CTC-like, A&CTC.</p>", []),
        ("<p>Two SLAs and an SLA.</p>", ["SLAs"]),
        ("<p>Non-voice process or voice process.</p>", ["Non-voice process", "voice process"]),
        ("<p>A V&amp;A round.</p>", ["V&amp;A round"]),
        ("<p>PF, and later EPF.</p>", ["PF"]),
        ("<p>Both hold; it leads to a process.</p>", []),
        ('<p>A <abbr title="CTC">sum</abbr>.</p>', []),
        ("<svg><text>CTC</text></svg><table><tr><th>CTC</th><td>CTC</td></tr></table>", ["CTC"]),
        ("", []),
    ],
)
def test_what_counts_as_a_term(text, linked):
    for term in ("CTC", "SLA", "Voice process", "Non-voice process", "V&A round", "PF / EPF", "Hold", "Process"):
        make_term(term=term, slug=term.lower().replace(" / ", "-").replace(" ", "-").replace("&", "-and-"))
    assert re.findall(r'<a class="term"[^>]*>([^<]*)</a>', TermLinks().link(text)) == linked
    assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", TermLinks().link(text)) == text


def test_without_terms_text_stays_as_it_is():
    assert TermLinks().link("<p>CTC</p>") == "<p>CTC</p>"


def test_everyday_words_are_terms_of_the_glossary(seeded):
    assert set(GlossaryTerm.objects.values_list("slug", flat=True)) >= EVERYDAY


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("AHT", "aht"),
        ("SLA met %", "sla"),
        ("Accuracy %", "accuracy"),
        ("Schedule adherence", "adherence"),
        ("QA score", "qa-score"),
        ("Ticket backlog", "backlog"),
        ("Key depressions per hour", "kdph"),
        ("First response time", "first-response-time"),
        ("Renewal rate", None),
        ("Retention", None),
    ],
)
def test_what_a_role_is_measured_on_leads_to_the_glossary(seeded, name, slug):
    term = TermLinks().measured(name)
    assert (term and term.slug) == slug


def test_role_page_links_its_metrics_and_pay_words(client, seeded):
    page = html(client, "/roles/customer-service-executive/")
    assert re.search(r'<a class="term" href="/glossary/#aht"[^>]*>AHT</a>', page)
    glossary = set(Page(client.get("/glossary/")).ids)
    for role in Role.objects.published():
        found = [href for href in links(html(client, role.get_absolute_url())) if href.startswith("/glossary/#")]
        assert {href.split("#")[1] for href in found} <= glossary


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
    source = make_source(slug="press")
    first = make_guide(slug="how-sources-disagree", body="A SECRETTERM [link](/guides/x/).", position=1)
    types = make_guide(slug="six-types-told-apart", position=2)
    secret = make_guide(slug="secret-guide", title="SECRET guide", position=3, **hidden)
    secret.sources.add(source)
    make_term(slug="secretterm", term="SECRETTERM", meaning="SECRET meaning", **hidden).sources.add(source)
    Faq.objects.create(slug="f", question="SECRET question", answer="A", **hidden).sources.add(source)
    Disagreement.objects.create(slug="d", conflict="SECRET conflict", resolution="R", **hidden)
    shown = Disagreement.objects.create(slug="e", conflict="Shown", resolution="R", status=Status.PUBLISHED)
    line = make_job_type(title="SECRET line", short_title="SECRET line", **hidden)
    shown.job_types.add(line)
    shown.roles.add(make_role(title="SECRET role", **hidden), make_role(title="SECRET dark", job_type=line))
    role = make_full_role()
    for place in (
        "/",
        "/guides/",
        first.get_absolute_url(),
        types.get_absolute_url(),
        "/glossary/",
        "/glossary/?section=floor",
        "/faq/",
        "/sources/",
        role.get_absolute_url(),
    ):
        page = html(client, place).replace("SECRETTERM <a href", "")
        assert "SECRET" not in page, place
        assert "/glossary/#secretterm" not in page
    assert client.get(secret.get_absolute_url()).status_code == 404
    press = next(rests for found, rests in client.get("/sources/").context["sources"] if found == source)
    assert press is None


# Cost.


@pytest.mark.parametrize("size", [1, 30])
def test_list_queries(client, django_assert_num_queries, size):
    for n in range(size):
        guide = make_guide()
        guide.sources.add(make_source())
        make_term().sources.add(make_source())
        Faq.objects.create(slug=f"f{n}", question=f"Q{n}", answer="A", status="published").sources.add(make_source())
    with django_assert_num_queries(1):
        client.get("/guides/")
    with django_assert_num_queries(2):
        client.get("/glossary/")
    with django_assert_num_queries(2):
        client.get("/faq/")


@pytest.mark.parametrize("size", [1, 30])
@pytest.mark.parametrize(
    ("slug", "queries"),
    [
        ("plain", 5),
        ("certificates", 9),
        ("who-hires", 9),
        ("books", 9),
        ("how-sources-disagree", 9),
        ("six-types-told-apart", 7),
    ],
)
def test_guide_queries(client, django_assert_num_queries, size, slug, queries):
    guide = make_guide(slug=slug, body="CTC " * size)
    for n in range(size):
        source = make_source()
        guide.sources.add(source)
        make_term(term=f"CTC {n}")
        line = make_job_type()
        line.citations.create(field="suits", source=source)
        Certification.objects.create(name=f"SSC/Q{1000 + n} Pack").sources.add(source)
        Certification.objects.create(name=f"Certificate {n}").sources.add(source)
        Employer.objects.create(name=f"Firm {n}").sources.add(source)
        Industry.objects.create(slug=f"i{n}", name=f"Industry {n}").sources.add(source)
        for verdict in Book.Verdict:
            Book.objects.create(title=f"Book {n} {verdict}", verdict=verdict, finding="F").sources.add(source)
        row = Disagreement.objects.create(slug=f"d{n}", conflict="C", resolution="R", status="published")
        row.sources.add(source)
        row.roles.add(make_role(job_type=line))
        row.job_types.add(line)
    with django_assert_num_queries(queries):
        client.get(guide.get_absolute_url())


def test_pay_words_cost_a_role_page_one_query(client, django_assert_num_queries):
    role = make_full_role()
    make_band(role=role)
    for n in range(30):
        make_term(term=f"CTC {n}")
    with django_assert_num_queries(11):
        client.get(role.get_absolute_url())
