"""The filters of the question bank."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roles.facets import FacetedFilter
from roles.models import JobType, Level, Role

from .models import Kind, Question
from .models.questions import tags


def of_type(values: list[str]) -> Q:
    return Q(pk__in=tags(JobType).filter(jobtype__slug__in=values).values("question"))


def of_level(values: list[str]) -> Q:
    return Q(level__in=values)


def of_kind(values: list[str]) -> Q:
    return Q(kind__in=values)


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

    class Meta:
        model = Question
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(QueryDict() if data is None else data, queryset, **kwargs)
        own = tags(Role).filter(role=OuterRef("pk"), question__in=Question.objects.published())
        roles = Role.objects.published().annotate(has_own=Exists(own)).order_by("title")
        choices = roles.values_list("slug", "title", "has_own", "job_type")
        self.roles = {slug: (title, has_own, line) for slug, title, has_own, line in choices}
        self.filters["type"].extra["choices"] = list(JobType.objects.published().values_list("slug", "short_title"))
        self.filters["role"].extra["choices"] = [(slug, title) for slug, (title, *_rest) in self.roles.items()]
        self.conditions = {"type": of_type, "role": self.of_role, "kind": of_kind, "level": of_level}
        self.form.full_clean()

    def of_role(self, values: list[str]) -> Q:
        """Questions tagged to the role; for a role that has none, its line's."""
        (slug,) = values
        _title, has_own, line = self.roles[slug]
        if has_own:
            return Q(pk__in=tags(Role).filter(role__slug=slug).values("question"))
        return Q(pk__in=tags(JobType).filter(jobtype=line).values("question"))

    @property
    def fell_back(self) -> bool:
        """Is a role chosen that has no question of its own?"""
        return any(not self.roles[slug][1] for slug in self.chosen()["role"])
