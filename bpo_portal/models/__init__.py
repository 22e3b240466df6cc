"""The site's own models, by subject. Import them from here."""

from .recovery import RecoveryCode, RecoverySet
from .versions import Version
from .visits import VisitCount

__all__ = ["RecoveryCode", "RecoverySet", "Version", "VisitCount"]
