from django.contrib import admin
from django.urls import include, path

from . import health, search, views

admin.site.site_header = "BPO Portal"
admin.site.site_title = "BPO Portal"
admin.site.index_title = "Content"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("", include("roles.urls")),
    path("", include("interviews.urls")),
    path("", include("salaries.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
