"""The ground floor's models, by subject. Import them from here."""

from .catalogue import (
    Alias,
    CareerMove,
    Duty,
    JobType,
    JobTypePoint,
    Level,
    OccupationCode,
    Role,
    RoleCertification,
    RoleIndustry,
    RoleMetric,
    RoleSkill,
    Shift,
)
from .citations import CitedField, Disagreement, JobTypeCitation, RoleCitation
from .knowledge import Explainer, Faq, GlossaryTerm
from .pay import Amounts, Basis, Period, PublishedPay, SalaryBand
from .publishing import Publishable, PublishableQuerySet, Status, is_public
from .reference import (
    Book,
    Certification,
    DatePrecision,
    Employer,
    Industry,
    Metric,
    Qualification,
    Skill,
    Source,
)
from .seeding import SeededRow
from .slugs import Slugged, SluggedQuerySet, SlugRecord

__all__ = [
    "Alias",
    "Amounts",
    "Basis",
    "Book",
    "CareerMove",
    "Certification",
    "CitedField",
    "DatePrecision",
    "Disagreement",
    "Duty",
    "Employer",
    "Explainer",
    "Faq",
    "GlossaryTerm",
    "Industry",
    "JobType",
    "JobTypeCitation",
    "JobTypePoint",
    "Level",
    "Metric",
    "OccupationCode",
    "Period",
    "Publishable",
    "PublishableQuerySet",
    "PublishedPay",
    "Qualification",
    "Role",
    "RoleCertification",
    "RoleCitation",
    "RoleIndustry",
    "RoleMetric",
    "RoleSkill",
    "SalaryBand",
    "SeededRow",
    "Shift",
    "Skill",
    "SlugRecord",
    "Slugged",
    "SluggedQuerySet",
    "Source",
    "Status",
    "is_public",
]
