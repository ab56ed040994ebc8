"""Why a column was taken for what it is, in a phrase for the screen."""

from budgets.imports.book import Book
from budgets.imports.mapping import ColumnRole, TableMapping
from budgets.imports.recognition.columns import propose_columns
from budgets.imports.recognition.headings import heading_at

CHOSEN = "zelf gekozen"


def column_reasons(book: Book, table: TableMapping, years: tuple[int, ...] = ()) -> dict[int, str]:
    """Per column of the sheet, those that are not read too; empty where there is no such sheet.

    ``years`` are those of the plan; without them, those that the mapping reads.
    """
    sheet = book.sheet(table.sheet)
    if sheet is None:
        return {}
    chosen = {column.index: column for column in table.columns}
    heading = heading_at(sheet, table.header)
    found = {}
    for each in propose_columns(sheet, heading, years or table.years, table.part):
        column = chosen.get(each.index)
        same = each.role is ColumnRole.SKIP if column is None else column == each.column
        found[each.index] = each.reason if same else CHOSEN
    return found
