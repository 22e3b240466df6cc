"""The parts of a row (duties, skills, moves …) in one cell: one part a line, in order, with its sources behind it."""

from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import fields

from .cells import joined, plain, split
from .columns import ChoiceWidget, Lookups, TextWidget, chunks, widget_for
from .writing import Writer

# One part: its fields as text, and the keys of its sources.
Line = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A field that stands at its place in the line. Only the last may be left out, and only if it may be empty."""

    name: str
    is_identity: bool = False  # lines that agree in all of these are one part


@dataclass(frozen=True)
class Named:
    """A field that is rarely given, written with its name: `year: 2015`."""

    name: str
    label: str
    is_identity: bool = False


class PartsColumn(fields.Field):
    """A list of parts of a role. The value is a tuple of Line.

    The place in the list is the part's position; numbers that editors chose (10, 20, 30) are kept while they can be.
    """

    is_needed = False

    def __init__(self, model: type[models.Model], column_name: str, places: tuple, attribute: str):
        super().__init__(attribute=attribute, column_name=column_name, widget=TextWidget())
        self.model = model
        self.source = model._meta.get_field("sources").remote_field.model
        self.places = places
        self.by_place = [place for place in places if isinstance(place, Place)]
        self.widgets = [self.widget_of(place) for place in places]
        # What tells parts apart when the list says it once: the rest of a part can change under it.
        self.identity = [n for n, place in enumerate(places) if place.is_identity]

    def __deepcopy__(self, memo):
        return type(self)(self.model, self.column_name, self.places, self.attribute)

    def widget_of(self, place: Place | Named):
        return widget_for(self.model._meta.get_field(place.name), place.name.replace("_", " "))

    def widgets_for(self, texts: list[str]) -> list[TextWidget]:
        """How each of a line's texts is read; a line may say so itself."""
        return self.widgets

    # Cells.

    def read(self, text: str, lookups: Lookups) -> tuple[Line, ...]:
        """The parts that a cell names. Raises ValueError, in words, naming the line."""
        lines, seen = [], set()
        for number, written in enumerate(self.widget.clean(text).split("\n"), start=1):
            if not written.strip(" "):
                continue
            try:
                line = self.read_line(written, lookups)
                identity = self.identity_of(line)
                if identity in seen:
                    raise ValueError(_("it stands in this cell twice."))
            except ValueError as error:
                raise ValueError(_("line %(line)d: %(error)s") % {"line": number, "error": error}) from error
            lines.append(line)
            seen.add(identity)
        return tuple(lines)

    def read_line(self, written: str, lookups: Lookups) -> Line:
        texts, sources = split(written)
        wanted = len(self.by_place)
        texts += [""] * (wanted - 1 == len(texts) and self.may_be_short)
        if len(texts) < wanted:
            raise ValueError(_("write it as %(form)s.") % {"form": self.form})
        named = self.named(texts[wanted:])
        values = [*texts[:wanted], *(named.get(place.name, "") for place in self.places[wanted:])]
        values = [
            widget.render(widget.clean(value, lookups=lookups))
            for widget, value in zip(self.widgets_for(values), values, strict=True)
        ]
        return tuple(values), tuple(lookups[self.source].check(source) for source in sources)

    def named(self, texts: list[str]) -> dict[str, str]:
        labels = {place.label: place.name for place in self.places[len(self.by_place) :]}
        found = {}
        for text in texts:
            label, colon, value = text.partition(":")
            if not colon or label.strip() not in labels:
                raise ValueError(_("write it as %(form)s.") % {"form": self.form})
            found[labels[label.strip()]] = value[1:] if value.startswith(" ") else value
        return found

    @property
    def may_be_short(self) -> bool:
        return len(self.by_place) > 1 and self.model._meta.get_field(self.by_place[-1].name).blank

    @property
    def form(self) -> str:
        """How a line is written, for help and for messages."""
        names = [place.label if isinstance(place, Named) else self.label_of(place) for place in self.places]
        told = [
            f"{name}: …" if isinstance(place, Named) else name for name, place in zip(names, self.places, strict=True)
        ]
        return f"{' | '.join(told)} [source, source]"

    @property
    def help(self) -> str:
        choices = [
            f"{place.name.replace('_', ' ')}: {', '.join(widget.choices)}."
            for place, widget in zip(self.places, self.widgets, strict=True)
            if isinstance(widget, ChoiceWidget)
        ]
        return " ".join([_("One a line: %(form)s.") % {"form": self.form}, *choices])

    def label_of(self, place: Place) -> str:
        return place.name.replace("_", " ")

    def write(self, value: tuple[Line, ...]) -> str:
        wanted = len(self.by_place)
        lines = []
        for values, sources in value:
            named = zip(self.places[wanted:], values[wanted:], strict=True)
            texts = [*values[:wanted], *(f"{place.label}: {text}" for place, text in named if text)]
            if self.may_be_short and not texts[-1]:
                texts.pop()
            lines.append(joined(texts, sources))
        return "\n".join(lines)

    # The database.

    def load(self, rows: list[models.Model], lookups: Lookups) -> None:
        """Reads the parts of saved rows and the parts' sources, in few queries."""
        self.parts: dict[int, list[models.Model]] = {row.pk: [] for row in rows}
        self.sources: dict[int, list[str]] = {}
        through = self.model._meta.get_field("sources").remote_field.through
        own = self.model._meta.get_field("sources").m2m_column_name()
        for pks in chunks(list(self.parts)):
            for part in self.model._default_manager.filter(role__in=pks).order_by("role", "position", "pk"):
                self.parts[part.role_id].append(part)
                self.sources[part.pk] = []
            ties = through.objects.filter(**{f"{own.removesuffix('_id')}__role__in": pks})
            keys = lookups[self.source].keys
            for pk, source in ties.values_list(own, "source_id"):
                if pk in self.sources and source in keys:  # else written by somebody else since
                    self.sources[pk].append(keys[source])

    def current(self, row: models.Model, lookups: Lookups) -> tuple[Line, ...]:
        return tuple(self.line_of(part, lookups) for part in self.parts[row.pk])

    def line_of(self, part: models.Model, lookups: Lookups) -> Line:
        texts = [
            widget.render(self.value_of(part, place.name, lookups))
            for widget, place in zip(self.widgets, self.places, strict=True)
        ]
        return tuple(texts), tuple(sorted(self.sources[part.pk]))

    @staticmethod
    def value_of(part: models.Model, name: str, lookups: Lookups):
        field = part._meta.get_field(name)
        value = getattr(part, field.attname)
        return lookups[field.related_model].keys.get(value, "") if field.is_relation else value

    def put(self, row: models.Model, value, lookups: Lookups) -> None:
        """Parts are written once their row has an id."""

    def attributes(self, texts: tuple[str, ...], lookups: Lookups) -> dict:
        """The fields of a part, by the names under which they are set."""
        values = {}
        for widget, place, text in zip(self.widgets_for(texts), self.places, texts, strict=True):
            field = self.model._meta.get_field(place.name)
            value = widget.clean(text, lookups=lookups)
            values[field.attname] = lookups[field.related_model].ids.get(value) if field.is_relation else value
        return values

    def identity_of(self, line: Line) -> tuple[str, ...]:
        return tuple(plain(line[0][n]) for n in self.identity)

    def plan(self, entry, value: tuple[Line, ...], writer: Writer, lookups: Lookups) -> None:
        """Gives `writer` what makes the parts of a row those of `value`."""
        row = entry.instance
        standing = {}
        spare = []
        for part in self.parts.get(row.pk, []):
            identity = self.identity_of(self.line_of(part, lookups))
            spare.append(part) if identity in standing else standing.__setitem__(identity, part)
        positions = self.positions([part.position for part in self.parts.get(row.pk, [])], len(value))
        for line, position in zip(value, positions, strict=True):
            part = standing.pop(self.identity_of(line), None)
            before = self.line_of(part, lookups) if part else ((), ())
            wanted = {"position": position} | ({} if line[0] == before[0] else self.attributes(line[0], lookups))
            if part is None:
                part = self.model(role=row, **wanted)
                writer.add(part, entry, self.attribute)
            else:
                changed = {name: new for name, new in wanted.items() if getattr(part, name) != new}
                for name, new in changed.items():
                    setattr(part, name, new)
                writer.change(part, list(changed), entry, self.attribute)
            try:
                part.clean_fields(exclude=[field.name for field in self.model._meta.fields if field.is_relation])
                part.clean()
            except ValidationError as error:
                writer.blame(entry, self.attribute, f"{self.write((line,))}: {' '.join(error.messages)}")
            ids = lookups[self.source].ids
            writer.tie(part, "sources", [ids[key] for key in before[1]], [ids[key] for key in line[1]])
        for part in (*standing.values(), *spare):
            writer.remove(part)

    @staticmethod
    def positions(standing: list[int], count: int) -> list[int]:
        if any(later <= earlier for earlier, later in pairwise(standing)):
            return list(range(1, count + 1))
        kept = standing[:count]
        last = kept[-1] if kept else 0
        return kept + list(range(last + 1, last + 1 + count - len(kept)))


