"""Many amounts at once, as the grid sends them: what goes in per amount, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from api.costs.shapes import AmountOrPmShape, entry_of, typed, worth
from api.fields import YearField
from api.problems import Problem
from api.shapes import Once, Shape
from budgets.actions.amounts import NOT_SAVED, Cell, CellOutcome

MOST = 5_000
OF = {
    "line": "van een kostenpost",
    "stream": "van baten",
    "target": "van een taakstelling met vaste bedragen",
}
STATES = {
    "saved": "bewaard",
    "unchanged": "stond er al",
    "refused": "geweigerd",
    "conflict": "intussen gewijzigd",
}
ROW_KIND = "; ".join(f"{kind}: {said}" for kind, said in OF.items()) + "."
STATE = "; ".join(f"{state}: {said}" for state, said in STATES.items()) + "."
CODE = "Code van de kostenpost, de stroom of de taakstelling."
WHOLE = (
    "true: alles of niets; kan één bedrag niet, dan wordt er geen bewaard en zegt ‘errors’ van elk waarom. "
    "false: wat kan, wordt bewaard, en het antwoord zegt per bedrag wat ervan geworden is."
)
TWICE = "Dit bedrag staat er twee keer in."
MEANWHILE = "Hier staat intussen een ander bedrag."


class Cells(Once):
    key, twice = ("row_kind", "code", "year"), TWICE


class CellShape(AmountOrPmShape):
    row_kind = serializers.ChoiceField(choices=list(OF.items()), help_text=ROW_KIND)
    code = serializers.CharField(max_length=50, help_text=CODE)
    year = YearField()
    seen = AmountOrPmShape(
        help_text="Wat er stond toen u het las. Staat er nu iets anders, dan blijft dat staan."
    )

    class Meta:
        list_serializer_class = Cells


class CellsShape(Shape):
    amounts: Any = CellShape(
        many=True,
        max_length=MOST,
        allow_empty=False,
        help_text=f"Hoogstens {MOST} bedragen, elk één keer.",
    )
    all_or_nothing = serializers.BooleanField(default=True, help_text=WHOLE)


class SavedCellShape(AmountOrPmShape):
    """Its amount is what there is now."""

    row_kind = serializers.ChoiceField(choices=list(OF.items()), help_text=ROW_KIND)
    code = serializers.CharField(help_text=CODE)
    year = YearField()
    state = serializers.ChoiceField(choices=list(STATES.items()), help_text=STATE)
    detail = serializers.CharField(help_text="Waarom het niet is bewaard; anders leeg.")
    changed_by = serializers.CharField(
        allow_null=True, help_text="Bij ‘conflict’: wie het intussen wijzigde, als dat bekend is."
    )
    changed_at = serializers.DateTimeField(
        allow_null=True, help_text="Bij ‘conflict’: wanneer, als dat bekend is."
    )


class SavedShape(Shape):
    revision = serializers.IntegerField(
        min_value=1, help_text="Nummer van de laatste wijziging van het plan."
    )
    amounts: Any = serializers.ListSerializer(
        child=SavedCellShape(),
        help_text="Wat er van elk bedrag geworden is, in de volgorde waarin ze kwamen.",
    )


def cells_of(entries: Sequence[Mapping[str, Any]]) -> list[Cell]:
    return [
        Cell(f"{entry['row_kind']}:{entry['code']}", entry["year"], typed(entry), worth(entry["seen"]))
        for entry in entries
    ]


def outcome_of(cell: CellOutcome) -> dict[str, Any]:
    """As a ``SavedCellShape``; without serializers in between, as there are many."""
    return {
        **entry_of(cell.value),
        **_place(cell),
        "state": cell.state,
        "detail": _detail(cell),
        "changedBy": cell.who or None,
        "changedAt": cell.when and localtime(cell.when),
    }


def not_saved(cells: Sequence[CellOutcome], sent: Sequence[Mapping[str, Any]]) -> Problem:
    """What stands in the way, each at its place in ``amounts``; of a conflict both values."""
    errors = [
        _error(place, cell, entry)
        for place, (cell, entry) in enumerate(zip(cells, sent, strict=True))
        if cell.state in NOT_SAVED
    ]
    many = f"{len(errors)} van de {len(cells)} bedragen kunnen" if len(cells) > 1 else "Dit bedrag kan"
    said = f"{many} niet worden bewaard. Er is niets bewaard."
    if any(cell.state == "refused" for cell in cells):
        return Problem("refused", said, errors=errors)
    changed = [(cell, entry) for cell, entry in zip(cells, sent, strict=True) if cell.state == "conflict"]
    return Problem(
        "changed",
        said,
        current={"amounts": [_place(cell) | entry_of(cell.value) for cell, _ in changed]},
        sent={"amounts": [_place(cell) | entry_of(worth(entry)) for cell, entry in changed]},
        errors=errors,
    )


def _place(cell: CellOutcome) -> dict[str, Any]:
    kind, _, code = cell.row.partition(":")
    return {"rowKind": kind, "code": code, "year": cell.year}


def _error(place: int, cell: CellOutcome, entry: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        "in": "body",
        "location": {"pointer": f"/amounts/{place}"},
        "code": cell.state,
        "detail": _detail(cell),
    }
    if cell.state != "conflict":
        return said
    return said | {
        "current": entry_of(cell.value),
        "sent": entry_of(worth(entry)),
        "changedBy": cell.who or None,
        "changedAt": cell.when and localtime(cell.when),
    }


def _detail(cell: CellOutcome) -> str:
    return MEANWHILE if cell.state == "conflict" else cell.message
