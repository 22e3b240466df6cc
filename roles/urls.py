from django.urls import path

from .views import addresses, cards, career_map, catalogue, compare, knowledge, match, share, sources

app_name = "roles"
urlpatterns = [
    path("card.png", cards.site_card_png, name="site-card"),
    path("roles/", catalogue.role_list, name="role-list"),
    path("roles/types/<slug:slug>/", catalogue.jobtype_detail, name="jobtype-detail"),
    path("roles/types/<slug:slug>/card.png", cards.jobtype_card_png, name="jobtype-card"),
    path("roles/compare/", compare.role_compare, name="role-compare"),
    path("roles/match/", match.role_match, name="role-match"),
    path("roles/map/", career_map.career_map, name="career-map"),
    path("roles/<slug:slug>/", catalogue.role_detail, name="role-detail"),
    path("roles/<slug:slug>/share/", share.role_share, name="role-share"),
    path("roles/<slug:slug>/print/", share.role_print, name="role-print"),
    path("roles/<slug:slug>/embed/", share.role_embed, name="role-embed"),
    path("roles/<slug:slug>/qr.svg", share.role_qr_svg, name="role-qr-svg"),
    path("roles/<slug:slug>/qr.png", share.role_qr_png, name="role-qr-png"),
    path("oembed/", share.oembed, name="oembed"),
    path("r/<str:code>/", addresses.short_link, name="short-link"),
    path("guides/", knowledge.explainer_list, name="explainer-list"),
    path("guides/<slug:slug>/", knowledge.explainer_detail, name="explainer-detail"),
    path("guides/<slug:slug>/card.png", cards.explainer_card_png, name="explainer-card"),
    path("glossary/", knowledge.glossaryterm_list, name="glossaryterm-list"),
    path("faq/", knowledge.faq_list, name="faq-list"),
    path("sources/", sources.source_list, name="source-list"),
]
