from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..evidence import what_rests_on_sources
from ..models import Source


def source_list(request: HttpRequest) -> HttpResponse:
    rests = what_rests_on_sources()
    sources = [(source, rests.get(source.pk)) for source in Source.objects.all()]
    return render(request, "roles/source_list.html", {"section": "sources", "sources": sources})
