"""Where a mapped sheet has what."""

from dataclasses import dataclass

from budgets.imports.book import Book, Sheet
from budgets.imports.mapping import ColumnRole, Mapping, TableMapping
from budgets.imports.recognition.columns import AMOUNT_ROLES
from budgets.imports.recognition.headings import Heading, heading_at, texts_above
from budgets.imports.recognition.left_out import say_left_out
from budgets.imports.recognition.mapping_checks import mapping_faults
from budgets.imports.recognition.notices import Notices
from budgets.imports.recognition.units import millions_said

NO_TABLE = (
    "Op geen enkel blad is een begroting herkend. Kies het blad, de rij met de koppen en wat er in elke "
    "kolom staat."
)
MILLIONS = "de kop noemt miljoenen, maar de bedragen zijn gelezen als euro’s; controleer de totalen"
THOUSANDS = "de bedragen zijn gelezen als duizenden euro’s: 12,5 is € 12.500"


@dataclass(frozen=True)
class Layout:
    """A sheet with its mapping; ``costs`` and ``income`` are the columns that are read, by year."""

    sheet: Sheet
    table: TableMapping
    heading: Heading
    costs: tuple[tuple[int, int], ...]
    """Year and column."""
    income: tuple[tuple[int, int], ...]

    def column(self, role: ColumnRole) -> int:
        """-1 where there is none."""
        found = self.table.only(role)
        return -1 if found is None else found

    @property
    def mixed(self) -> bool:
        """Whether costs and income stand beside each other."""
        return bool(self.costs and self.income)

    @property
    def notes(self) -> tuple[int, ...]:
        return tuple(column.index for column in self.table.with_role(ColumnRole.NOTE))

    @property
    def first_row(self) -> int:
        return self.table.header[1] + 1


def lay_out(book: Book, mapping: Mapping, years: tuple[int, ...], notices: Notices) -> list[Layout]:
    """The tables that can be read; what is wrong with the others is said."""
    if not mapping.tables:
        notices.error("no_table", NO_TABLE)
    found = []
    for table in mapping.tables:
        sheet = book.sheet(table.sheet)
        if sheet is None:
            message = f"Het blad ‘{table.sheet}’ staat niet in dit bestand. Kies een ander blad."
            notices.error("no_sheet", message)
        else:
            heading = heading_at(sheet, table.header)
            faults = mapping_faults(sheet, table, heading, years)
            for fault in faults:
                notices.error(fault.code, fault.message, sheet.name, fault.address)
            say_left_out(sheet, table, heading, years, notices)
            _say_unit(sheet, table, notices)
            if not faults:
                found.append(_layout(sheet, table, heading, years))
    return found


def _layout(sheet: Sheet, table: TableMapping, heading: Heading, years: tuple[int, ...]) -> Layout:
    costs, income = (
        tuple((c.year, c.index) for c in table.with_role(role) if c.year is not None and c.year in years)
        for role in AMOUNT_ROLES
    )
    return Layout(sheet, table, heading, costs, income)


def _say_unit(sheet: Sheet, table: TableMapping, notices: Notices) -> None:
    if millions_said(texts_above(sheet, table.header[1])):
        notices.warning("millions", MILLIONS, sheet.name)
    if table.unit != 1:
        notices.note("thousands", THOUSANDS, sheet.name)
