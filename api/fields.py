"""Fields that shapes share: amounts in euros, years, people, and things that are named by their code."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgets.actions.editing import plain
from budgets.choice_output import exact_text
from measures.models import Plan
from municipalities.models import Municipality

CURRENCY = "EUR"
NO_CBS_CODE = "Schrijf de CBS-code van de gemeente, zoals GM0402."
MUNICIPALITY_PATTERN = r"^GM[0-9]{4}$"
AMOUNT_PATTERN = r"^-?(0|[1-9][0-9]{0,8})\.[0-9]{2}$"
MOST_CODES = 10_000
TOTAL_PATTERN = r"^-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$"
PERCENTAGE_PATTERN = r"^(100(\.0{1,4})?|[1-9]?[0-9](\.[0-9]{1,4})?)$"
FRACTION_PATTERN = r"^-?[0-9]{1,15}(\.[0-9]{1,10}|/[1-9][0-9]{0,14})?$"
CODE_PATTERN = r"^[-a-zA-Z0-9_]+$"
PART_PATTERN = r"^[1-9][0-9]{0,8}(/[1-9][0-9]{0,8})?$"


class ExactField(serializers.RegexField):
    """A number as text that fits ``pattern``; a number in JSON would lose what it has behind the point."""

    pattern: ClassVar[str]
    read: ClassVar[Callable[[str], Any]] = Decimal
    default_error_messages = {"invalid": "Schrijf dit getal als tekst, met een punt en zonder spaties."}

    def __init__(self, **kwargs: Any) -> None:
        # Python's $ also fits before a line break at the end.
        super().__init__(regex=re.compile(rf"{self.pattern}\Z"), trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        text = super().to_internal_value(data)
        self.run_validators(text)
        return type(self).read(text) + 0  # there is no minus zero

    def run_validation(self, data: Any = serializers.empty) -> Any:
        is_empty, value = self.validate_empty_values(data)
        return value if is_empty else self.to_internal_value(value)

    def to_representation(self, value: Any) -> str:
        return plain(value)


@extend_schema_field(
    {
        "type": "string",
        "pattern": AMOUNT_PATTERN,
        "example": "273715.00",
        "description": "Bedrag in euro’s, met een punt en twee decimalen.",
    }
)
class AmountField(ExactField):
    """Euros as text with two decimals, inside a ``Decimal``; a number in JSON would lose its cents."""

    pattern = AMOUNT_PATTERN
    default_error_messages = {
        "invalid": 'Schrijf een bedrag als tekst met een punt en twee decimalen, zoals "273715.00".',
    }

    def to_representation(self, value: Decimal | str) -> str:
        return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


@extend_schema_field(
    {
        "type": "string",
        "pattern": PART_PATTERN,
        "example": "1/2",
        "description": "Breuk als teller/noemer, of een heel getal; in het antwoord vereenvoudigd.",
    }
)
class PartField(ExactField):
    """A part as an exact ``Fraction``: "1/2", "2"."""

    pattern = PART_PATTERN
    read = Fraction
    default_error_messages = {
        "invalid": 'Schrijf een deel als tekst: een breuk als "1/2", of een heel getal.'
    }

    def to_representation(self, value: Fraction | str) -> str:
        return str(value)


@extend_schema_field(
    {
        "type": "string",
        "pattern": TOTAL_PATTERN,
        "example": "21701192.00",
        "description": "Totaal in euro’s, met een punt en twee decimalen.",
    }
)
class TotalField(AmountField):
    """A sum, which may be more than one amount can be; only to read."""

    pattern = TOTAL_PATTERN


@extend_schema_field(
    {
        "type": "string",
        "pattern": PERCENTAGE_PATTERN,
        "example": "2.5",
        "description": 'Percentage van 0 tot en met 100, met hoogstens vier decimalen; 3 procent is "3".',
    }
)
class PercentageField(ExactField):
    """From 0 to 100, inside a ``Decimal``: "3", "2.5"."""

    pattern = PERCENTAGE_PATTERN
    default_error_messages = {
        "invalid": 'Schrijf een percentage als tekst, van "0" tot en met "100", met een punt: "2.5".'
    }


@extend_schema_field(
    {
        "type": "string",
        "pattern": FRACTION_PATTERN,
        "example": "2.5",
        "description": 'Exact getal: met een punt, of een breuk zoals 1/3; 3 procent is "3".',
    }
)
class FractionField(ExactField):
    """Any exact number inside a ``Fraction``: "2.5" where a decimal says it, else "1/3"."""

    pattern = FRACTION_PATTERN
    read = Fraction
    default_error_messages = {"invalid": 'Schrijf een getal als tekst, zoals "2.5" of "1/3".'}

    def to_representation(self, value: Fraction | str) -> str:
        return exact_text(Fraction(value))


class CodeText(serializers.RegexField):
    """A code of something that is looked for in the budget, which may also be a fixed version."""

    default_error_messages = {"invalid": "Een code bestaat uit letters, cijfers, - en _."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(regex=CODE_PATTERN, max_length=80, trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data != data.strip():  # a pattern lets a line end at its end pass
            self.fail("invalid")
        return super().to_internal_value(data)


class YearField(serializers.IntegerField):
    """A year of the plan."""

    def __init__(self, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"min_value": 1900, "max_value": 2200, "help_text": "Jaar van het plan."}
        super().__init__(**limits | kwargs)


@extend_schema_field({"type": "string", "enum": [CURRENCY], "description": "Munt van de bedragen."})
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

    def to_representation(self, value: Any) -> str:
        name: str = value.display_name
        return name


@extend_schema_field({"type": "string", "pattern": MUNICIPALITY_PATTERN, "example": "GM0402"})
class CbsCodeField(serializers.RegexField):
    """A municipality by its CBS code as text, where so many are sent that they are looked up together."""

    default_error_messages = {"invalid": NO_CBS_CODE}

    def __init__(self, **kwargs: Any) -> None:
        said: dict[str, Any] = {"help_text": "CBS-code van de gemeente."}
        super().__init__(
            regex=re.compile(rf"{MUNICIPALITY_PATTERN}\Z"), trim_whitespace=False, **said | kwargs
        )


@extend_schema_field({"type": "string", "pattern": MUNICIPALITY_PATTERN, "example": "GM0402"})
class MunicipalityField(serializers.SlugRelatedField[Municipality]):
    """A municipality of the country by its CBS code."""

    default_error_messages = {
        "does_not_exist": "Er is geen gemeente met de code ‘{value}’.",
        "invalid": NO_CBS_CODE,
    }

    def __init__(self, **kwargs: Any) -> None:
        rows: dict[str, Any] = {} if kwargs.get("read_only") else {"queryset": Municipality.objects.all()}
        said: dict[str, Any] = {"help_text": "CBS-code van de gemeente."}
        super().__init__(slug_field="code", **rows | said | kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or not re.fullmatch(MUNICIPALITY_PATTERN, data):
            self.fail("invalid")
        return super().to_internal_value(data)

    def use_pk_only_optimization(self) -> bool:
        return False


@extend_schema_field({"type": "string", "description": "Een code."})
class CodeField(serializers.SlugRelatedField[Any]):
    """One of the things that the plan has of a kind, named by its code: ``CodeField("goals")``.

    Where they are not the plan's own, ``of`` says which they are; ``named`` where the code is another field.
    """

    def __init__(
        self, of: str | Callable[[Plan], QuerySet[Any]], *, named: str = "code", **kwargs: Any
    ) -> None:
        self.of = of
        super().__init__(slug_field=named, **kwargs)

    default_error_messages = {
        "does_not_exist": "Dit plan heeft niets met de code ‘{value}’.",
        "invalid": "Dit is geen code.",
    }

    def get_queryset(self) -> Any:
        plan: Plan | None = self.context.get("plan")
        if plan is None:
            return None
        return getattr(plan, self.of).all() if isinstance(self.of, str) else self.of(plan)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)

    def use_pk_only_optimization(self) -> bool:
        return False


class CodesField(serializers.ListField):
    """Things that the plan has of a kind, each named once by its code: ``CodesField("cost_lines")``."""

    default_error_messages = {
        "twice": "Deze code staat al in de lijst.",
        "does_not_exist": CodeField.default_error_messages["does_not_exist"],
    }

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        child = serializers.CharField(max_length=80)
        super().__init__(child=child, **{"max_length": MOST_CODES} | kwargs)

    def to_internal_value(self, data: Any) -> list[str]:
        codes: list[str] = super().to_internal_value(data)
        plan: Plan = self.context["plan"]
        known = set(getattr(plan, self.of).values_list("code", flat=True))
        wrong: dict[Any, Any] = {}
        seen: set[str] = set()
        for place, code in enumerate(codes):
            reason = "does_not_exist" if code not in known else "twice" if code in seen else ""
            seen.add(code)
            if reason:
                text = self.error_messages[reason].format(value=code)
                wrong[place] = [serializers.ErrorDetail(text, code=reason)]
        if wrong:
            raise serializers.ValidationError(wrong)
        return codes

    def to_representation(self, data: Any) -> list[str]:
        return [thing if isinstance(thing, str) else thing.code for thing in _all(data)]


def _all(things: Any) -> Any:
    return things.all() if hasattr(things, "all") else things
