from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from roles.models import JobType, Role, SalaryBand
from roles.origin import absolute
from roles.pay import band_chart
from salaries.inhand import Estimate, Offer, estimate
from salaries.models import State
from salaries.rulebook import NoRule, rules_on

from .accounts import kept_form

# Nothing to find there; the results of a search are pages of their own already.
NOT_FOR_ROBOTS = ("/admin/", "/preview/", "/search/?")

# The example on the home page: the worked example of the in-hand estimate.
EXAMPLE = Offer(ctc=360_000, basic_percent=Decimal(50))
EXAMPLE_STATE = "karnataka"
MOST_FIRST_JOBS = 12


def home(request: HttpRequest) -> HttpResponse:
    roles = Role.objects.published()
    bands = SalaryBand.objects.published().with_source().for_whole_trade()
    return render(
        request,
        "home.html",
        {
            "job_types": JobType.objects.published().with_role_count().select_related("minimum_qualification"),
            "role_count": roles.count(),
            "first_jobs": roles.filter(is_common_first_job=True).order_by("title")[:MOST_FIRST_JOBS],
            "band_chart": band_chart(bands),
            "example": EXAMPLE,
            "in_hand": example_in_hand(),
            "today": timezone.localdate(),
        },
    )


def example_in_hand() -> Estimate | None:
    """None where the rates are not seeded."""
    state = State.objects.filter(slug=EXAMPLE_STATE).first()
    try:
        return estimate(EXAMPLE, rules_on(timezone.localdate(), state))
    except NoRule:
        return None


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {absolute(request, reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In words of this site. A form of the admin, older than the log-in beside it, is given back to be sent again."""
    if kept_form.can_be_kept(request):
        return kept_form.page(request)
    return render(request, "403.html", status=403)


def not_taken(request: HttpRequest) -> HttpResponse:
    """For what is sent to a page that can only be read."""
    response = render(request, "405.html", status=405)
    response["Allow"] = "GET, HEAD"
    return response
