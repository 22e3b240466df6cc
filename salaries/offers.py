"""Checks an offer: where it stands, what it pays, which warning signs it carries, what to ask in writing.

Pure: nothing here reads a database or keeps what was typed. A sign names its sources by slug.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.formatting import rupees
from roles.models import Amounts


@dataclass(frozen=True)
class Told:
    """What the offer says, in rupees: `fixed` and `variable` a year, `bond` and `deposit` once."""

    fixed: int
    variable: int = 0
    bond: int = 0
    bond_months: int = 0
    deposit: int = 0
    keeps_papers: bool = False
    in_writing: bool = False
    shift: str = ""
    is_below_floor: bool = False
    is_below_every_figure: bool = False

    @property
    def fixed_month(self) -> int:
        return round(self.fixed / 12)


@dataclass(frozen=True)
class Sign:
    """A warning sign. `is_stop`: walk away; otherwise ask before you sign."""

    title: str
    text: str
    sources: tuple[str, ...]
    is_stop: bool = False


def warning_signs(told: Told) -> list[Sign]:
    """What should make a person stop or ask, the gravest first."""
    signs = []
    if told.deposit:
        signs.append(
            Sign(
                _("They ask you for %(sum)s") % {"sum": rupees(told.deposit)},
                _(
                    "Do not pay. Employers do not charge for interviews, training or offer letters. In known cases the"
                    " money was taken and no job came."
                ),
                ("naukri", "btoday", "new-indian-express"),
                is_stop=True,
            )
        )
    if told.keeps_papers:
        signs.append(
            Sign(
                _("They want to keep your original certificates"),
                _(
                    "Do not hand them over. Keeping originals to force a bond is unlawful, a lawyers’ advice page says."
                    " Show the originals, give copies."
                ),
                ("lawyers-delhi",),
                is_stop=True,
            )
        )
    if told.is_below_floor:
        signs.append(
            Sign(
                _("The pay is below the legal minimum known for this place"),
                _("See the orders under “The legal minimum” below. Ask HR, and the state’s labour department."),
                ("business-standard-on-a-delhi-government-order",),
                is_stop=True,
            )
        )
    if told.is_below_every_figure:
        signs.append(
            Sign(
                _("The pay is below every figure published for this role"),
                _("Ask why. Training pay, part-time work or a trial month should be named as such, with an end."),
                (),
            )
        )
    if told.bond:
        signs.append(bond_sign(told))
    if told.variable:
        share = round(told.variable * 100 / (told.fixed + told.variable))
        signs.append(
            Sign(
                _("%(share)s%% of the offer is variable pay") % {"share": share},
                _(
                    "Only the fixed part is sure. Offers are known to add the highest possible incentive to the total."
                    " Ask what the middle performer earned last month."
                ),
                ("businessline-on-campus", "hire-resume"),
            )
        )
    if not told.in_writing:
        signs.append(
            Sign(
                _("Nothing is in writing yet"),
                _(
                    "What is only said can change. In one reported case a caller was promised ₹6,000, paid ₹5,000, and"
                    " ₹4,000 when she missed the target."
                ),
                ("business-standard",),
            )
        )
    return signs


def bond_sign(told: Told) -> Sign:
    months = told.bond / (told.fixed / 12)
    text = _("That is %(months)s months of your fixed pay.") % {"months": f"{months:.1f}".rstrip("0").rstrip(".")}
    if told.bond_months:
        text += " " + _("It would hold you for %(months)s months.") % {"months": told.bond_months}
    text += " " + _(
        "A minimum-service bond is not unlawful as such: the Supreme Court upheld one of a public bank in 2025. For a"
        " first job the sum must still be reasonable against a real cost of training, lawyers say. Ask for a copy"
        " before you sign."
    )
    return Sign(_("A bond of %(sum)s") % {"sum": rupees(told.bond)}, text, ("india-law", "lawyers-delhi"))


def to_ask(told: Told) -> list[str]:
    """What to ask HR in writing, for this offer."""
    questions = [
        _("What is my fixed pay a month, and how much of it reaches my account?"),
        _("Do employer PF, gratuity, insurance, transport and meals sit inside the CTC?"),
    ]
    if told.variable:
        questions.append(_("What is the rule for the incentive, and what did the middle performer earn last month?"))
    if told.bond:
        questions.append(_("Please send me the bond’s text: sum, months, and what it pays for."))
    else:
        questions.append(_("Is there a bond or a notice period?"))
    if told.shift in ("rotating", "night"):
        questions.append(_("Is there a cab at night, from door to door, and a night allowance? No law fixes one."))
    elif not told.shift:
        questions.append(_("Which shift, which days off, and how often does the roster change?"))
    questions.append(_("How long is training, is it paid, and what happens if I do not pass?"))
    return questions


def where_it_stands(fixed_month: int, published: list[Amounts]) -> dict[str, int]:
    """How many published figures (rupees a month) lie below the offer's fixed pay, include it, or lie above it.

    A range with an open end says too little to be counted: it is under "open".
    """
    counts = {"below": 0, "include": 0, "above": 0, "open": 0}
    for amounts in published:
        low, high = amounts.point or amounts.low, amounts.point or amounts.high
        if low is None or high is None:
            counts["open"] += 1
        elif high < fixed_month:
            counts["below"] += 1
        elif low > fixed_month:
            counts["above"] += 1
        else:
            counts["include"] += 1
    return counts
