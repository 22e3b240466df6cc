"""Which texts of this app can be searched."""

from django.utils.translation import gettext_lazy as _

from roles.search import Searched
from roles.site_pages import SitePage

from .models import PayFigure

# Jobs that are no role of the portal, but have a published figure.
PAID_JOBS = (Searched(lambda: PayFigure.objects.published().filter(role__isnull=True), "title", 0.95),)

PAGES = (
    SitePage(
        _("Pay by role"),
        "salaries:figure-list",
        _("Published pay for each role, with who said it and when."),
        ("salary", "salaries", "pay", "package", "CTC", "income", "वेतन", "सैलरी"),
    ),
    SitePage(
        _("In-hand pay from CTC"),
        "salaries:in-hand",
        _("From the CTC of an offer to what reaches the bank, line by line."),
        ("in hand", "take home", "CTC calculator", "PF deduction", "net salary", "in-hand salary"),
    ),
    SitePage(
        _("Check an offer"),
        "salaries:offer-check",
        _("Hold an offer against published pay and the warning signs of a fake one."),
        ("fake job", "fraud", "scam", "registration fee", "offer letter", "work from home", "security deposit"),
    ),
    SitePage(
        _("Compare pay"),
        "salaries:pay-compare",
        _("The published pay of up to four roles on one scale."),
        ("compare salary", "which pays more"),
    ),
)
