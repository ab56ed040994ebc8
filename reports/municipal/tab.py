"""The table per municipality on the scenario page, in the chosen year."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from budgets.engine import BudgetResult
from reports.municipal.sheet import Sheet
from reports.municipal.words import NO_KEY, plan_key


@dataclass(frozen=True, slots=True)
class MunicipalTable:
    rows: list[tuple[SafeString, SafeString]]
    """Name and cells."""
    totals: SafeString
    note: str


def municipal_table(result: BudgetResult, year: int, pages: str, query: str) -> MunicipalTable | None:
    """None where the budget is not split; ``pages`` is what addresses of municipalities start with."""
    if not result.data.municipalities:
        return None
    sheet = Sheet(result, result.unchanged, year)
    total = [
        sheet.total(year, "contribution"),
        sheet.total(year, "result", verdicts=True),
        sheet.total(year, "net_contribution"),
        sheet.total_change(year, "net_contribution"),
    ]
    return MunicipalTable(
        rows=[(_name(sheet, place, pages, query), _cells(sheet, place)) for place in sheet.order()],
        totals=SafeString("".join(total)),
        note="" if plan_key(result.data) else NO_KEY,
    )


def _name(sheet: Sheet, place: int, pages: str, query: str) -> SafeString:
    municipality = sheet.result.data.municipalities[place]
    name, absent = escape(municipality.name), sheet.absent(place, sheet.year)
    if pages:
        name = f'<a class="utrecht-link" href="{pages}{municipality.code}/{escape(query)}">{name}</a>'
    return SafeString(f'{name} <span class="quiet">{absent}</span>' if absent else name)


def _cells(sheet: Sheet, place: int) -> SafeString:
    year = sheet.year
    cells = [
        sheet.cell(place, year, "contribution"),
        sheet.cell(place, year, "result", verdicts=True),
        sheet.cell(place, year, "net_contribution"),
        sheet.change(place, year, "net_contribution"),
    ]
    return SafeString("".join(cells))
