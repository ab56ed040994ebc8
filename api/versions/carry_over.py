"""A new plan for the next period, from a version."""

from fractions import Fraction
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from api.etags import tag_of
from api.fields import FractionField, YearField
from api.operation import operation
from api.plans import PlanShape
from api.schema import LOCATION
from api.shapes import Shape
from api.within import PlanResource
from budgets.actions.carry_over import STREAMS, carry_over
from budgets.models import BudgetVersion, CostLine
from measures.models import Plan
from municipalities.rights import Right

ABOUT = (
    "Begint een nieuw beleidsplan voor de volgende periode, met de doelen, maatregelen, kostenposten, baten "
    "en taakstellingen van de versie. Bijstellingsopties en maatregelen die eindigden, gaan niet mee."
)
WITHOUT_TYPE = "without_cost_type"
KEYS = {**{kind: kind for kind in CostLine.CostType.values}, WITHOUT_TYPE: "none", STREAMS: STREAMS}
"""Names in the shape ↔ those of ``carry_over``."""


def rate(said: str) -> FractionField:
    return FractionField(required=False, help_text=f"{said}: stijging per jaar in procenten, −100 tot 100.")


class IndexShape(Shape):
    personnel = rate("Personeelskosten")
    material = rate("Materiële kosten")
    capital = rate("Kapitaallasten")
    overhead = rate("Overhead")
    without_cost_type = rate("Kosten zonder soort")
    streams = rate("Baten")


class CarryOverShape(Shape):
    title = serializers.CharField(max_length=200, help_text="Titel van het nieuwe plan.")
    first_year = YearField(help_text="Eerste jaar; na het laatste jaar van de versie.")
    last_year = YearField(help_text="Laatste jaar; een plan duurt hoogstens 50 jaar.")
    index = IndexShape(required=False, help_text="Indexering; wat u niet noemt, stijgt niet.")


class VersionCarryOver(PlanResource):
    title, titles = "versie", "versies"
    lookup = "number"
    missing = "Deze versie bestaat niet in dit beleidsplan."
    right = Right.VERSIONS

    def rows(self) -> Any:
        return self.plan.versions.select_related("plan__region")

    @operation(
        "carryOverVersion",
        "Nieuw beleidsplan beginnen",
        description=ABOUT,
        request=CarryOverShape,
        answer=PlanShape,
        status=201,
        tagged=True,
        problems=(403, 409, 422),
        headers={"Location": LOCATION},
    )
    def begin(self, request: Request, **_: Any) -> Response:
        self.check_query()
        version: BudgetVersion = self.row()
        self.require()
        values = self.read(shape=CarryOverShape)
        index = {KEYS[name]: Fraction(rate) for name, rate in values.pop("index", {}).items()}
        made = carry_over(version=version, **values, index=index, by=self.user)
        content = self.shown(Plan.objects.visible_to(self.user).get(pk=made.pk), shape=PlanShape)
        location = reverse("api-Plan", kwargs={"plan": made.pk}, request=request)
        return self.answer(content, tag=tag_of(content), status=201, Location=location)

    def pointer(self, field: str) -> str:
        names = {key: name for name, key in KEYS.items()}
        return super().pointer(field) if field not in names else f"/index{super().pointer(names[field])}"
