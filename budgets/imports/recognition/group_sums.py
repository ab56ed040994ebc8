"""Headings of a group that bear the sum of the rows below them."""

from collections.abc import Sequence

from budgets.imports.recognition.labels import Says, meaning_of
from budgets.imports.recognition.raw_rows import Raw
from budgets.imports.recognition.tally import margin

MOST_ROWS = 200
"""Of one group."""
MOSTLY = 0.3
"""Of the rows that are no totals."""


def group_sums(rows: Sequence[Raw], unit: int) -> set[int]:
    """Positions of rows that hold the sum of what follows, up to the next of them or a gap.

    A row on its own proves nothing: either the rows below have a number, cost type or priority
    and the heading has none, or at least two such groups follow each other without a row between.
    """
    described = mostly_described(rows)
    found: dict[int, int] = {}
    position = 0
    while position < len(rows):
        length = _length(rows, position, unit, described)
        if length:
            found[position] = length
        position += length + 1
    if found:
        found |= _of_one_row(rows, found, described)
    if described:
        return set(found)
    ends = {start + length + 1 for start, length in found.items()}
    return {start for start, length in found.items() if start in ends or start + length + 1 in found}


def mostly_described(rows: Sequence[Raw]) -> bool:
    """Whether a line of this table has a number, cost type or priority, as a rule."""
    filled = [row for row in rows if row.filled]
    described = sum(row.described for row in filled)
    if described < MOSTLY * len(filled):  # totals have nothing of the kind
        filled = [row for row in filled if row.described or meaning_of(row.label).says is Says.NOTHING]
    return described > 0 and described >= MOSTLY * len(filled)


def _length(rows: Sequence[Raw], position: int, unit: int, described: bool) -> int:
    """How many rows below add up to this one, with any of nothing after them; 0 where none do."""
    heading = rows[position]
    if not heading.filled or heading.described or heading.id:
        return 0
    column = next((i for i, value in enumerate(heading.costs) if isinstance(value, int) and value), None)
    if column is None:
        return 0
    wanted, total, found = heading.costs[column], 0, 0
    assert isinstance(wanted, int)
    for length, row in enumerate(rows[position + 1 : position + 1 + MOST_ROWS], 1):
        value = row.costs[column]
        cents = value if isinstance(value, int) else 0
        if not row.filled or row.described is not described or cents < 0 or (found and cents):
            break
        total += cents
        if total > wanted + margin(wanted, unit, length):
            break
        if length > 1 and _all_add_up(rows, position, length, unit):
            found = length
    return found if heading.label and meaning_of(heading.label).says is Says.NOTHING else 0


def _all_add_up(rows: Sequence[Raw], position: int, length: int, unit: int) -> bool:
    """Each amount of the heading, exactly or by rounding."""
    below = rows[position + 1 : position + 1 + length]
    for column, wanted in enumerate(rows[position].costs):
        values = [row.costs[column] for row in below]
        total = sum(value for value in values if isinstance(value, int))
        if isinstance(wanted, int) and abs(total - wanted) > margin(wanted, unit, length):
            return False
    return True


def _of_one_row(rows: Sequence[Raw], found: dict[int, int], described: bool) -> dict[int, int]:
    """Headings of a single row, where other groups show that headings bear sums here."""
    ends = {start + length + 1 for start, length in found.items()}
    ones: dict[int, int] = {}
    for start in range(len(rows) - 1):
        heading, line = rows[start], rows[start + 1]
        same = heading.filled and heading.costs == line.costs and not heading.described
        if same and start not in found and line.described is described and heading.label:
            after = start + 2 in found or (described and _ends_group(rows, start + 2))
            if start in ends or after:
                ones[start] = 1
                ends.add(start + 2)
    return ones


def _ends_group(rows: Sequence[Raw], position: int) -> bool:
    return position >= len(rows) or not rows[position].described
