"""The card of an interview guide."""

from django.utils.translation import gettext as _

from roles.share.card import Card
from roles.share.cards import name_of_line
from roles.share.lettering import legible
from roles.templatetags.formats import sentence

from .models import Guide


def guide_card(guide: Guide) -> Card:
    return Card(
        title=guide.title,
        drawn_title=legible(guide.title, guide.job_type.slug),
        line=guide.job_type.colour,
        band=name_of_line(guide.job_type),
        corner=_("Interview"),
        lead=sentence(guide.lede),
    )
