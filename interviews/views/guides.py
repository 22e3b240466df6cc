from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roles.models import JobType
from roles.search import JOB_TYPES
from roles.share.answers import card_response
from roles.views.addresses import Suggested, redirect_to_holder, roles_like, rows_like

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
        return redirect_to_holder(request, guides, slug, suggest=guides_like)
    return render(request, "interviews/guide_detail.html", guide_page(guide))


def guides_like(slug: str) -> list[Suggested]:
    """Guides to the lines that a slug is like; where there is none, the interview of roles."""
    lines = rows_like(slug, JOB_TYPES, JobType.objects.published())
    guides = {guide.job_type_id: guide for guide in Guide.objects.published().select_related("job_type")}
    found = [guides[line.pk] for line in lines if line.pk in guides]
    told = [Suggested(guide.get_absolute_url(), guide.title) for guide in found]
    return told or roles_like(slug, lambda role: f"{role.get_absolute_url()}#interview")


def page_of_card(guide: Guide) -> str:
    return reverse("interviews:guide-card", args=[guide.job_type.slug])


def guide_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    guides = Guide.objects.reachable().select_related("job_type")
    guide = guides.filter(job_type__slug=slug).first()
    if guide is None:
        return redirect_to_holder(request, guides, slug, page_of_card)
    return card_response(request, guide_card(guide))
