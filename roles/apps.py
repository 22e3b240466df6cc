from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = _("Roles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .controls import refuse_in_texts

        refuse_in_texts(self)
