"""Who said it: the line under a section that names its sources and marks what is the editors' own."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()
OWN = mark_safe('<span class="own">*</span>')


@register.inclusion_tag("roles/_said_by.html")
def said_by(*facts, page=""):
    """The sources of parts (lists of Part) and of fields (lists of Source), each once, and whether any has none.

    Links lead to the list of sources on the same page or, with `page`, to that address.
    """
    sources, has_editors_own, has_facts = {}, False, False
    for rows in facts:
        for row in rows:
            has_facts = True
            for source in getattr(row, "sources", [row]):
                sources[source.pk] = source
            has_editors_own |= getattr(row, "is_editors_own", False)
    return {
        "sources": list(sources.values()),
        "has_editors_own": has_editors_own,
        "has_facts": has_facts,
        "page": page,
    }


@register.filter
def line(part):
    """A Part as one line: its text, its note, and a star where it is the editors' own among sourced ones."""
    return format_html(
        "{}{}{}",
        part.text,
        format_html(' <span class="quiet">({})</span>', part.note) if part.note else "",
        OWN if part.is_editors_own else "",
    )
