"""The filters of the list of roles."""

from collections.abc import Callable

import django_filters
from django import forms
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .facets import FacetedFilter, by, by_tag
from .formatting import rupees
from .models import Industry, JobType, Level, Qualification, Role, RoleIndustry, RoleSkill, Shift, Skill
from .plain_filters import SumFilter
from .search import ROLES, find, understood

# What upper apps know of a role's pay: functions that give, for rupees a month, the ids of the roles that reach it.
PAYING: list[Callable[[int], QuerySet]] = []

EVERY_LINE = "every"
MOST_FOUND = 200


def of_type(values: list[str]) -> Q:
    wanted = Q(job_type__slug__in=[v for v in values if v != EVERY_LINE], is_cross_functional=False)
    return wanted | Q(is_cross_functional=True) if EVERY_LINE in values else wanted


def of_level(values: list[str]) -> Q:
    return Q(level__in=values)


def of_shift(values: list[str]) -> Q:
    return Q(shift__in=values)


def without_calls(values: list[str]) -> Q:
    return Q(calls=Role.Calls.NONE)


def without_nights(values: list[str]) -> Q:
    return Q(nights=Role.Nights.RARE)


def open_to_freshers(values: list[str]) -> Q:
    return Q(takes_freshers=True)


def with_skill(values: list[str]) -> Q:
    return Q(pk__in=RoleSkill.objects.filter(skill__slug__in=values).values("role"))


def in_industry(values: list[str]) -> Q:
    return Q(pk__in=RoleIndustry.objects.filter(industry__slug__in=values).values("role"))


TALLIES = {
    "type": by(
        Case(
            When(is_cross_functional=True, then=Value(EVERY_LINE)),
            default=F("job_type__slug"),
            output_field=CharField(),
        )
    ),
    "level": by("level"),
    "shift": by("shift"),
    "qualification": by("minimum_qualification__rank"),
    "calls": by("calls"),
    "nights": by("nights"),
    "freshers": by(Case(When(takes_freshers=True, then=Value("yes")), default=Value(""))),
    "skill": by_tag(RoleSkill, "role", "skill__slug"),
    "industry": by_tag(RoleIndustry, "role", "industry__slug"),
}


def one_choice(label, value: str, words):
    """A filter that is on or off."""
    return django_filters.MultipleChoiceFilter(
        label=label, choices=[(value, words)], method="choose", widget=forms.CheckboxSelectMultiple
    )


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

    calls = one_choice(_("Calls"), "none", _("No calls"))
    nights = one_choice(_("Nights"), "rare", _("Rarely at night"))
    freshers = one_choice(_("Freshers"), "yes", _("Open to freshers"))
    skill = django_filters.ChoiceFilter(label=_("Skill"), empty_label=_("Any skill"), method="choose_one")
    industry = django_filters.ChoiceFilter(label=_("Industry"), empty_label=_("Any industry"), method="choose_one")
    pay = SumFilter(label=_("Pay at least, rupees a month"), method="paying", min_value=1, max_value=10_000_000)

    tallies = TALLIES

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
        self.filters["skill"].extra["choices"] = list(Skill.objects.values_list("slug", "name"))
        self.filters["industry"].extra["choices"] = list(Industry.objects.values_list("slug", "name"))
        self.accept_old_slugs("type", JobType.objects.published())
        self.accept_old_slugs("qualification", Qualification.objects.all())
        self.accept_old_slugs("skill", Skill.objects.all())
        self.accept_old_slugs("industry", Industry.objects.all())
        self.conditions = {
            "type": of_type,
            "level": of_level,
            "shift": of_shift,
            "qualification": self.within_reach,
            "calls": without_calls,
            "nights": without_nights,
            "freshers": open_to_freshers,
            "skill": with_skill,
            "industry": in_industry,
        }
        self.form.full_clean()

    def within_reach(self, values: list[str]) -> Q:
        """Roles that ask for no more than the qualification held; a role that states none is within reach."""
        rank = max(self.ranks[slug] for slug in values)
        return Q(minimum_qualification__isnull=True) | Q(minimum_qualification__rank__lte=rank)

    def count(self, name, value, found):
        if name != "qualification":
            return super().count(name, value, found)
        return sum(count for rank, count in found.items() if rank is None or int(rank) <= self.ranks[value])

    def search(self, queryset, name, value):
        return queryset.filter(pk__in=self.found)

    def paying(self, queryset, name, value):
        """Roles of which a published figure reaches `value` rupees a month; those without a figure are left out."""
        reached = Q()
        for ids in PAYING:
            reached |= Q(pk__in=ids(int(value)))
        return queryset.filter(reached) if PAYING else queryset

    def narrowed(self):
        rows = super().narrowed()
        least = self.form.cleaned_data.get("pay")
        return self.paying(rows, "pay", least) if least else rows

    def typed(self) -> dict[str, str]:
        least = self.form.cleaned_data.get("pay")
        told = {"pay": _("%(sum)s a month or more") % {"sum": rupees(int(least))}} if least else {}
        return super().typed() | told

    @cached_property
    def found(self) -> list[int]:
        """The ids of the roles that answer the search words."""
        return list(find(ROLES, understood(self.words, ROLES), most=MOST_FOUND)) if self.words else []
