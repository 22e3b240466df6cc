from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roles.views.addresses import redirect_to_holder

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
