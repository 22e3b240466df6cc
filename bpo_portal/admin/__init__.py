"""The admin pages of the site's own models, by subject."""

from ..accounts import admin as accounts
from . import visits

__all__ = ["accounts", "visits"]
