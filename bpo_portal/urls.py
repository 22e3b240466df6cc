from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from . import health, offline, preview, reports, search, views
from .api.mount import api
from .feeds import RoleFeed
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("report/", reports.report, name="report"),
    path("report/thanks/", reports.thanks, name="report-thanks"),
    path("", include("roles.urls")),
    path("", include("interviews.urls")),
    path("", include("salaries.urls")),
    path("feeds/roles.atom", RoleFeed(), name="role-feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("service-worker.js", offline.worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = "bpo_portal.busy.unreadable"
handler500 = "bpo_portal.busy.broken"
