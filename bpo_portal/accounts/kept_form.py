"""A form that could not be taken, since its log-in had ended or the site was busy: the page gives back all that was
typed, to be sent again."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)


def can_be_kept(request: HttpRequest) -> bool:
    """Whether it is a form of our own page of the admin, and holds text that may stand in a page again."""
    return (
        request.method == "POST"
        and request.path.startswith(reverse("admin:index"))
        and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
        and len(request.POST) > 1
        and not request.FILES
        and not any("password" in name for name in request.POST)
    )


@requires_csrf_token
def page(request: HttpRequest, *, is_busy: bool = False) -> HttpResponse:
    """Nothing is saved. The page asks to log in beside it where that is needed, or to wait where others were writing,
    and then to send the form again."""
    context = admin.site.each_context(request) | {
        "title": _("Not saved yet: nothing is lost"),
        "fields": [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values],
        "is_busy": is_busy,
        "logged_in": admin.site.has_permission(request),
    }
    response = render(request, "admin/accounts/kept_form.html", context, status=503 if is_busy else 403)
    response["Cache-Control"] = "no-store"
    return response
