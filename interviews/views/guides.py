from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roles.share.answers import card_response
from roles.views.addresses import redirect_to_holder

from ..cards import guide_card
from ..guide_page import advice_for_everyone, guide_page
from ..models import Guide, Question


def guide_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "interviews/guide_list.html",
        {
            "section": "interviews",
            "guides": Guide.objects.published().with_counts().select_related("job_type"),
            "question_count": Question.objects.published().count(),
            "work": advice_for_everyone()["work"],
        },
    )


def guide_detail(request: HttpRequest, slug: str) -> HttpResponse:
    guides = Guide.objects.reachable().with_counts().select_related("job_type")
    guide = guides.filter(job_type__slug=slug).first()
    if guide is None:
        return redirect_to_holder(guides, slug)
    return render(request, "interviews/guide_detail.html", guide_page(guide))


def guide_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    guides = Guide.objects.reachable().select_related("job_type")
    guide = guides.filter(job_type__slug=slug).first()
    if guide is None:
        return redirect_to_holder(guides, slug, lambda row: reverse("interviews:guide-card", args=[row.job_type.slug]))
    return card_response(request, guide_card(guide))
