"""The cards of roles and of their pay: what chats show for a link, the pay with who said it and when."""

from django.utils.translation import gettext as _

from roles.charts import Row
from roles.formatting import date
from roles.models import Role, SalaryBand
from roles.share.card import Card
from roles.share.cards import least_of, line_of
from roles.share.lettering import legible

from .role_pay import role_pay


def role_card(role: Role, headline: Row | None) -> Card:
    """`headline` is the figure of the ticket at the top of the role's page (RolePay.headline)."""
    return Card(
        title=role.title,
        drawn_title=legible(role.title, role.slug),
        **worn(role),
        **(retired(role) or {"fact": least_of(role), **told(headline)}),
    )


def pay_card(role: Role, headline: Row | None) -> Card:
    title, drawn = (_("Pay: %(title)s") % {"title": name} for name in (role.title, legible(role.title, role.slug)))
    return Card(title=title, drawn_title=drawn, **worn(role), **(retired(role) or told(headline)))


def retired(role: Role) -> dict:
    """In place of a figure, which would look as if it were kept up. Empty for a role that is."""
    if not role.is_retired:
        return {}
    instead = _("Read this one instead: %(title)s.") % {"title": role.successor.title} if role.successor else ""
    return {"lead": f"{_('This role is no longer kept up.')} {instead}".strip()}


def worn(role: Role) -> dict:
    return {"line": role.line, "band": line_of(role), "corner": str(role.get_level_display())}


def told(headline: Row | None) -> dict:
    if headline is None:
        return {"figure": _("No published figure")}
    source, figure = headline.figure.source, headline.figure
    said = f"{headline.label}. {source.publisher}, {date(figure.as_of, figure.as_of_precision)}"
    firm = f"{source.get_strength_display()}. {figure.basis_in_words}"
    return {"figure": headline.money, "unit": _("a month"), "said": said, "firm": firm}


def headline_of(role: Role) -> Row | None:
    """Two queries."""
    bands = list(SalaryBand.objects.published().with_source().for_role(role))
    return role_pay(role, bands).headline
