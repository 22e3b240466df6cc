from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roles.models import JobType, Role, SalaryBand
from roles.pay import band_chart


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
        },
    )
