"""Two to four side by side: the budget, a version, a scenario, or a scenario on a version."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import CurrencyField
from api.operation import Parameter, operation
from api.problems import NotThere, invalid
from api.results.shapes import CodedShape, figure, known, text
from api.scenarios.rows import scenarios_of
from api.shapes import Shape
from api.within import PlanResource
from budgets.comparison_output import comparison_as_data
from budgets.engine.compare import MISSING, OFF, ON
from budgets.sides import FEWEST, MOST, Side, find_sides

LONGEST = 100
SIDES = Parameter(
    "sides",
    "Wat naast elkaar komt, met komma’s ertussen: ‘begroting’, ‘versie-2’, de korte naam van een scenario, "
    "of ‘versie-2.’ met zo’n naam erachter. De eerste is waarmee wordt vergeleken.",
    {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        "minItems": FEWEST,
        "maxItems": MOST,
        "uniqueItems": True,
    },
    required=True,
)
COUNT = f"Noem er {FEWEST} tot en met {MOST}, met komma’s ertussen, elk één keer."
STATES = [(ON, "aan"), (OFF, "uit"), (MISSING, "bestaat hier niet")]


def per_side(child: Any, said: str) -> Any:
    return serializers.ListField(child=child, help_text=said)


class SideShape(Shape):
    side = text("Hoe de parameter ‘sides’ dit noemt.")
    title = text("Naam.")
    scenario = text("Korte naam van het scenario; null zonder.", allow_null=True)
    version = serializers.IntegerField(allow_null=True, help_text="Nummer van de versie; null zonder.")


class ComparedShape(Shape):
    amounts = per_side(known("Per jaar."), "Bedragen van elk; null in een jaar dat daar niet bestaat.")
    difference = per_side(known("Per jaar."), "Verschil van elk met de eerste.")
    differs = serializers.BooleanField(help_text="Of er iets verschilt.")


class KeyedComparedShape(ComparedShape):
    code = text("Code.")
    title = text("Naam.")


class ComparedFiguresShape(Shape):
    costs = ComparedShape(help_text="Kosten.")
    income = ComparedShape(help_text="Baten.")
    result = ComparedShape(help_text="Resultaat: baten min kosten.")
    savings_target = ComparedShape(help_text="Taakstelling.")
    result_after_target = ComparedShape(help_text="Resultaat na taakstelling.")
    incidental_balance = ComparedShape(help_text="Wat van het resultaat incidenteel is.")
    structural_balance = ComparedShape(help_text="Structureel begrotingssaldo.")
    result_after_target_low = ComparedShape(help_text="Resultaat na taakstelling, ongunstig geschat.")
    result_after_target_high = ComparedShape(help_text="Resultaat na taakstelling, gunstig geschat.")
    realised = ComparedShape(help_text="Wat de opties die aan staan, samen besparen.")
    shortfall = ComparedShape(help_text="Wat zij vragen en niet te realiseren is.")


class ComparedOptionShape(CodedShape):
    states = per_side(serializers.ChoiceField(choices=STATES), "Of zij daar aan is; missing: bestaat niet.")
    parts = per_side(serializers.CharField(allow_null=True), "Welk deel telt; null waar zij niet aan is.")
    words = per_side(serializers.CharField(), "Hetzelfde in woorden.")
    realised = ComparedShape(help_text="Wat zij daar bespaart.")
    differs = serializers.BooleanField(help_text="Of er iets verschilt.")


class ComparedSettingShape(CodedShape):
    kind = text("Soort uitgangspunt.")
    words = per_side(serializers.CharField(), "Wat er gekozen is, in woorden.")
    differs = serializers.BooleanField(help_text="Of er iets verschilt.")


class ComparedMunicipalityShape(CodedShape):
    contribution = ComparedShape(help_text="Begrote bijdrage.")
    need = ComparedShape(help_text="Kosten die voor deze gemeente worden gemaakt.")
    result = ComparedShape(help_text="Begrote bijdrage min die kosten.")
    handed_back = ComparedShape(help_text="Wat van het resultaat na taakstelling terug kan.")
    net_contribution = ComparedShape(help_text="Bijdrage min wat terug kan.")


class WayStepShape(CodedShape):
    kind = text("Soort stap.")
    changes = figure("Wat de stap uitmaakt.")


class WayShape(Shape):
    """``from`` is no name in Python."""

    to = text("Waar de stappen heen leiden.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="Jaren die beide hebben.")
    start = figure("Resultaat na taakstelling van de eerste.")
    steps = WayStepShape(many=True, help_text="Samen precies het verschil.")
    end = figure("Resultaat na taakstelling van de andere.")

    def get_fields(self) -> Any:
        return {"from": text("Waar de stappen beginnen."), **super().get_fields()}


class ScenarioComparisonShape(Shape):
    region = text("Korte naam van de regio.")
    plan = serializers.IntegerField(help_text="Nummer van het beleidsplan.")
    currency = CurrencyField()
    years = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Jaren; elke rij bedragen heeft deze volgorde.",
    )
    sides = SideShape(many=True, help_text="Wat naast elkaar staat; elke lijst per kant heeft deze volgorde.")
    figures = ComparedFiguresShape(help_text="Totalen.")
    costs_by_priority = KeyedComparedShape(many=True, help_text="Kosten per prioriteit.")
    costs_by_goal = KeyedComparedShape(many=True, help_text="Kosten per doel.")
    income_by_stream = KeyedComparedShape(many=True, help_text="Baten per financieringsstroom.")
    costs_by_cost_type = KeyedComparedShape(many=True, help_text="Kosten per soort.")
    savings_targets = KeyedComparedShape(many=True, help_text="Per taakstelling.")
    options = ComparedOptionShape(many=True, help_text="Per optie.")
    settings = ComparedSettingShape(many=True, help_text="Overige uitgangspunten.")
    municipalities = ComparedMunicipalityShape(many=True, help_text="Per gemeente.")
    waterfalls = WayShape(many=True, help_text="Van de eerste naar elke andere.")


class ScenarioComparison(PlanResource):
    title, titles = "vergelijking", "vergelijken"
    about: ClassVar[str] = "Cijfers, keuzes en het verschil in stappen, van twee tot vier naast elkaar."

    @operation(
        "compareScenarios",
        "Scenario’s vergelijken",
        answer=ScenarioComparisonShape,
        parameters=(SIDES,),
        tagged=True,
        problems=(409,),
    )
    def show(self, request: Request, **_: Any) -> Response:
        self.check_query("sides")
        found = comparison_as_data(self._sides(self.listed("sides") or []))
        return self.tagged(found | {"plan": self.plan.pk})

    def _sides(self, keys: Sequence[str]) -> list[Side]:
        if not FEWEST <= len(keys) <= MOST or any(len(key) > LONGEST for key in keys):
            raise invalid("sides", COUNT)
        scenarios = list(scenarios_of(self.plan, self.user))
        for scenario in scenarios:
            scenario.plan = self.plan  # one plan, whose budget is read once
        found = find_sides(self.plan, keys, scenarios, self.plan.versions.defer("data_json"))
        sides = [side for side in found.values() if side]
        if missing := [key for key, side in found.items() if side is None]:
            raise NotThere(f"Dit bestaat niet of niet meer in dit beleidsplan: {', '.join(missing)}.")
        if len({side.key for side in sides}) < len(keys):
            raise invalid("sides", COUNT)
        return sides
