"""Reading amounts: numbers exactly to the cent, texts through ``read_amount``, and what is neither."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from budgets.amount_text import LARGEST, Value, read_amount, written_in_english
from budgets.dutch_numbers import percentage
from budgets.engine.money import round_half_away
from budgets.imports.book import Sheet
from budgets.imports.book import Value as Cell
from budgets.imports.recognition.labels import percentage_in
from budgets.imports.recognition.looks import is_cell_error
from budgets.imports.recognition.words import as_text
from municipalities.refusals import Refused

SURELY_EXACT = 1e11
"""Euros up to which neighbouring doubles are much closer than a cent."""
NO_OUTCOME = (
    "deze formule heeft geen bewaarde uitkomst; open het bestand in Excel of LibreOffice en sla het op"
)
THOUSAND = 1000
NOT_APPLICABLE = frozenset(("n.v.t.", "nvt", "n.v.t"))
MAY_BE_ENGLISH = re.compile(r"(?<!\d)[1-9]\d{0,2},\d{3}(?!\d)")
"""Only for a text such as 12,345 it matters how the others are written."""


class _Unreadable(Exception):
    def __init__(self, code: str, message: str, percentage: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.percentage = code, message, percentage


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell holds no amount: only said where an amount was needed."""

    column: int
    code: str
    message: str
    percentage: str = ""
    """Where it is one: "3" or "2.5"."""


class AmountReader:
    """Reads the cells of one sheet; ``columns`` are those with amounts.

    Keeps apart by row what could not be read (``problems``) and what was rounded to
    cents (``rounded``) or below zero, because whether that matters depends on what the row is.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[int], unit: int, first: int) -> None:
        self.columns = tuple(columns)
        self.problems: dict[int, list[Problem]] = {}
        self.rounded: dict[int, list[int]] = {}
        self.below_zero: set[int] = set()
        self._sheet, self._unit = sheet, unit
        self._factor = 100 * unit
        self._odd_rows = {row for row, _ in sheet.percentages | sheet.without_value}
        self._english = self._in_english(first)
        self._known: dict[str, tuple[Value, bool]] = {}

    def _in_english(self, first: int) -> bool:
        """Those of a sheet are written one way."""
        rows, columns = self._sheet.rows[first:], self.columns
        texts = {value for row in rows for c in columns if c < len(row) and type(value := row[c]) is str}
        return any(map(MAY_BE_ENGLISH.search, texts)) and written_in_english(texts)

    def read(self, row: int, cells: Sequence[Cell]) -> tuple[list[Value | None], bool]:
        """Per column cents, "pm", "" for an empty cell or None for an unreadable one; whether any is filled.

        A number that is exact to the cent is settled here, which is nearly every cell.
        """
        found: list[Value | None] = []
        filled = False
        width, factor, odd = len(cells), self._factor, row in self._odd_rows
        for column in self.columns:
            value = cells[column] if column < width else None
            if value is None and not odd:
                found.append("")
                continue
            if type(value) is float and not odd and -SURELY_EXACT < value < SURELY_EXACT:
                cents = round(value * factor)
                if cents / factor == value and -LARGEST <= cents <= LARGEST:
                    found.append(cents)
                    filled = True
                    if cents < 0:
                        self.below_zero.add(row)
                    continue
            amount, is_filled = self._settle(row, column, value)
            found.append(amount)
            filled = filled or is_filled
        return found, filled

    def _settle(self, row: int, column: int, value: Cell) -> tuple[Value | None, bool]:
        try:
            found = self._in_text(value) if type(value) is str else self._in_cell(row, column, value)
        except _Unreadable as problem:
            said = Problem(column, problem.code, problem.message, problem.percentage)
            self.problems.setdefault(row, []).append(said)
            return None, True
        if type(found[0]) is int and found[0] < 0:
            self.below_zero.add(row)
        return found

    def _in_cell(self, row: int, column: int, value: Cell) -> tuple[Value, bool]:
        if value is None:
            if (row, column) in self._sheet.without_value:
                raise _Unreadable("no_outcome", NO_OUTCOME)
            return "", False
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Unreadable("not_an_amount", _other(value))
        if (row, column) in self._sheet.percentages and math.isfinite(value):
            raise _percentage(percentage(100 * Fraction(f"{value:.15g}")))
        return self._number(row, column, value), True

    def _number(self, row: int, column: int, value: float) -> int:
        if not math.isfinite(value):
            raise _Unreadable("not_an_amount", "hier staat geen getal")
        exact: int | Decimal = value * self._factor if isinstance(value, int) else self._exact(value)
        cents = exact if isinstance(exact, int) else round_half_away(Fraction(exact))
        if abs(cents) > LARGEST:
            raise _Unreadable("too_large", _too_large(value))
        if cents != exact:
            self.rounded.setdefault(row, []).append(column)
        return cents

    def _exact(self, value: float) -> Decimal:
        """Excel keeps fifteen digits: what a double has beyond these is noise of a formula."""
        return Decimal(f"{value:.15g}") * self._factor

    def _in_text(self, text: str) -> tuple[Value, bool]:
        """Amounts of one row are often the same in every year."""
        found = self._known.get(text)
        if found is None:
            try:
                amount = read_amount(text, english=self._english, thousands=self._unit == THOUSAND)
            except Refused as refused:
                amount = _special(text.strip(), refused)
            found = self._known[text] = amount, bool(text.strip())
        return found


def _special(text: str, refused: Refused) -> Value:
    """What a text that is no amount is: nothing, where it says so; else it raises why."""
    if text.casefold() in NOT_APPLICABLE:
        return ""
    if is_cell_error(text):
        raise _Unreadable("cell_error", f"‘{text}’ is een foutmelding van het rekenblad; herstel de formule")
    if text.endswith("%"):
        raise _percentage(text)
    raise _Unreadable("amount_text", refused.message)


def _percentage(shown: str) -> _Unreadable:
    message = f"‘{shown}’ is een percentage; hier hoort een bedrag in euro’s"
    return _Unreadable("percentage", message, percentage_in(shown))


def _too_large(value: float) -> str:
    return f"‘{as_text(value)}’ is te groot: een bedrag is hoogstens 999.999.999,99"


def _other(value: Cell) -> str:
    if isinstance(value, bool):
        return f"hier staat {as_text(value)}, geen bedrag"
    what = "een datum" if isinstance(value, date) else "een tijd"
    return f"hier staat {what} ({as_text(value)}), geen bedrag"
