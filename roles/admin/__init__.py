"""Django admin for the ground floor, by subject."""

from . import catalogue, knowledge, pay, reference, reports

__all__ = ["catalogue", "knowledge", "pay", "reference", "reports"]
