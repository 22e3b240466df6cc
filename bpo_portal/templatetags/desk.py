from django import template

from ..desk import desk_for

register = template.Library()


@register.inclusion_tag("admin/_desk.html", takes_context=True)
def desk(context):
    """What waits for the editor who is logged in."""
    return {"groups": desk_for(context["request"].user)}
