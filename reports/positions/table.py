"""All positions in one table: an option per row, a party per column."""

from dataclasses import dataclass

from budgets.models import AdjustmentOption
from decisions.models import Position
from decisions.models.positions import code_of
from decisions.positions import Party, Positions

IN_GENERAL = "alle-opties"
"""In addresses: about all options together."""
GENERAL_TITLE = "Alle opties samen"


@dataclass(frozen=True, slots=True)
class Cell:
    party: Party
    party_code: str
    position: Position | None
    may_record: bool


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    title: str
    option: AdjustmentOption | None
    cells: list[Cell]


def position_rows(
    options: list[AdjustmentOption], parties: list[Party], positions: Positions, allowed: set[str]
) -> list[Row]:
    """``allowed`` holds the codes of the parties that the reader may record for."""

    def row(code: str, title: str, option: AdjustmentOption | None) -> Row:
        held = positions.of(code) if option else positions.general
        by_party = {position.party_code: position for position in held}
        codes = [(party, code_of(party)) for party in parties]
        cells = [Cell(party, name, by_party.get(name), name in allowed) for party, name in codes]
        return Row(code, title, option, cells)

    general = row(IN_GENERAL, GENERAL_TITLE, None)
    return [general, *(row(option.code, option.title, option) for option in options)]
