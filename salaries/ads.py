"""A vacancy in honest words, as markup for the employer's own page, and what is missing in it or at odds with the role.

Pure: nothing here reads a database or keeps what was typed.
"""

import datetime
import json
import re
from dataclasses import dataclass
from typing import ClassVar

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.charts import Row
from roles.formatting import date, pay, rupees
from roles.models import Amounts, Period, Qualification, Role
from roles.templatetags.formats import sentence

# Words that turn the right people away or mark a fake. The text is in small letters when they are looked for.
MONEY = re.compile(
    r"\b(?:fees?|deposits?|refundable|security amount|(?:registration|training|uniform|processing) charges?)\b"
    r"|शुल्क|फीस|जमा राशि"
)
# "We charge no fee or deposit" is what an ad should say.
NO_MONEY = re.compile(
    r"\b(?:no|without|free of|zero|never)\b(?:[\s,]+(?!but\b)[a-z]+){0,3}?[\s,]+(?:or\s+)?"
    rf"(?:{MONEY.pattern})(?:\s*(?:/|\bn?or\b)\s*(?:any\s+)?(?:{MONEY.pattern}))*"
)
SEX = re.compile(
    r"\b(?:males?|females?|ladies|lady|gents?|gentlem[ae]n|girls?|boys?|salesm[ae]n)\b"
    r"|\b(?:m[ae]n|wom[ae]n) only\b|\bonly (?:wo)?men\b"
    r"|महिला|पुरुष|लड़क"
)
AGE = re.compile(
    r"\b(?:age[ds]?|years old|yrs old|young|youth|(?:below|under|upto|up to|max(?:imum)?) \d\d (?:years|yrs))\b|उम्र|आयु"
)
HOME = re.compile(r"\b(?:un)?married\b|\bmarital\b|\bcaste\b|\breligion\b|विवाहित|जाति")
NO_TARGETS = re.compile(r"\b(?:no|without|zero)\s+(?:sales\s+|daily\s+)?targets?\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\bunlimited\b|\bguaranteed (?:job|income|placement|incentive)s?\b|\b100 ?% (?:job|placement)\b|\beasy money\b"
)

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
        "voice": gettext_lazy("Voice: mostly calls"),
        "mixed": gettext_lazy("Some calls, some writing"),
        "non-voice": gettext_lazy("Non-voice: no calls"),
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


@dataclass(frozen=True)
class Finding:
    title: str
    text: str


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
    return _("up to %(sum)s, by results; only the fixed pay is sure") % {"sum": ad.money(ad.variable)}


def ways_on(ad: Ad) -> list[str]:
    told = []
    if ad.address and ad.closes:
        told.append(_("Apply by %(day)s: %(address)s") % {"day": date(ad.closes), "address": ad.address})
    elif ad.address:
        told.append(_("Apply: %(address)s") % {"address": ad.address})
    elif ad.closes:
        told.append(_("Apply by %(day)s") % {"day": date(ad.closes)})
    return [*told, _("What this role is like: %(link)s") % {"link": ad.about}]


def missing(ad: Ad) -> list[Finding]:
    """What an applicant will ask and the ad does not say."""
    asked = [
        (ad.employer, _("Who is hiring"), _("An ad without a name looks like a fake.")),
        (ad.city, _("The city"), _("People must know whether they can get there.")),
        (ad.fixed, _("Fixed pay"), _("It is the first thing people ask, and the only part of pay that is sure.")),
        (ad.shift, _("The shift"), _("Nights decide for many whether they can come.")),
        (ad.contact, _("Calls or no calls"), _("People look for voice or for non-voice work, seldom for both.")),
        (ad.qualification, _("The minimum qualification"), _("Without it you hear from people you cannot take.")),
        (ad.address, _("Where to apply"), _("Give a page of your own, so that people can see that the ad is yours.")),
        (ad.closes, _("The last day to apply"), _("Old ads waste time, theirs and yours.")),
        (ad.no_fee, _("That you take no money"), _("Say so if it is true: fakes ask for fees.")),
    ]  # fmt: skip
    return [Finding(title, why) for value, title, why in asked if not value]


def at_odds(ad: Ad, headline: Row | None) -> list[Finding]:
    """What contradicts the role as published, or itself. `headline` is the figure at the top of the role's page."""
    checks = [of_qualification(ad), of_calls(ad), of_nights(ad), *of_split(ad), of_band(ad, headline)]
    checks += [of_targets(ad), *of_words(ad)]
    return [finding for finding in checks if finding]


