"""What a page tells machines: see roles/linked_data.py."""

from itertools import chain

from django import template

from .. import linked_data

register = template.Library()


@register.simple_block_tag(takes_context=True)
def with_breadcrumbs(context, content):
    """Follows the page's content with its breadcrumbs for machines, read from the content itself."""
    request = context.get("request")
    return content + linked_data.breadcrumbs(content, request) if request else content


@register.simple_tag(takes_context=True)
def occupation(context, role, parts, codes, bands, figures):
    return linked_data.occupation(context["request"], role, parts, codes, chain(figures, bands))


@register.simple_tag(takes_context=True)
def faq_page(context, questions):
    return linked_data.faq_page(context["request"], questions)


@register.simple_tag(takes_context=True)
def defined_terms(context, letters):
    terms = chain.from_iterable(terms for _letter, terms in letters)
    return linked_data.defined_terms(context["request"], terms)


@register.simple_tag(takes_context=True)
def web_site(context):
    return linked_data.web_site(context["request"])
