"""What is to be said of the rows and cells of one table."""

from collections.abc import Callable

from budgets.amount_text import Value
from budgets.dutch_numbers import exact
from budgets.imports.book import address, column_letters
from budgets.imports.content import ReadRow
from budgets.imports.mapping import ColumnRole, RowKind
from budgets.imports.recognition.notices import Notices
from budgets.imports.recognition.placed import Placed
from budgets.imports.recognition.proposed import quoted
from budgets.imports.recognition.read_table import NO_PM, ReadTable, chosen_amounts

TAKEN = (RowKind.LINE, RowKind.STREAM, RowKind.TARGET, RowKind.MEMORANDUM)
"""Rows that come into the budget."""
ODD = {
    ColumnRole.PRIORITY: "is geen prioriteit; kies 0, 1, 2 of 3, of laat de cel leeg",
    ColumnRole.COST_TYPE: "is geen bekende soort kosten; deze post komt er zonder soort in",
    ColumnRole.NUMBER: "is geen geheel nummer en wordt niet overgenomen",
}
PM_AS_NOTHING = "p.m. kan hier niet; deze cel telt als leeg"
TURNED = {
    side: f"de {what} staan op dit blad als negatieve bedragen; zij zijn gelezen zonder minteken: −1.000 is "
    f"€ 1.000 aan {what}"
    for side, what in {"costs": "kosten", "income": "baten"}.items()
}
UNNAMED = "deze kostenpost heeft geen naam"
NEGATIVE = {
    RowKind.LINE: "is een negatief bedrag bij de kosten; neemt u het over, dan mag deze post negatief zijn",
    RowKind.STREAM: "is een negatief bedrag bij de baten; neemt u het over, dan mogen deze negatief zijn",
}


def check_table(table: ReadTable, notices: Notices) -> None:
    """Row by row and cell by cell; then what is there twice, hidden, merged or rounded."""
    if table.turned is not None:
        notices.warning(f"{table.turned}_turned", TURNED[table.turned], table.sheet_name)
    striking = table.amounts.problems.keys() | table.amounts.below_zero
    for placed in table.placed:
        kind = placed.kind
        if kind is RowKind.LINE:
            if placed.raw.index in striking or placed.raw.odd or not placed.label:
                _check_taken(table, placed, notices)
        elif kind in TAKEN:
            _check_taken(table, placed, notices)
        elif placed.lost:
            _say_lost(table, placed, notices)
    _check_ids(table, notices)
    _check_lines_twice(table, notices)
    _check_hidden(table, notices)
    _check_merged(table, notices)
    _check_rounded(table, notices)


def _say_lost(table: ReadTable, placed: Placed, notices: Notices) -> None:
    message = f"deze rij heeft bedragen, maar is niet gelezen ({placed.reason}); kies zelf wat zij is"
    notices.warning("not_placed", message, table.sheet_name, str(placed.raw.index + 1))


def _check_taken(table: ReadTable, placed: Placed, notices: Notices) -> None:
    raw, kind, sheet = placed.raw, placed.kind, table.sheet_name
    for problem in table.amounts.problems.get(raw.index, ()):
        if kind is not RowKind.TARGET or not problem.percentage:
            notices.error(problem.code, problem.message, sheet, address(raw.index, problem.column))
    if kind in NO_PM and "pm" in raw.income:
        _say_at_first(table, placed, lambda value: value == "pm", "pm_as_nothing", PM_AS_NOTHING, notices)
    if raw.index in table.amounts.below_zero and kind in NEGATIVE:
        _say_at_first(table, placed, _below_zero, "negative", NEGATIVE[kind], notices)
    if kind is RowKind.LINE and raw.odd:
        _check_odd(table, placed, raw.odd, notices)
    if kind is RowKind.LINE and not placed.label and not raw.id:
        notices.note("unnamed", UNNAMED, sheet, str(raw.index + 1))


def _say_at_first(
    table: ReadTable,
    placed: Placed,
    test: Callable[[Value | None], bool],
    code: str,
    message: str,
    notices: Notices,
) -> None:
    """A warning at the first of the row's amounts for which ``test`` holds; a number is named first."""
    for (_, column), value in zip(*chosen_amounts(table.layout, placed), strict=True):
        if test(value):
            shown = f"{exact(value)} " if isinstance(value, int) else ""
            notices.warning(code, shown + message, table.sheet_name, address(placed.raw.index, column))
            return


