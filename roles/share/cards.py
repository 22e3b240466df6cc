"""What the cards of this app's pages say. A role's own card tells its pay, so the app that knows pay makes it."""

from django.utils.translation import gettext as _

from ..models import Explainer, JobType, Role
from ..templatetags.formats import sentence
from .card import Card
from .lettering import legible


def site_card() -> Card:
    """For every page without a card of its own."""
    return Card(
        title=_("BPO roles in India: the work, the pay, the way in"),
        band=_("Six lines of work"),
        lead=_("What each role is, what it asks for, what it pays and who said so. Free, without sign-up."),
    )


def job_type_card(job_type: JobType) -> Card:
    rung = job_type.minimum_qualification
    return Card(
        title=job_type.title,
        drawn_title=legible(job_type.title, job_type.slug),
        line=job_type.colour,
        band=name_of_line(job_type),
        corner=_("With customers") if job_type.is_customer_facing else _("No customer contact"),
        lead=_("This line is no longer kept up.") if job_type.is_retired else sentence(job_type.in_short),
        fact=_("Minimum qualification: %(name)s") % {"name": rung.name} if rung else "",
    )


def guide_card(guide: Explainer) -> Card:
    return Card(
        title=guide.title,
        drawn_title=legible(guide.title, guide.slug),
        band=_("Guide"),
        lead=sentence(guide.summary),
    )


def name_of_line(job_type: JobType) -> str:
    return _("%(title)s line") % {"title": legible(job_type.short_title, job_type.slug)}


def line_of(role: Role) -> str:
    if role.is_cross_functional:
        return _("On every line")
    return name_of_line(role.job_type)


def least_of(role: Role) -> str:
    rung = role.minimum_qualification
    return _("Minimum qualification: %(name)s") % {"name": rung.name} if rung else ""
