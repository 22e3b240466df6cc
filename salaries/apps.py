from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalariesConfig(AppConfig):
    name = "salaries"
    verbose_name = _("Salaries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Teaches the filters of roles what is known of pay."""
        from roles.filters import PAYING

        from .models import PayFigure

        def roles_reaching(monthly: int):
            figures = PayFigure.objects.published().of_today().of_the_trade().filter(role__isnull=False)
            return figures.reaching(monthly).values("role")

        PAYING.append(roles_reaching)
