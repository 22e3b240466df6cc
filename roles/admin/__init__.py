"""Django admin for the ground floor, by subject."""

from . import catalogue, knowledge, pay, reference

__all__ = ["catalogue", "knowledge", "pay", "reference"]
