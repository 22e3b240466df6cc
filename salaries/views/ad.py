from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from roles.models import Role
from roles.share.short_links import short_link
from roles.views.addresses import role_or_elsewhere

from .. import ad_checks, ads
from ..ad_form import AdForm
from ..cards import headline_of
from ..floors import floors_in
from ..models import State


def page_of(role: Role) -> str:
    return reverse("salaries:job-ad", args=[role.slug])


# No cookie is set on public pages, so there is no token to check; the answer changes nothing and is kept nowhere.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def job_ad(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and for a vacancy sent by POST its draft. Nothing typed is stored or logged."""
    role, elsewhere = role_or_elsewhere(request, slug, page_of)
    if elsewhere:
        return elsewhere
    if role.is_retired:
        return render(request, "salaries/job_ad_retired.html", {"section": "roles", "line": role.line, "role": role})
    form = AdForm(request.POST if request.method == "POST" else None)
    context = {"section": "roles", "line": role.line, "role": role, "form": form}
    if form.is_bound and form.is_valid():
        context |= draft(form, role, short_link(request, role))
    response = render(request, "salaries/job_ad.html", context)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def draft(form: AdForm, role: Role, about: str) -> dict:
    ad = form.ad(role, about)
    places = {state.bare_name: state.places for state in State.objects.all()}
    misplaced = ad_checks.of_place(ad.city, ad.state, places)
    # Without knowing the place there is no law to hold the pay against.
    floors = [] if misplaced else floors_in(ad.city, form.cleaned_data["state"], round(ad.fixed / 12))
    at_odds = ([misplaced] if misplaced else []) + ad_checks.at_odds(ad, headline_of(role), floors)
    missing = ad_checks.missing(ad)
    broken = ad_checks.broken_promise(ad)
    # What no ad should say is not repeated in an ad that we draft.
    left_out = bool(ad.extra and ad_checks.of_words(replace(ad, employer="", city="")))
    if left_out:
        ad = replace(ad, extra="")
    if broken:
        ad = replace(ad, no_fee=False)
    posting = ads.posting(ad, timezone.localdate())
    return {
        "ad_text": ads.text(ad),
        "missing": missing,
        "at_odds": at_odds,
        "broken": broken,
        "left_out": left_out,
        "markup": ads.markup(posting) if posting else "",
    }