def of_qualification(ad: Ad) -> Finding | None:
    usual = ad.role.minimum_qualification
    if not (usual and ad.qualification) or usual.rank == ad.qualification.rank:
        return None
    names = {"asked": ad.qualification.name, "usual": usual.name}
    if ad.qualification.rank > usual.rank:
        return Finding(
            _("You ask for more than the role usually needs"),
            _("You ask for: %(asked)s. The role usually asks for: %(usual)s. Many who could do it will not apply.")
            % names,
        )
    return Finding(
        _("You ask for less than the role usually needs"),
        _("You ask for: %(asked)s. The role usually asks for: %(usual)s. Say what training you give.") % names,
    )


def of_calls(ad: Ad) -> Finding | None:
    calls = ad.role.calls
    if calls == Role.Calls.NONE and ad.contact in ("voice", "mixed"):
        return Finding(
            _("A voice ad for a role without calls"),
            _("As published, this role has no calls. Choose another role, or say plainly that yours has them."),
        )
    if calls == Role.Calls.MOST and ad.contact == "non-voice":
        return Finding(
            _("A non-voice ad for a role of calls"),
            _("As published, this role is mostly calls. People who want no calls will leave when they find out."),
        )
    return None


def of_nights(ad: Ad) -> Finding | None:
    if ad.shift == "night" and ad.role.nights == Role.Nights.RARE:
        return Finding(
            _("Nights, in a role that rarely has them"),
            _("Put it in the first line of the ad, with the transport and the allowance you give."),
        )
    return None


def of_split(ad: Ad) -> list[Finding]:
    if ad.variable and not ad.fixed:
        return [Finding(_("Only variable pay"), _("Say the fixed part. If there is none, say that in the first line."))]
    if ad.variable > ad.fixed:
        return [
            Finding(
                _("More variable pay than fixed"),
                _("%(variable)s on top of %(fixed)s. Say what the middle performer earned last month.")
                % {"variable": ad.money(ad.variable), "fixed": ad.money(ad.fixed)},
            )
        ]
    return []


def of_band(ad: Ad, headline: Row | None) -> Finding | None:
    """Fixed pay below all of what the role's page shows first."""
    if not (ad.fixed and headline):
        return None
    amounts: Amounts = headline.amounts
    low = amounts.point or amounts.low
    if low is None or ad.fixed >= low * 12:
        return None
    figure = headline.figure
    return Finding(
        _("Fixed pay below what is published"),
        _("%(fixed)s, where %(published)s a month is published (%(label)s; %(source)s, %(date)s).")
        % {
            "fixed": ad.money(ad.fixed),
            "published": pay(amounts),
            "label": headline.label,
            "source": figure.source.publisher,
            "date": date(figure.as_of, figure.as_of_precision),
        },
    )


def of_targets(ad: Ad) -> Finding | None:
    if not (ad.role.has_targets and (found := NO_TARGETS.search(ad.extra))):
        return None
    told = {"word": found[0], "title": ad.role.title}
    return Finding(
        _("Targets"),
        _("“%(word)s”: a %(title)s usually has targets. Say which, and what happens when they are missed.") % told,
    )


def of_words(ad: Ad) -> list[Finding]:
    """What the employer's own words ask that no ad should."""
    said = f"{ad.employer}\n{ad.city}\n{ad.extra}".lower()
    paid = _("“%(word)s”: employers do not charge for interviews, training or offers. People are told to walk away.")
    rule = _("“%(word)s”: say the rule, and what the middle performer earned.")
    findings = [
        (MONEY.search(NO_MONEY.sub(" ", said)), _("Money from applicants"), paid),
        (SEX.search(said), _("A man’s or a woman’s job"), _("“%(word)s”: say what the work needs, not who does it.")),
        (AGE.search(said), _("An age"), _("“%(word)s”: ask for what the work needs, not for an age.")),
        (HOME.search(said), _("Family or community"), _("“%(word)s”: it says nothing about the work.")),
        (PROMISE.search(said), _("A promise that cannot be checked"), rule),
    ]
    return [Finding(title, why % {"word": found[0]}) for found, title, why in findings if found]


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
