from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from roles.models import Role
from roles.old_slugs import MOST_LOOKED_UP

from ..compare import MOST_SIDES, Side, cautions, compare, write_csv
from ..models import PayFigure
from .figures import chosen_period


def pay_compare(request: HttpRequest) -> HttpResponse:
    sides, problems = sides_asked(request)
    period = chosen_period(request)
    compared = compare(sides, period) if sides else []
    empty_rows = [Side(role=None)] * (MOST_SIDES - len(sides))
    return render(
        request,
        "salaries/pay_compare.html",
        {
            "section": "pay",
            "period": period,
            "compared": compared,
            "cautions": cautions(compared) if len(sides) > 1 else [],
            "problems": problems,
            "rows": [*sides, *empty_rows],
            "roles": Role.objects.published().order_by("title"),
            "cities": PayFigure.objects.published().of_today().cities(),
            "processes": PayFigure.Process.choices,
        },
    )


def pay_compare_csv(request: HttpRequest) -> HttpResponse:
    """What the page of the same address shows, as a file."""
    sides, _problems = sides_asked(request)
    period = chosen_period(request)
    out = StringIO()
    write_csv(compare(sides, period) if sides else [], period, out)
    # The mark at the head makes spreadsheets read it as UTF-8, so that ₹ and Hindi come out right.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bpo-portal-pay.csv"'
    return response


def sides_asked(request: HttpRequest) -> tuple[list[Side], list[str]]:
    """The sides named in the address (role, city and process, in step), and what could not be understood."""
    slugs = request.GET.getlist("role")[:MOST_LOOKED_UP]
    cities, processes = request.GET.getlist("city"), request.GET.getlist("process")
    known_roles = Role.objects.published().by_slug(slugs)
    known_cities = set(PayFigure.objects.published().of_today().cities())
    sides, problems = [], []
    for number, slug in enumerate(slugs):
        if not slug:
            continue
        city = cities[number] if number < len(cities) else ""
        process = processes[number] if number < len(processes) else ""
        if slug not in known_roles:
            problems.append(_("There is no role “%(slug)s”.") % {"slug": slug[:60]})
            continue
        if city and city not in known_cities:
            problems.append(_("No figure names the city “%(city)s”; we left it out.") % {"city": city[:60]})
            city = ""
        if process and process not in PayFigure.Process.values:
            problems.append(_("There is no process “%(process)s”; we left it out.") % {"process": process[:60]})
            process = ""
        side = Side(known_roles[slug], city, process)
        if side not in sides:
            sides.append(side)
    if len(sides) > MOST_SIDES:
        problems.append(_("Four is the most that fits on one scale. We took the first four."))
    if len(sides) == 1:
        problems.append(_("Choose one more to compare with."))
    return sides[:MOST_SIDES], problems
