from django.urls import path

from .views import career_map, catalogue, compare, knowledge, match, sources

app_name = "roles"
urlpatterns = [
    path("roles/", catalogue.role_list, name="role-list"),
    path("roles/types/<slug:slug>/", catalogue.jobtype_detail, name="jobtype-detail"),
    path("roles/compare/", compare.role_compare, name="role-compare"),
    path("roles/match/", match.role_match, name="role-match"),
    path("roles/map/", career_map.career_map, name="career-map"),
    path("roles/<slug:slug>/", catalogue.role_detail, name="role-detail"),
    path("guides/", knowledge.explainer_list, name="explainer-list"),
    path("guides/<slug:slug>/", knowledge.explainer_detail, name="explainer-detail"),
    path("glossary/", knowledge.glossaryterm_list, name="glossaryterm-list"),
    path("faq/", knowledge.faq_list, name="faq-list"),
    path("sources/", sources.source_list, name="source-list"),
]
