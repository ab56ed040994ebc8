"""The sheet Controle: what the source prints, and what the application gave, against what comes out here."""

from openpyxl import Workbook

from budgets.engine import ControlCheck
from budgets.finding_wording import control_reason
from budgets.wording import figure_title
from reports.workbook.export import BUDGET, CONTROLS, FIRST_ROW, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import head, headings, section_row

NOTE = (
    "De gedrukte totalen uit de bron naast de ongewijzigde begroting, waarin de opties niet meetellen; "
    "daaronder de uitkomst bij de export naast die van nu. Bedragen in euro’s."
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
AT_EXPORT = "Zoals de applicatie het gaf bij de export"
MAIN = ("costs", "income", "result", "savings_target", "result_after_target")
SAME, CHANGED = "gelijk", "gewijzigd"
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
    _since_export(sheet, export, FIRST_ROW + max(len(export.result.control_checks), 1) + 1)
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


def _since_export(sheet: Sheet, export: Export, row: int) -> None:
    """The main figures as the application gave them, beside what the sheets come to now."""
    section_row(sheet, row, AT_EXPORT, len(TITLES))
    for column, title in ((3, "Toen (€)"), (4, "Nu (€)"), (5, "Verschil (€)")):
        sheet.text(row, column, title, "wrapped", "section")
    figures = [(figure, year) for figure in MAIN for year in range(len(export.years))]
    for at, (figure, year) in enumerate(figures, row + 1):
        cents = export.result.figure(figure)[year]
        sheet.blank(at, range(1, len(TITLES) + 1), "plain")
        sheet.text(at, 1, figure_title(export.data, figure))
        sheet.number(at, 2, export.years[year])
        sheet.amount(at, 3, cents, "cents")
        here = f"={BUDGET}!{export.budget.adjusted.letter(year)}{export.rows.of_figure[figure]}"
        sheet.formula(at, 4, here, cents, "cents")
        sheet.formula(at, 5, f"=ROUND(D{at}-C{at},2)", 0, "change_cents")
        sheet.formula(at, 7, f'=IF(E{at}=0,"{SAME}","{CHANGED}")', SAME, "spaced_loose")


def _ours(export: Export, check: ControlCheck) -> str | None:
    """The cell of the unchanged figure; None where no cell holds it."""
    year = export.data.year_index[check.control.year]
    row = export.rows.of_figure.get(check.control.figure)
    return None if row is None else f"{BUDGET}!{export.budget.base.letter(year)}{row}"


def _verdict(row: int, explained: bool) -> str:
    """The rule of the engine; whether the source is known to be wrong was settled at export."""
    otherwise = (
        f'"{VERDICTS["explained"]}"'
        if explained
        else f'IF(ABS(E{row})<=F{row},"{VERDICTS["rounding"]}","{VERDICTS["differs"]}")'
    )
    return f'=IF(OR(C{row}=D{row},C{row}=ROUND(D{row},0)),"{VERDICTS["equal"]}",{otherwise})'
