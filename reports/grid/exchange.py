"""What the grid's script sends and gets: JSON in, JSON out."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from budgets.actions.amounts import Cell, CellOutcome
from budgets.amount_text import shown
from budgets.dutch_numbers import shortest
from municipalities.models import User
from municipalities.refusals import Refused
from reports.grid.since import RELOAD, Changed, Since

MOST_CELLS = 5_000
LONGEST_TEXT = 200
ROW = re.compile(r"(?:line|stream|target):[-\w]{1,80}", re.ASCII)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
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
            if ROW.fullmatch(row) and not isinstance(year, bool) and not isinstance(seen, bool):
                # Half a character cannot be written down, neither in an answer nor in a log.
                return Cell(row, year, LONE_SURROGATE.sub("\ufffd", text[:LONGEST_TEXT]), seen)
    raise Refused(NOT_UNDERSTOOD)


def revision_in(text: str | None) -> int:
    """The revision that a page knows; 0 where it makes no sense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


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


def _conflict(cell: CellOutcome) -> dict[str, Any]:
    if cell.state != "conflict":
        return {}
    return _by_whom(cell.who or "iemand", cell.when, cell.own)


def _by_whom(who: str, when: datetime | None, own: bool) -> dict[str, Any]:
    """Who made the other amount.  One's own, from elsewhere, is no one else's."""
    at = date_format(timezone.localtime(when), "j F H:i") if when else ""
    changed = f"{'U' if own else who} wijzigde dit bedrag{' zelf' if own else ''}{f' op {at}' if at else ''}"
    elsewhere = ", in een ander venster" if own else ""
    return {
        "who": who,
        "when": at,
        "own": own,
        "message": f"{changed}{elsewhere}. Kies welk bedrag blijft.",
    }


def others_out(since: Since, user: User) -> dict[str, Any]:
    changed = [_changed(cell, cell.by == user.pk) for cell in since.cells]
    found: dict[str, Any] = {"others": changed, "reload": since.more}
    return found | {"sentence": RELOAD} if since.more else found


def _changed(cell: Changed, own: bool) -> dict[str, Any]:
    return {
        "row": cell.row,
        "year": cell.year,
        "value": cell.value,
        "shown": shown(cell.value),
    } | _by_whom(cell.who, cell.when, own)
