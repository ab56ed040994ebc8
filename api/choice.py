"""A choice: which options are on, and every parameter beside them.  The same in and out.

Who reads one gives the shape ``budget`` (a ``BudgetData``) in its context, against which everything
in it is checked, and ``standing``, the choice that there was: what a change does not name stays as it
is, and what stood may stay although the budget no longer has it.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.choice_reading import choice_of
from api.fields import AmountField, CodeText, FractionField, YearField
from api.shapes import Shape
from budgets.actions.choice_rules import LONGEST_REASON, MOST_ADJUSTMENTS, WITHOUT_TYPE
from budgets.choice_output import choice_as_data
from budgets.engine import Choice
from budgets.models import CostLine

INDEXED = [*CostLine.CostType.choices, (WITHOUT_TYPE, "zonder soort")]
MOST_OPTIONS = 5_000
MOST_YEARS = 100
MOST_MUNICIPALITIES = 500


class ChosenLevelShape(Shape):
    option = CodeText(help_text="Code van de optie, aan of uit.")
    level = CodeText(
        allow_null=True,
        required=False,
        help_text="Code van het niveau; null waar de optie dit niveau niet heeft.",
    )
    part = FractionField(
        required=False,
        help_text="Het deel van de optie dat dan telt; genoeg zonder ‘level’, en er gelijk aan.",
    )


class YearIndexShape(Shape):
    year = YearField(help_text="Een jaar na het eerste van het plan.")
    percentage = FractionField(help_text="Stijging in procenten ten opzichte van het jaar ervoor.")


class IndexationShape(Shape):
    cost_type = serializers.ChoiceField(choices=INDEXED, help_text="Soort kosten.")
    percentage = FractionField(
        default="0", help_text="Stijging per jaar in procenten, van −100 tot en met 100."
    )
    years = YearIndexShape(
        many=True,
        default=list,
        max_length=MOST_YEARS,
        help_text="Jaren met een ander percentage.",
    )


class OwnAdjustmentShape(Shape):
    code = CodeText(required=False, help_text="Blijvende naam in het scenario; zonder krijgt hij er een.")
    line = CodeText(allow_null=True, default=None, help_text="Code van de kostenpost; of noem een stroom.")
    stream = CodeText(allow_null=True, default=None, help_text="Code van de financieringsstroom.")
    first_year = YearField(help_text="Vanaf dit jaar.")
    change = AmountField(
        allow_null=True,
        default=None,
        help_text="Euro’s per jaar, onder nul verlaagt; of geef een percentage.",
    )
    percentage = FractionField(
        allow_null=True,
        default=None,
        help_text="Percentage van het bedrag na indexering, van −100 tot en met 1000.",
    )
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="Waarom het scenario dit doet.")


class TargetYearShape(Shape):
    year = YearField()
    amount = AmountField(help_text="Te besparen euro’s.")


class TargetChangeShape(Shape):
    target = CodeText(help_text="Code van de taakstelling.")
    percentage = FractionField(
        allow_null=True,
        default=None,
        help_text="Percentage van de stroom van de taakstelling, van 0 tot en met 100; of geef bedragen.",
    )
    amounts = TargetYearShape(
        many=True,
        default=list,
        max_length=MOST_YEARS,
        help_text="Of een bedrag voor elk jaar van het plan.",
    )


class EndShape(Shape):
    municipality = CodeText(help_text="CBS-code van de gemeente.")
    last_year = YearField(help_text="Laatste jaar waarin de gemeente meedoet.")


class ChoiceShape(Shape):
    """Validated it is a ``Choice``."""

    options = serializers.ListField(
        child=CodeText(),
        max_length=MOST_OPTIONS,
        required=False,
        help_text="Codes van de opties die aan zijn.",
    )
    levels = ChosenLevelShape(
        many=True,
        required=False,
        max_length=MOST_OPTIONS,
        help_text="Van opties met niveaus het gekozen niveau; anders telt het eerste.",
    )
    indexation = IndexationShape(
        many=True,
        required=False,
        max_length=len(INDEXED),
        help_text="Indexering per soort kosten.",
    )
    adjustments = OwnAdjustmentShape(
        many=True,
        required=False,
        max_length=MOST_ADJUSTMENTS,
        help_text="Eigen aanpassingen van posten en stromen.",
    )
    target_changes = TargetChangeShape(
        many=True,
        required=False,
        max_length=MOST_OPTIONS,
        help_text="Taakstellingen die anders zijn dan in de begroting.",
    )
    last_years = EndShape(
        many=True,
        required=False,
        max_length=MOST_MUNICIPALITIES,
        help_text="Gemeenten die in een ander jaar ophouden mee te doen dan in de regio.",
    )
    share_falls_away = serializers.BooleanField(
        required=False,
        help_text="Of de bijdrage vervalt van wie uittreedt; anders dragen de andere gemeenten haar.",
    )

    def validate(self, attrs: Any) -> Any:
        return choice_of(self.context["budget"], attrs, self.context.get("standing"))

    def to_representation(self, instance: Choice) -> dict[str, Any]:
        return choice_as_data(self.context["budget"], instance)


@extend_schema_field(ChoiceShape)
class ChoiceField(serializers.Field[Any, Any, Any, Any]):
    """A whole choice as a field of another shape, from the same context."""

    def to_internal_value(self, data: Any) -> Choice:
        chosen: Choice = ChoiceShape(context=self.context).run_validation(data)
        return chosen

    def to_representation(self, value: Choice) -> dict[str, Any]:
        return choice_as_data(self.context["budget"], value)
