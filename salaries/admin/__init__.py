"""Django admin for published pay and the rates that the law sets."""

from . import figures, rates

__all__ = ["figures", "rates"]