class CitationsColumn(PartsColumn):
    """Who said what a role's own fields say: a field and its sources in a line. The rows are one for each source."""

    def __init__(self, model: type[models.Model], column_name: str, attribute: str):
        fields.Field.__init__(self, attribute=attribute, column_name=column_name, widget=TextWidget())
        self.model = model
        self.source = model._meta.get_field("source").related_model
        self.places = self.by_place = (Place("field", is_identity=True),)
        self.widgets = [self.widget_of(self.places[0])]
        self.identity = [0]

    def __deepcopy__(self, memo):
        return type(self)(self.model, self.column_name, self.attribute)

    def read_line(self, written: str, lookups: Lookups) -> Line:
        line = super().read_line(written, lookups)
        if not line[1] or not line[0][0]:
            raise ValueError(_("write it as %(form)s.") % {"form": self.form})
        return line

    def load(self, rows, lookups) -> None:
        self.parts = {row.pk: {} for row in rows}
        for pks in chunks(list(self.parts)):
            for citation in self.model._default_manager.filter(role__in=pks).order_by("field"):
                by_field = self.parts[citation.role_id].setdefault(citation.field, {})
                if citation.source_id in lookups[self.source].keys:  # else written by somebody else since
                    by_field[lookups[self.source].keys[citation.source_id]] = citation

    def current(self, row, lookups) -> tuple[Line, ...]:
        return tuple(((field,), tuple(sorted(cited))) for field, cited in self.parts[row.pk].items())

    def read(self, text, lookups):
        """By field: the order of the lines means nothing."""
        return tuple(sorted(super().read(text, lookups)))

    def plan(self, entry, value, writer, lookups) -> None:
        standing = self.parts.get(entry.instance.pk, {})
        wanted = {(line[0][0], source) for line in value for source in line[1]}
        for field, cited in standing.items():
            for source, citation in cited.items():
                if (field, source) not in wanted:
                    writer.remove(citation)
        for field, source in sorted(wanted):
            if source not in standing.get(field, {}):
                citation = self.model(role=entry.instance, field=field, source_id=lookups[self.source].ids[source])
                writer.add(citation, entry, self.attribute)
