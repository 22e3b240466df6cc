from django.urls import path

from .views import catalogue, sources

app_name = "roles"
urlpatterns = [
    path("roles/", catalogue.role_list, name="role-list"),
    path("roles/types/<slug:slug>/", catalogue.jobtype_detail, name="jobtype-detail"),
    path("roles/<slug:slug>/", catalogue.role_detail, name="role-detail"),
    path("sources/", sources.source_list, name="source-list"),
]
