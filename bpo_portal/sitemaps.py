"""What search engines may read, and when it last changed."""

from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from .models import Version
from .pages import KINDS, Kind

# Lists and tools. They show rows of many kinds, so no one moment is the moment of their last change.
PAGES = (
    "home",
    "roles:role-list",
    "roles:role-match",
    "roles:role-compare",
    "roles:career-map",
    "roles:explainer-list",
    "roles:glossaryterm-list",
    "roles:faq-list",
    "roles:source-list",
    "salaries:figure-list",
    "salaries:pay-compare",
    "salaries:in-hand",
    "salaries:offer-check",
    "interviews:guide-list",
    "interviews:question-list",
    "interviews:practice",
    "interviews:practice-star",
    "interviews:practice-typing",
    "interviews:practice-call",
    "interviews:practice-record",
    "api-v1:openapi-view",
)


class SiteSitemap(Sitemap):
    """Addresses under SITE_ORIGIN where it is set, else under the host that was asked."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_ORIGIN).scheme or super().get_protocol(protocol)

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_ORIGIN).netloc or super().get_domain(site)


class PageSitemap(SiteSitemap):
    def items(self):
        return PAGES

    def location(self, item):
        return reverse(item)


class KindSitemap(SiteSitemap):
    """Pages of one kind. Their moments are those of bpo_portal.changes; a page not found yet has none."""

    def __init__(self, kind: Kind):
        self.kind = kind

    def items(self) -> QuerySet:
        return self.kind.rows()

    def location(self, item):
        return self.kind.address(item)

    def lastmod(self, item) -> datetime | None:
        return self.moments.get(item.pk)

    @cached_property
    def moments(self) -> dict[int, datetime]:
        return Version.objects.moments(self.kind.name)


SITEMAPS = {"pages": PageSitemap} | {kind.name: partial(KindSitemap, kind) for kind in KINDS}
