"""Published pay, and what the law takes from it. Import the models from here."""

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
