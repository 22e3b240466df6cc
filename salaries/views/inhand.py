from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..forms import InHandForm
from ..inhand import estimate
from ..presentation import esi_note, steps_to_know, tax_steps, told
from ..rulebook import NoRule, rules_on


def in_hand(request: HttpRequest) -> HttpResponse:
    """The estimate for what the address asks; the bare form when it asks nothing."""
    form = InHandForm(request.GET if "ctc" in request.GET else None)
    context = {"section": "pay", "form": form}
    if form.is_bound and form.is_valid():
        try:
            context |= estimated(form)
        except NoRule as missing:
            form.add_error(
                "on", _("No rule is known for that day (%(missing)s). Choose a later one.") % {"missing": missing}
            )
    response = render(request, "salaries/in_hand.html", context)
    if form.is_bound:
        # What somebody is offered is nobody else's business: no shared cache keeps the answer.
        response["Cache-Control"] = "private, no-store"
    return response


def estimated(form: InHandForm) -> dict:
    day, state = form.day(), form.cleaned_data["state"]
    rules = rules_on(day, state, form.cleaned_data["payer"])
    result = estimate(form.offer(), rules)
    return {
        "result": result,
        "day": day,
        "state": state,
        "to_gross": told(result.lines_to_gross, result),
        "to_in_hand": told(result.lines_to_in_hand, result),
        "tax_steps": tax_steps(result),
        "tax_rule": rules.income_tax.row,
        "wages_rule": rules.wages_share.row,
        "steps": steps_to_know(rules),
        "esi_note": esi_note(rules),
        "variable_year": form.yearly(form.cleaned_data["variable"]),
        "ctc_year": form.yearly(form.cleaned_data["ctc"]),
    }
