"""What is missing in a vacancy, and what in it is at odds with the law, the role as published, or itself.

Pure: nothing here reads a database or keeps what was typed.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.charts import Row
from roles.formatting import date, lower_first, pay, rupees
from roles.models import Amounts, PublishedPay, Role

from . import ad_claims, ad_words
from .ads import Ad

NO_TARGETS = re.compile(r"\b(?:no|without|zero)\s+(?:sales\s+|daily\s+)?targets?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    title: str
    text: str


def missing(ad: Ad) -> list[Finding]:
    """What an applicant will ask and the ad does not say."""
    asked = [
        (ad.employer, _("Who is hiring"), _("An ad without the employer’s name looks like a fake.")),
        (ad.city, _("The city"), _("People must know whether they can get there.")),
        (ad.fixed, _("Fixed pay"), _("It is the first thing people ask, and the only part of pay that is sure.")),
        (ad.shift, _("The shift"), _("People must know whether they can work those hours and travel at that time.")),
        (ad.contact, _("Calls or no calls"), _("Voice and non-voice are different jobs. Say which one yours is.")),
        (ad.qualification, _("The minimum qualification"), _("Without it you hear from people whom you cannot take.")),
        (ad.address, _("Where to apply"), _("Give a page of your own, so that people can see that the ad is yours.")),
        (ad.closes, _("The last day to apply"), _("Old ads waste time, theirs and yours.")),
        (ad.no_fee, _("That you take no money"), _("Say so, if it is true. Fake ads ask for fees.")),
    ]  # fmt: skip
    return [Finding(title, why) for value, title, why in asked if not value]


def at_odds(ad: Ad, headline: Row | None, floors: Sequence[dict] = ()) -> list[Finding]:
    """What contradicts the law, the role as published, or itself.

    `headline` is the figure at the top of the role's page, `floors` what floors_in() knows of the place.
    """
    checks = [of_floors(ad, floors), of_band(ad, headline), *of_split(ad), of_qualification(ad), of_calls(ad)]
    checks += [of_nights(ad), of_targets(ad), *of_text(ad), *of_words(ad)]
    return [finding for finding in checks if finding]


def of_text(ad: Ad) -> list[Finding]:
    """Where the free text says something else than the fields."""
    text = ad_words.folded(ad.extra)
    words = [
        (_("Another shift than you chose"), other_shift(ad, text), ad.shift and Ad.SHIFTS[ad.shift]),
        (_("Other calls than you chose"), other_contact(ad, text), ad.contact and Ad.CONTACTS[ad.contact]),
        (_("Another qualification than you chose"), other_rung(ad, text), ad.qualification and ad.qualification.name),
        (_("Other pay than you gave"), ad.fixed and ad_claims.strange_sum(text, ad.fixed, ad.variable), pay_chosen(ad)),
    ]
    why = _("Your ad says “%(word)s”, but you chose “%(chosen)s”. If both are true, say in the ad how they fit.")
    return [Finding(title, why % {"word": word, "chosen": chosen}) for title, word, chosen in words if word]


def other_shift(ad: Ad, text: str) -> str:
    told = ad_claims.shifts(text)
    if not ad.shift or ad.shift in told:
        return ""
    denied = ad_claims.denies_nights(text) if ad.shift in ("night", "rotating") else ""
    return next(iter(told.values()), denied)


def other_contact(ad: Ad, text: str) -> str:
    told = ad_claims.contacts(text)
    if ad.contact == "mixed":
        return next(iter(told.values())) if len(told) == 1 else ""
    return next(iter(told.values()), "") if ad.contact and ad.contact not in told else ""


def other_rung(ad: Ad, text: str) -> str:
    told = ad_claims.rungs(text)
    return next(iter(told.values()), "") if ad.qualification and ad.qualification.slug not in told else ""


def pay_chosen(ad: Ad) -> str:
    if ad.variable:
        return _("%(fixed)s, and up to %(more)s on top") % {"fixed": ad.money(ad.fixed), "more": ad.money(ad.variable)}
    return ad.money(ad.fixed)


def of_qualification(ad: Ad) -> Finding | None:
    usual = ad.role.minimum_qualification
    if not (usual and ad.qualification) or usual.rank == ad.qualification.rank:
        return None
    names = {"asked": ad.qualification.name, "usual": usual.name}
    if ad.qualification.rank > usual.rank:
        return Finding(
            _("You ask for more than the role usually needs"),
            _("You ask for: %(asked)s. Usual for this role: %(usual)s. People who could do the work may not apply.")
            % names,
        )
    return Finding(
        _("You ask for less than the role usually needs"),
        _("You ask for: %(asked)s. Usual for this role: %(usual)s. If you train people, say so in the ad.") % names,
    )


def of_calls(ad: Ad) -> Finding | None:
    calls = ad.role.calls
    if calls == Role.Calls.NONE and ad.contact in ("voice", "mixed"):
        return Finding(
            _("You say calls, and this role has none"),
            _("As described here, this role has no calls. Choose another role, or say in the ad that yours has them."),
        )
    if calls == Role.Calls.MOST and ad.contact == "non-voice":
        return Finding(
            _("You say no calls, and this role is mostly calls"),
            _("As described here, this role is mostly calls. Choose another role, or say in the ad how yours differs."),
        )
    return None


def of_nights(ad: Ad) -> Finding | None:
    if ad.shift == "night" and ad.role.nights == Role.Nights.RARE:
        return Finding(
            _("Night shift, in a role that rarely has one"),
            _("Say it in the first line of the ad, with the transport and the night allowance that you give."),
        )
    return None


def of_split(ad: Ad) -> list[Finding]:
    if ad.variable and not ad.fixed:
        fixed = _("Give the fixed part. If there is none, say so in the first line of the ad.")
        return [Finding(_("Only variable pay"), fixed)]
    if ad.variable > ad.fixed:
        return [
            Finding(
                _("More variable pay than fixed"),
                _(
                    "Up to %(variable)s on top of %(fixed)s. Say in the ad what the middle performer of your team"
                    " earned last month."
                )
                % {"variable": ad.money(ad.variable), "fixed": ad.money(ad.fixed)},
            )
        ]
    return []


def of_floors(ad: Ad, floors: Sequence[dict]) -> Finding | None:
    """Fixed pay below a legal minimum known for the place. It is read as gross pay: as CTC it would be less still."""
    below = [floor["figure"] for floor in floors if floor["is_below"]]
    if not (ad.fixed and below):
        return None
    told = {
        "fixed": ad.money(ad.fixed),
        "title": below[0].title,
        "city": below[0].city,
        "sums": "; ".join(floor_in_words(figure) for figure in below),
        "source": below[0].source.publisher,
        "date": date(below[0].as_of, below[0].as_of_precision),
    }
    order = _("%(title)s, %(city)s: %(sums)s (%(source)s, %(date)s).") % told
    if len(below) < len(floors):
        title = _("Fixed pay below the legal minimum for some people")
        what = _("You give %(fixed)s. The minimum goes by schooling, and yours is too little for some.") % told
    else:
        title = _("Fixed pay below the legal minimum")
        what = _("You give %(fixed)s, less than the legal minimum that we know for this place.") % told
    return Finding(title, f"{what} {order} " + _("Look up the newest order of the state before you publish."))


def floor_in_words(figure: PublishedPay) -> str:
    told = {"sum": rupees(figure.low), "whom": lower_first(figure.for_whom)}
    return (_("%(sum)s a month for %(whom)s") if figure.for_whom else _("%(sum)s a month")) % told


def of_place(city: str, state: str, places: Mapping[str, Set[str]]) -> Finding | None:
    """A city that we know in other states only. `places` has, by a state's name, that and its cities in small letters.

    The list of cities is short: of a city that is not on it nothing is said.
    """
    typed = {part.strip().lower() for part in city.split(",")}
    homes = [name for name, known in places.items() if typed & known]
    if not state or not homes or state in homes:
        return None
    return Finding(
        _("The city and the state do not fit"),
        _("You chose %(state)s. Our list has %(city)s under %(homes)s. Choose that state, or check the city.")
        % {"state": state, "city": city, "homes": _(" or ").join(homes)},
    )


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
        _(
            "You give %(fixed)s. The page of this role shows %(published)s a month (%(label)s; %(source)s, %(date)s)."
            " People will compare the two. If your hours are shorter, say so in the ad."
        )
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
    return Finding(
        _("No targets, in a role that usually has them"),
        _("You write “%(word)s”. If people are measured on a number, say which, and what happens when they miss it.")
        % {"word": found[0]},
    )


def of_words(ad: Ad) -> list[Finding]:
    """What the employer's own words ask that no ad should, the gravest first."""
    said = ad_words.folded(f"{ad.employer}\n{ad.city}\n{ad.extra}")
    paid = _(
        "You write “%(word)s”. Employers do not charge for interviews, training or offer letters, and we tell people to"
        " walk away from those who do. If it is not money from applicants, say it in other words."
    )
    papers = _(
        "You write “%(word)s”. Ask to see the originals, and take copies. We tell people never to leave originals."
    )
    sex = _("You write “%(word)s”. Say what the work needs, not whether a man or a woman should do it.")
    age = _("You write “%(word)s”. Ask for what the work needs, not for an age.")
    home = _("You write “%(word)s”. It says nothing about how a person works. Leave it out.")
    rule = _("You write “%(word)s”. Say the rule instead, and what the middle performer earned last month.")
    findings = [
        (ad_words.asks_money(said), _("Money from applicants"), paid),
        (ad_words.keeps_papers(said), _("Original papers from applicants"), papers),
        (ad_words.names_sex(said), _("A man’s or a woman’s job"), sex),
        (ad_words.names_age(said), _("An age"), age),
        (ad_words.names_home(said), _("Family or community"), home),
        (ad_words.promises(said), _("A promise that cannot be checked"), rule),
    ]
    return [Finding(title, why % {"word": word}) for word, title, why in findings if word]


def broken_promise(ad: Ad) -> str:
    """The words that ask for money or papers beside the promise to take none; "" where the ad keeps it."""
    said = ad_words.folded(f"{ad.employer}\n{ad.city}\n{ad.extra}")
    return (ad_words.asks_money(said) or ad_words.keeps_papers(said)) if ad.no_fee else ""
