"""The ground floor's models, by subject. Import them from here."""

from .catalogue import Level, Role, Shift
from .citations import CitedField, Disagreement, JobTypeCitation, RoleCitation
from .history import act, has_history, keep_history, record
from .job_types import Colour, JobType, JobTypePoint
from .knowledge import Explainer, Faq, GlossaryTerm
from .parts import Alias, CareerMove, Duty, OccupationCode, RoleCertification, RoleIndustry, RoleMetric, RoleSkill
from .pay import Amounts, Basis, Period, PublishedPay, SalaryBand
from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet, Status, is_public
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
from .reports import ReaderReport, ReportCount
from .seeding import SeededRow
from .short_codes import ShortCode
from .slugs import Slugged, SluggedQuerySet, SlugRecord

keep_history(
    *(JobType, JobTypePoint, JobTypeCitation, Role, RoleCitation, Disagreement),
    *(Alias, Duty, RoleSkill, RoleMetric, RoleCertification, RoleIndustry, CareerMove, OccupationCode),
    *(Source, Qualification, Skill, Industry, Metric, Certification, Employer, Book),
    *(SalaryBand, Explainer, Faq, GlossaryTerm),
)

__all__ = [
    "PUBLISHING_PERMISSIONS",
    "Alias",
    "Amounts",
    "Basis",
    "Book",
    "CareerMove",
    "Certification",
    "CitedField",
    "Colour",
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
    "ReaderReport",
    "ReportCount",
    "Role",
    "RoleCertification",
    "RoleCitation",
    "RoleIndustry",
    "RoleMetric",
    "RoleSkill",
    "SalaryBand",
    "SeededRow",
    "Shift",
    "ShortCode",
    "Skill",
    "SlugRecord",
    "Slugged",
    "SluggedQuerySet",
    "Source",
    "Status",
    "act",
    "has_history",
    "is_public",
    "keep_history",
    "record",
]
