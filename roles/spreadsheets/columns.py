"""A column of a sheet: how a field is written in a cell, and read from it in the words that editors use."""

import copy
import datetime
import difflib
import re
from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from import_export import fields, widgets

from .files import UnreadableCell

TRUE, FALSE = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
GROUPED = re.compile(r"₹?\s*(\d[\d, ]*)(?:\.0+)?")
SHOWN = 12  # names offered when a name is not known


class Lookup:
    """The rows of a shared list by what a cell calls them; read once. `coming` are keys that the file itself brings."""

    def __init__(self, model: type[models.Model], coming: Iterable[str] = ()):
        self.model = model
        self.key = key_of(model)
        self.coming = frozenset(coming)
        self.rows: dict[int, models.Model] = {}
        self.refresh()

    def refresh(self) -> None:
        self.ids = dict(self.model._default_manager.order_by(self.key).values_list(self.key, "pk"))
        self.keys = {pk: key for key, pk in self.ids.items()}

    def row(self, pk: int) -> models.Model:
        """A row of the list, read once."""
        if pk not in self.rows:
            self.rows[pk] = self.model._default_manager.get(pk=pk)
        return self.rows[pk]

    def check(self, key: str) -> str:
        """`key` as it is spelt in the list. Raises ValueError naming the known ones, or those most like it."""
        if key in self.ids or key in self.coming:
            return key
        if key.lower() in self.ids:
            return key.lower()
        known = list(self.ids)
        near = known if len(known) <= SHOWN else difflib.get_close_matches(key, known, SHOWN // 4, 0.5)
        told = {"model": self.model._meta.verbose_name, "key": key, "known": ", ".join(near)}
        text = _("there is no %(model)s “%(key)s”.") % told
        if not near:
            raise ValueError(text)
        more = _("Known ones: %(known)s.") if near is known else _("Did you mean %(known)s?")
        raise ValueError(f"{text} {more % told}")


class Lookups:
    """One Lookup a model for the time of one import or export."""

    def __init__(self):
        self.by_model: dict[type[models.Model], Lookup] = {}

    def __getitem__(self, model: type[models.Model]) -> Lookup:
        if model not in self.by_model:
            self.by_model[model] = Lookup(model)
        return self.by_model[model]


def key_of(model: type[models.Model]) -> str:
    """The field that names a row of `model` for people."""
    names = {field.name for field in model._meta.fields}
    return next(name for name in ("slug", "reference", "name") if name in names)


class TextWidget(widgets.Widget):
    """Read and written as it is: blanks and line ends count."""

    form = ""  # how a cell is written, for the page that explains the sheet

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, UnreadableCell):
            raise ValueError(value)
        return value

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)


class WordWidget(TextWidget):
    """A slug, an address: blanks around it are a slip."""

    def clean(self, value, row=None, **kwargs):
        return super().clean(value).strip()


class NumberWidget(WordWidget):
    form = gettext_lazy("A whole number.")

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return None
        found = GROUPED.fullmatch(text)
        if not found:
            raise ValueError(_("“%(text)s” is not a whole number.") % {"text": text})
        return int(re.sub("[, ]", "", found[1])[:20])


class YesNoWidget(WordWidget):
    form = gettext_lazy("yes or no.")

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value).lower()
        if text not in TRUE | FALSE | {""}:
            raise ValueError(_("write yes or no instead of “%(text)s”.") % {"text": text})
        return text in TRUE

    def render(self, value, obj=None, **kwargs) -> str:
        return "yes" if value else "no"


class StatedWidget(YesNoWidget):
    """Yes, no, or nothing said."""

    form = gettext_lazy("yes, no, or empty for not stated.")

    def clean(self, value, row=None, **kwargs):
        return super().clean(value) if WordWidget.clean(self, value) else None

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else super().render(value)


class DayWidget(WordWidget):
    form = gettext_lazy("A date, such as 2026-04-30.")

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValueError(_("write the date “%(text)s” as year-month-day, such as 2026-04-30.") % {"text": text})
        return day

    def render(self, value, obj=None, **kwargs) -> str:
        return value.isoformat() if value else ""


class MomentWidget(WordWidget):
    """A moment in the site's own time zone."""

    form = gettext_lazy("A moment, such as 2026-04-30 09:00.")

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = parse_datetime(text) or datetime.datetime.combine(parse_date(text), datetime.time())
            return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        except (ValueError, TypeError, OverflowError):
            raise ValueError(
                _("write the moment “%(text)s” as year-month-day hours:minutes, such as 2026-04-30 09:00.")
                % {"text": text}
            ) from None

    def render(self, value, obj=None, **kwargs) -> str:
        if not value:
            return ""
        local = timezone.make_naive(value)
        return local.isoformat(sep=" ", timespec="auto" if local.second or local.microsecond else "minutes")


