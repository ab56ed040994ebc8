"""Beleidsplannen: the periods for which regions make a budget."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import YearField
from api.filters import ApiFilters, Number, Text
from api.reader import RightsField, RoleField
from api.resource import Resource
from api.shapes import Shape
from api.within import NO_PLAN
from measures.models import Plan


@extend_schema_field({"type": "array", "items": {"type": "integer"}})
class YearsField(serializers.ReadOnlyField):
    """All the years of the plan."""

    def to_representation(self, value: tuple[int, ...]) -> list[int]:
        return list(value)


class PlanShape(Shape):
    id = serializers.IntegerField(read_only=True, help_text="Nummer van het plan, voor in adressen.")
    slug = serializers.SlugField(read_only=True, help_text="Korte naam; verandert nooit.")
    title = serializers.CharField(read_only=True, help_text="Titel van het plan.")
    region = serializers.SlugField(source="region.slug", read_only=True, help_text="Korte naam van de regio.")
    first_year = YearField(read_only=True, help_text="Eerste jaar van het plan.")
    last_year = YearField(read_only=True, help_text="Laatste jaar van het plan.")
    current_year = YearField(read_only=True, allow_null=True, help_text="Lopend jaar, als dat er is.")
    years = YearsField(help_text="Alle jaren van het plan, oplopend.")
    revision = serializers.IntegerField(
        read_only=True, min_value=1, help_text="Nummer van de laatste wijziging."
    )
    role = RoleField()
    rights = RightsField()


class PlanFilters(ApiFilters):
    region = Text("region__slug", help_text="Korte naam van de regio.")
    year = Number("first_year", method="of_year", help_text="Plannen waarvan dit een jaar is.")

    def of_year(self, plans: QuerySet[Plan], _: str, year: int) -> QuerySet[Plan]:
        return plans.filter(first_year__lte=year, last_year__gte=year)


class Plans(Resource):
    one, many = "Plan", "Plans"
    title, titles = "beleidsplan", "beleidsplannen"
    about = (
        "Een beleidsplan is een periode van jaren met doelen, maatregelen en één begroting. "
        "U ziet de plannen van de regio’s waar u bij hoort."
    )
    missing = NO_PLAN
    shape = PlanShape
    filters = PlanFilters
    orders = {"firstYear": ("first_year", "pk"), "title": ("title", "pk")}
    lookup, variable = "pk", "plan"

    def rows(self) -> Any:
        return Plan.objects.visible_to(self.user)
