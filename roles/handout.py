"""One sheet of paper about a role: what fits, in the order in which a person asks."""

from .evidence import parts_of_role
from .models import Role, SalaryBand
from .role_page import requirements_of

# As many as one A4 sheet holds, with the longest lines of the catalogue.
MOST_DUTIES = 6
MOST_OF_A_NEED = 6


def handout(role: Role) -> dict:
    """The context of templates/roles/role_print.html."""
    parts = parts_of_role(role)
    requirements = requirements_of(role, parts)
    for group in requirements:
        group["parts"] = group["parts"][:MOST_OF_A_NEED]
    return {
        "section": "roles",
        "line": role.line,
        "role": role,
        "duties": parts["duty"][:MOST_DUTIES],
        "requirements": requirements,
        "bands": list(SalaryBand.objects.published().with_source().for_role(role)),
    }
