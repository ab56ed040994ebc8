"""Deelname: which municipalities take part in a region, and which receive the state money for a task."""

from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers

from api.fields import MunicipalityField
from api.filters import ApiFilters, Number, Text
from api.resource import Values
from api.shapes import Shape
from api.within import RegionResource
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


class MemberFilters(ApiFilters):
    year = Number(
        "member_from",
        method="of_year",
        help_text="Wie op 1 januari van dit jaar deelneemt, en dus in dit jaar van de begroting.",
    )

    def of_year(self, members: QuerySet[RegionMember], _: str, year: int) -> QuerySet[RegionMember]:
        if not MINYEAR <= year <= MAXYEAR:
            return members.none()
        first = date(year, 1, 1)
        began = Q(member_from=None) | Q(member_from__lte=first)
        return members.filter(began, Q(member_until=None) | Q(member_until__gte=first))


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
    filters = MemberFilters
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


class CentreFilters(ApiFilters):
    municipality = Text("municipality__code", help_text="CBS-code van de gemeente.")
    task = Text("task", help_text="De taak, in kleine letters.")


class CentreMunicipalities(RegionResource):
    one, many = "CentreMunicipality", "CentreMunicipalities"
    title, titles = "centrumgemeente", "centrumgemeenten"
    about = "Een centrumgemeente ontvangt voor een taak het geld van het Rijk namens de regio."
    missing = "Deze centrumgemeente staat er niet of niet meer."
    shape = CentreShape
    filters = CentreFilters
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
