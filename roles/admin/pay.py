from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..formatting import date, pay
from ..models import SalaryBand
from ..models.pay import PublishedPay
from .freshness import FreshnessFilter
from .rights import KeepsPublicRows


class PayAsPrinted:
    """For the admin of published pay: the amounts in one column and the date in another, as the source printed them."""

    @admin.display(description=_("pay"), ordering="low")
    def printed(self, row: PublishedPay) -> str:
        return f"{pay(row.amounts(row.period))} {row.get_period_display()}"

    @admin.display(description=_("as of"), ordering="as_of")
    def dated(self, row: PublishedPay) -> str:
        return date(row.as_of, row.as_of_precision)


@admin.register(SalaryBand)
class SalaryBandAdmin(PayAsPrinted, KeepsPublicRows):
    list_display = ("level", "status", "job_type", "role", "printed", "dated")
    list_filter = (FreshnessFilter, "status", "level", "period", "basis", "job_type")
    list_select_related = ("job_type", "role")
    search_fields = ("role__title", "job_type__title", "source__title", "source__publisher")
    autocomplete_fields = ("job_type", "role", "source")
