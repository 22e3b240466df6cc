"""What pages tell machines about themselves: schema.org, written as JSON-LD.

A page holds it in a block of data, which browsers never run and the content policy need not allow. What stands there is
what the page shows, and no more: no vacancy is ever told of, and no figure without its source and date.
"""

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import formatting
from .evidence import Parts
from .formatting import machine_date
from .models import Faq, GlossaryTerm, OccupationCode, Period, PublishedPay, Role, RoleSkill, Source
from .origin import absolute

# As Django's json_script: nothing in a text can end the block, or begin a comment. The two line ends are no line ends
# in JSON but were in older scripts.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
UNITS = {Period.MONTH: "MONTH", Period.YEAR: "YEAR"}
DURATIONS = {Period.MONTH: "P1M", Period.YEAR: "P1Y"}


def block(data: dict) -> SafeString:
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308


def filled(**values) -> dict:
    """Without what is empty; a name's underscore in front stands for @."""
    return {
        name.replace("_", "@", 1) if name.startswith("_") else name: value for name, value in values.items() if value
    }


# Where the reader is


class Crumbs(HTMLParser):
    """Reads a page's breadcrumbs as they were made, and its heading."""

    def __init__(self):
        super().__init__()
        self.links: list[list[str]] = []
        self.heading = ""
        self.inside = ""
        self.is_in_crumbs = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "nav" and attributes.get("class") == "crumbs":
            self.is_in_crumbs = True
        elif tag == "a" and self.is_in_crumbs:
            self.links.append([attributes["href"], ""])
            self.inside = "a"
        elif tag == "h1":
            self.inside = "h1"

    def handle_endtag(self, tag):
        if tag == "nav":
            self.is_in_crumbs = False
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data):
        if self.inside == "a":
            self.links[-1][1] += data
        elif self.inside == "h1":
            self.heading += data


CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>', re.DOTALL)
HEADING = re.compile(r"<h1.*?</h1>", re.DOTALL)


def breadcrumbs(html: str, request: HttpRequest) -> SafeString:
    """A BreadcrumbList of the breadcrumbs in a page's `html`, which end at the page itself; empty without any."""
    found = CRUMBS.search(html)
    heading = HEADING.search(html)
    if not found or not heading:
        return SafeString()
    reader = Crumbs()
    reader.feed(found[0] + heading[0])
    steps = [(name, address) for address, name in reader.links] + [(reader.heading, request.path)]
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": " ".join(name.split()),
            "item": {"@type": "WebPage", "@id": absolute(request, address)},
        }
        for position, (name, address) in enumerate(steps, 1)
    ]
    return block({"@type": "BreadcrumbList", "itemListElement": items})


# A role


def occupation(
    request: HttpRequest,
    role: Role,
    parts: Parts,
    codes: Iterable[OccupationCode],
    pay: Iterable[PublishedPay],
) -> SafeString:
    """A role as an Occupation. `pay` are published figures and bands of today, in rupees; each is told by itself."""
    address = absolute(request, role.get_absolute_url())
    return block(
        filled(
            _type="Occupation",
            name=role.title,
            alternateName=[part.text for part in parts["alias"]],
            description=role.summary,
            url=address,
            mainEntityOfPage=filled(
                _type="WebPage", url=address, lastReviewed=role.checked_on.isoformat() if role.checked_on else ""
            ),
            occupationLocation={"@type": "Country", "name": "India"},
            occupationalCategory=[category(code) for code in codes],
            educationRequirements=role.minimum_qualification.name if role.minimum_qualification else "",
            qualifications=[text for text in (role.minimum_note, role.preferred_note) if text],
            responsibilities=[part.text for part in parts["duty"]],
            skills=[part.text for need in RoleSkill.Need for part in parts[need.value]],
            estimatedSalary=[salary(row) for row in pay],
        )
    )


def category(code: OccupationCode) -> dict:
    return filled(
        _type="CategoryCode",
        codeValue=code.code,
        name=code.title,
        url=code.address,
        inCodeSet=filled(_type="CategoryCodeSet", name=str(code.get_scheme_display()), version=code.year),
    )


def salary(row: PublishedPay) -> dict:
    """One figure for the period printed, with who said it and when.

    Only a median is part of a distribution. A range is no range of percentiles, nor is an average a median: they are
    amounts.
    """
    amounts = row.amounts(row.period)
    told = filled(
        currency="INR",
        description=f"{row.source.publisher}, {formatting.date(row.as_of, row.as_of_precision)}. {row.basis_in_words}.",
        subjectOf=work(row.source),
    )
    if getattr(row, "kind", "") == "median":
        return {
            "@type": "MonetaryAmountDistribution",
            "median": amounts.point,
            "duration": DURATIONS[row.period],
        } | told
    value = filled(
        _type="QuantitativeValue",
        minValue=amounts.low,
        maxValue=amounts.high,
        value=amounts.point,
        unitText=UNITS[row.period],
    )
    return {"@type": "MonetaryAmount", "value": value} | told


def work(source: Source) -> dict:
    return filled(
        _type="CreativeWork",
        name=source.title,
        publisher={"@type": "Organization", "name": source.publisher},
        datePublished=machine_date(source.published_on, source.date_precision) if source.published_on else "",
        url=source.address,
    )


# Knowledge


def faq_page(request: HttpRequest, questions: Iterable[Faq]) -> SafeString:
    items = [
        {
            "@type": "Question",
            "name": row.question,
            "url": absolute(request, row.get_absolute_url()),
            "acceptedAnswer": {"@type": "Answer", "text": row.answer},
        }
        for row in questions
    ]
    address = absolute(request, reverse("roles:faq-list"))
    return block({"@type": "FAQPage", "url": address, "mainEntity": items}) if items else SafeString()


def defined_terms(request: HttpRequest, terms: Iterable[GlossaryTerm]) -> SafeString:
    address = absolute(request, reverse("roles:glossaryterm-list"))
    items = [
        filled(
            _type="DefinedTerm",
            name=row.term,
            alternateName=[name for name in (row.stands_for, row.hindi) if name],
            description=row.meaning,
            url=f"{address}#{row.slug}",
        )
        for row in terms
    ]
    if not items:
        return SafeString()
    return block({"@type": "DefinedTermSet", "name": _("Glossary"), "url": address, "hasDefinedTerm": items})


def web_site(request: HttpRequest) -> SafeString:
    """The site with its search."""
    return block(
        {
            "@type": "WebSite",
            "name": "BPO Portal",
            "url": absolute(request, reverse("home")),
            "inLanguage": "en-IN",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(request, reverse("search")) + "?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )
