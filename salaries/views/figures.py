from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roles.models import JobType, Period, Role, SalaryBand
from roles.pay import band_chart
from roles.shown import Shown, first_of
from roles.views.addresses import role_or_elsewhere

from ..charts import figure_chart
from ..filters import PayFigureFilter
from ..models import STANDINGS, PayFigure
from ..role_pay import role_pay

PER_PAGE = 50
MOST_WITHOUT = 60


def figure_list(request: HttpRequest) -> HttpResponse:
    standing = request.GET.get("standing") or "today"
    if standing not in STANDINGS:
        raise Http404(_("There is no such list of figures."))
    title, condition = STANDINGS[standing]
    period = chosen_period(request)
    found = PayFigureFilter(request.GET, PayFigure.objects.published())
    figures = found.qs.filter(condition).with_source().lowest_first()
    standings = counted(found.qs)
    paginator = Paginator(figures, PER_PAGE)
    # Counted with the others already; a hundred thousand figures need not be counted twice.
    paginator.count = next(count for name, _title, count in standings if name == standing)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page in this list of figures.")) from error
    bands = list(SalaryBand.objects.published().with_source().for_whole_trade())
    is_filtered = any(found.form.cleaned_data.values())
    is_the_end = standing == "today" and not is_filtered and not page.has_next()
    return render(
        request,
        "salaries/figure_list.html",
        {
            "section": "pay",
            "filter": found,
            "is_filtered": is_filtered,
            "standing": standing,
            "standing_title": title,
            "standings": standings,
            "period": period,
            "page": page,
            "chart": figure_chart(title, page, period),
            "bands": band_chart(bands),
            "job_types": JobType.objects.published(),
            "roles_without": roles_without_figure() if is_the_end else None,
        },
    )


def page_of(role: Role) -> str:
    return reverse("salaries:role-pay", args=[role.slug])


def role_pay_detail(request: HttpRequest, slug: str) -> HttpResponse:
    role, elsewhere = role_or_elsewhere(request, slug, page_of, page_of)
    if elsewhere:
        return elsewhere
    period = chosen_period(request)
    bands = list(SalaryBand.objects.published().with_source().for_role(role))
    return render(
        request,
        "salaries/role_pay.html",
        {
            "section": "pay",
            "line": role.line,
            "role": role,
            "period": period,
            "pay": role_pay(role, bands, period),
        },
    )


def chosen_period(request: HttpRequest) -> str:
    """Month, unless the address asks for a year; anything else is taken as a month."""
    return Period.YEAR if request.GET.get("period") == Period.YEAR else Period.MONTH


def counted(figures: QuerySet) -> list[tuple[str, str, int]]:
    """Each standing with its name and how many figures it holds under the filters. One query."""
    counts = figures.order_by().aggregate(
        **{name.replace("-", "_"): Count("pk", filter=condition) for name, (_title, condition) in STANDINGS.items()}
    )
    return [(name, title, counts[name.replace("-", "_")]) for name, (title, _condition) in STANDINGS.items()]


def roles_without_figure() -> Shown:
    """Public roles of which no figure of today is published, those of all industries included."""
    with_figure = PayFigure.objects.published().of_today().filter(role__isnull=False).values("role")
    return first_of(Role.objects.published().select_related("job_type").exclude(pk__in=with_figure), MOST_WITHOUT)
