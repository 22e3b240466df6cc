from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SalariesConfig(AppConfig):
    name = "salaries"
    verbose_name = _("Salaries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Teaches the filters of roles what is known of pay, and the desk which roles lack it. Checks texts."""
        from roles.controls import refuse_in_texts
        from roles.filters import PAYING
        from roles.models import SalaryBand
        from roles.models.completeness import add_section, has

        from .models import PayFigure

        def roles_reaching(monthly: int):
            figures = PayFigure.objects.published().of_today().of_the_trade().filter(role__isnull=False)
            return figures.reaching(monthly).values("role")

        def has_own_pay() -> Q:
            return has(PayFigure.objects.published().of_today()) | has(SalaryBand.objects.published())

        PAYING.append(roles_reaching)
        add_section("pay", _("No pay figure or band of its own"), has_own_pay)
        refuse_in_texts(self)
