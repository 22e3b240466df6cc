"""What lists with filters share: filters in the address, and how many rows stand behind each choice."""

import django_filters
from django.db.models import Count, Q
from django.http import QueryDict


class FacetedFilter(django_filters.FilterSet):
    """Filters in the address. What cannot be understood is named in the form and left out; the rest still works.

    A subclass declares `q` (method "search") and its choices (method "choose" or "choose_one"), and sets
    `self.conditions` before it calls `self.form.full_clean()`: for each filter a function that turns the chosen
    values into a Q. The queryset knows how to `search(text)`, or the subclass does.
    """

    conditions: dict

    def search(self, queryset, name, value):
        return queryset.search(value)

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

    def narrowed(self):
        """The rows that answer what was typed (search words and the like), before any choice."""
        return self.search(self.queryset, "q", self.words) if self.words else self.queryset

    def typed(self) -> dict[str, str]:
        """What was typed and understood, by filter, as it stands on its chip."""
        return {"q": f"“{self.words}”"} if self.words else {}

    def groups(self) -> list[dict]:
        """Each filter with its choices, and how many rows each choice has under the other filters. One query.

        `any` holds the words for no choice where only one can be made, else nothing.
        """
        chosen = self.chosen()
        searched = self.narrowed()
        counts = {}
        for name, condition in self.conditions.items():
            others = Q()
            for other, values in chosen.items():
                if other != name and values:
                    others &= self.conditions[other](values)
            for number, (value, _label) in enumerate(self.choices(name)):
                counts[f"{name}_{number}"] = Count("pk", filter=others & condition([value]))
        found = searched.order_by().aggregate(**counts)
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
