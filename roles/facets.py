"""What lists with filters share: filters in the address, and how many rows stand behind each choice."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict

from .old_slugs import in_present_slugs
from .plain_filters import PlainFilterSet

# Counts rows of a list by something about them: rows to querysets whose rows are (facet_value, facet_count).
Tally = Callable[[QuerySet], list[QuerySet]]


def by(expression) -> Tally:
    """Counts rows by a field, a path to one, or an expression."""
    return lambda rows: [tally(rows, expression, "pk")]


def by_tag(tags: type[Model] | QuerySet, to_row: str, expression) -> Tally:
    """Counts rows by what many rows are tied to: `tags` are the ties, `to_row` leads from a tie to the row."""
    ties = tags if isinstance(tags, QuerySet) else tags.objects.all()
    return lambda rows: [tally(ties.filter(**{f"{to_row}__in": rows.values("pk")}), expression, to_row, distinct=True)]


def tally(rows: QuerySet, expression, counted: str, *, distinct: bool = False) -> QuerySet:
    value = Cast(F(expression) if isinstance(expression, str) else expression, CharField())
    return rows.order_by().values(facet_value=value).annotate(facet_count=Count(counted, distinct=distinct))


class FacetedFilter(PlainFilterSet):
    """Filters in the address. What cannot be understood is named in the form and left out; the rest still works.

    A subclass declares `q` (method "search") and its choices (method "choose" or "choose_one"), and sets
    `self.conditions` before it calls `self.form.full_clean()`: for each filter a function that turns the chosen
    values into a Q. `self.tallies` has for each how rows are counted by it. The queryset knows how to
    `search(text)`, or the subclass does.
    """

    conditions: dict[str, Callable[[list[str]], Q]]
    tallies: dict[str, Tally]

    def search(self, queryset, name, value):
        return queryset.search(value)

    def choose(self, queryset, name, values):
        return queryset.filter(self.conditions[name](values)) if values else queryset

    def choose_one(self, queryset, name, value):
        return self.choose(queryset, name, [value] if value else [])

    def chosen(self) -> dict[str, list[str]]:
        """What was asked for and understood, by filter; the search words are not a choice."""
        found = {name: self.form.cleaned_data.get(name) or [] for name in self.conditions}
        return {name: [v] if isinstance(v, str) else list(dict.fromkeys(v)) for name, v in found.items()}

    @property
    def words(self) -> str:
        """The search words, when they could be understood."""
        return self.form.cleaned_data.get("q", "")

    def accept_old_slugs(self, name: str, rows: QuerySet) -> None:
        """Values of a filter whose choices are the slugs of `rows` may be slugs of before. Call it once the filter has
        its choices."""
        self.data = in_present_slugs(self.data, name, rows, [value for value, _label in self.choices(name)])

    def choices(self, name: str) -> list[tuple[str, str]]:
        return list(self.filters[name].extra["choices"])

    def narrowed(self):
        """The rows that answer what was typed (search words and the like), before any choice."""
        return self.search(self.queryset, "q", self.words) if self.words else self.queryset

    def typed(self) -> dict[str, str]:
        """What was typed and understood, by filter, as it stands on its chip."""
        return {"q": f"“{self.words}”"} if self.words else {}

    def tallied(self) -> dict[str, dict[str, int]]:
        """By filter and value: how many rows there are under the other filters. One query.

        Rows are grouped, not asked about choice by choice: a thousand choices cost no more than ten.
        """
        chosen = self.chosen()
        searched = self.narrowed().order_by()
        parts = []
        for name, tallies in self.tallies.items():
            others = [self.conditions[other](values) for other, values in chosen.items() if other != name and values]
            for part in tallies(searched.filter(*others)):
                parts.append(part.annotate(facet=Value(name)).values_list("facet", "facet_value", "facet_count"))
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name, value, count in parts[0].union(*parts[1:], all=True):
            found[name][value] = count
        return found

    def count(self, name: str, value: str, found: dict[str | None, int]) -> int:
        """The rows behind a choice, of what was found for its filter."""
        return found.get(value, 0)

    def groups(self) -> list[dict]:
        """Each filter with its choices, and how many rows each choice has under the other filters. One query.

        `any` holds the words for no choice where only one can be made, else nothing.
        """
        chosen = self.chosen()
        found = self.tallied()
        return [
            {
                "name": name,
                "label": self.filters[name].label,
                "any": self.filters[name].extra.get("empty_label", ""),
                "options": [
                    {
                        "value": value,
                        "label": label,
                        "chosen": value in chosen[name],
                        "count": self.count(name, value, found[name]),
                    }
                    for value, label in self.choices(name)
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
        return [{"label": label, "without": self.without(name)} for name, label in self.typed().items()] + chips

    def without(self, name: str, value: str = "") -> str:
        """The address (a query string) without one choice, or without a filter that was typed."""
        rest = QueryDict(mutable=True)
        for key in self.filters:
            dropped = key == name
            kept = [v for v in self.data.getlist(key) if v and not (dropped and value in ("", v.strip()))]
            if kept:
                rest.setlist(key, kept)
        return f"?{rest.urlencode()}" if rest else "?"
