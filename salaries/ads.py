"""A vacancy in honest words, and as markup for the employer's own page.

Pure: nothing here reads a database or keeps what was typed.
"""

import datetime
import json
from dataclasses import dataclass
from typing import ClassVar

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.formatting import date, rupees
from roles.models import Period, Qualification, Role
from roles.templatetags.formats import sentence

# The kinds of schooling that search engines know.
CREDENTIALS = {"class-12": "high school", "degree": "bachelor degree", "professional": "postgraduate degree"}


@dataclass(frozen=True)
class Ad:
    """A vacancy. `fixed` and `variable` are rupees a year, 0 where not given; `period` is how they are said."""

    SHIFTS: ClassVar[dict] = {
        "day": gettext_lazy("Day"),
        "rotating": gettext_lazy("Rotating, with some nights"),
        "night": gettext_lazy("Night"),
    }
    CONTACTS: ClassVar[dict] = {
        "voice": gettext_lazy("Voice (mostly calls)"),
        "mixed": gettext_lazy("Mixed (some calls, some writing)"),
        "non-voice": gettext_lazy("Non-voice (no calls)"),
    }
    MOST_DUTIES: ClassVar[int] = 5

    role: Role
    about: str
    duties: tuple[str, ...] = ()
    employer: str = ""
    city: str = ""
    state: str = ""
    fixed: int = 0
    variable: int = 0
    period: str = ""
    shift: str = ""
    contact: str = ""
    qualification: Qualification | None = None
    address: str = ""
    closes: datetime.date | None = None
    extra: str = ""
    no_fee: bool = False

    def money(self, yearly: int) -> str:
        """A sum as the employer says it: "₹18,000 a month"."""
        if self.period == Period.YEAR:
            return _("%(sum)s a year") % {"sum": rupees(yearly)}
        return _("%(sum)s a month") % {"sum": rupees(round(yearly / 12))}


def text(ad: Ad) -> str:
    """The advertisement, to paste into a chat or a board."""
    place = ", ".join(part for part in (ad.city, ad.state) if part)
    head = " · ".join(part for part in (ad.role.title, ad.employer, place) if part)
    blocks = [head, sentence(ad.role.summary)]
    if ad.duties:
        blocks.append("\n".join([_("What you do:"), *(f"- {duty}" for duty in ad.duties)]))
    blocks.append("\n".join(f"{label}: {value}" for label, value in terms(ad)))
    if ad.extra:
        blocks.append(ad.extra.replace("\r\n", "\n").strip())
    if ad.no_fee:
        blocks.append(_("We take no fee, deposit or original papers from applicants."))
    blocks.append("\n".join(ways_on(ad)))
    return "\n\n".join(block for block in blocks if block)


def terms(ad: Ad) -> list[tuple[str, str]]:
    """What is offered and asked, as label and words."""
    told = []
    if ad.fixed:
        told.append((_("Fixed pay"), ad.money(ad.fixed)))
    if ad.variable:
        told.append((_("Variable pay on top"), incentive(ad)))
    if ad.shift:
        told.append((_("Shift"), str(Ad.SHIFTS[ad.shift])))
    if ad.contact:
        told.append((_("The work"), str(Ad.CONTACTS[ad.contact])))
    if ad.qualification:
        told.append((_("Minimum qualification"), ad.qualification.name))
    return told


def incentive(ad: Ad) -> str:
    return _("up to %(sum)s, depending on results (only the fixed pay is sure)") % {"sum": ad.money(ad.variable)}


def ways_on(ad: Ad) -> list[str]:
    told = []
    if ad.address and ad.closes:
        told.append(_("Apply by %(day)s: %(address)s") % {"day": date(ad.closes), "address": ad.address})
    elif ad.address:
        told.append(_("Apply: %(address)s") % {"address": ad.address})
    elif ad.closes:
        told.append(_("Apply by %(day)s") % {"day": date(ad.closes)})
    return [*told, _("What this role is like: %(link)s") % {"link": ad.about}]


def posting(ad: Ad, today: datetime.date) -> dict | None:
    """schema.org's JobPosting for the employer's own page; None while its required parts are missing."""
    if not (ad.employer and ad.city):
        return None
    place = {"@type": "PostalAddress", "addressLocality": ad.city, "addressCountry": "IN"}
    if ad.state:
        place["addressRegion"] = ad.state
    told = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": ad.role.title,
        "description": description(ad),
        "datePosted": today.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": ad.employer},
        "jobLocation": {"@type": "Place", "address": place},
        "relevantOccupation": {"@type": "Occupation", "name": ad.role.title, "url": ad.about},
    }
    if ad.closes:
        told["validThrough"] = f"{ad.closes.isoformat()}T23:59:59+05:30"
    if ad.address:
        told["url"] = ad.address
    if ad.fixed:
        is_yearly = ad.period == Period.YEAR
        told["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": "INR",
            "value": {
                "@type": "QuantitativeValue",
                "value": ad.fixed if is_yearly else round(ad.fixed / 12),
                "unitText": "YEAR" if is_yearly else "MONTH",
            },
        }
    if ad.variable:
        told["incentiveCompensation"] = incentive(ad)
    if ad.shift:
        told["workHours"] = str(Ad.SHIFTS[ad.shift])
    if ad.qualification:
        told["qualifications"] = ad.qualification.name
        if ad.qualification.slug in CREDENTIALS:
            kind = CREDENTIALS[ad.qualification.slug]
            told["educationRequirements"] = {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": kind,
            }
    return told


def description(ad: Ad) -> str:
    """The ad as HTML, as JobPosting wants it."""
    parts = [f"<p>{escape(sentence(ad.role.summary))}</p>"]
    if ad.duties:
        parts.append("<ul>" + "".join(f"<li>{escape(duty)}</li>" for duty in ad.duties) + "</ul>")
    parts += [f"<p>{escape(label)}: {escape(value)}</p>" for label, value in terms(ad)]
    parts += [f"<p>{escape(line.strip())}</p>" for line in ad.extra.splitlines() if line.strip()]
    if ad.no_fee:
        parts.append("<p>" + escape(_("We take no fee, deposit or original papers from applicants.")) + "</p>")
    return "".join(parts)


def markup(told: dict) -> str:
    """The script element to paste. No text in it can end the element early."""
    data = json.dumps(told, ensure_ascii=False, indent=2)
    for letter in "<>&\u2028\u2029":
        data = data.replace(letter, f"\\u{ord(letter):04x}")
    return f'<script type="application/ld+json">\n{data}\n</script>'
