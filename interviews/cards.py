"""The card of an interview guide."""

from django.utils.translation import gettext as _

from roles.share.card import Card
from roles.templatetags.formats import sentence

from .models import Guide


def guide_card(guide: Guide) -> Card:
    return Card(
        title=guide.title,
        line=guide.job_type.colour,
        band=_("%(title)s line") % {"title": guide.job_type.short_title},
        corner=_("Interview"),
        lead=sentence(guide.lede),
    )
