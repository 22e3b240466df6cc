"""The desk: what waits for an editor, counted in two queries. Each count leads to a list of exactly these rows."""

from dataclasses import dataclass, field, replace

from django.contrib.auth import get_permission_codename
from django.db.models import Count, IntegerField, Model, QuerySet, Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from interviews.models import Guide, Question
from roles.models import (
    Disagreement,
    Explainer,
    Faq,
    GlossaryTerm,
    JobType,
    Publishable,
    ReaderReport,
    Role,
    SalaryBand,
    Source,
)
from roles.models.completeness import SECTIONS, without
from roles.models.freshness import WAITING
from salaries.models import IncomeTaxSchedule, PayFigure, ProfessionalTaxSchedule, StatutoryRate

REVIEWED = (Role, Explainer, Guide)
PAY = (SalaryBand, PayFigure)
RATES = (StatutoryRate, IncomeTaxSchedule, ProfessionalTaxSchedule)
PUBLISHABLE = (JobType, Role, SalaryBand, PayFigure, Guide, Question, Explainer, GlossaryTerm, Faq, Disagreement)


@dataclass
class Line:
    """One count. `query` narrows the admin's list of the model to its rows; `verb` is the right that dealing with
    them takes, and `is_yours` tells whether the editor has it."""

    model: type[Model]
    label: str
    rows: QuerySet
    query: str
    verb: str = "change"
    count: int = 0
    is_yours: bool = True

    @property
    def address(self) -> str:
        options = self.model._meta
        return f"{reverse(f'admin:{options.app_label}_{options.model_name}_changelist')}?{self.query}"


@dataclass
class Group:
    title: str
    help: str = ""
    lines: list[Line] = field(default_factory=list)


def waiting(model: type[Model], name: str) -> Line:
    """The line of one of WAITING: a method of the model's queryset, and the filter of the same name in its list."""
    label = f"{capfirst(model._meta.verbose_name_plural)}: {str(WAITING[name]).lower()}"
    rows = getattr(model.objects.all(), name)()
    return Line(model, label, rows, f"freshness={name.replace('_', '-')}", verb_for(model, name))


def verb_for(model: type[Model], name: str) -> str:
    """What the public sees or is about to see takes the right to publish. Pages rest on most sources: whoever may
    delete one may also change it then (see SharedListAdmin)."""
    if model is Source:
        return "delete"
    return "publish" if issubclass(model, Publishable) and name != "drafts" else "change"


def groups() -> list[Group]:
    """Everything the desk looks at, uncounted. No query."""
    reports = Line(ReaderReport, _("Reports to read"), ReaderReport.objects.open(), "status__exact=open")
    return [
        Group(_("Reports from readers"), _("Somebody waits for the page to be put right."), [reports]),
        Group(
            _("On the way to the public"),
            _("A draft in review waits for a publisher; a scheduled row appears by itself."),
            [waiting(model, name) for name in ("in_review", "drafts", "scheduled") for model in PUBLISHABLE],
        ),
        Group(
            _("Reviews"),
            _("Read the page against its sources, then set “checked on” and “review by”."),
            [waiting(m, name) for name in ("overdue", "due_soon", "without_review_date") for m in REVIEWED],
        ),
        Group(
            _("Pay and the law"),
            _("Find a newer figure, or mark an old one as history. Compare long-standing rates with the law."),
            [waiting(model, "stale") for model in PAY] + [waiting(model, "long_in_force") for model in RATES],
        ),
        Group(
            _("Roles with a gap on their page"),
            "",
            [
                Line(Role, section.label, without(Role.objects.all(), key), f"missing={key}", "publish")
                for key, section in SECTIONS.items()
            ],
        ),
        Group(
            _("Sources"),
            _("Readers follow these addresses. The site tries them out now and then; this is what it found last."),
            [waiting(Source, name) for name in ("dead", "moved", "without_address")],
        ),
    ]


def desk_for(user) -> list[Group]:
    """The groups with something in them, and in each the lines that count and that `user` may look at. One query,
    besides those for the user's permissions."""
    shown = groups()
    lines = [line for group in shown for line in group.lines if may_view(user, line.model)]
    count(lines)
    for line in lines:
        line.is_yours = may(user, line.verb, line.model)
    for group in shown:
        group.lines = [line for line in group.lines if line.count]
    return [group for group in shown if group.lines]


def part(desk: list[Group], is_yours: bool) -> list[Group]:
    """The groups with those of their lines that the editor deals with, or that others do."""
    parts = [replace(group, lines=[line for line in group.lines if line.is_yours == is_yours]) for group in desk]
    return [group for group in parts if group.lines]


def may(user, verb: str, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}")


def may_view(user, model: type[Model]) -> bool:
    return may(user, "view", model) or may(user, "change", model)


def count(lines: list[Line]) -> None:
    """Counts the rows of every line in one UNION."""
    if not lines:
        return
    branches = [
        line.rows.order_by()
        .annotate(line=Value(number, output_field=IntegerField()))
        .values("line")
        .annotate(total=Count("pk", distinct=True))
        .values_list("line", "total")
        for number, line in enumerate(lines)
    ]
    first, *others = branches
    for number, total in first.union(*others, all=True) if others else first:
        lines[number].count = total
