"""Amounts as plain data for programs: euros as text with two decimals."""

from collections.abc import Iterable

from budgets.engine import Amounts


def euros_text(cents: int) -> str:
    """7237035 as "72370.35"."""
    euros, rest = divmod(abs(cents), 100)  # a result has hundreds of these: no ``Decimal`` in between
    return f"{'-' if cents < 0 else ''}{euros}.{rest:02}"


def per_year(amounts: Amounts) -> list[str]:
    return [euros_text(cents) for cents in amounts]


def known(amounts: Iterable[int | None]) -> list[str | None]:
    """None is not known, or not there."""
    return [None if cents is None else euros_text(cents) for cents in amounts]


def camel(name: str) -> str:
    """result_after_target as resultAfterTarget: how programs see it."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
