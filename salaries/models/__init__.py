"""Published pay, and what the law takes from it. Import the models from here."""

from roles.models import keep_history

from .figures import CITY_SEPARATOR, STANDINGS, PayFigure
from .rates import (
    Certainty,
    IncomeTaxSchedule,
    IncomeTaxSlab,
    ProfessionalTaxSchedule,
    ProfessionalTaxSlab,
    State,
    StatutoryRate,
)

keep_history(
    PayFigure,
    StatutoryRate,
    IncomeTaxSchedule,
    IncomeTaxSlab,
    State,
    ProfessionalTaxSchedule,
    ProfessionalTaxSlab,
)

__all__ = [
    "CITY_SEPARATOR",
    "STANDINGS",
    "Certainty",
    "IncomeTaxSchedule",
    "IncomeTaxSlab",
    "PayFigure",
    "ProfessionalTaxSchedule",
    "ProfessionalTaxSlab",
    "State",
    "StatutoryRate",
]
