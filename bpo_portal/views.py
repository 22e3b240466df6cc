from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from roles.models import JobType, Role, SalaryBand
from roles.pay import band_chart
from salaries.inhand import Estimate, Offer, estimate
from salaries.models import State
from salaries.rulebook import NoRule, rules_on

# The example on the home page: the worked example of the in-hand estimate.
EXAMPLE = Offer(ctc=360_000, basic_percent=Decimal(50))
EXAMPLE_STATE = "karnataka"


def home(request: HttpRequest) -> HttpResponse:
    roles = Role.objects.published()
    bands = SalaryBand.objects.published().with_source().for_whole_trade()
    return render(
        request,
        "home.html",
        {
            "job_types": JobType.objects.published().with_role_count().select_related("minimum_qualification"),
            "role_count": roles.count(),
            "first_jobs": roles.filter(is_common_first_job=True).order_by("title"),
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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In words of this site, for what is sent to a page that takes nothing."""
    return render(request, "403.html", status=403)
