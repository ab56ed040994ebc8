"""A file that somebody uploaded becomes a ``Book``, or is refused in words."""

from budgets.imports.reading.reading import read_book

__all__ = ["read_book"]
