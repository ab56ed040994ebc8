"""Gerealiseerde woningen: how many places of each kind came in a municipality, as far as that is known."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from api.fields import CodeField, YearField
from api.housing.kinds import PlacesField
from api.resource import Values
from api.shapes import Once, Shape
from api.within import PlanResource
from budgets.actions.housing import enter_realised
from budgets.models import HousingRealised
from budgets.snapshot_split import municipalities
from municipalities.models import Municipality
from municipalities.rights import Right

TWICE = "Deze soort staat er voor dit jaar twee keer in."


class OfKinds(Once):
    key, twice = ("kind", "year"), TWICE


class RealisedShape(Shape):
    kind = CodeField("housing_kinds", help_text="Code van de soort woning.")
    year = YearField()
    places = PlacesField(allow_null=True, help_text="Plaatsen die er kwamen; null waar dat niet bekend is.")

    class Meta:
        list_serializer_class = OfKinds


class RealisedInShape(Shape):
    municipality = serializers.CharField(read_only=True, help_text="CBS-code van de gemeente.")
    name = serializers.CharField(read_only=True, help_text="Naam van de gemeente.")
    realised = RealisedShape(
        many=True,
        help_text="Elke soort in elk jaar. Bij wijzigen blijft wat u niet noemt, zoals het is.",
    )


class RealisedHousing(PlanResource):
    one, many = "HousingRealisedIn", "HousingRealised"
    title, titles = "gerealiseerde woningen van een gemeente", "gerealiseerde woningen"
    about = (
        "Hoeveel plaatsen er in een gemeente bij kwamen, per soort en jaar. Niet bekend (null) is iets "
        "anders dan geen (0): zolang er iets niet bekend is, wordt een jaar niet verrekend."
    )
    missing = "Deze gemeente is in dit beleidsplan geen lid van de regio."
    shape = RealisedInShape
    orders = {"municipality": ("code",), "name": ("name", "code")}
    lookup, variable = "code", "municipality"
    right = Right.MEASURES
    follows_revision = False  # the name of a municipality may change without it

    def rows(self) -> Any:
        return Municipality.objects.filter(code__in=[member.code for member in municipalities(self.plan)])

    def update(self, row: Municipality, values: Values) -> Municipality:
        entries = values.get("realised", ())
        places = {f"{entry['kind'].code}:{entry['year']}": entry["places"] for entry in entries}
        enter_realised(plan=self.plan, municipality=row, values=places, by=self.user)
        return row

    def shown(self, thing: Any, *, many: bool = False, shape: Any = None) -> Any:
        items = self._items(thing if many else [thing])
        return super().shown(items if many else items[0], many=many, shape=shape)

    def pointer(self, field: str) -> str:
        """Of what the action calls <kind>:<year>."""
        code, _, year = field.rpartition(":")
        body: Any = self.request.data
        for place, entry in enumerate(body["realised"]):
            if (entry["kind"], entry["year"]) == (code, int(year)):
                return f"/realised/{place}/places"
        return "/realised"

    def _items(self, rows: Sequence[Municipality]) -> list[dict[str, Any]]:
        known: defaultdict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        found = HousingRealised.objects.filter(kind__plan=self.plan, municipality__in=rows)
        for place, kind, year, places in found.values_list("municipality", "kind", "year", "places"):
            known[place][kind, year] = places
        keys = [(kind, year) for kind in self.plan.housing_kinds.all() for year in self.plan.years]
        return [
            {
                "municipality": row.code,
                "name": row.name,
                "realised": [
                    {"kind": kind, "year": year, "places": known[row.pk].get((kind.pk, year))}
                    for kind, year in keys
                ],
            }
            for row in rows
        ]
