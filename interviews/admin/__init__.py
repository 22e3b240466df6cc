"""Django admin for interviews, by subject."""

from . import advice, guides, questions

__all__ = ["advice", "guides", "questions"]
