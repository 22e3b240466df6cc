"""Markdown and glossary links in templates."""

from django import template

from roles import markdown as prose
from roles.guide_page import sources_behind
from roles.terms import TermLinks

register = template.Library()

register.filter("markdown", prose.with_anchors)
register.filter("sources_behind", sources_behind)


@register.simple_block_tag
def linkterms(content, terms: TermLinks):
    """What stands between the tags, with the first use of each term linked. `terms` is the page's TermLinks."""
    return terms.link(content)


@register.filter
def measured(terms: TermLinks, part):
    """The glossary's term for a Part that says what a role is measured on, or None."""
    return terms.measured(part.text)
