"""The filters of the question bank."""

import django_filters
from django import forms
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roles.facets import FacetedFilter, by, by_tag
from roles.models import JobType, Level, Role
from roles.old_slugs import in_present_slugs

from .models import Kind, Question
from .models.questions import tags


def of_type(values: list[str]) -> Q:
    return Q(pk__in=tags(JobType).filter(jobtype__slug__in=values).values("question"))


def of_level(values: list[str]) -> Q:
    return Q(level__in=values)


def of_kind(values: list[str]) -> Q:
    return Q(kind__in=values)


LINE = "line "  # before the number of a line, where rows are counted by role and by line
MOST_OFFERED = 200


def by_role_and_line(rows):
    """By the roles that questions are tagged to, and by line, for roles without a question of their own."""
    line = Concat(Value(LINE), Cast("jobtype", CharField()))
    return by_tag(tags(Role), "question", "role__slug")(rows) + by_tag(tags(JobType), "question", line)(rows)


class QuestionFilter(FacetedFilter):
    q = django_filters.CharFilter(label=_("Word in a question or answer"), max_length=100, method="search")
    type = django_filters.MultipleChoiceFilter(label=_("Line"), method="choose", widget=forms.CheckboxSelectMultiple)
    role = django_filters.ChoiceFilter(label=_("Role"), empty_label=_("Any role"), method="choose_one")
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind.choices, method="choose", widget=forms.CheckboxSelectMultiple
    )
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=Level.choices, method="choose", widget=forms.CheckboxSelectMultiple
    )

    tallies = {
        "type": by_tag(tags(JobType), "question", "jobtype__slug"),
        "role": by_role_and_line,
        "kind": by("kind"),
        "level": by("level"),
    }

    class Meta:
        model = Question
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(QueryDict() if data is None else data, queryset, **kwargs)
        self.roles = offered_roles(self.data.get("role", ""))
        if self.data.get("role") and self.data["role"] not in self.roles:
            self.data = in_present_slugs(self.data, "role", Role.objects.published())
            self.roles = offered_roles(self.data.get("role", ""))
        self.filters["type"].extra["choices"] = list(JobType.objects.published().values_list("slug", "short_title"))
        self.filters["role"].extra["choices"] = [(slug, title) for slug, (title, *_rest) in self.roles.items()]
        self.accept_old_slugs("type", JobType.objects.published())
        self.conditions = {"type": of_type, "role": self.of_role, "kind": of_kind, "level": of_level}
        self.form.full_clean()

    def of_role(self, values: list[str]) -> Q:
        """Questions tagged to the role; for a role that has none, its line's."""
        (slug,) = values
        _title, has_own, line = self.roles[slug]
        if has_own:
            return Q(pk__in=tags(Role).filter(role__slug=slug).values("question"))
        return Q(pk__in=tags(JobType).filter(jobtype=line).values("question"))

    def count(self, name, value, found):
        if name == "role":
            _title, has_own, line = self.roles[value]
            value = value if has_own else f"{LINE}{line}"
        return super().count(name, value, found)

    @property
    def fell_back(self) -> bool:
        """Is a role chosen that has no question of its own?"""
        return any(not self.roles[slug][1] for slug in self.chosen()["role"])


def offered_roles(asked: str) -> dict[str, tuple[str, bool, int]]:
    """Title, whether it has questions of its own, and line of the roles to choose from, by slug and in order of title.

    A choice of thousands is none, and slow on a phone: beyond MOST_OFFERED those with questions of their own come
    first. The role that the address asks for is always among them.
    """
    own = tags(Role).filter(role=OuterRef("pk"), question__in=Question.objects.published())
    roles = Role.objects.published().annotate(has_own=Exists(own), is_asked=Case(When(slug=asked, then=1), default=0))
    rows = roles.order_by("-is_asked", "-has_own", "title").values_list("slug", "title", "has_own", "job_type")
    by_title = sorted(rows[:MOST_OFFERED], key=lambda row: row[1].casefold())
    return {slug: (title, has_own, line) for slug, title, has_own, line in by_title}