def _below_zero(value: Value | None) -> bool:
    return isinstance(value, int) and value < 0


def _check_odd(table: ReadTable, placed: Placed, odd: dict[ColumnRole, str], notices: Notices) -> None:
    """A priority, cost type or number that is none."""
    for role, text in odd.items():
        say = notices.error if role is ColumnRole.PRIORITY else notices.warning
        place = address(placed.raw.index, table.layout.column(role))
        say(str(role), f"{quoted(text)} {ODD[role]}", table.sheet_name, place)


def _check_ids(table: ReadTable, notices: Notices) -> None:
    """An id that occurs again, as in a copied row."""
    first: dict[str, int] = {}
    for row in table.rows:
        if row.id and first.setdefault(row.id, row.row) != row.row:
            message = (
                f"deze rij heeft hetzelfde verborgen kenmerk als rij {first[row.id]}, zoals een kopie daarvan"
            )
            notices.warning("id_twice", message, row.sheet, str(row.row))


def _check_lines_twice(table: ReadTable, notices: Notices) -> None:
    """Lines that are the same in everything; amounts are looked at only where all else is."""
    alike: dict[tuple[object, ...], ReadRow] = {}
    amounts: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        if row.kind is not RowKind.LINE or not row.label or row.id:
            continue
        key = (row.label, row.goal, row.cost_type, row.number)
        first = alike.setdefault(key, row)
        if first is row:
            continue
        amounts.setdefault((*key, first.amounts), first.row)
        same = amounts.setdefault((*key, row.amounts), row.row)
        if same != row.row and any(value for _, value in row.amounts):
            message = (
                "deze rij heeft hetzelfde doel, dezelfde maatregel en soort kosten en dezelfde bedragen als "
                f"rij {same}; staat zij er dubbel?"
            )
            notices.warning("duplicate", message, row.sheet, str(row.row))


def _check_hidden(table: ReadTable, notices: Notices) -> None:
    """Hidden rows and columns are read like the others."""
    sheet, layout = table.layout.sheet, table.layout
    hidden = sheet.hidden_rows & table.filled_rows(TAKEN)
    if hidden:
        first = str(min(hidden) + 1)
        several = f"{len(hidden)} verborgen rijen met bedragen zijn ook gelezen; de eerste is rij {first}"
        message = several if len(hidden) > 1 else "deze rij met bedragen is verborgen, en is ook gelezen"
        notices.warning("hidden_rows", message, sheet.name, first)
    for year, column in (*layout.costs, *layout.income):
        if column in sheet.hidden_columns:
            message = f"deze kolom met bedragen van {year} is verborgen, en is ook gelezen"
            notices.warning("hidden_column", message, sheet.name, column_letters(column))


def _check_merged(table: ReadTable, notices: Notices) -> None:
    """An amount merged over rows counts for the first of them."""
    sheet, taken = table.layout.sheet, table.filled_rows(TAKEN)
    columns = {column for _, column in (*table.layout.costs, *table.layout.income)}
    for top, left, bottom, _ in sheet.merged:
        if bottom > top and left in columns and top in taken and sheet.value(top, left) is not None:
            message = (
                f"deze cel is samengevoegd met die eronder, tot en met rij {bottom + 1}; "
                f"het bedrag telt alleen bij rij {top + 1}"
            )
            notices.warning("merged_amount", message, sheet.name, address(top, left))


def _check_rounded(table: ReadTable, notices: Notices) -> None:
    """Said once, however many there are."""
    taken = table.filled_rows(TAKEN)
    rounded = table.amounts.rounded
    cells = [(row, column) for row, columns in rounded.items() if row in taken for column in columns]
    if not cells:
        return
    place = address(*cells[0])
    if len(cells) > 1:
        message = (
            f"{len(cells)} bedragen hebben meer dan twee cijfers achter de komma en zijn afgerond op "
            f"centen; het eerste staat in {place}"
        )
    else:
        message = "dit bedrag heeft meer dan twee cijfers achter de komma en is afgerond op centen"
    notices.warning("rounded", message, table.sheet_name, place)