class ChoiceWidget(WordWidget):
    """Written as stored (entry); read as stored or as shown (Entry level), whatever the capitals."""

    def __init__(self, choices, name: str):
        super().__init__()
        with override("en"):
            self.choices = {str(value): str(label) for value, label in choices if value != ""}
        self.name = name
        self.known = {label.lower(): value for value, label in self.choices.items()}
        self.known |= {value.lower(): value for value in self.choices}

    @property
    def form(self) -> str:
        return _("One of: %(known)s.") % {"known": ", ".join(self.choices)}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return ""
        if text.lower() not in self.known:
            raise ValueError(
                _("there is no %(name)s “%(text)s”. Known ones: %(known)s.")
                % {"name": self.name, "text": text, "known": ", ".join(self.choices)}
            )
        return self.known[text.lower()]


class ReferenceWidget(WordWidget):
    """A row of another model by its key. The value is that key: a row of the same file may have no id yet."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    @property
    def form(self) -> str:
        names = {"model": self.model._meta.verbose_name, "key": key_of(self.model)}
        return _("A %(model)s, by its %(key)s.") % names

    def clean(self, value, row=None, lookups=None, **kwargs):
        text = super().clean(value)
        return lookups[self.model].check(text) if text else ""


class ReferencesWidget(ReferenceWidget):
    """Several, with commas between them. The value is a tuple of keys in order."""

    @property
    def form(self) -> str:
        names = {"models": capfirst(self.model._meta.verbose_name_plural), "key": key_of(self.model)}
        return _("%(models)s, by %(key)s, with commas between them.") % names

    def clean(self, value, row=None, lookups=None, **kwargs):
        keys = [key.strip() for key in re.split(r"[,\n;]", TextWidget.clean(self, value))]
        return tuple(sorted({lookups[self.model].check(key) for key in keys if key}))

    def render(self, value, obj=None, **kwargs) -> str:
        return ", ".join(value)


class Column(fields.Field):
    """A field of the model. `attribute` is its name; the heading is what its form calls it, in English."""

    def __init__(self, model_field: models.Field, column_name: str = "", **kwargs):
        with override("en"):
            heading = column_name or str(model_field.verbose_name)
        super().__init__(attribute=model_field.name, column_name=heading, widget=widget_for(model_field, heading))
        self.model_field = model_field

    def __deepcopy__(self, memo):
        """Each sheet has columns of its own (the library copies them), but the model's field is one."""
        return copy.copy(self)

    @property
    def is_needed(self) -> bool:
        """A new row must fill it in."""
        return not self.model_field.blank and (self.model_field.many_to_many or not self.model_field.has_default())

    @property
    def help(self) -> str:
        return f"{self.widget.form} {self.model_field.help_text}".strip()

    def read(self, text: str, lookups: Lookups):
        """The value that a cell names. Raises ValueError, in words."""
        return self.widget.clean(text, lookups=lookups)

    def write(self, value) -> str:
        return self.widget.render(value)

    def load(self, rows: list[models.Model], lookups: Lookups) -> None:
        """Reads what current() needs of saved rows, in few queries."""
        if self.model_field.many_to_many:
            through, own = self.model_field.remote_field.through, self.model_field.m2m_column_name()
            other = self.model_field.m2m_reverse_name()
            keys = lookups[self.model_field.related_model].keys
            self.tied: dict[int, list[str]] = {row.pk: [] for row in rows}
            for pks in chunks([row.pk for row in rows]):
                for pk, target in through.objects.filter(**{f"{own}__in": pks}).values_list(own, other):
                    if target in keys:  # else written by somebody else since
                        self.tied[pk].append(keys[target])

    def current(self, row: models.Model, lookups: Lookups):
        """The value as it stands."""
        if self.model_field.many_to_many:
            return tuple(sorted(self.tied[row.pk]))
        value = getattr(row, self.model_field.attname)
        if self.model_field.is_relation:
            return lookups[self.model_field.related_model].keys.get(value, "")
        return value

    def put(self, row: models.Model, value, lookups: Lookups) -> None:
        """Sets the value on `row`; ties to other rows and ids that do not exist yet are written later."""
        if self.model_field.many_to_many:
            return
        if self.model_field.is_relation:
            setattr(row, self.model_field.attname, lookups[self.model_field.related_model].ids.get(value))
        else:
            setattr(row, self.model_field.attname, value)


def chunks(values: list, size: int = 500) -> Iterable[list]:
    return (values[start : start + size] for start in range(0, len(values), size))


def widget_for(field: models.Field, heading: str) -> widgets.Widget:
    if field.many_to_many:
        return ReferencesWidget(field.related_model)
    if field.is_relation:
        return ReferenceWidget(field.related_model)
    if isinstance(field, models.BooleanField) and field.null:
        return StatedWidget()
    if field.choices:
        return ChoiceWidget(field.choices, heading)
    kinds = [
        (models.BooleanField, YesNoWidget),
        (models.IntegerField, NumberWidget),
        (models.DateTimeField, MomentWidget),
        (models.DateField, DayWidget),
        ((models.SlugField, models.URLField), WordWidget),
    ]
    return next((widget for kind, widget in kinds if isinstance(field, kind)), TextWidget)()
