"""The end of the sheet Begroting: result, savings targets, result after target."""

from collections.abc import Callable
from fractions import Fraction

from budgets.dutch_numbers import verdict as in_words
from budgets.engine.money import decimal_from_cents
from budgets.wording import FIGURE_TITLES
from reports.workbook.export import ASSUMPTIONS, BUDGET_IDS, Export
from reports.workbook.labels import PM, without_pm
from reports.workbook.mark import write_id
from reports.workbook.row_plan import Row
from reports.workbook.sheet import Sheet
from reports.workbook.sums import sum_of_range
from reports.workbook.tables import change_cells, change_of, figure_row, label_row


def result(sheet: Sheet, export: Export, row: Row) -> None:
    """Income less costs."""
    rows = export.rows.of_figure
    _outcome(
        sheet,
        export,
        row,
        "Resultaat",
        "total",
        lambda c: f"=ROUND({c}{rows['income']}-{c}{rows['costs']},2)",
    )


def after_target(sheet: Sheet, export: Export, row: Row) -> None:
    rows = export.rows.of_figure

    def formula(column: str) -> str:
        return f"=ROUND({column}{rows['result']}-{column}{rows['savings_target']},2)"

    _outcome(sheet, export, row, "Resultaat na taakstelling", "final", formula)


def _outcome(
    sheet: Sheet, export: Export, row: Row, title: str, band: str, formula: Callable[[str], str]
) -> None:
    label_row(
        sheet, row.number, without_pm(export.result, row.figure, title), band, export.budget.change.last
    )
    figure_row(sheet, export, row.number, row.figure, formula, band, "cents")


def verdict(sheet: Sheet, export: Export, row: Row) -> None:
    """Whether the row above is good or bad, in a word: never by colour or sign alone."""
    above = row.number - 1
    for block, found in ((export.budget.base, export.base), (export.budget.adjusted, export.result)):
        for year, cents in enumerate(found.figure(row.key)):
            cell = f"{block.letter(year)}{above}"
            formula = f'=IF({cell}>0,"voordelig",IF({cell}<0,"nadelig","sluitend"))'
            sheet.formula(row.number, block.column(year), formula, in_words(cents), "verdict", "bare")


def target(sheet: Sheet, export: Export, row: Row) -> None:
    """Fixed amounts, or a percentage of a stream as budgeted; the scenario may want another."""
    found = next(target for target in export.data.targets if target.code == row.key)
    title = found.title if found.title.startswith("Taakstelling") else f"Taakstelling: {found.title}"
    label_row(sheet, row.number, title, "plain", export.budget.change.last)
    write_id(sheet, row.number, BUDGET_IDS, "target", row.key)
    base, adjusted = export.budget.base, export.budget.adjusted
    wanted = export.result.savings_targets[row.key]
    for year, cents in enumerate(export.base.savings_targets[row.key]):
        if found.stream is None or found.percentage is None:
            sheet.amount(row.number, base.column(year), cents, "typed_cents")
        else:
            formula = "=" + percentage_formula(export.stream_base(found.stream, year), found.percentage)
            sheet.formula(row.number, base.column(year), formula, cents, "cents")
        there = export.assumption_blocks.adjusted.letter(year)
        formula = f"={ASSUMPTIONS}!{there}{export.assumptions.targets[row.key]}"
        sheet.formula(row.number, adjusted.column(year), formula, wanted[year], "cents")
    change_cells(sheet, export.budget, row.number, change_of(export, row.figure), role="cents")


def target_total(sheet: Sheet, export: Export, row: Row) -> None:
    """The sum, where there is not just one target."""
    label_row(sheet, row.number, "Taakstelling totaal", "subtotal", export.budget.change.last)
    first = row.number - len(export.data.targets)
    figure_row(
        sheet,
        export,
        row.number,
        row.figure,
        lambda c: sum_of_range(c, first, row.number - 1),
        "subtotal",
        "cents",
    )


def memorandum(sheet: Sheet, export: Export, row: Row) -> None:
    """An item of unknown size: "p.m." in its years, no amount."""
    item = next(item for item in export.data.memorandum_items if item.code == row.key)
    sheet.blank(row.number, range(1, export.budget.change.last + 1), "plain")
    sheet.text(row.number, 2, item.title)
    write_id(sheet, row.number, BUDGET_IDS, "memorandum", row.key)
    for year, flag in enumerate(item.pm):
        if flag:
            sheet.text(row.number, export.budget.base.column(year), PM, "missing")
            here = f"={export.budget.base.letter(year)}{row.number}"
            sheet.formula(row.number, export.budget.adjusted.column(year), here, PM, "missing")


