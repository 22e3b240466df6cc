from django import template

from ..admin import sections

register = template.Library()


@register.inclusion_tag("admin/_sections.html")
def form_sections(adminform, inlines):
    """Links to the sections of a long form. A form of one or two needs none."""
    found = sections.sections(adminform, inlines)
    return {"sections": found if len(found) > 2 else []}


@register.inclusion_tag("admin/_mistakes.html")
def form_mistakes(adminform, inlines, clash=None):
    """What stands against saving, each with a link to its field. A clash tells by itself that nothing was saved."""
    return {"mistakes": list(sections.mistakes(adminform, inlines)), "is_told": bool(clash)}
