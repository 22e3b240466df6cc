"""The head of a page: title and description told twice, the canonical address, and the card."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from roles.models import Explainer, JobType, Role
from roles.share import cards, embedding, pasted

register = template.Library()


@register.simple_block_tag
def capture(content):
    """What stands between the tags, in one line, to be used twice: as the text of a tag and of an attribute."""
    return SafeString(" ".join(content.split()).replace('"', "&quot;"))


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    request = context.get("request")
    return pasted.canonical(request) if request else ""


@register.simple_tag(takes_context=True)
def site_card(context):
    return pasted.card_tags(context.get("request"), cards.site_card(), reverse("roles:site-card"))


@register.simple_tag(takes_context=True)
def job_type_card(context, job_type: JobType):
    path = reverse("roles:jobtype-card", args=[job_type.slug])
    return pasted.card_tags(context["request"], cards.job_type_card(job_type), path)


@register.simple_tag(takes_context=True)
def explainer_card(context, guide: Explainer):
    path = reverse("roles:explainer-card", args=[guide.slug])
    return pasted.card_tags(context["request"], cards.guide_card(guide), path)


@register.simple_tag(takes_context=True)
def oembed_address(context, role: Role) -> str:
    return embedding.discovery(context["request"], role)
