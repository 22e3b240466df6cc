"""What a page may rest on: for each page, a digest of every row that it could show.

The digest may tell of rows that the page does not show in the end; it must not miss one that it does. So it tells which
pages are worth making again, and never whether one has changed: see bpo_portal/changes.py.

Rows that belong to a page's own row are told page by page, with the rows they point at. What many pages share (the
line, words of the glossary) is told once for all of them. A fixed number of queries, whatever the number of rows.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from django.db import models

from interviews.models import Question, Stage
from roles.models import Employer, Faq, GlossaryTerm, JobType, Role, SalaryBand
from salaries.models import PayFigure

from . import content_stamp

CONTENT_APPS = {"roles", "interviews", "salaries"}
# What a page shows of another role: its card, at most.
CARD = (
    "slug",
    "title",
    "summary",
    "job_type",
    "is_cross_functional",
    "level",
    "calls",
    "shift",
    "minimum_qualification",
)

Belonging = tuple[str, models.QuerySet]
Digests = dict[int, str]


def digest(told) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


class Reader:
    """Reads the tables for one pass, each of those that others point at once.

    A row is told in three ways: as others point at it (`rows`), with the rows it points at itself (`full`), and with
    all that belongs to it as well (`gathered`).
    """

    def __init__(self):
        self.known_rows: dict[type[models.Model], Digests] = {}
        self.known_full: dict[type[models.Model], Digests] = {}

    def rows(self, model: type[models.Model]) -> Digests:
        if model not in self.known_rows:
            rows = shown(model).order_by().values_list("pk", *columns(model))
            self.known_rows[model] = {pk: digest(values) for pk, *values in rows}
        return self.known_rows[model]

    def full(self, model: type[models.Model]) -> Digests:
        if model not in self.known_full:
            ties = [] if model is Role else own_ties(model)
            self.known_full[model] = self.gathered(shown(model), ties, self.rows, names=columns(model))
        return self.known_full[model]

    def gathered(
        self,
        owners: models.QuerySet,
        belonging: Iterable[Belonging],
        pointed: Callable[[type[models.Model]], Digests] | None = None,
        names: Iterable[str] | None = None,
    ) -> Digests:
        """By owner, a digest of its fields (or those of `names`) and of the rows that belong to it."""
        pointed = pointed or self.full
        told = {pk: [values] for pk, values in self.values(owners.order_by(), "pk", pointed, names)}
        for number, (owner, parts) in enumerate(belonging):
            for pk, values in self.values(parts.order_by("pk"), owner, pointed):
                if pk in told:
                    told[pk].append((number, *values))
        return {pk: digest(values) for pk, values in told.items()}

    def values(self, queryset, owner, pointed, names=None) -> Iterator[tuple[int, list]]:
        """For each row, its owner and its values; beside the id of another row stands the digest of that row."""
        fields = [queryset.model._meta.get_field(name) for name in names or all_columns(queryset.model)]
        looked_up = [
            pointed(f.related_model) if f.is_relation and is_content(f.related_model) else None for f in fields
        ]
        for pk, *values in queryset.values_list(owner, *(field.attname for field in fields)):
            told = zip(values, looked_up, strict=True)
            yield pk, [value if rows is None else (value, rows.get(value)) for value, rows in told]

    def role_pages(self) -> Digests:
        roles = Role.objects.published()
        own, lines = self.gathered(roles, belongings(Role)), self.lines()
        shared = [self.full(model) for model in (Employer, Faq, JobType)]
        shared = digest([self.trade_bands(), self.rows(GlossaryTerm), *shared])
        on_line = roles.values_list("pk", "job_type_id")
        return {pk: digest((own[pk], lines.get(line), shared)) for pk, line in on_line if pk in own}

    def pay_pages(self) -> Digests:
        pay = [("role_id", shown(model)) for model in (PayFigure, SalaryBand)]
        own, shared = self.gathered(Role.objects.published(), pay, names=CARD), digest(self.trade_bands())
        return {pk: digest((told, shared)) for pk, told in own.items()}

    def question_pages(self) -> Digests:
        """Beside a question stand its neighbours, of the same kind."""
        questions = dict(Question.objects.published().order_by("pk").values_list("pk", "kind"))
        told, of_kind = self.full(Question), {}
        for pk, kind in questions.items():
            of_kind.setdefault(kind, []).append(told.get(pk))
        shared = {kind: digest((rows, self.rows(JobType))) for kind, rows in of_kind.items()}
        return {pk: digest((told[pk], shared[kind])) for pk, kind in questions.items() if pk in told}

    def lines(self) -> Digests:
        """By job type, what the pages of its roles share: its cards with their pay, its questions, its rounds."""
        stages, figures = Stage.objects.published(), PayFigure.objects.published()
        belonging = [(owner, parts) for owner, parts in belongings(JobType) if parts.model is not Role]
        belonging += [
            ("guide__job_type_id", stages),
            ("stage__guide__job_type_id", Stage.sources.through._base_manager.all()),
            ("role__job_type_id", figures),
            ("role__also_in", figures),
        ]
        cards, on_line = self.full(Role), Role.objects.published().order_by("pk").values_list("job_type_id", "pk")
        of_line: dict[int, list[str]] = {}
        for line, pk in on_line:
            of_line.setdefault(line, []).append(cards.get(pk))
        own = self.gathered(JobType.objects.published(), belonging)
        return {pk: digest((told, of_line.get(pk))) for pk, told in own.items()}

    def trade_bands(self) -> Digests:
        """Bands that no one role has: of the whole trade or of a line."""
        return self.gathered(SalaryBand.objects.published().filter(role__isnull=True), [])


def columns(model: type[models.Model]) -> list[str]:
    """What can be seen of a row where another points at it."""
    return list(CARD) if model is Role else all_columns(model)


def all_columns(model: type[models.Model]) -> list[str]:
    """What nobody edits (such as what a check of addresses found) stands on no page."""
    return [field.name for field in model._meta.concrete_fields if field.editable and not field.primary_key]


def own_ties(model: type[models.Model]) -> list[Belonging]:
    """The tables of a model's own many-to-many fields; those with a table of their own are parts."""
    fields = [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]
    return [(f"{field.m2m_field_name()}_id", field.remote_field.through._base_manager.all()) for field in fields]


def belongings(model: type[models.Model]) -> list[Belonging]:
    """The tables whose rows belong to a row of `model`, each with the path to it: parts, their ties, and its own."""
    found = own_ties(model)
    for relation in model._meta.related_objects:
        part = relation.related_model
        if relation.many_to_many:
            through = relation.through
            if through._meta.auto_created:
                found.append((f"{relation.field.m2m_reverse_field_name()}_id", through._base_manager.all()))
        elif is_content(part):
            owner = relation.field.attname
            found.append((owner, shown(part)))
            found += [(f"{path.removesuffix('_id')}__{owner}", ties) for path, ties in own_ties(part)]
    return found


def is_content(model: type[models.Model]) -> bool:
    table = model._meta.db_table
    return model._meta.app_label in CONTENT_APPS and not table.startswith(content_stamp.NOT_CONTENT)


def shown(model: type[models.Model]) -> models.QuerySet:
    return model.objects.published() if hasattr(model.objects, "published") else model._base_manager.all()
