"""What the grid's script sends and gets: JSON in, JSON out."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from budgets.actions.amounts import Cell, CellOutcome
from budgets.amount_text import Value
from budgets.dutch_numbers import shortest
from municipalities.refusals import Refused
from reports.grid.since import RELOAD, Changed, Since

MOST_CELLS = 5_000
LONGEST_TEXT = 200
NOT_UNDERSTOOD = "Wat de pagina stuurde is niet te lezen. Er is niets bewaard. Laad de pagina opnieuw."


def cells_in(body: str) -> list[Cell]:
    """The cells of a request.  Raises ``Refused`` where it does not have the shape of one."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(NOT_UNDERSTOOD) from None
    if not isinstance(given, list) or not given:
        raise Refused(NOT_UNDERSTOOD)
    if len(given) > MOST_CELLS:
        raise Refused(f"U plakte meer dan {shortest(100 * MOST_CELLS)} bedragen tegelijk. Plak ze in delen.")
    return [_cell(item) for item in given]


def _cell(given: Any) -> Cell:
    match given:
        case {"row": str(row), "year": int(year), "text": str(text), "seen": int() | "" | "pm" as seen}:
            if "\x00" not in row and not isinstance(year, bool) and not isinstance(seen, bool):
                return Cell(row, year, text[:LONGEST_TEXT], seen)
    raise Refused(NOT_UNDERSTOOD)


def revision_in(text: str | None) -> int:
    """The revision that a page knows; 0 where it makes no sense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def shown(value: Value) -> str:
    """How a cell shows its value."""
    return {"": "–", "pm": "p.m."}[value] if isinstance(value, str) else shortest(value)


def outcomes_out(outcomes: Sequence[CellOutcome]) -> list[dict[str, Any]]:
    return [
        {
            "row": cell.row,
            "year": cell.year,
            "state": cell.state,
            "value": cell.value,
            "shown": shown(cell.value),
            "message": cell.message,
        }
        | _conflict(cell)
        for cell in outcomes
    ]


def _conflict(cell: CellOutcome) -> dict[str, str]:
    if cell.state != "conflict":
        return {}
    at = date_format(timezone.localtime(cell.when), "j F H:i") if cell.when else ""
    who = cell.who or "iemand"
    return {
        "who": who,
        "when": at,
        "message": f"{who} wijzigde dit bedrag{f' op {at}' if at else ''}. Kies welk bedrag blijft.",
    }


def others_out(since: Since) -> dict[str, Any]:
    found: dict[str, Any] = {"others": [_changed(cell) for cell in since.cells], "reload": since.more}
    return found | {"sentence": RELOAD} if since.more else found


def _changed(cell: Changed) -> dict[str, Any]:
    return {
        "row": cell.row,
        "year": cell.year,
        "value": cell.value,
        "shown": shown(cell.value),
        "who": cell.who,
    }
