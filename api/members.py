"""Deelname: which municipalities take part in a region, and which receive the state money for a task."""

from typing import Any

from rest_framework import serializers

from api.fields import MunicipalityField
from api.resource import RegionResource, Values
from api.shapes import Shape
from budgets.actions.membership import (
    LONGEST_TASK,
    MOST_TASKS,
    add_member,
    change_member,
    name_centre,
    remove_centre,
    remove_member,
)
from municipalities.models import CentreMunicipality, RegionMember
from municipalities.rights import Right


class MemberShape(Shape):
    municipality = MunicipalityField()
    name = serializers.CharField(
        source="municipality.name", read_only=True, help_text="Naam van de gemeente."
    )
    member_from = serializers.DateField(
        required=False, allow_null=True, help_text="Eerste dag; null is vanaf het begin."
    )
    member_until = serializers.DateField(
        required=False, allow_null=True, help_text="Laatste dag; null waar de gemeente blijft."
    )
    tasks = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_TASK),
        max_length=MOST_TASKS,
        required=False,
        help_text="Alleen voor deze taken, in kleine letters; leeg is voor alle taken van de regio.",
    )
    once = frozenset({"municipality"})


class Members(RegionResource):
    one, many = "Member", "Members"
    title, titles = "deelnemer", "deelnemers"
    about = (
        "Een gemeente neemt deel aan een regio vanaf en tot en met een dag. Wie vertrekt, krijgt een laatste "
        "dag; verwijderen kan alleen waar niets van de gemeente in de regio is gebruikt. Wijzigt er een jaar "
        "van een plan, dan staat dat ook in de wijzigingen van dat plan."
    )
    missing = "Deze gemeente neemt niet of niet meer deel aan de regio."
    shape = MemberShape
    orders = {"municipality": ("municipality__code",), "name": ("municipality__name", "municipality__code")}
    lookup, variable = "municipality__code", "municipality"
    right = Right.MEMBERS

    def rows(self) -> Any:
        return self.region.members.select_related("municipality", "region__parent")

    def add(self, values: Values) -> RegionMember:
        municipality = values.pop("municipality")
        return add_member(region=self.region, municipality=municipality, values=values, by=self.user)

    def update(self, row: RegionMember, values: Values) -> RegionMember:
        return change_member(member=row, values=values, by=self.user)

    def delete_row(self, row: RegionMember) -> None:
        remove_member(member=row, by=self.user)


class CentreShape(Shape):
    id = serializers.IntegerField(read_only=True, help_text="Nummer, voor in adressen.")
    municipality = MunicipalityField()
    name = serializers.CharField(
        source="municipality.name", read_only=True, help_text="Naam van de gemeente."
    )
    task = serializers.CharField(max_length=LONGEST_TASK, help_text="De taak, in kleine letters.")


class CentreMunicipalities(RegionResource):
    one, many = "CentreMunicipality", "CentreMunicipalities"
    title, titles = "centrumgemeente", "centrumgemeenten"
    about = "Een centrumgemeente ontvangt voor een taak het geld van het Rijk namens de regio."
    missing = "Deze centrumgemeente staat er niet of niet meer."
    shape = CentreShape
    orders = {
        "task": ("task", "municipality__code", "pk"),
        "municipality": ("municipality__code", "task", "pk"),
    }
    lookup, variable = "pk", "id"
    right = Right.MEMBERS

    def rows(self) -> Any:
        return self.region.centres.select_related("municipality", "region")

    def add(self, values: Values) -> CentreMunicipality:
        return name_centre(
            region=self.region, municipality=values["municipality"], task=values["task"], by=self.user
        )

    def delete_row(self, row: CentreMunicipality) -> None:
        remove_centre(centre=row, by=self.user)
