from django.urls import path

from .views import ad, cards, compare, figures, inhand, offer

app_name = "salaries"
urlpatterns = [
    path("salaries/", figures.figure_list, name="figure-list"),
    path("salaries/compare/", compare.pay_compare, name="pay-compare"),
    path("salaries/compare.csv", compare.pay_compare_csv, name="pay-compare-csv"),
    path("salaries/in-hand/", inhand.in_hand, name="in-hand"),
    path("salaries/offer/", offer.offer_check, name="offer-check"),
    path("salaries/<slug:slug>/", figures.role_pay_detail, name="role-pay"),
    path("salaries/<slug:slug>/card.png", cards.pay_card_png, name="pay-card"),
    path("roles/<slug:slug>/share/ad/", ad.job_ad, name="job-ad"),
    path("roles/<slug:slug>/card.png", cards.role_card_png, name="role-card"),
]
