from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from roles.models import Period, SalaryBand, Source

from ..forms import OfferForm
from ..inhand import Offer, estimate
from ..models import STANDINGS, PayFigure
from ..offers import Told, to_ask, warning_signs, where_it_stands
from ..presentation import told as told_lines
from ..role_pay import role_pay
from ..rulebook import rules_on


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
    told = Told(
        fixed=form.yearly(data["fixed"]),
        variable=form.yearly(data["variable"]),
        bond=data["bond"] or 0,
        bond_months=data["bond_months"] or 0,
        deposit=data["deposit"] or 0,
        keeps_papers=data["keeps_papers"],
        in_writing=data["in_writing"],
        shift=data["shift"],
    )
    role = data["role"]
    rules = rules_on(timezone.localdate(), data["state"], data["payer"])
    result = estimate(Offer(ctc=told.fixed), rules)
    bands = list(SalaryBand.objects.published().with_source().for_role(role))
    pay = role_pay(role, bands)
    published = [figure.amounts(Period.MONTH) for figure in pay.figures] + [band.monthly for band in bands]
    signs = warning_signs(told)
    return {
        "line": role.line,
        "told": told,
        "role": role,
        "result": result,
        "to_gross": told_lines(result.lines_to_gross, result),
        "to_in_hand": told_lines(result.lines_to_in_hand, result),
        "pay": pay,
        "stands": where_it_stands(told.fixed_month, published) if published else None,
        "floors": floors_in(data["city"], result.gross),
        "signs": signs,
        "sources": {source.slug: source for source in sources_of(signs)},
        "questions": to_ask(told),
    }


def sources_of(signs) -> list[Source]:
    return list(Source.objects.filter(slug__in={slug for sign in signs for slug in sign.sources}))


def floors_in(city: str, gross: int) -> list[dict]:
    """The newest legal floors known for `city` (empty where none is), each with whether `gross` a month is below it."""
    if not city.strip():
        return []
    rows = (
        PayFigure.objects.published()
        .filter(STANDINGS["floors"][1])
        .filter(city__iexact=city.strip(), is_history=False, as_of__lte=timezone.localdate())
        .with_source()
    )
    newest = max((row.as_of for row in rows), default=None)
    return [{"figure": row, "is_below": gross < row.low} for row in rows if row.as_of == newest]
