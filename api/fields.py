"""Fields that shapes share: amounts in euros, years, people, and things that are named by their code."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from measures.models import Plan
from municipalities.models import User

CURRENCY = "EUR"
AMOUNT_PATTERN = r"^-?(0|[1-9][0-9]{0,8})\.[0-9]{2}$"


@extend_schema_field(
    {
        "type": "string",
        "pattern": AMOUNT_PATTERN,
        "example": "273715.00",
        "description": "Bedrag in euro’s, met een punt en twee decimalen.",
    }
)
class AmountField(serializers.RegexField):
    """Euros as text with two decimals, inside a ``Decimal``; a number in JSON would lose its cents."""

    default_error_messages = {
        "invalid": 'Schrijf een bedrag als tekst met een punt en twee decimalen, zoals "273715.00".',
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(regex=AMOUNT_PATTERN, trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        text = super().to_internal_value(data)
        self.run_validators(text)
        return Decimal(text) + 0  # there is no minus zero

    def run_validation(self, data: Any = serializers.empty) -> Any:
        is_empty, value = self.validate_empty_values(data)
        return value if is_empty else self.to_internal_value(value)

    def to_representation(self, value: Decimal | str) -> str:
        return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


class YearField(serializers.IntegerField):
    """A year of the plan."""

    def __init__(self, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"min_value": 1900, "max_value": 2200, "help_text": "Jaar van het plan."}
        super().__init__(**limits | kwargs)


class CurrencyField(serializers.ReadOnlyField):
    """In what the amounts beside it are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "*"} | kwargs)

    def to_representation(self, value: Any) -> str:
        return CURRENCY


class PersonField(serializers.CharField):
    """Who did it, by the name that the pages show; nothing by which to reach somebody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: User) -> str:
        return value.get_full_name() or value.get_username()


class CodeField(serializers.SlugRelatedField[Any]):
    """One of the things that the plan has of a kind, named by its code: ``CodeField("goals")``."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(slug_field="code", **kwargs)

    default_error_messages = {
        "does_not_exist": "Dit plan heeft niets met de code ‘{value}’.",
        "invalid": "Dit is geen code.",
    }

    def get_queryset(self) -> Any:
        plan: Plan | None = self.context.get("plan")
        return None if plan is None else getattr(plan, self.of).all()

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)

    def use_pk_only_optimization(self) -> bool:
        return False
