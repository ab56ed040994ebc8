"""The sheet Controle: what the source prints against what is calculated."""

from openpyxl import Workbook

from budgets.engine import ControlCheck
from budgets.finding_wording import control_reason
from budgets.wording import figure_title
from reports.workbook.export import BUDGET, CONTROLS, FIRST_ROW, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import head, headings

NOTE = (
    "De gedrukte totalen uit de bron naast de ongewijzigde begroting. De opties tellen hier niet mee. "
    "Bedragen in euro’s."
)
TITLES = (
    ("Cijfer", "loose"),
    ("Jaar", "centre"),
    ("Gedrukt (€)", "year"),
    ("Berekend (€)", "year"),
    ("Verschil (€)", "year"),
    ("Tolerantie (€)", "year"),
    ("Oordeel", "spaced_loose"),
    ("Reden", "loose"),
    ("Bron", "loose"),
)
WIDTHS = {1: 44, 2: 7, 3: 17, 4: 17, 5: 14, 6: 14, 7: 13, 8: 74, 9: 30}
VERDICTS = {
    "equal": "gelijk",
    "explained": "verklaard",
    "rounding": "afronding",
    "differs": "onverklaard",
    "unknown": "niet te vergelijken",
}


def write_controls(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """One row per printed total."""
    sheet = Sheet(book, CONTROLS, styles)
    head(sheet, export, "Controle met de bron", NOTE)
    headings(sheet, TITLES, len(TITLES))
    for row, check in enumerate(export.result.control_checks, FIRST_ROW):
        _check(sheet, export, row, check)
    if not export.result.control_checks:
        sheet.text(FIRST_ROW, 1, "Er zijn geen gedrukte totalen vastgelegd.", "aside")
    sheet.widths({column: float(width) for column, width in WIDTHS.items()})
    set_up(sheet, export.about, "B6", len(TITLES))
    return sheet


def _check(sheet: Sheet, export: Export, row: int, check: ControlCheck) -> None:
    control = check.control
    sheet.text(row, 1, figure_title(export.data, control.figure))
    sheet.number(row, 2, control.year)
    sheet.amount(row, 3, control.amount, "typed_cents")
    if address := _ours(export, check):
        sheet.formula(row, 4, f"={address}", check.ours, "cents")
    else:
        sheet.amount(row, 4, check.ours, "cents")
    sheet.formula(row, 5, f"=ROUND(D{row}-C{row},2)", check.difference, "change_cents")
    sheet.amount(row, 6, check.tolerance, "typed_cents")
    if check.verdict == "unknown":
        sheet.text(row, 7, VERDICTS[check.verdict], "spaced_loose")
    else:
        sheet.formula(row, 7, _verdict(row, bool(control.reason)), VERDICTS[check.verdict], "spaced_loose")
    sheet.text(row, 8, control_reason(check))
    sheet.text(row, 9, control.source)


def _ours(export: Export, check: ControlCheck) -> str | None:
    """The cell of the unchanged figure.

    None where no cell holds it: with indexation the budgeted amounts in this
    workbook are not those that the source printed.
    """
    year = export.data.year_index[check.control.year]
    row = export.rows.of_figure.get(check.control.figure)
    if export.indexed or row is None:
        return None
    return f"{BUDGET}!{export.budget.base.letter(year)}{row}"


def _verdict(row: int, explained: bool) -> str:
    """The rule of the engine; whether the source is known to be wrong was settled at export."""
    otherwise = (
        f'"{VERDICTS["explained"]}"'
        if explained
        else f'IF(ABS(E{row})<=F{row},"{VERDICTS["rounding"]}","{VERDICTS["differs"]}")'
    )
    return f'=IF(OR(C{row}=D{row},C{row}=ROUND(D{row},0)),"{VERDICTS["equal"]}",{otherwise})'
