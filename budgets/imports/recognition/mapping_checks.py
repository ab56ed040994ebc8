"""What is wrong with a mapping itself: columns that are missing, or chosen twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from budgets.dutch_numbers import enumeration, period
from budgets.imports.book import Sheet, column_letters
from budgets.imports.mapping import Column, ColumnRole, TableMapping
from budgets.imports.recognition.columns import AMOUNT_ROLES
from budgets.imports.recognition.headings import MOST_COLUMNS, Heading
from budgets.imports.recognition.samples import Sample, sampled_rows

ROLE_TITLES = {
    ColumnRole.ID: "kenmerk",
    ColumnRole.NUMBER: "nummer",
    ColumnRole.GOAL: "doel",
    ColumnRole.MEASURE: "maatregel",
    ColumnRole.COST_TYPE: "soort kosten",
    ColumnRole.PRIORITY: "prioriteit",
    ColumnRole.COVER: "dekking",
}
"""Roles that one column may have."""
AMOUNT_TITLES = {ColumnRole.COSTS: "kosten", ColumnRole.INCOME: "baten"}
NO_MEASURE = "er is geen kolom met namen gekozen; kies in welke kolom de maatregel of post staat"
NO_YEAR = "bij deze kolom met bedragen is geen jaar gekozen; kies het jaar"
YEARS_BELOW = (
    "in deze kolom staat per rij een jaar; zet de jaren in kolommen naast elkaar, bijvoorbeeld met een "
    "draaitabel, en kies het bestand opnieuw"
)
FOR_TWO = "deze kolom is voor twee dingen tegelijk gekozen; kies er één"


@dataclass(frozen=True, slots=True)
class Fault:
    """``message`` is in Dutch; ``column`` is None where it is about the whole table."""

    code: str
    message: str
    column: int | None = None

    @property
    def address(self) -> str:
        return "" if self.column is None else column_letters(self.column)


def mapping_faults(
    sheet: Sheet, table: TableMapping, heading: Heading, years: tuple[int, ...]
) -> list[Fault]:
    """Each of them makes that the table cannot be read."""
    return [*_chosen_twice(table), *_not_chosen(sheet, table, heading, years)]


def _chosen_twice(table: TableMapping) -> Iterator[Fault]:
    """Two columns for one year, two with one role, or one with two."""
    seen: dict[tuple[ColumnRole, int | None], Column] = {}
    for column in table.columns:
        if what := _title(column):
            first = seen.setdefault((column.role, column.year), column)
            if first is not column:
                code = "year_twice" if column.role in AMOUNT_TITLES else "role_twice"
                message = f"kolom {column_letters(first.index)} is ook gekozen {what}; kies er één"
                yield Fault(code, message, column.index)
    for index, count in Counter(column.index for column in table.columns).items():
        if count > 1:
            yield Fault("column_twice", FOR_TWO, index)


def _title(column: Column) -> str:
    """For what it was chosen; empty where more columns may be."""
    if column.role in AMOUNT_TITLES and column.year is not None:
        return f"voor de {AMOUNT_TITLES[column.role]} van {column.year}"
    return f"als {ROLE_TITLES[column.role]}" if column.role in ROLE_TITLES else ""


def _not_chosen(
    sheet: Sheet, table: TableMapping, heading: Heading, years: tuple[int, ...]
) -> Iterator[Fault]:
    if table.only(ColumnRole.MEASURE) is None:
        yield Fault("no_measure", NO_MEASURE)
    amounts = [column for column in table.columns if column.role in AMOUNT_ROLES]
    yield from (Fault("no_year", NO_YEAR, column.index) for column in amounts if column.year is None)
    if not any(column.year in years for column in amounts):
        yield _no_amounts(sheet, table, heading, years)


def _no_amounts(sheet: Sheet, table: TableMapping, heading: Heading, years: tuple[int, ...]) -> Fault:
    """Why no column with amounts of a year of the plan is chosen."""
    said = sorted({year for year in heading.years if year is not None})
    if said and not set(said) & set(years):
        message = f"de jaren in de kop ({enumeration(said)}) vallen buiten het plan, dat loopt {_span(years)}"
        return Fault("no_planned_year", message)
    rows = sampled_rows(sheet, table.header[1] + 1)
    columns = range(min(sheet.width, MOST_COLUMNS))
    below = next((column for column in columns if Sample.of(rows, column).are_years), None)
    if below is not None:
        return Fault("years_below", YEARS_BELOW, below)
    return Fault(
        "no_amounts",
        "er is geen kolom met bedragen gekozen; kies bij elke kolom met bedragen het jaar (het plan loopt "
        f"{_span(years)})",
    )


def _span(years: tuple[int, ...]) -> str:
    return f"van {years[0]} tot en met {years[-1]}" if len(years) > 1 else f"over {period(years)}"
