"""Links the glossary's terms where a page first uses them."""

import re
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .models import GlossaryTerm

# Terms that are also everyday words ("both hold", "it leads to"): in running text they are rarely the term.
EVERYDAY = {
    "accuracy",
    "agent",
    "bench",
    "blended",
    "client",
    "hold",
    "lead",
    "process",
    "queue",
    "ramp",
    "script",
    "ticket",
    "transition",
}
# Text inside these is left alone: links do not nest, headings and labels are no place to leave from.
CLOSED = {"a", "h1", "h2", "h3", "h4", "th", "caption", "summary", "button", "label", "option", "svg", "title"}
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)


def key(phrase: str) -> str:
    return phrase.lower().replace("-", " ")


def pattern(phrase: str) -> str:
    """An abbreviation as it is written, other terms in any case; "back office" is also "back-office"."""
    words = "[ -]".join(re.escape(escape(word)) for word in re.split("[ -]", phrase))
    return words if sum(letter.isupper() for letter in phrase) > 1 else f"(?i:{words})"


class TermLinks:
    """The links of one page: make one for each page, so that a term is linked there once. One query, when first used.

    >>> links.link("<p>Your CTC is not your in-hand pay. CTC is more.</p>")
    """

    def __init__(self):
        self.linked: set[str] = set()

    @cached_property
    def terms(self) -> list[GlossaryTerm]:
        return list(GlossaryTerm.objects.published().only("slug", "term", "stands_for", "section"))

    @cached_property
    def by_key(self) -> dict[str, GlossaryTerm]:
        return {key(phrase): term for term in self.terms for phrase in term.phrases}

    @cached_property
    def regex(self) -> re.Pattern | None:
        phrases = [phrase for term in self.terms if term.slug not in EVERYDAY for phrase in term.phrases]
        if not phrases:
            return None
        phrases.sort(key=len, reverse=True)
        return re.compile(rf"(?<![\w&-])({'|'.join(pattern(phrase) for phrase in phrases)})s?(?![\w-])")

    def link(self, html: str) -> SafeString:
        """Safe HTML with the first use of each term linked to the glossary."""
        if self.regex is None:
            return mark_safe(html)  # noqa: S308  the caller's own safe HTML
        pieces, closed = [], 0
        for piece in TAG.split(html):
            if piece.startswith("<"):
                name = NAME.match(piece)
                if name and name[1].lower() in CLOSED and not piece.endswith("/>"):
                    closed += -1 if piece.startswith("</") else 1
            elif not closed:
                piece = self.regex.sub(self.anchor, piece)
            pieces.append(piece)
        return mark_safe("".join(pieces))  # noqa: S308  safe HTML with links of our own

    def anchor(self, match: re.Match) -> str:
        term = self.by_key[key(match[1].replace("&amp;", "&"))]
        if term.slug in self.linked:
            return match[0]
        self.linked.add(term.slug)
        return f'<a class="term" href="{term.get_absolute_url()}">{match[0]}</a>'

    def measured(self, name: str) -> GlossaryTerm | None:
        """The term for what a role is measured on: "SLA met %" is about the SLA, "Schedule adherence" is adherence."""
        numbers = [term for term in self.terms if term.section == GlossaryTerm.Section.NUMBERS]
        phrases = [(phrase, term) for term in numbers for phrase in (*term.phrases, term.stands_for) if phrase]
        for phrase, term in sorted(phrases, key=lambda pair: -len(pair[0])):
            if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", name, re.IGNORECASE):
                return term
        return None