def estimate(sheet: Sheet, export: Export, row: Row) -> None:
    """What an item is thought to cost at the least or at the most: typed, and the same after the options."""
    side, _, code = row.key.partition(".")
    item = next(item for item in export.data.memorandum_items if item.code == code)
    sheet.blank(row.number, range(1, export.budget.change.last + 1), "plain")
    title = f"{item.title}, {'laag' if side == 'low' else 'hoog'} geschat (telt niet mee)"
    sheet.text(row.number, 2, title, "part")
    for year in range(len(export.years)):
        found = item.estimate(year)
        if found is not None:
            cents = found.low if side == "low" else found.high
            sheet.amount(row.number, export.budget.base.column(year), cents, "typed_cents")
            here = f"={export.budget.base.letter(year)}{row.number}"
            sheet.formula(row.number, export.budget.adjusted.column(year), here, cents, "cents")


def stream_estimate(sheet: Sheet, export: Export, row: Row) -> None:
    """What a stream is thought to bring in beside the budgeted amount, at the least or at the most."""
    side, _, code = row.key.partition(".")
    stream = export.data.stream(code)
    sheet.blank(row.number, range(1, export.budget.change.last + 1), "plain")
    word = "laag" if side == "low" else "hoog"
    sheet.text(row.number, 2, f"{stream.title}, {word} geschat: afwijking (telt niet mee)", "part")
    for year, budgeted in enumerate(stream.amounts):
        found = stream.estimate(year)
        if found is not None:
            cents = found.low if side == "low" else found.high
            formula = f"=ROUND({decimal_from_cents(cents)}-{export.stream_base(code, year)},2)"
            sheet.formula(row.number, export.budget.base.column(year), formula, cents - budgeted, "cents")
            here = f"={export.budget.base.letter(year)}{row.number}"
            sheet.formula(row.number, export.budget.adjusted.column(year), here, cents - budgeted, "cents")


def estimated_range(sheet: Sheet, export: Export, row: Row) -> None:
    """The result after target with every estimate at its worst, or at its best."""
    rows, worst = export.rows, row.key.endswith("_low")
    signs = {
        ("estimate", "high" if worst else "low"): "-",
        ("stream_estimate", "low" if worst else "high"): "+",
    }
    estimates = [
        (sign, each.number)
        for each in rows.rows
        if (sign := signs.get((each.kind, each.key.partition(".")[0])))
    ]

    def formula(column: str) -> str:
        changes = "".join(f"{sign}N({column}{number})" for sign, number in estimates)
        return f"=ROUND({column}{rows.of_figure['result_after_target']}{changes},2)"

    label = without_pm(export.result, row.figure, FIGURE_TITLES[row.figure])
    label_row(sheet, row.number, label, "plain", export.budget.change.last)
    figure_row(sheet, export, row.number, row.figure, formula, "plain", "cents")


def percentage_formula(cell: str, percentage: Fraction) -> str:
    """``percentage`` of the euros in ``cell``, a half cent away from zero.

    In whole cents, times numerator over denominator.  A denominator of at most
    a thousand keeps a half apart from its neighbours within the fifteen digits
    that spreadsheets round by; beyond that the remainder of the division decides.
    """
    share = percentage / 100
    over, under = abs(share.numerator), share.denominator
    cents = f"ROUND({cell}*100,0)"
    if under <= SIMPLE_DENOMINATOR:
        return f"ROUND({cents}*{share.numerator}/{under},0)/100"
    product = f"ABS({cents})*{over}"
    whole = f"INT({product}/{under})"
    sign = "-" if share < 0 else ""
    return f"{sign}SIGN({cell})*({whole}+IF(2*({product}-{whole}*{under})>={under},1,0))/100"


SIMPLE_DENOMINATOR = 1000

OUTCOME = {
    "result": result,
    "verdict": verdict,
    "target": target,
    "target_total": target_total,
    "memorandum": memorandum,
    "estimate": estimate,
    "stream_estimate": stream_estimate,
    "after_target": after_target,
    "range": estimated_range,
}
