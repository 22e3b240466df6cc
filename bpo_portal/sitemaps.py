"""What search engines may read, and when it last changed."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from interviews.models import Guide, Question
from roles.models import Explainer, JobType, Role

from .models import Version

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


class RowSitemap(SiteSitemap):
    """Public rows. Their moment is that of bpo_portal.changes; a row not looked at yet has none."""

    model: type[models.Model]

    def items(self) -> QuerySet:
        return self.model.objects.published().order_by("pk")

    def lastmod(self, item) -> datetime | None:
        return self.moments.get(item.pk)

    @cached_property
    def moments(self) -> dict[int, datetime]:
        return Version.objects.moments(self.model)


class RoleSitemap(RowSitemap):
    model = Role


class RolePaySitemap(RoleSitemap):
    def location(self, item):
        return reverse("salaries:role-pay", args=[item.slug])


class JobTypeSitemap(RowSitemap):
    model = JobType


class ExplainerSitemap(RowSitemap):
    model = Explainer


class InterviewGuideSitemap(RowSitemap):
    model = Guide

    def items(self):
        return super().items().select_related("job_type")


class QuestionSitemap(RowSitemap):
    model = Question


SITEMAPS = {
    "pages": PageSitemap,
    "types": JobTypeSitemap,
    "roles": RoleSitemap,
    "pay": RolePaySitemap,
    "guides": ExplainerSitemap,
    "interviews": InterviewGuideSitemap,
    "questions": QuestionSitemap,
}
