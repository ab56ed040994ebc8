"""What a municipality weighs in a key, per year."""

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field

from api.fields import CbsCodeField, ExactField, YearField
from api.shapes import Once, Shape
from budgets.actions.editing import plain

WEIGHT_PATTERN = r"^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?$"
MOST_WEIGHTS = 20_000
TWICE = "Deze gemeente staat in dit jaar al in de lijst."
WEIGHTS = (
    "Gewicht per gemeente en jaar. Bij wijzigen blijft wat u niet noemt, zoals het is. Alleen te sturen bij "
    "vaste percentages (per jaar samen 100) en eigen gewichten; bij inwonertal zijn het de inwoners van de "
    "telling, overgenomen toen de sleutel of de telling werd gekozen, en bij gelijk is de lijst leeg."
)


@extend_schema_field({"type": "string", "pattern": WEIGHT_PATTERN, "example": "12.5"})
class WeightField(ExactField):
    """Exact, without needless zeros: "93345", "12.5"."""

    pattern = WEIGHT_PATTERN
    default_error_messages = {
        "invalid": 'Schrijf een gewicht als tekst, met een punt en hoogstens twee decimalen, zoals "12.5".'
    }


class Weights(Once):
    key, twice = ("municipality", "year"), TWICE

    def to_representation(self, data: Any) -> list[dict[str, Any]]:
        rows = sorted((row.municipality.code, row.year, row.weight) for row in data.all())
        return [{"municipality": code, "year": year, "weight": plain(weight)} for code, year, weight in rows]


class KeyWeightShape(Shape):
    municipality = CbsCodeField()
    year = YearField()
    weight = WeightField(
        allow_null=True, help_text="Inwoners, percentage of eigen gewicht; null haalt het gewicht weg."
    )

    class Meta:
        list_serializer_class = Weights


def flat_weights(weights: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """As the actions take them, ``weight:<CBS code>:<year>``, and where in the body each stands."""
    places = {_weight(each): f"/weights/{place}" for place, each in enumerate(weights)}
    return {_weight(each): each["weight"] for each in weights}, places


def _weight(each: Mapping[str, Any]) -> str:
    return f"weight:{each['municipality']}:{each['year']}"
