"""What an option changes: per line or stream, or spread over the lines that it names, an amount per year."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from api.amounts import YearShape
from api.fields import AmountField, CodeField
from api.shapes import Once, Shape
from budgets.actions.options import SPREAD, target_of

MOST_TARGETS = 200
BOTH = "Een effect werkt op een kostenpost of op een stroom, niet op allebei."
TWICE = "Hierop werkt al een ander effect in deze lijst. Zet de jaren bij elkaar."
CHANGE = (
    "Wijziging in euro’s. Onder nul verlaagt zij de kostenpost of de stroom: een besparing van 1.000 op een "
    'kostenpost is "-1000.00".'
)


class EffectYearShape(YearShape):
    change = AmountField(help_text=CHANGE)


class Effects(Once):
    """The effects of an option, by what they work on."""

    key, twice = ("line", "stream"), TWICE

    def to_representation(self, data: Any) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for row in sorted(data.all(), key=lambda row: row.pk):
            of_target: dict[str, Any] = {
                "line": _code(row.cost_line),
                "stream": _code(row.stream),
                "changes": [],
            }
            changes = found.setdefault(target_of(row), of_target)["changes"]
            changes.append({"year": row.year, "change": f"{row.change:.2f}"})
        for effect in found.values():
            effect["changes"].sort(key=lambda change: change["year"])
        return list(found.values())


class OptionEffectShape(Shape):
    line = CodeField(
        "cost_lines", allow_null=True, default=None, help_text="Code van de kostenpost waarop het werkt."
    )
    stream = CodeField(
        "streams",
        allow_null=True,
        default=None,
        help_text="Code van de financieringsstroom waarop het werkt. Zijn ‘line’ en ‘stream’ allebei null, "
        "dan wordt het effect verdeeld over de kostenposten in ‘lines’, naar hun bedrag in dat jaar.",
    )
    changes = EffectYearShape(
        many=True, allow_empty=False, help_text="Per jaar de wijziging; andere jaren: geen."
    )

    class Meta:
        list_serializer_class = Effects

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["line"] and attrs["stream"]:
            raise serializers.ValidationError({"stream": [BOTH]})
        return attrs


def flat_effects(effects: list[Mapping[str, Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """As the actions take them, ``effect:<target>:<year>``, and where in the body each stands."""
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for at, effect in enumerate(effects):
        key = f"effect:{_target(effect)}"
        places[key] = f"/effects/{at}"
        for of_year, change in enumerate(effect["changes"]):
            values[f"{key}:{change['year']}"] = change["change"]
            places[f"{key}:{change['year']}"] = f"/effects/{at}/changes/{of_year}"
    return values, places


def _target(effect: Mapping[str, Any]) -> str:
    if effect["line"]:
        return f"post-{effect['line'].code}"
    return f"stroom-{effect['stream'].code}" if effect["stream"] else SPREAD


def _code(thing: Any) -> str | None:
    return None if thing is None else thing.code
