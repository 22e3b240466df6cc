from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..map_page import map_page


def career_map(request: HttpRequest) -> HttpResponse:
    return render(request, "roles/career_map.html", map_page())
