"""Readers tell us of a mistake: a form, and a page that says thank you. No cookie, no account, no script is needed."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from roles.models import ReaderReport, Role

from . import busy
from .forms import ReportForm
from .senders import seconds_to_wait

# A person needs longer than this to read the form, a program does not.
LEAST_SECONDS = 3
# A thousand letters of Hindi, as a browser sends them, are nine thousand bytes.
MOST_BYTES = 200_000
STAMP = TimestampSigner(salt="bpo_portal.reports")


@dataclass(frozen=True)
class Page:
    """A public page that a report can be about."""

    address: str
    title: str
    role: Role | None = None
    kind: str = ""

    @property
    def is_whole_site(self) -> bool:
        return self.address == reverse("home")


def whole_site() -> Page:
    return Page(reverse("home"), _("The whole site"))


def page_at(address: str) -> Page | None:
    """The page at a path of this site, under its present address; None where no public page of these stands there."""
    if not address.startswith("/"):
        return None
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if match.view_name == "home":
        return whole_site()
    if match.view_name == "salaries:figure-list":
        return Page(reverse("salaries:figure-list"), _("What BPO jobs pay"), kind=ReaderReport.Kind.PAY)
    if match.view_name in ("roles:role-detail", "salaries:role-pay"):
        roles = Role.objects.reachable()
        role = roles.filter(slug=match.kwargs["slug"]).first() or roles.having_had(match.kwargs["slug"]).first()
        if role is not None and match.view_name == "roles:role-detail":
            return Page(role.get_absolute_url(), role.title, role)
        if role is not None:
            title = _("Pay: %(title)s") % {"title": role.title}
            return Page(reverse("salaries:role-pay", args=[role.slug]), title, role, ReaderReport.Kind.PAY)
    return None


# A token against forged posts needs a cookie. Here a forged post could add a line to the editors' queue and no more;
# what every browser since 2021 says of itself (Sec-Fetch-Site) is enough to refuse it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("page", "")
    page = page_at(asked) if asked else whole_site()
    if request.method == "POST":
        return receive(request, page)
    if page is None:
        return answer(request, whole_site(), ReportForm(), is_page_unknown=True, status=404)
    return answer(request, page, ReportForm(initial={"kind": page.kind}))


def receive(request: HttpRequest, page: Page | None) -> HttpResponse:
    """Keeps a report that is whole and wanted; any other comes back with what was typed and a sentence on why."""
    if is_too_long(request.META.get("CONTENT_LENGTH") or "0"):
        # Not even read, so it cannot be shown again; the browser's way back still has it.
        refusal = _("That was far too long for a report. Go back, and send a shorter one.")
        return answer(request, page or whole_site(), ReportForm(), refusal, 413)
    form = ReportForm(request.POST)
    if page is None:
        refusal = _("The page you came from is no longer on this site. Send your report again, for the whole site.")
        return answer(request, whole_site(), form, refusal, 404)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return answer(request, page, form, _("This was sent from another website. If it is yours, send it again."), 403)
    if not form.is_valid():
        return answer(request, page, form)
    if is_too_fast(request.POST.get("stamp", "")):
        return answer(request, page, form, _("That was very quick. Wait a few seconds, then send it again."))
    try:
        seconds, is_everybody = seconds_to_wait(request)
        if seconds:
            response = answer(request, page, form, too_many(is_everybody=is_everybody), 429)
            response["Retry-After"] = seconds
            return response
        ReaderReport.objects.receive(page=page.address, title=page.title[:200], role=page.role, **kept(form))
    except OperationalError as error:
        if not busy.is_busy(error):
            raise
        refusal = _("The site is busy for a moment. Wait a minute, then send it again.")
        return busy.retry_later(answer(request, page, form, refusal, 503))
    return redirect(f"{reverse('report-thanks')}?page={page.address}")


def is_too_long(length: str) -> bool:
    """`length` is what the sender claims: it need not be a number."""
    return not length.isdecimal() or len(length) > 9 or int(length) > MOST_BYTES


def kept(form: ReportForm) -> dict:
    return {name: form.cleaned_data[name] for name in ("kind", "text", "link")}


def too_many(*, is_everybody: bool) -> str:
    if is_everybody:
        return _("More reports came in today than we can read. Copy your words and send them tomorrow.")
    return _("Many reports came from your network in this hour. Copy your words and send them in an hour.")


def is_too_fast(stamp: str) -> bool:
    """Was the form sent within seconds of being made, or without its stamp? However old, a stamp stays good: people
    leave pages open for days."""
    try:
        STAMP.unsign(stamp, max_age=LEAST_SECONDS)
    except SignatureExpired:
        return False
    except BadSignature:
        return True
    return True


def answer(
    request: HttpRequest,
    page: Page,
    form: ReportForm,
    refusal: str = "",
    status: int = 200,
    *,
    is_page_unknown: bool = False,
) -> HttpResponse:
    """The form. Each one has a stamp of its own, so no shared cache may keep it; a browser may, to go back to it."""
    stamp = form.data.get("stamp", "")
    try:
        STAMP.unsign(stamp)
    except BadSignature:
        stamp = STAMP.sign("form")
    context = {"page": page, "form": form, "refusal": refusal, "stamp": stamp, "is_page_unknown": is_page_unknown}
    response = render(request, "report.html", context, status=status)
    response["Cache-Control"] = "private, no-cache" if request.method != "POST" else "no-store"
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "report_thanks.html", {"page": page_at(request.GET.get("page", "")) or whole_site()})
