"""Controletotalen: what the printed budget has as its totals, to check against."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api.fields import CurrencyField, TotalField
from api.filters import ApiFilters, Number, Text
from api.shapes import Shape
from api.within import PlanResource
from budgets.outer_names import inner_figure, is_outer, outer_figure


class FigureField(serializers.CharField):
    """The name of a figure, as programs see it."""

    def to_representation(self, value: str) -> str:
        return outer_figure(value)


class OfFigure(Text):
    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value and not is_outer(value):
            return qs.none()
        return super().filter(qs, inner_figure(value) if value else value)


class ControlTotalShape(Shape):
    figure = FigureField(
        help_text="Naam van het cijfer, zoals costs of costsByPriority.0; zo heet het ook bij doorrekenen."
    )
    year = serializers.IntegerField(help_text="Jaar van het plan.")
    amount = TotalField(help_text="Het bedrag zoals het in de bron gedrukt staat.")
    source = serializers.CharField(help_text="Waar het gedrukt staat.")  # type: ignore[assignment]  # a field of the shape
    reason = serializers.CharField(
        help_text="Waarom het verschilt van de berekening; leeg als dat niet gezegd is."
    )
    currency = CurrencyField()


class ControlTotalFilters(ApiFilters):
    figure = OfFigure("figure", help_text="Naam van het cijfer, zoals costs.")
    year = Number("year", help_text="Jaar van het plan.")
    source = Text("source", help_text="Waar het gedrukt staat, letterlijk.")


class ControlTotals(PlanResource):
    one, many = "ControlTotal", "ControlTotals"
    title, titles = "controletotaal", "controletotalen"
    about = "Totalen zoals ze in de bron gedrukt staan, om de berekende cijfers mee te vergelijken."
    shape = ControlTotalShape
    filters = ControlTotalFilters
    orders = {
        "position": ("position", "year", "pk"),
        "figure": ("figure", "year", "pk"),
        "year": ("year", "position", "pk"),
    }

    def rows(self) -> Any:
        return self.plan.control_totals.all()
