from django import template

from roles.admin.rights import whom_to_ask

from ..desk import desk_for, part

register = template.Library()


@register.inclusion_tag("admin/_desk.html", takes_context=True)
def desk(context):
    """What waits for the editor who is logged in, and apart from it what waits for others."""
    everything = desk_for(context["request"].user)
    others = part(everything, is_yours=False)
    return {"yours": part(everything, is_yours=True), "others": others, "ask": whom_to_ask() if others else ""}
