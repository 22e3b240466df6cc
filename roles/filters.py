"""The filters of the list of roles, and how many roles stand behind each choice."""

import django_filters
from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

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


class RoleFilter(django_filters.FilterSet):
    """Filters in the address. What cannot be understood is named in the form and left out; the rest still works."""

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

    def choose(self, queryset, name, values):
        return queryset.filter(self.conditions[name](values)) if values else queryset

    def choose_one(self, queryset, name, value):
        return self.choose(queryset, name, [value] if value else [])

    def chosen(self) -> dict[str, list[str]]:
        """What was asked for and understood, by filter; the search words are not a choice."""
        found = {name: self.form.cleaned_data.get(name) or [] for name in self.conditions}
        return {name: [v] if isinstance(v, str) else list(v) for name, v in found.items()}

    @property
    def words(self) -> str:
        """The search words, when they could be understood."""
        return self.form.cleaned_data.get("q", "")

    def choices(self, name: str) -> list[tuple[str, str]]:
        return list(self.filters[name].extra["choices"])

    def groups(self) -> list[dict]:
        """Each filter with its choices, and how many roles each choice has under the other filters. One query."""
        chosen = self.chosen()
        searched = self.queryset
        if self.words:
            searched = searched.filter(pk__in=self.found)
        counts = {}
        for name, condition in self.conditions.items():
            others = Q()
            for other, values in chosen.items():
                if other != name and values:
                    others &= self.conditions[other](values)
            for number, (value, _label) in enumerate(self.choices(name)):
                counts[f"{name}_{number}"] = Count("pk", filter=others & condition([value]), distinct=True)
        found = searched.order_by().aggregate(**counts)
        return [
            {
                "name": name,
                "label": self.filters[name].label,
                "options": [
                    {
                        "value": value,
                        "label": label,
                        "chosen": value in chosen[name],
                        "count": found[f"{name}_{number}"],
                    }
                    for number, (value, label) in enumerate(self.choices(name))
                ],
            }
            for name in self.conditions
        ]

    def applied(self) -> list[dict]:
        """The filters in use, each with the address (a query string) of the list without it."""
        labels = {name: dict(self.choices(name)) for name in self.conditions}
        chips = [
            {"label": labels[name][value], "without": self.without(name, value)}
            for name, values in self.chosen().items()
            for value in values
        ]
        if words := self.words:
            chips.insert(0, {"label": f"“{words}”", "without": self.without("q", words)})
        return chips

    def without(self, name: str, value: str) -> str:
        rest = QueryDict(mutable=True)
        for key in [*self.conditions, "q"]:
            kept = [v for v in self.data.getlist(key) if v and not (key == name and v.strip() == value)]
            if kept:
                rest.setlist(key, kept)
        return f"?{rest.urlencode()}" if rest else "?"
