"""Formulas that add up amounts to the cent, however large.

A spreadsheet calculates in doubles.  Up to ``SAFE_ROWS`` amounts of at most
999,999,999.99 the error of a plain SUM stays below half a cent, so rounding
mends it.  Longer ranges are added block by block, each block rounded to whole
cents: whole numbers up to 2^53 are exact, and so is their sum.
"""

from collections.abc import Callable, Sequence

SAFE_ROWS = 150
MOST_BLOCKS = 90
"""So that a formula stays below the 8,192 characters that Excel takes."""


def sum_of_range(letter: str, first: int, last: int, sheet: str = "") -> str:
    """The sum of a part of a column; ``sheet`` with its exclamation mark, if not the formula's own."""
    return _in_blocks(first, last, lambda a, b: f"SUM({sheet}{letter}{a}:{letter}{b})")


def sum_where(criterion: str, where: str, letter: str, first: int, last: int, sheet: str = "") -> str:
    """The sum of the rows whose cell in column ``where`` meets ``criterion``, a number or a quoted text.

    ``sheet`` is the sheet of both columns, with its exclamation mark, if not the formula's own.
    """

    def term(a: int, b: int) -> str:
        return f"SUMIF({sheet}${where}${a}:${where}${b},{criterion},{sheet}{letter}${a}:{letter}${b})"

    return _in_blocks(first, last, term)


def sum_alike(cell: str, where: str, letter: str, first: int, last: int) -> str:
    """The sum of the rows whose text in column ``where`` is that of ``cell``.

    SUMIF would take a text such as "=x" or "a*" for a condition; this compares.
    """
    return _in_blocks(
        first,
        last,
        lambda a, b: f"SUMPRODUCT(--(${where}${a}:${where}${b}={cell}),{letter}${a}:{letter}${b})",
    )


def sum_of_cells(addresses: Sequence[str], rows: int) -> str:
    """The sum of single cells, which together add up ``rows`` amounts."""
    if not addresses:
        return "=0"
    if rows <= SAFE_ROWS:
        return f"=ROUND({'+'.join(addresses)},2)"
    return f"=({'+'.join(f'ROUND({address}*100,0)' for address in addresses)})/100"


def _in_blocks(first: int, last: int, term: Callable[[int, int], str]) -> str:
    """``term`` over rows ``first`` to ``last``, in one piece or in blocks of whole cents."""
    if last < first:
        return "=0"
    rows = last - first + 1
    if rows <= SAFE_ROWS:
        return f"=ROUND({term(first, last)},2)"
    size = max(SAFE_ROWS, -(-rows // MOST_BLOCKS))
    blocks = [(a, min(a + size - 1, last)) for a in range(first, last + 1, size)]
    return f"=({'+'.join(f'ROUND({term(a, b)}*100,0)' for a, b in blocks)})/100"
