"""Bedragen: flat, one row per line and year, for a data frame; and many of them changed at once."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.costs.cells import CellsShape, SavedShape, cells_of, not_saved, outcome_of
from api.costs.shapes import CostTypeField
from api.fields import AmountField, CurrencyField
from api.filters import ApiFilters, ChoiceOrNone, Number, Text, TrueOrFalse
from api.operation import operation
from api.related import bring
from api.shapes import Shape
from api.within import PlanResource, require
from budgets.actions.amounts import NotAllSaved, save_amounts
from budgets.models import CostAmount, CostLine
from budgets.models.lines import LINE_ORDER
from measures.models import Measure
from municipalities.rights import Right

ABOUT = (
    "Een rij per kostenpost en jaar, met alles erbij waarop u groepeert. Een jaar waarin niets is ingevuld, "
    "heeft geen rij; een jaar dat p.m. is wel, met ‘amount’ null en ‘proMemorie’ true."
)
SAVING = (
    "Zoals de tabel op het scherm: per bedrag wat het wordt en wat er stond toen u het las, en alles in één "
    "wijziging. If-Match is niet nodig: ‘seen’ zegt het per bedrag. Is een bedrag intussen gewijzigd, dan is "
    "het antwoord 412 met beide. Ook bedragen van baten en taakstellingen kunnen hier."
)
IN_BUDGET = (*(f"cost_line__{name}" for name in LINE_ORDER[:-1]), "cost_line_id")


class AmountShape(Shape):
    goal = serializers.CharField(source="cost_line.measure.goal.code", help_text="Code van het doel.")
    goal_title = serializers.CharField(source="cost_line.measure.goal.title", help_text="Titel van het doel.")
    measure = serializers.CharField(source="cost_line.measure.code", help_text="Code van de maatregel.")
    measure_title = serializers.CharField(
        source="cost_line.measure.title", help_text="Naam van de maatregel."
    )
    line = serializers.CharField(source="cost_line.code", help_text="Code van de kostenpost.")
    number = serializers.IntegerField(
        source="cost_line.number", allow_null=True, help_text="Nummer van de regel in de bron."
    )
    cost_type = CostTypeField(source="cost_line.cost_type")
    priority = serializers.IntegerField(
        source="cost_line.priority", allow_null=True, help_text="Prioriteit, 0 tot en met 3."
    )
    incidental = serializers.BooleanField(
        source="cost_line.incidental", help_text="Of de post incidenteel is."
    )
    year = serializers.IntegerField(help_text="Jaar van het plan.")
    amount = AmountField(allow_null=True, help_text="Bedrag in euro’s; null bij p.m.")
    pro_memorie = serializers.BooleanField(source="pm", help_text="Of het bedrag p.m. is.")
    currency = CurrencyField()


class AmountFilters(ApiFilters):
    goal = Text("cost_line__measure__goal__code", help_text="Code van het doel.")
    measure = Text("cost_line__measure__code", help_text="Code van de maatregel.")
    line = Text("cost_line__code", help_text="Code van de kostenpost.")
    year = Number("year", help_text="Jaar.")
    cost_type = ChoiceOrNone(
        "cost_line__cost_type", CostLine.CostType.choices, none="", help_text="Soort kosten."
    )
    priority = ChoiceOrNone(
        "cost_line__priority", CostLine.Priority.choices, none=None, help_text="Prioriteit."
    )
    incidental = TrueOrFalse("cost_line__incidental", help_text="Van incidentele posten, of van de andere.")
    pro_memorie = TrueOrFalse("pm", help_text="true: alleen p.m.; false: alleen bedragen.")


class Amounts(PlanResource):
    one, many = "Amount", "Amounts"
    title, titles = "bedrag", "bedragen"
    about = ABOUT
    shape = AmountShape
    filters = AmountFilters
    orders = {"budget": (*IN_BUDGET, "year"), "year": ("year", *IN_BUDGET)}

    def rows(self) -> Any:
        return CostAmount.objects.filter(cost_line__plan=self.plan)

    def complete(self, rows: Sequence[CostAmount]) -> None:
        lines = bring(rows, "cost_line", CostLine.objects.all())
        bring(lines, "measure", Measure.objects.select_related("goal"))

    def require(self, row: Any = None) -> None:
        """One of the two rights; ``save_amounts`` looks at each amount."""
        if not self.user.has_perm(Right.STREAMS, self.plan):
            require(self.user, Right.AMOUNTS, self.plan)

    @operation(
        "saveAmounts",
        "Bedragen wijzigen",
        description=SAVING,
        request=CellsShape,
        answer=SavedShape,
        problems=(403, 412, 422),
    )
    def save(self, request: Request, **_: Any) -> Response:
        self.check_query()
        self.require()
        sent = self.read(shape=CellsShape)
        cells, whole = cells_of(sent["amounts"]), sent["all_or_nothing"]
        try:
            outcome = save_amounts(plan=self.plan, cells=cells, by=self.user, whole=whole)
        except NotAllSaved as refused:
            raise not_saved(refused.cells, sent["amounts"]) from None
        amounts = [outcome_of(cell) for cell in outcome.cells]
        return self.answer({"revision": outcome.revision, "amounts": amounts})
