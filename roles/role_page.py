"""What stands on a role's page, in order. A section without data is left out, of the page and of its contents."""

from django.utils.translation import gettext as _

from .evidence import Parts, parts_of_role
from .models import CareerMove, OccupationCode, Role, RoleSkill, SalaryBand
from .terms import TermLinks

SIMILAR = 3


def role_page(role: Role) -> dict:
    """The context of templates/roles/role_detail.html: eight queries, whatever the number of parts."""
    parts = parts_of_role(role)
    bands = list(SalaryBand.objects.published().with_source().for_role(role))
    around = list(CareerMove.objects.around(role))
    moves = [move for move in around if move.role_id == role.pk]
    moves_in = sorted((move for move in around if move.role_id != role.pk), key=lambda move: move.role.title)
    similar = list(Role.objects.published().with_card().similar_to(role)[:SIMILAR])
    codes = list(OccupationCode.objects.filter(role=role))
    requirements = requirements_of(role, parts)
    sources = sources_of(parts, bands)
    present = [
        ("apply", _("Can I apply?"), requirements),
        ("work", _("What you do"), parts["duty"] or role.example),
        ("honest", _("The honest part"), True),
        ("pay", _("Pay"), True),
        ("next", _("Where it leads"), moves or moves_in or parts["certification"]),
        ("hires", _("Who hires"), parts["industry"]),
        ("questions", _("Questions people ask"), parts["faq"]),
        ("safe", _("Never pay for a job"), True),
        ("similar", _("Similar roles"), similar),
        ("sources", _("Sources"), sources or codes or parts["disagreement"] or role.editors_note),
    ]
    return {
        "role": role,
        "line": role.line,
        "section": "roles",
        "parts": parts,
        "sections": {anchor: title for anchor, title, data in present if data},
        "requirements": requirements,
        "requirement_facts": [fact for group in requirements for fact in [*group["parts"], *group["cited"]]],
        "honest_facts": parts.cited("shift_note", "suits"),
        "bands": bands,
        "moves": moves,
        "example_is_own": not parts.cited("example"),
        "moves_in": moves_in,
        "similar_roles": similar,
        "sources": sources,
        "codes": codes,
        "terms": TermLinks(),
    }


def requirements_of(role: Role, parts: Parts) -> list[dict]:
    """What the role asks for, in three groups; each begins with the qualification in words, where there is one."""
    words = {
        RoleSkill.Need.MUST: (role.minimum_note, parts.cited("minimum_note")),
        RoleSkill.Need.PREFERRED: (role.preferred_note, parts.cited("preferred_note")),
        RoleSkill.Need.LEARNT: ("", []),
    }
    groups = [
        {"label": need.label, "qualification": words[need][0], "cited": words[need][1], "parts": parts[need.value]}
        for need in RoleSkill.Need
    ]
    return [group for group in groups if group["qualification"] or group["parts"]]


def sources_of(parts: Parts, bands: list[SalaryBand]) -> list:
    found = {source.pk: source for source in [*parts.sources, *(band.source for band in bands)]}
    return sorted(found.values(), key=lambda source: (source.publisher.lower(), source.title))
