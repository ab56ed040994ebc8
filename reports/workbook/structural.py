"""On the sheet Begroting: what of the result does not recur, and the structural balance."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from budgets.wording import FIGURE_TITLES
from reports.workbook.export import EFFECTS, Export
from reports.workbook.labels import without_pm
from reports.workbook.row_plan import Row
from reports.workbook.sheet import Sheet
from reports.workbook.sums import SAFE_ROWS
from reports.workbook.tables import change_cells, change_of, figure_row, label_row

LONGEST = 8_000
"""Characters of a formula, a little less than Excel takes."""


def structural_balance(sheet: Sheet, export: Export, row: Row) -> None:
    """The result less its incidental part, in the row above."""
    of = export.rows.of_figure
    _label(sheet, export, row)
    figure_row(
        sheet,
        export,
        row.number,
        row.figure,
        lambda c: f"=ROUND({c}{of['result']}-{c}{of['incidental_balance']},2)",
        "subtotal",
        "cents",
    )


def incidental_balance(sheet: Sheet, export: Export, row: Row) -> None:
    """Incidental streams less incidental lines, and what incidental options bring on the others."""
    _label(sheet, export, row)
    for block, result in ((export.budget.base, export.base), (export.budget.adjusted, export.result)):
        for year, cents in enumerate(result.figure(row.figure)):
            effects = _effects(export, year) if block is export.budget.adjusted else []
            formula = _sum(export, block.letter(year), effects)
            if len(formula) > LONGEST:
                sheet.amount(row.number, block.column(year), cents, "cents")
            else:
                sheet.formula(row.number, block.column(year), formula, cents, "cents")
    change_cells(sheet, export.budget, row.number, change_of(export, row.figure), role="cents")


def _label(sheet: Sheet, export: Export, row: Row) -> None:
    title = without_pm(export.result, row.figure, LABELS[row.figure])
    band = "subtotal" if row.figure == "structural_balance" else "plain"
    label_row(sheet, row.number, title, band, export.budget.change.last)


def _sum(export: Export, letter: str, effects: list[str]) -> str:
    rows, data = export.rows.of_figure, export.data
    streams = [rows[f"income_by_stream.{each.code}"] for each in data.streams if each.incidental]
    lines = [rows[f"lines.{each.code}"] for each in data.lines if each.incidental]
    term: Callable[[str], str] = str
    if len(streams) + len(lines) + len(effects) > SAFE_ROWS:  # in whole cents, as long sums are

        def term(cell: str) -> str:
            return f"ROUND({cell}*100,0)/100"

    terms = [f"+{term(cells)}" for cells in (*_runs(letter, streams), *effects)]
    terms += [f"-{term(cells)}" for cells in _runs(letter, lines)]
    return f"=ROUND(0{''.join(terms)},2)"


def _runs(letter: str, rows: Iterable[int]) -> Iterator[str]:
    """Neighbours together; a text such as "p.m." counts as nothing."""
    numbers = sorted(rows)
    starts = [b for a, b in pairwise([-1, *numbers]) if b != a + 1]
    ends = [a for a, b in pairwise([*numbers, -1]) if b != a + 1]
    for first, last in zip(starts, ends, strict=True):
        yield f"SUM({letter}{first}:{letter}{last})"


def _effects(export: Export, year: int) -> list[str]:
    """The cells of what incidental options bring where it would else be structural."""
    data, column = export.data, export.effect_realised.letter(year)
    targets = {
        "line": [each.incidental for each in data.lines],
        "stream": [each.incidental for each in data.streams],
    }
    return [
        f"{EFFECTS}!{column}{effect.row}"
        for effect in export.effects.rows
        if data.options[effect.option].incidental
        and effect.kind in targets
        and not targets[effect.kind][effect.target]
    ]


LABELS = {
    "incidental_balance": FIGURE_TITLES["incidental_balance"],
    "structural_balance": "Waarvan structureel (structureel begrotingssaldo)",
}
STRUCTURAL = {"incidental_balance": incidental_balance, "structural_balance": structural_balance}
