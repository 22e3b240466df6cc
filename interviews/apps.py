from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Teaches the desk which roles lack what a panel asks. Texts are checked for control characters."""
        from roles.controls import refuse_in_texts
        from roles.models import Role
        from roles.models.completeness import add_section, has

        from .models import Question, RolePointer
        from .models.questions import tags

        def has_own_interview() -> Q:
            return has(tags(Role).filter(question__in=Question.objects.published())) | has(RolePointer.objects.all())

        add_section("interview", _("No interview question or pointer of its own"), has_own_interview)
        refuse_in_texts(self)
