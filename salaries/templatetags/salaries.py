"""Pay on the pages of roles, which know nothing of this app."""

from django import template
from django.urls import reverse

from roles.models import Role
from roles.share.pasted import card_tags

from .. import cards
from .. import role_pay as pay_of_role
from ..models import PayFigure

register = template.Library()


@register.simple_tag
def role_pay(role: Role, bands=(), neighbours=()):
    """Everything published about the pay of one role (a RolePay). One query; never in a list.

    Kept on the role, which lives as long as its page: head and body ask for the same.
    """
    if not hasattr(role, "published_pay"):
        role.published_pay = pay_of_role.role_pay(role, bands, neighbours=neighbours)
    return role.published_pay


@register.simple_tag(takes_context=True)
def role_card(context, role: Role, pay):
    """The tags of a role's card. `pay` is its RolePay."""
    path = reverse("salaries:role-card", args=[role.slug])
    return card_tags(context["request"], cards.role_card(role, pay.headline), path)


@register.simple_tag(takes_context=True)
def pay_card(context, role: Role, pay):
    path = reverse("salaries:pay-card", args=[role.slug])
    return card_tags(context["request"], cards.pay_card(role, pay.headline), path)


@register.simple_tag
def pay_rows(roles):
    """For a whole list of roles, by role id, the row of the figure to show where there is room for one. One query."""
    wanted = [role.pk for role in roles]
    return pay_of_role.card_rows(
        PayFigure.objects.published().of_today().filter(role__in=wanted).with_source().best_first()
    )


@register.filter
def of(rows: dict, role: Role):
    """The row of `role` among those of `pay_rows`, or None."""
    return rows.get(role.pk)
