"""Sums over rows in the order of the file, and whether an amount is such a sum."""

from operator import add

from budgets.imports.recognition.raw_rows import Amounts

HALF_UNIT = 50
"""Cents by which an amount may be off when it was rounded to whole euros."""

SMALL_PART = 50
"""A sum is no more than a fiftieth of itself off: small amounts are near each other by chance."""


def margin(amount: int, unit: int, rows: int) -> int:
    """Cents by which a sum of so many rounded rows may be off, to be recognised as one."""
    return min(HALF_UNIT * unit * rows, abs(amount) // SMALL_PART)


class Tally:
    """Rows of amounts, added one by one; any run of them can be summed.

    ``unit`` is in euros: amounts in thousands may be half a thousand off.
    """

    def __init__(self, columns: int, unit: int) -> None:
        self.rows: list[Amounts] = []
        self._unit = unit
        self._sums: list[tuple[int, ...]] = [(0,) * columns]
        self._counts: list[tuple[int, ...]] = [(0,) * columns]

    def __len__(self) -> int:
        return len(self.rows)

    def sums(self, start: int, end: int | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Per column the cents, and how many amounts, of the rows from ``start`` up to ``end``."""
        self._catch_up()
        end = len(self.rows) if end is None else end
        sums = tuple(a - b for a, b in zip(self._sums[end], self._sums[start], strict=True))
        counts = tuple(a - b for a, b in zip(self._counts[end], self._counts[start], strict=True))
        return sums, counts

    def is_sum(self, amounts: Amounts, start: int, least: int = 1) -> bool:
        """Whether the amounts are those of the rows from ``start`` on, give or take rounding.

        There must be ``least`` rows or more, and something other than nothing.
        """
        if len(self.rows) - start < least:
            return False
        sums, counts = self.sums(start)
        known = [
            (amount, total, count)
            for amount, total, count in zip(amounts, sums, counts, strict=True)
            if isinstance(amount, int)
        ]
        return any(amount for amount, _, _ in known) and all(
            abs(amount - total) <= margin(amount, self._unit, count) for amount, total, count in known
        )

    def _catch_up(self) -> None:
        for amounts in self.rows[len(self._sums) - 1 :]:
            cents = [value if isinstance(value, int) else 0 for value in amounts]
            there = [isinstance(value, int) for value in amounts]
            self._sums.append(tuple(map(add, self._sums[-1], cents)))
            self._counts.append(tuple(map(add, self._counts[-1], there)))
