"""The interview section of a role's page, and small helpers of the pages of interviews."""

from django import template
from django.urls import reverse

from roles.share.pasted import card_tags

from .. import role_interview as section
from ..cards import guide_card
from ..models import Drill, Guide

register = template.Library()

register.simple_tag(section.interview_for)

TOOLS = {
    Drill.Kind.TYPING: "interviews:practice-typing",
    Drill.Kind.SPEAKING: "interviews:practice-record",
    Drill.Kind.CALL: "interviews:practice-call",
    Drill.Kind.STORIES: "interviews:practice-star",
}


@register.inclusion_tag("interviews/_role_interview.html")
def role_interview(interview):
    """The section, from what {% interview_for role as interview %} found; nothing when it found nothing."""
    return {"interview": interview}


@register.filter
def tool(kind: str) -> str:
    """The address of the practice page that helps with drills of `kind`; empty where there is none."""
    return reverse(TOOLS[kind]) if kind in TOOLS else ""


@register.simple_tag(takes_context=True)
def interview_card(context, guide: Guide):
    """The tags of an interview guide's card."""
    path = reverse("interviews:guide-card", args=[guide.job_type.slug])
    return card_tags(context["request"], guide_card(guide), path)
