"""Short links /r/<code>/, and the tag by which a recruiter tells one advertisement from another."""

import re

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from ..models import Role
from ..models.short_codes import ALPHABET, LENGTH, as_typed
from ..origin import absolute

# The parameter of a role's address that carries the tag; visits are counted by it.
TAG_PARAMETER = "from"
TAG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")
MOST_SUGGESTED = 5


def clean_tag(text: str) -> str:
    """The tag in small letters, or "" where `text` is none: 1 to 30 of a-z, 0-9 and, between them, hyphens."""
    tag = text.strip().lower()
    return tag if TAG.fullmatch(tag) else ""


def short_link(request: HttpRequest, role: Role, tag: str = "") -> str:
    """The absolute short link of a role."""
    path = reverse("roles:short-link", args=[role.short_code_id])
    return absolute(request, path + (f"?{urlencode({'s': tag})}" if tag else ""))


def nearest(typed: str) -> list[Role]:
    """Public roles whose code is one slip away from what was typed: a letter wrong, missing, too many, or swapped."""
    code = as_typed(typed)
    if not LENGTH - 1 <= len(code) <= LENGTH + 1:
        return []
    cuts = [(code[:place], code[place:]) for place in range(len(code) + 1)]
    slips = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    slips |= {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    slips |= {head + tail[1:] for head, tail in cuts if tail}
    slips |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    return list(Role.objects.published().with_card().filter(short_code__in=slips).order_by("title")[:MOST_SUGGESTED])
