"""``build_comparison``: two budgets side by side as a sheet, differences and totals as formulas."""

from budgets.engine import BudgetDiff, Item
from budgets.version_wording import (
    KIND_WORDS,
    SECTIONS,
    WITHOUT_AMOUNTS,
    change_words,
    item_title,
    plan_words,
    pm_words,
)
from budgets.wording import FIGURE_TITLES
from reports.workbook.about import About
from reports.workbook.blocks import Block, block_heading, one_sheet, sum_of_years, titles
from reports.workbook.columns import GAP_WIDTH, amount_width
from reports.workbook.forms import Form
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet, letter
from reports.workbook.tables import HEADER_ROW, NAME_WIDTH, headings, section_row

SHEET = "Vergelijking"
DESCRIPTIVE = 3
"""Columns before the amounts: what, how it differs, which fields."""
NOTE = (
    "Bedragen in euro’s, zonder opties. Verschillen en totalen zijn formules. "
    "Een leeg bedrag of p.m. telt niet mee."
)
Cents = tuple[int | None, ...]


def build_comparison(found: BudgetDiff, old: str, new: str, about: About, form: Form = "xlsx") -> bytes:
    """``old`` and ``new`` are what the two are called."""
    return one_sheet(SHEET, about, form, lambda sheet, of: _Writer(sheet, found).write(old, new, of))


class _Writer:
    """Writes the sheet from top to bottom."""

    def __init__(self, sheet: Sheet, found: BudgetDiff) -> None:
        self.sheet, self.found = sheet, found
        count = len(found.years)
        self.before = Block(DESCRIPTIVE + 1, count)
        self.after = self.before.next()
        self.change = self.after.next()
        self.row = HEADER_ROW

    def write(self, old: str, new: str, about: About) -> None:
        self._head(old, new, about)
        self._totals()
        for name, title in SECTIONS:
            if items := getattr(self.found, name):
                self._section(title, items, summed=name not in WITHOUT_AMOUNTS)
        self._plan()
        frozen = f"{letter(DESCRIPTIVE + 1)}{HEADER_ROW + 1}"
        set_up(self.sheet, about, frozen=frozen, last_column=self.change.total, accent=True)

    def _head(self, old: str, new: str, about: About) -> None:
        sheet = self.sheet
        titles(sheet, f"Vergelijking: {old} en {new}", about, NOTE)
        headings(sheet, [("Wat", "loose"), ("Hoe", "loose"), ("Gewijzigd", "loose")], self.change.total)
        sides = [(self.before, old), (self.after, new), (self.change, "Verschil")]
        for block, title in sides:
            block_heading(sheet, block, title, self.found.years)
        self._widths([block for block, _ in sides])

    def _widths(self, blocks: list[Block]) -> None:
        totals = [cents for total in self.found.totals for cents in (sum(total.before), sum(total.after))]
        width = amount_width(totals, totals)
        columns = {1: NAME_WIDTH, 2: 12.0, 3: NAME_WIDTH}
        for block in blocks:
            columns |= dict.fromkeys(range(block.first, block.total + 1), width)
        self.sheet.widths(columns | {block.total + 1: GAP_WIDTH for block in blocks[:-1]})

    def _totals(self) -> None:
        """Costs, income and target as numbers; both results follow from them."""
        self._next_section("Totalen per jaar")
        rows: dict[str, int] = {}
        for total in self.found.totals:
            self.row += 1
            rows[total.figure] = self.row
            self.sheet.text(self.row, 1, FIGURE_TITLES[total.figure], "loose")
            minus = {"result": ("income", "costs"), "result_after_target": ("result", "savings_target")}
            for block, amounts in ((self.before, total.before), (self.after, total.after)):
                for i, cents in enumerate(amounts):
                    if total.figure in minus:
                        first, second = (rows[name] for name in minus[total.figure])
                        formula = f"={block.letter(i)}{first}-{block.letter(i)}{second}"
                        self.sheet.formula(self.row, block.first + i, formula, cents, "cents")
                    else:
                        self.sheet.amount(self.row, block.first + i, cents, "typed_cents")
                sum_of_years(self.sheet, self.row, block, sum(amounts))
            self._changes(total.difference)

    def _plan(self) -> None:
        """What differs beside the items, a sentence a row."""
        if said := plan_words(self.found):
            self._next_section("Ook anders")
            for sentence in said:
                self.row += 1
                self.sheet.text(self.row, 1, sentence, "loose")

    def _section(self, title: str, items: tuple[Item, ...], *, summed: bool) -> None:
        self._next_section(title)
        first = self.row + 1
        for item in items:
            self._item(item)
        if summed:
            self._sums(items, first)

    def _item(self, item: Item) -> None:
        self.row += 1
        sheet, found = self.sheet, self.found
        said = [*change_words(item, found.old, found.new), *pm_words(item, found.years)]
        sheet.text(self.row, 1, item_title(item))
        sheet.text(self.row, 2, KIND_WORDS[item.kind], "loose")
        sheet.text(self.row, 3, "; ".join(said))
        for block, amounts, pm in (
            (self.before, item.before, item.before_pm),
            (self.after, item.after, item.after_pm),
        ):
            for i, cents in enumerate(amounts):
                if cents is not None:
                    sheet.amount(self.row, block.first + i, cents, "typed_cents")
                else:
                    sheet.text(self.row, block.first + i, "p.m." if pm[i] else "", "missing")
            sum_of_years(self.sheet, self.row, block, sum(cents or 0 for cents in amounts))
        self._changes(item.difference)

    def _sums(self, items: tuple[Item, ...], first: int) -> None:
        self.row += 1
        self.sheet.blank(self.row, range(1, self.change.total + 1), "subtotal")
        self.sheet.text(self.row, 1, "Samen", "loose", "subtotal")
        sides = (
            (self.before, [item.before for item in items], "cents"),
            (self.after, [item.after for item in items], "cents"),
            (self.change, [item.difference for item in items], "change_cents"),
        )
        for block, amounts, role in sides:
            per_year = [sum(cents or 0 for cents in year) for year in zip(*amounts, strict=True)]
            for i, cents in enumerate([*per_year, sum(per_year)]):
                column = block.letter(i)
                formula = f"=SUM({column}{first}:{column}{self.row - 1})"
                self.sheet.formula(self.row, block.first + i, formula, cents, role, "subtotal")

    def _changes(self, changes: tuple[int, ...]) -> None:
        """After minus before; N() takes "p.m." and an empty cell as nothing."""
        for i, cents in enumerate([*changes, sum(changes)]):
            formula = f"=ROUND(N({self.after.letter(i)}{self.row})-N({self.before.letter(i)}{self.row}),2)"
            self.sheet.formula(self.row, self.change.first + i, formula, cents, "change_cents")

    def _next_section(self, title: str) -> None:
        self.row += 1 if self.row == HEADER_ROW else 2
        section_row(self.sheet, self.row, title, self.change.total)
