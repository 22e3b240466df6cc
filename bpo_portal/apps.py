from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BpoPortalConfig(AppConfig):
    name = "bpo_portal"
    verbose_name = _("BPO Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Commands and the shell answer no request, and still change pages: their writes are watched as well."""
        from . import content_stamp  # noqa: F401
