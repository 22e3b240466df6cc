from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from roles.models import Period, SalaryBand, Source

from ..floors import floors_in
from ..forms import OfferForm
from ..inhand import Estimate, Offer, estimate, gross_offer
from ..offers import Told, to_ask, warning_signs, where_it_stands
from ..presentation import told as told_lines
from ..role_pay import role_pay
from ..rulebook import NoRule, rules_on


# No cookie is set on public pages, so there is no token to check; the answer changes nothing and is kept nowhere.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def offer_check(request: HttpRequest) -> HttpResponse:
    """The form, and for an offer sent by POST what can be said of it. Nothing typed is stored or logged."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    context = {"section": "pay", "form": form}
    if form.is_bound and form.is_valid():
        context |= checked(form)
    response = render(request, "salaries/offer_check.html", context)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def checked(form: OfferForm) -> dict:
    data = form.cleaned_data
    offered = Told(
        fixed=form.yearly(data["fixed"]),
        variable=form.yearly(data["variable"]),
        bond=data["bond"].rupees if data["bond"] else 0,
        bond_months=data["bond_months"] or 0,
        deposit=data["deposit"].rupees if data["deposit"] else 0,
        keeps_papers=data["keeps_papers"],
        in_writing=data["in_writing"],
        shift=data["shift"],
    )
    role = data["role"]
    readings = readings_of(offered, form)
    bands = list(SalaryBand.objects.published().with_source().for_role(role))
    pay = role_pay(role, bands)
    stands = where_it_stands(offered.fixed_month, [figure.amounts(Period.MONTH) for figure in pay.figures])
    floors = floors_in(data["city"], data["state"], gross_of(offered, readings))
    offered = replace(
        offered,
        is_below_floor=bool(floors) and all(floor["is_below"] for floor in floors),
        is_below_every_figure=bool(stands["above"]) and stands["above"] == len(pay.figures),
    )
    signs = warning_signs(offered)
    return {
        "line": role.line,
        "told": offered,
        "role": role,
        "readings": readings,
        "pay": pay,
        "stands": stands if pay.figures else None,
        "floors": floors,
        "is_place_given": bool(data["city"].strip() or data["state"]),
        "signs": [(sign, sources) for sign, sources in zip(signs, sources_of(signs), strict=True)],
        "questions": to_ask(offered),
    }


def readings_of(offered: Told, form: OfferForm) -> list[dict]:
    """The estimate for each way to read the sum: as CTC, as gross pay, or both when it is not known which.

    Empty where no rule of the law is known today.
    """
    data = form.cleaned_data
    try:
        rules = rules_on(timezone.localdate(), data["state"], data["payer"])
    except NoRule:
        return []
    ways = {
        "ctc": (_("If that sum is CTC"), Offer(ctc=offered.fixed)),
        "gross": (_("If that sum is gross pay"), gross_offer(offered.fixed)),
    }
    chosen = [data["sum_is"]] if data["sum_is"] else list(ways)
    return [reading(ways[way][0], estimate(ways[way][1], rules)) for way in chosen]


def reading(title: str, result: Estimate) -> dict:
    return {
        "title": title,
        "result": result,
        "to_gross": told_lines(result.lines_to_gross, result),
        "to_in_hand": told_lines(result.lines_to_in_hand, result),
    }


def gross_of(offered: Told, readings: list[dict]) -> int:
    """Gross pay a month; where it is not known whether the sum is CTC or gross, the larger: no employer is accused."""
    return max((reading["result"].gross for reading in readings), default=offered.fixed_month)


def sources_of(signs) -> list[list[Source]]:
    """For each sign its sources, in its order."""
    found = {
        source.slug: source for source in Source.objects.filter(slug__in={s for sign in signs for s in sign.sources})
    }
    return [[found[slug] for slug in sign.sources if slug in found] for sign in signs]
