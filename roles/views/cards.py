from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import Explainer, JobType
from ..share.answers import card_response
from ..share.cards import guide_card, job_type_card, site_card
from .addresses import redirect_to_holder


def site_card_png(request: HttpRequest) -> HttpResponse:
    return card_response(request, site_card())


def jobtype_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    job_types = JobType.objects.reachable().select_related("minimum_qualification")
    job_type = job_types.filter(slug=slug).first()
    if job_type is None:
        return redirect_to_holder(request, job_types, slug, lambda row: reverse("roles:jobtype-card", args=[row.slug]))
    return card_response(request, job_type_card(job_type))


def explainer_card_png(request: HttpRequest, slug: str) -> HttpResponse:
    guides = Explainer.objects.reachable()
    guide = guides.filter(slug=slug).first()
    if guide is None:
        return redirect_to_holder(request, guides, slug, lambda row: reverse("roles:explainer-card", args=[row.slug]))
    return card_response(request, guide_card(guide))
