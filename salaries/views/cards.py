from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from roles.share.answers import card_response
from roles.views.addresses import role_or_elsewhere

from ..cards import headline_of, pay_card, role_card


def role_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, lambda role: reverse("salaries:role-card", args=[role.slug]))
    return elsewhere or card_response(request, role_card(role, headline_of(role)))


def pay_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, lambda role: reverse("salaries:pay-card", args=[role.slug]))
    return elsewhere or card_response(request, pay_card(role, headline_of(role)))
