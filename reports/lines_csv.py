"""The cost lines as CSV: RFC 4180, UTF-8, euros with a point and two decimals.

The file holds every text exactly as it is, for programs.  The one for a spreadsheet
begins with a byte order mark, and keeps texts from becoming formulas with an apostrophe
(``budgets.imports.formula_text``), which reading takes off again.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from budgets.engine import BudgetData, Line
from budgets.imports.formula_text import guarded
from budgets.imports.mark import Mark, id_heading
from budgets.output import euros_text
from budgets.wording import COST_TYPE_TITLES
from reports.workbook.labels import PM

CSV = "text/csv; charset=utf-8; header=present"
DESCRIPTIVE = ("regelnummer", "doel", "maatregel", "soort kosten", "prioriteit")
BYTE_ORDER_MARK = "\ufeff"


def lines_csv(data: BudgetData, mark: Mark, *, for_spreadsheet: bool = False) -> bytes:
    """A row of headings and a row per line, in the order of the budget."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([*DESCRIPTIVE, *data.years, "toelichting", id_heading(mark)])
    for line in data.lines:
        texts = map(guarded if for_spreadsheet else str, _texts(data, line))
        number, priority = ("" if n is None else n for n in (line.number, line.priority))
        goal, measure, cost_type, note, code = texts
        writer.writerow([number, goal, measure, cost_type, priority, *_amounts(line), note, code])
    return ((BYTE_ORDER_MARK if for_spreadsheet else "") + target.getvalue()).encode()


def _texts(data: BudgetData, line: Line) -> tuple[str, str, str, str, str]:
    """Goal, measure, kind of costs, note and id."""
    cost_type = COST_TYPE_TITLES.get(line.cost_type, line.cost_type)
    return data.goal(line.goal).title, line.measure, cost_type, line.note, f"line:{line.code}"


def _amounts(line: Line) -> Iterator[str]:
    """Per year; nothing where the line has no amount."""
    for cents, pm in zip(line.amounts, line.pm or (False,) * len(line.amounts), strict=True):
        yield euros_text(cents) if cents is not None else PM if pm else ""
