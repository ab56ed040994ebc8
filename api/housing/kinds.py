"""Soorten woningen: the places that were agreed, with what the region wants to come in each year."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from api.amounts import YearShape
from api.problems import entry_pointer
from api.resource import Values
from api.shapes import Shape
from api.within import PlanResource
from budgets.actions.housing import KIND_FIELDS, add_kind, change_kind, delete_kind
from budgets.models import HousingKind
from budgets.models.housing import MOST_PLACES
from budgets.texts import LONGEST_NOTE
from municipalities.rights import Right


class PlacesField(serializers.IntegerField):
    """A number of places."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PLACES, **kwargs)


class HousingTargetShape(YearShape):
    places = PlacesField(help_text="Zoveel plaatsen komen er dat jaar bij.")

    def of(self, row: Any) -> Mapping[str, Any]:
        return {"places": 0 if row is None else row.places}


class HousingKindShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(max_length=200, help_text="Naam van de soort.")
    agreed = PlacesField(help_text="Afgesproken plaatsen, met wat er bij het begin al was.")
    start = PlacesField(required=False, help_text="Plaatsen bij het begin; hoogstens wat is afgesproken.")
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NOTE, help_text="Toelichting."
    )
    position = serializers.IntegerField(read_only=True, help_text="Plaats in de volgorde, oplopend.")
    targets = HousingTargetShape(
        many=True,
        required=False,
        help_text="Jaardoelen. Bij wijzigen blijven jaren die u niet noemt, zoals ze zijn.",
    )


class HousingKinds(PlanResource):
    one, many = "HousingKind", "HousingKinds"
    title, titles = "soort woning", "soorten woningen"
    about = "Een soort woning waarover de regio afsprak hoeveel plaatsen er komen, met een doel per jaar."
    missing = "Deze soort woning bestaat niet of niet meer."
    shape = HousingKindShape
    right = Right.STREAMS

    def rows(self) -> Any:
        return self.plan.housing_kinds.select_related("plan").prefetch_related("targets")

    def add(self, values: Values) -> HousingKind:
        return add_kind(plan=self.plan, values=_flat(values), by=self.user)

    def update(self, row: HousingKind, values: Values) -> HousingKind:
        stands = {name: getattr(row, name) for name in KIND_FIELDS}
        return change_kind(kind=row, values=stands | _flat(values), by=self.user)

    def delete_row(self, row: HousingKind) -> None:
        delete_kind(kind=row, by=self.user)

    def pointer(self, field: str) -> str:
        name, _, year = field.partition(":")
        if name != "year":
            return super().pointer(field)
        return entry_pointer(self.request.data, "targets", "year", int(year), "/places")


def _flat(values: Values) -> Values:
    """As the action takes them: ``year:2022`` in places."""
    targets = values.pop("targets", ())
    return values | {f"year:{entry['year']}": entry["places"] for entry in targets}
