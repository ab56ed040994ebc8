"""Overleggen: the bodies of a region that deliberate, such as a working group."""

from typing import Any

from rest_framework import serializers

from api.resource import Values
from api.shapes import Shape
from api.within import RegionResource
from decisions.actions.bodies import LONGEST, add_body, delete_body, rename_body
from decisions.models import Body
from municipalities.rights import Right


class BodyShape(Shape):
    slug = serializers.SlugField(read_only=True, help_text="Korte naam, voor in adressen; verandert nooit.")
    name = serializers.CharField(max_length=LONGEST, help_text="Naam van het overleg.")
    position = serializers.IntegerField(read_only=True, help_text="Plaats in de volgorde, oplopend.")


class Bodies(RegionResource):
    one, many = "Body", "Bodies"
    title, titles = "overleg", "overleggen"
    about = "Een overleg van de regio, zoals de werkgroep, heeft standpunten over bijstellingsopties."
    missing = "Dit overleg bestaat niet of niet meer."
    shape = BodyShape
    orders = {"position": ("position", "pk"), "name": ("name", "pk")}
    lookup, variable = "slug", "body"
    right = Right.MEMBERS

    def rows(self) -> Any:
        return self.region.bodies.select_related("region")

    def add(self, values: Values) -> Body:
        return add_body(region=self.region, name=values["name"], by=self.user)

    def update(self, row: Body, values: Values) -> Body:
        return rename_body(body=row, name=values.get("name", row.name), by=self.user)

    def delete_row(self, row: Body) -> None:
        delete_body(body=row, by=self.user)
