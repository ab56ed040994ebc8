"""Reading a workbook back, independent of what wrote it."""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from workbook_cases import ABOUT

from budgets.engine import BudgetData, BudgetResult, Choice, compute
from budgets.engine.structural import any_incidental
from budgets.engine.swings import any_estimated
from budgets.imports.book import Book, Sheet
from reports.workbook import Form, build_workbook
from reports.workbook.names import option_names

Cells = dict[str, dict[tuple[int, int], object]]
CALCULATED = (
    *("Begroting", "Bijstellingen", "Uitgangspunten", "Dekking", "Controle", "Effecten", "Verdeling"),
    *("Dekking per post", "Gemeenten", "Verdeling per gemeente", "Verdeling over posten"),
)


def built(data: BudgetData, *on: str, form: Form = "xlsx") -> bytes:
    return build_workbook(compute(data, Choice.of(on)), ABOUT, form)


def switched(content: bytes, data: BudgetData, on: frozenset[str]) -> bytes:
    """The workbook with its 1/0 cells set by name and every stored value gone."""
    codes = [option.code for option in data.options]
    switches = zip(codes, option_names(codes), strict=True)
    return filled_in(content, {name: int(code in on) for code, name in switches})


def filled_in(content: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with these values in its named cells and every stored value gone."""
    book = load_workbook(BytesIO(content))
    for name, value in cells.items():
        ((sheet, address),) = book.defined_names[name].destinations
        book[sheet][address] = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def values(source) -> Cells:
    """The values that stand in the file, by sheet, row and column from 1; amounts as cents."""
    book = CalamineWorkbook.from_object(source)
    return {
        name: {
            (row, column): as_cents(value)
            for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            for column, value in enumerate(cells, 1)
            if value != ""
        }
        for name in book.sheet_names
    }


def as_cents(value: object) -> object:
    return round(value * 100) if isinstance(value, int | float) else value


def named(book, name: str) -> list[object]:
    """The values of a named range."""
    ((sheet, address),) = book.defined_names[name].destinations
    found = book[sheet][address]
    cells = found[0] if isinstance(found, tuple) else [found]
    return [cell.value for cell in cells]


def row_of(sheet: dict[tuple[int, int], object], label: str, column: int = 2) -> int:
    """The one row with this label."""
    (row,) = [at for (at, c), value in sheet.items() if c == column and value == label]
    return row


def block(sheet: dict[tuple[int, int], object], row: int, first: int, count: int) -> tuple[object, ...]:
    return tuple(sheet.get((row, column)) for column in range(first, first + count))


def printed_figures(cells: Cells, result: BudgetResult) -> list[str]:
    """Where the adjusted figures of the workbook are not those of ``result``, found by their labels."""
    years = len(result.years)
    adjusted, budget = 6 + years + 1, cells["Begroting"]
    wrong = []

    def compare(label: str, expected: tuple[int, ...], sheet=budget, first=adjusted, row=None):
        found = block(sheet, row or row_of(sheet, label), first, years)
        shown = tuple(0 if value in ("–", "p.m.") else value for value in found)
        if shown != expected:
            wrong.append(f"{label}: {found} is not {expected}")

    for line in result.data.lines:
        if line.number is not None:
            compare(line.code, result.line(line.code), row=row_of(budget, line.number * 100, 1))
    for label, expected in _subtotals(result):
        compare(_starting(budget, label), expected)
    for stream in result.data.streams:
        compare(stream.title, result.income_by_stream[stream.code])
        compare(stream.title, result.income_by_stream[stream.code], cells["Dekking"], 5 + years + 1)
    compare(_starting(budget, "Totaal kosten"), result.costs)
    compare("Totaal baten", result.income)
    compare(_starting(budget, "Resultaat na taakstelling"), result.result_after_target)
    for label, name in _sometimes(result.data):
        compare(_starting(budget, label), result.figure(name))
    claimed = 8 + any(option.levels for option in result.data.options)
    options, realised = cells["Bijstellingen"], claimed + years + 1
    for number, option in enumerate(result.options, 1):
        row = row_of(options, number * 100, 1)
        compare(option.code, option.claimed, options, claimed, row)
        compare(option.code, option.realised, options, realised, row)
    compare("Totaal van wat aan staat", result.claimed, options, claimed)
    compare("Totaal van wat aan staat", result.realised, options, realised)
    compare("Niet te realiseren deel", result.shortfall, options, realised)
    for label, expected in _steps(result).items():
        compare(label, expected, cells["Uitgangspunten"], 8)
    return wrong


def _subtotals(result: BudgetResult) -> Iterator[tuple[str, tuple[int, ...]]]:
    for goal in result.data.goals:
        yield f"Subtotaal {goal.title}", result.costs_by_goal[goal.code]
    for key in "0123":
        yield f"Prioriteit {key}", result.costs_by_priority[key]
    yield "Zonder prioriteit", result.costs_by_priority["none"]


def _steps(result: BudgetResult) -> dict[str, tuple[int, ...]]:
    """From the result as budgeted to that as adjusted."""
    terms = result.choice
    indexed = compute(result.data, Choice(frozenset(), terms.indexation, index_years=terms.index_years))
    before, costs = indexed.unchanged.result, indexed.unchanged.costs
    steps = {
        "Resultaat, begroot": before,
        "Indexering van de kosten": tuple(a - b for a, b in zip(costs, indexed.costs, strict=True)),
        "Opties": result.realised,
        "Resultaat, bijgesteld": result.result,
    }
    if gains := [each.realised for each in result.adjustments]:
        steps["Eigen aanpassingen"] = tuple(map(sum, zip(*gains, strict=True)))
    return steps


def _sometimes(data: BudgetData) -> Iterator[tuple[str, str]]:
    """The rows that are there when something is incidental, and when somebody estimated something."""
    if any_incidental(data):
        yield "Waarvan incidenteel", "incidental_balance"
        yield "Waarvan structureel", "structural_balance"
    if any_estimated(data):
        yield "Na taakstelling, ongunstig geschat", "result_after_target_low"
        yield "Na taakstelling, gunstig geschat", "result_after_target_high"


def _starting(sheet: dict[tuple[int, int], object], label: str) -> str:
    """The label with whatever it says of p.m. items."""
    (found,) = [
        value
        for (_, column), value in sheet.items()
        if column == 2
        and isinstance(value, str)
        and (value == label or value.startswith((f"{label} (", f"{label}:")))
    ]
    return found


def as_book(content: bytes) -> Book:
    """As the way in sees a file."""
    book = CalamineWorkbook.from_object(BytesIO(content))
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    sheets = (
        Sheet(name, tuple(tuple(None if value == "" else value for value in row) for row in cells))
        for name, cells in rows.items()
    )
    return Book("begroting.xlsx", "", "xlsx", tuple(sheets))
