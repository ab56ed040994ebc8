"""Figures that the engine made: per year an amount in euros."""

from collections.abc import Iterable
from typing import Any

from api.fields import AmountField, YearField
from api.shapes import Shape
from budgets.output import euros_text


class FigureShape(Shape):
    year = YearField()
    amount = AmountField(allow_null=True, help_text="Null waar het in dat jaar niet bestaat.")


def per_year(years: Iterable[int], amounts: Iterable[int | None]) -> list[dict[str, Any]]:
    """Of cents per year, as ``FigureShape``."""
    pairs = zip(years, amounts, strict=True)
    return [{"year": year, "amount": None if cents is None else euros_text(cents)} for year, cents in pairs]
