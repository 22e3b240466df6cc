"""The filters of the list of roles."""

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .facets import FacetedFilter
from .models import JobType, Level, Qualification, Role, Shift
from .search import ROLES, find

EVERY_LINE = "every"
MOST_FOUND = 200


def of_type(values: list[str]) -> Q:
    wanted = Q(job_type__slug__in=[v for v in values if v != EVERY_LINE], is_cross_functional=False)
    return wanted | Q(is_cross_functional=True) if EVERY_LINE in values else wanted


def of_level(values: list[str]) -> Q:
    return Q(level__in=values)


def of_shift(values: list[str]) -> Q:
    return Q(shift__in=values)


class RoleFilter(FacetedFilter):
    q = django_filters.CharFilter(label=_("Role, skill or word"), max_length=100, method="search")
    type = django_filters.MultipleChoiceFilter(label=_("Line"), method="choose", widget=forms.CheckboxSelectMultiple)
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=Level.choices, method="choose", widget=forms.CheckboxSelectMultiple
    )
    qualification = django_filters.ChoiceFilter(
        label=_("I have"), empty_label=_("Any qualification"), method="choose_one"
    )
    shift = django_filters.MultipleChoiceFilter(
        label=_("Shift"), choices=Shift.choices, method="choose", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Role
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(QueryDict() if data is None else data, queryset, **kwargs)
        self.ranks = {}
        qualifications = []
        for slug, name, rank in Qualification.objects.values_list("slug", "short_name", "rank"):
            self.ranks[slug] = rank
            qualifications.append((slug, name))
        types = list(JobType.objects.published().values_list("slug", "short_title"))
        self.filters["type"].extra["choices"] = [*types, (EVERY_LINE, _("On every line"))]
        self.filters["qualification"].extra["choices"] = qualifications
        self.conditions = {
            "type": of_type,
            "level": of_level,
            "shift": of_shift,
            "qualification": self.within_reach,
        }
        self.form.full_clean()

    def within_reach(self, values: list[str]) -> Q:
        """Roles that ask for no more than the qualification held; a role that states none is within reach."""
        rank = max(self.ranks[slug] for slug in values)
        return Q(minimum_qualification__isnull=True) | Q(minimum_qualification__rank__lte=rank)

    def search(self, queryset, name, value):
        return queryset.filter(pk__in=self.found)

    @cached_property
    def found(self) -> list[int]:
        """The ids of the roles that answer the search words."""
        return list(find(ROLES, self.words, most=MOST_FOUND)) if self.words else []
