"""The levels of an option: parts of its effects of which a scenario chooses one."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from api.fields import PartField
from api.shapes import Shape
from budgets.actions.option_terms import LARGEST_PART, MOST_LEVELS
from budgets.models import OptionLevel

UNKNOWN = "Deze optie heeft geen niveau met deze code. Laat de code weg bij een nieuw niveau."
ORDER = "Niveaus houden hun volgorde. Zet de bestaande in de volgorde waarin ze staan, en nieuwe daarachter."
LEVELS = (
    f"Niveaus, hoogstens {MOST_LEVELS}: welk deel van elk effect telt. Waar een scenario niets kiest, geldt "
    "het eerste. Wat u stuurt, vervangt de hele lijst; een niveau dat blijft, noemt u met zijn code."
)


class OptionLevelShape(Shape):
    code = serializers.CharField(
        required=False, max_length=50, help_text="Code van een niveau dat blijft; weglaten bij een nieuw."
    )
    title = serializers.CharField(max_length=60, help_text="Naam van het niveau.")
    part = PartField(
        help_text=f"Welk deel van elk effect, als breuk of geheel getal boven 0 en tot en met {LARGEST_PART}."
    )


def flat_levels(
    levels: Sequence[Mapping[str, Any]], rows: Sequence[OptionLevel]
) -> tuple[dict[str, Any], dict[str, str]]:
    """As the actions take them, ``level:<place>``, and where in the body each stands.

    A level is known by its place among the ``rows`` that stand; a new one has a place after those.
    """
    known = {row.code: place for place, row in enumerate(rows)}
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    last = -1
    for at, level in enumerate(levels):
        code = level.get("code")
        if code is not None and code not in known:
            raise _wrong(at, UNKNOWN, "does_not_exist")
        place = max(last + 1, len(rows)) if code is None else known[code]
        if place <= last:
            raise _wrong(at, ORDER, "order")
        values[f"level:{place}"] = (level["title"], level["part"])
        places[f"level:{place}"] = f"/levels/{at}"
        last = place
    return values, places


def _wrong(at: int, says: str, code: str) -> serializers.ValidationError:
    return serializers.ValidationError({"levels": {str(at): {"code": [serializers.ErrorDetail(says, code)]}}})
