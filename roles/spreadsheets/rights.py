"""What the workflow says of a row that an import changes: the same as the forms say, for the same people."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Publishable, Status
from ..models.publishing import STEPS


class Standpoint:
    """How a row stood before the import touched it, and whether the importer may publish."""

    def __init__(self, row: Publishable, *, is_new: bool, may_publish: bool):
        self.row = row
        self.is_new = is_new
        self.may_publish = may_publish
        self.was_left = row.has_left_the_writers
        self.was_public = row.is_published or row.is_retired

    def objection(self, name: str, value) -> str:
        """Why the field `name` may not become `value`; empty when it may. Asked before it is set."""
        if self.was_left and not self.is_new and not self.may_publish:
            return _("the public sees this row, so only a publisher changes it.")
        if name == "publish_at" and value and value > timezone.now() and self.was_public and not self.is_new:
            return _("the row has been public, and a moment that lies ahead would hide it. Leave this empty.")
        return self.objection_to_status(value) if name == "status" else ""

    def objection_to_status(self, status: str) -> str:
        step = next((step for step in STEPS.values() if step.to == status), None)
        if step is None:
            return ""
        if not self.may_publish and status in (Status.PUBLISHED, Status.RETIRED):
            return _("only a publisher may make a row “%(status)s”.") % {"status": status}
        return "" if self.is_new else str(self.row.refuses(step))
