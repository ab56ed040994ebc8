"""Cells of a comparison of two budgets that lead to where their figures come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.engine import Amounts, BudgetData, BudgetDiff
from budgets.engine.figures import ALL_YEARS, DIFFERENCE
from reports.figure_cells import ask_link, figure_cell, plain_cell


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of the pages of both, and what an address calls the old one."""

    old: str
    new: str
    key: str

    def was(self, found: BudgetDiff, figure: str, amounts: Amounts, words: Iterable[str]) -> SafeString:
        return _cells(found, figure, amounts, words, self.old, (found.old,))

    def becomes(self, found: BudgetDiff, figure: str, amounts: Amounts, words: Iterable[str]) -> SafeString:
        return _cells(found, figure, amounts, words, self.new, (found.new,))

    def difference(
        self, found: BudgetDiff, figure: str, amounts: Amounts, words: Iterable[str]
    ) -> SafeString:
        both = (found.old, found.new)
        return _cells(found, figure, amounts, words, self.new, both, self.key)

    def was_of(self, found: BudgetDiff, figure: str, year: int, text: str) -> str:
        """The way to one amount of the old budget; the text alone of a year that it does not have."""
        return ask_link(figure, year, text, at=self.old) if year in found.old.year_index else text

    def becomes_of(self, found: BudgetDiff, figure: str, year: int, text: str) -> str:
        return ask_link(figure, year, text, at=self.new) if year in found.new.year_index else text

    def change_of(
        self, found: BudgetDiff, figure: str, year: int, cents: int, text: str, below: str = ""
    ) -> str:
        """A cell with one difference; ``below`` is HTML behind it."""
        asks = f"{DIFFERENCE}.{figure}"
        if year not in found.new.year_index:
            return plain_cell(text + below)
        more = {"asks": asks, "at": self.new, "against": self.key, "after": below}
        return figure_cell(f"version.{asks}", year, cents, text, **more)


def _cells(
    found: BudgetDiff,
    figure: str,
    amounts: Amounts,
    words: Iterable[str],
    at: str,
    sides: tuple[BudgetData, ...],
    against: str = "",
) -> SafeString:
    """One per year and one of all years together; without a link in a year that not all ``sides`` have."""
    known = [year for year in found.years if all(year in side.year_index for side in sides)]
    asked = [(figure, year) for year in found.years] + [(f"{ALL_YEARS}.{figure}", next(iter(known), 0))]
    cells = []
    for (name, year), cents, text in zip(asked, amounts, words, strict=True):
        asks = f"{DIFFERENCE}.{name}" if against else name
        cell = figure_cell(f"version.{asks}", year, cents, text, asks=asks, at=at, against=against)
        cells.append(cell if year in known else plain_cell(text))
    return SafeString("".join(cells))
