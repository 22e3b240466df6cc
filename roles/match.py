"""Can I apply? Holds a person's six answers against what each role asks. Pure: no database.

Nothing here is a rule of any employer. A role is met, one gap away, or later; each says why in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .models import Role

SPOKEN, WRITTEN, TYPING = "spoken-english", "written-english", "typing"


@dataclass(frozen=True)
class Person:
    """`rank`: of the highest qualification. The rest: yes or no."""

    rank: int
    good_english: bool
    indian_language: bool
    types_fast: bool
    calls: bool
    nights: bool


@dataclass(frozen=True)
class Asked:
    """What a role asks: the role, its must-have skills by their first slugs, and the roles that usually lead to it."""

    role: Role
    musts: frozenset[str]
    reached_from: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Gap:
    """`through_others`: a role that usually leads here closes it. `list_without`: the query of a list of roles that
    do not have it, with `in_words` for the link."""

    title: str
    how_to_close: str
    through_others: bool = False
    list_without: str = ""
    in_words: str = ""


@dataclass
class Match:
    role: Role
    meets: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    reached_from: tuple[Role, ...] = ()

    @property
    def group(self) -> str:
        """ "now", "close" (one gap) or "later" (more gaps, or years of experience)."""
        if self.role.takes_freshers is False:
            return "later"
        return ("now", "close")[len(self.gaps)] if len(self.gaps) < 2 else "later"

    @property
    def ways_in(self) -> tuple[Role, ...]:
        """The roles that usually lead here, where one of them would close a gap."""
        return self.reached_from if any(gap.through_others for gap in self.gaps) else ()


def match(person: Person, asked: Asked) -> Match:
    found = Match(asked.role, reached_from=asked.reached_from)
    for check in (qualification, language, typing, calls, nights, experience):
        told = check(person, asked)
        if isinstance(told, Gap):
            found.gaps.append(told)
        elif told:
            found.meets.append(told)
    return found


def match_all(person: Person, roles: Iterable[Asked]) -> dict[str, list[Match]]:
    """Matches by group; within a group fewer gaps first, then by title."""
    groups: dict[str, list[Match]] = {"now": [], "close": [], "later": []}
    for asked in roles:
        found = match(person, asked)
        groups[found.group].append(found)
    for matches in groups.values():
        matches.sort(key=lambda m: (len(m.gaps), m.role.title))
    return groups


def qualification(person: Person, asked: Asked) -> str | Gap:
    least = asked.role.minimum_qualification
    if least is None:
        return ""
    if person.rank > least.rank:
        return _("Asks for: %(name)s. You have more") % {"name": least.name}
    if person.rank == least.rank:
        return _("%(name)s is enough") % {"name": least.name}
    return Gap(
        _("Qualification: %(name)s") % {"name": least.name},
        _("This is the minimum that sources name. A role that asks for less can lead here."),
        through_others=True,
    )


def language(person: Person, asked: Asked) -> str | Gap:
    role, musts = asked.role, asked.musts
    speaks = role.calls == Role.Calls.MOST or SPOKEN in musts
    if WRITTEN in musts and not person.good_english:
        return Gap(_("Written English"), _("Practise short, clear mails and chat replies; most tests ask for one."))
    if speaks and not person.good_english:
        if person.indian_language:
            return _("Clear Hindi or a regional language serves on calls in India; ask for a domestic process")
        return Gap(_("Clear speech"), _("Read aloud each day and record yourself. A put-on accent counts against you."))
    if role.calls == Role.Calls.SOME and not (person.good_english or person.indian_language):
        # Who speaks neither well can take no call at all, few as they may be.
        return Gap(_("Clear speech"), _("There are some calls. Read aloud each day and record yourself."))
    return _("Your English is good enough") if speaks or WRITTEN in musts else ""


def typing(person: Person, asked: Asked) -> str | Gap:
    if TYPING not in asked.musts:
        return ""
    if person.types_fast:
        return _("Your typing is good enough")
    return Gap(
        _("Typing"), _("The reported bar is 25 to 35 words a minute at 90 per cent. Five minutes a day, four weeks.")
    )


def calls(person: Person, asked: Asked) -> str | Gap:
    role = asked.role
    if role.calls == Role.Calls.NONE:
        return _("No calls")
    if person.calls:
        return str(role.get_calls_display())
    if role.calls == Role.Calls.MOST:
        return Gap(
            _("Calls"), _("The work is mostly calls."), list_without="calls=none", in_words=_("Roles without calls")
        )
    return Gap(_("Calls"), _("There are some calls. Ask how many, and whether a desk without them exists."))


def nights(person: Person, asked: Asked) -> str | Gap:
    role = asked.role
    if not role.nights or role.nights == Role.Nights.RARE:
        return _("Rarely at night") if role.nights else ""
    if person.nights:
        return _("Nights are all right for you")
    if role.nights == Role.Nights.SOME:
        return Gap(
            _("Nights"), _("Overseas clients work at night. Ask for a domestic process, which mostly keeps day hours.")
        )
    return Gap(
        _("Nights"),
        _("Nights are usual here. Ask before you sign."),
        list_without="nights=rare",
        in_words=_("Roles that rarely work at night"),
    )


def experience(person: Person, asked: Asked) -> str | Gap:
    if asked.role.takes_freshers:
        return _("Open to freshers")
    if asked.role.takes_freshers is None:
        return Gap(_("Experience: not stated"), _("Ask whether they take freshers before you apply."))
    return Gap(_("Experience"), _("Asks for time in an earlier role first."), through_others=True)
