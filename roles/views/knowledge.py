from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..guide_page import guide_page
from ..models import Explainer, Faq, GlossaryTerm
from .addresses import explainers_like, redirect_to_holder


def explainer_list(request: HttpRequest) -> HttpResponse:
    guides = Explainer.objects.published().only("slug", "title", "summary")
    return render(request, "roles/explainer_list.html", {"section": "guides", "guides": guides})


def explainer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    guides = Explainer.objects.reachable()
    guide = guides.filter(slug=slug).first()
    if guide is None:
        return redirect_to_holder(request, guides, slug, suggest=explainers_like)
    return render(request, "roles/explainer_detail.html", guide_page(guide))


def glossaryterm_list(request: HttpRequest) -> HttpResponse:
    """Every term, or those of one section, under their first letters."""
    wanted = request.GET.get("section", "")
    terms = GlossaryTerm.objects.published().prefetch_related("sources")
    known = wanted in GlossaryTerm.Section
    if known:
        terms = terms.filter(section=wanted)
    rows = sorted(terms, key=lambda term: term.term.casefold())
    return render(
        request,
        "roles/glossaryterm_list.html",
        {
            "section": "guides",
            "letters": [(letter, list(found)) for letter, found in groupby(rows, lambda term: term.term[0].upper())],
            "count": len(rows),
            "choices": GlossaryTerm.Section.choices,
            "chosen": wanted if known else "",
            "not_understood": bool(wanted) and not known,
        },
    )


def faq_list(request: HttpRequest) -> HttpResponse:
    questions = list(Faq.objects.published().prefetch_related("sources"))
    found = {source.pk: source for question in questions for source in question.sources.all()}
    sources = sorted(found.values(), key=lambda source: (source.publisher.lower(), source.title))
    return render(request, "roles/faq_list.html", {"section": "guides", "questions": questions, "sources": sources})
