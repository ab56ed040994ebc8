"""De verrekening: what a municipality pays for a place that is missing, one set of terms per plan."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from api.fields import AmountField, CurrencyField, ExactField, YearField
from api.resource import Values
from api.shapes import Shape
from api.within import PlanResource
from budgets.actions.housing import change_terms, terms_of
from budgets.models import HousingTerms
from municipalities.rights import Right

RISE_PATTERN = r"^(-(20(\.0{1,4})?|1?[0-9](\.[0-9]{1,4})?)|100(\.0{1,4})?|[1-9]?[0-9](\.[0-9]{1,4})?)$"


@extend_schema_field({"type": "string", "pattern": RISE_PATTERN, "example": "2.5"})
class RiseField(ExactField):
    """A percentage from -20 to 100, inside a ``Decimal``."""

    pattern = RISE_PATTERN
    default_error_messages = {
        "invalid": 'Schrijf een percentage als tekst, van "-20" tot en met "100", met een punt: "2.5".'
    }


class HousingTermsShape(Shape):
    amount = AmountField(
        allow_null=True, help_text="Bedrag per ontbrekende plaats en jaar; null waar niets is afgesproken."
    )
    currency = CurrencyField()
    price_level = YearField(
        allow_null=True, help_text="Jaar van het prijspeil; null waar niets is afgesproken."
    )
    percentage = RiseField(
        required=False,
        help_text="Procent waarmee het bedrag per jaar stijgt, van -20 tot en met 100; hooguit 4 decimalen.",
    )


class TermsOfHousing(PlanResource):
    one, many = "HousingTerms", "HousingTerms"
    title, titles = "verrekening van woningen", "soorten woningen"
    about = (
        "Wat een gemeente per jaar betaalt voor een plaats die ontbreekt. De eerste keer zijn bedrag en "
        "prijspeil allebei nodig."
    )
    shape = HousingTermsShape
    lookup = "pk"
    right = Right.STREAMS

    def row(self, key: Any = None) -> HousingTerms:
        """Empty where nothing is agreed yet."""
        found = HousingTerms.objects.filter(plan=self.plan).first()
        nothing: Any = None
        return found or HousingTerms(plan=self.plan, amount=nothing, price_level=nothing)

    def update(self, row: HousingTerms, values: Values) -> HousingTerms:
        return change_terms(plan=self.plan, values=terms_of(row) | values, by=self.user)
