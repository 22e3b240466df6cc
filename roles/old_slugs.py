"""Old slugs in what is asked: a link to a comparison or a filtered list was given out, and a role in it was renamed
since. It is answered as if it named the slug of now."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from .models.slugs import SluggedQuerySet

# More values of one name than any page of ours asks are looked up no further.
MOST_LOOKED_UP = 50


def in_present_slugs(
    data: QueryDict | None, name: str, rows: SluggedQuerySet, known: Collection[str] = ()
) -> QueryDict | None:
    """`data` with each value of `name` that one of `rows` once had as its slug replaced by that row's slug of now.

    Values among `known` are left as they are. Two queries where another one is asked, else none.
    """
    asked = data.getlist(name) if data else []
    now = rows.present_slugs([value for value in asked if value not in known][:MOST_LOOKED_UP])
    if all(now.get(value, value) == value for value in asked):
        return data
    data = data.copy()
    data.setlist(name, [now.get(value, value) for value in asked])
    return data


class SluggedChoiceField(forms.ModelChoiceField):
    """One row, chosen by its slug. A slug of before chooses it too, and the form is shown with the one of now."""

    was = now = ""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="slug", **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "invalid_choice":  # a text that no database can be asked for
                raise
            row = self.queryset.having_had(value).first() if isinstance(value, str) else None
            if row is None:
                raise
            self.was, self.now = value, row.slug
            return row

    def prepare_value(self, value):
        return super().prepare_value(self.now if self.was and value == self.was else value)
