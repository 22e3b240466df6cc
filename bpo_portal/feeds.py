"""New and changed roles, for feed readers."""

import re
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from roles.models import Role
from roles.origin import absolute, origin

from . import pages
from .models import Version

MOST = 50
# What XML cannot hold, whatever the escaping.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A tag: address names the site on a day, for ever: the day is no date of anything else.
TAG_DAY = "2026-01-01"


def permanent_name(request: HttpRequest, rest: str) -> str:
    """An id that outlives every change of slug (RFC 4151)."""
    return f"tag:{urlsplit(origin(request)).hostname},{TAG_DAY}:{rest}"


def fit(text: str) -> str:
    return UNFIT.sub("", text)


class RoleFeed(Feed):
    """The roles that changed last, the newest change first. Three queries."""

    feed_type = Atom1Feed
    title = _("BPO Portal: new and changed roles")
    subtitle = _("Roles of the BPO trade in India whose pages have changed.")
    author_name = _("The editors of BPO Portal")
    language = "en-IN"

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def link(self, request):
        return absolute(request, reverse("roles:role-list"))

    def feed_url(self, request):
        return absolute(request, reverse("role-feed"))

    def feed_guid(self, request):
        return permanent_name(request, "roles")

    def items(self, request) -> list[Role]:
        versions = Version.objects.of(pages.ROLE.name).filter(object_id__in=Role.objects.published().values("pk"))
        latest = list(versions.order_by("-changed_at", "-object_id")[:MOST])
        roles = Role.objects.in_bulk([version.object_id for version in latest])
        items = []
        for version in latest:
            role = roles[version.object_id]
            role.version = version
            role.address = absolute(request, role.get_absolute_url())
            role.name_for_ever = permanent_name(request, f"roles/{role.pk}")
            items.append(role)
        return items

    def item_title(self, role):
        return fit(role.title)

    def item_description(self, role):
        # Atom1Feed labels it type="html", so a reader takes it for markup once it has undone XML's escaping.
        return escape(fit(role.summary))

    def item_link(self, role):
        return role.address

    def item_guid(self, role):
        return role.name_for_ever

    def item_pubdate(self, role):
        return role.version.first_seen_at

    def item_updateddate(self, role):
        return role.version.changed_at
