"""Regio's: the bodies of municipalities that work together."""

from typing import Any

from rest_framework import serializers

from api.reader import RightsField, RoleField
from api.resource import Resource
from api.shapes import Shape
from api.within import NO_REGION
from municipalities.models import Region


class RegionShape(Shape):
    slug = serializers.SlugField(read_only=True, help_text="Korte naam, voor in adressen; verandert nooit.")
    name = serializers.CharField(read_only=True, help_text="Naam van de regio.")
    parent = serializers.SlugField(  # type: ignore[assignment]  # a field of the answer
        source="parent.slug",
        read_only=True,
        allow_null=True,
        help_text="Korte naam van de regio waar deze deel van is.",
    )
    role = RoleField()
    rights = RightsField()


class Regions(Resource):
    one, many = "Region", "Regions"
    title, titles = "regio", "regio’s"
    about = "Een regio is een samenwerking van gemeenten. U ziet de regio’s waar u bij hoort."
    missing = NO_REGION
    shape = RegionShape
    orders = {"name": ("name", "pk")}
    lookup, variable = "slug", "region"

    def rows(self) -> Any:
        return Region.objects.visible_to(self.user).select_related("parent")
