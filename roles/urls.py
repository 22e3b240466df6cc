from django.urls import path

from .views import career_map, catalogue, compare, match, sources

app_name = "roles"
urlpatterns = [
    path("roles/", catalogue.role_list, name="role-list"),
    path("roles/types/<slug:slug>/", catalogue.jobtype_detail, name="jobtype-detail"),
    path("roles/compare/", compare.role_compare, name="role-compare"),
    path("roles/match/", match.role_match, name="role-match"),
    path("roles/map/", career_map.career_map, name="career-map"),
    path("roles/<slug:slug>/", catalogue.role_detail, name="role-detail"),
    path("sources/", sources.source_list, name="source-list"),
]
