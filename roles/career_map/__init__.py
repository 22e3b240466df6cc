"""The career map: job types as lines, roles as stations, drawn for phones (tall) and for wide screens (wide).

Plain data in, numbers for an inline SVG out; nothing here knows the database or a language.
"""

from .drawing import Drawing, Line, Sign, Station, Stop, faults
from .tall import tall
from .wide import wide

__all__ = ["Drawing", "Line", "Sign", "Station", "Stop", "faults", "tall", "wide"]
