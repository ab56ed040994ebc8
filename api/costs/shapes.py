"""A cost line with its amounts, as it goes in and out."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from api.amounts import AMOUNTS, YearShape
from api.fields import AmountField, CodeField, CurrencyField
from api.moving import PositionField
from api.shapes import Shape
from budgets.amount_text import Value
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.models import CostLine
from budgets.texts import LONGEST_NOTE

PRO_MEMORIE = "Of de post er wel is, maar de omvang niet bekend; ‘amount’ is dan null."
UNSAID = "Noemt u dit niet bij ‘amount’ null, dan blijft een jaar dat p.m. is zo; false maakt het leeg."
BOTH = "Een bedrag is niet ook p.m.: laat ‘amount’ dan null."
COST_TYPE = "Soort kosten; null waar die niet is gezegd."
PRIORITY = "Prioriteit: 0 wettelijke taak tot en met 3; null waar die niet is gezegd."
MOST_NUMBER = 999_999


class AmountOrPmShape(Shape):
    """An amount, or that it is p.m., or neither."""

    amount = AmountField(
        allow_null=True, help_text="Bedrag in euro’s; null waar niets is ingevuld, en bij p.m."
    )
    pro_memorie = serializers.BooleanField(default=False, help_text=PRO_MEMORIE)

    def validate(self, attrs: Any) -> Any:
        if attrs.get("pro_memorie") and attrs["amount"] is not None:
            raise serializers.ValidationError({"proMemorie": [serializers.ErrorDetail(BOTH, code="both")]})
        return attrs


class CostAmountShape(AmountOrPmShape, YearShape):
    """What a line costs in a year; of one that is p.m. ``amount`` null alone says nothing else."""

    pro_memorie = serializers.BooleanField(required=False, help_text=f"{PRO_MEMORIE} {UNSAID}")

    def of(self, row: Any) -> Mapping[str, Any]:
        if row is None:
            return {"amount": None, "proMemorie": False}
        return {"amount": None if row.amount is None else f"{row.amount:.2f}", "proMemorie": row.pm}


class CostTypeField(serializers.ChoiceField):
    """Of a line; one that has none has null outside and no text inside."""

    def __init__(self, **kwargs: Any) -> None:
        standard: dict[str, Any] = {"choices": CostLine.CostType.choices, "help_text": COST_TYPE}
        super().__init__(**standard | {"allow_null": True} | kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # or null
        return value or None


class CostLineShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    goal = serializers.CharField(
        source="measure.goal.code", read_only=True, help_text="Code van het doel van de maatregel."
    )
    measure = CodeField("measures", help_text="Code van de maatregel; verandert nooit.")
    number = serializers.IntegerField(
        min_value=0,
        max_value=MOST_NUMBER,
        allow_null=True,
        required=False,
        help_text="Nummer van de regel in de bron; hoogstens één kostenpost heeft het.",
    )
    cost_type = CostTypeField(required=False)
    priority = serializers.IntegerField(
        min_value=0, max_value=3, allow_null=True, required=False, help_text=PRIORITY
    )
    note = serializers.CharField(
        max_length=LONGEST_NOTE, allow_blank=True, required=False, help_text="Toelichting."
    )
    negative_allowed = serializers.BooleanField(
        required=False, help_text="Of bedragen negatief mogen zijn, zoals van een teruggave."
    )
    incidental = serializers.BooleanField(
        required=False, help_text="Of de post incidenteel is: tijdelijk, en buiten het structurele saldo."
    )
    position = PositionField()
    currency = CurrencyField()
    amounts = CostAmountShape(many=True, required=False, help_text=AMOUNTS)

    once = frozenset({"measure"})

    def validate(self, attrs: Any) -> Any:
        none = {"cost_type": ""} if attrs.get("cost_type", "") is None else {}
        return attrs | none


def typed(entry: Mapping[str, Any]) -> str:
    """As somebody would type it into the grid."""
    if entry.get("pro_memorie"):
        return "p.m."
    return "" if entry["amount"] is None else f"{entry['amount']:.2f}"


def worth(entry: Mapping[str, Any]) -> Value:
    """As the cell of a line holds it."""
    if entry.get("pro_memorie"):
        return "pm"
    return "" if entry["amount"] is None else cents_from_decimal(entry["amount"])


def leaves_pm(entry: Mapping[str, Any]) -> bool:
    """Whether it says no more of a year than what is read of one that is p.m."""
    return entry["amount"] is None and "pro_memorie" not in entry


def entry_of(value: Value) -> dict[str, Any]:
    """What a cell holds, as it goes out."""
    amount = f"{decimal_from_cents(value):.2f}" if isinstance(value, int) else None
    return {"amount": amount, "proMemorie": value == "pm"}
