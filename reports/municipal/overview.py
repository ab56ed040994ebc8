"""The page Gemeenten: what a choice means for all municipalities, in a year and per year."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.split_wording import MUNICIPAL_TITLES
from reports.figure_cells import ask_link
from reports.municipal.bars import Scale, net_amounts, net_chart
from reports.municipal.chosen import Chosen
from reports.municipal.sheet import Sheet
from reports.municipal.words import contribution_title, plan_key, weight


class Words(NamedTuple):
    """Of a figure: its place on the page, its name, and what it is."""

    anchor: str
    title: str
    note: str


TABLES = {
    "contribution": Words(
        "bijdrage",
        MUNICIPAL_TITLES["contribution"],
        "Wat de gemeente aan de regio betaalt, verdeeld met de sleutel.",
    ),
    "need": Words(
        "nodig",
        MUNICIPAL_TITLES["need"],
        "Het deel van de gemeente in de kosten die het rijk en anderen niet betalen, alleen van de "
        "maatregelen waaraan zij meedoet. Onder nul: haar deel van de andere baten is groter dan die kosten.",
    ),
    "result": Words(
        "resultaat",
        MUNICIPAL_TITLES["result"],
        "De bijdrage min wat nodig is. V is voordelig, N is nadelig.",
    ),
    "net_contribution": Words(
        "per-saldo",
        MUNICIPAL_TITLES["net_contribution"],
        "De bijdrage als het resultaat na taakstelling met de gemeenten wordt verrekend: een overschot gaat "
        "er af, een tekort komt erbij. Onder nul: de gemeente krijgt geld terug.",
    ),
}
MULTIPLE_HEIGHT = 72


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    code: str
    absent: str
    """Why it is no member in the chosen year; empty for a member."""
    cells: SafeString
    weight: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    anchor: str
    title: str
    note: str
    rows: list[Row]
    totals: SafeString
    verdicts: bool


def year_rows(sheet: Sheet) -> list[Row]:
    """All figures of the chosen year; in a scenario with the change in the net contribution."""
    key = plan_key(sheet.result.data)
    rows = []
    for place in sheet.order():
        cells = [sheet.cell(place, sheet.year, name, verdicts=name == "result") for name in TABLES]
        if sheet.result is not sheet.base:
            cells.append(sheet.change(place, sheet.year, "net_contribution"))
        weighs = weight(key, sheet.weights[sheet.year][place])
        rows.append(_row(sheet, place, cells, weighs, sheet.share(place, sheet.year)))
    return rows


def year_totals(sheet: Sheet) -> SafeString:
    cells = [sheet.total(sheet.year, name, verdicts=name == "result") for name in TABLES]
    if sheet.result is not sheet.base:
        cells.append(sheet.total_change(sheet.year, "net_contribution"))
    return SafeString("".join(cells))


def tables(sheet: Sheet) -> list[Table]:
    """One per figure, all years."""
    return [_table(sheet, name, *words) for name, words in TABLES.items()]


def multiples(chosen: Chosen, sheet: Sheet) -> list[dict[str, Any]]:
    """A chart per municipality, all on one scale."""
    found = [sheet.result.data.municipalities[place] for place in sheet.order()]
    amounts = [cents for each in found for row in net_amounts(sheet.result, each.code) for cents in row]
    scale, i = Scale.of(amounts, MULTIPLE_HEIGHT), sheet.result.data.year_index[sheet.year]
    return [
        {
            "name": each.name,
            "code": each.code,
            "absent": sheet.absent(place, sheet.year),
            "net": ask_link(
                f"municipalities.{each.code}.net_contribution",
                sheet.year,
                f"€&nbsp;{whole(net_amounts(sheet.result, each.code)[1][i])}",
                at=sheet.at,
            ),
            "chart": net_chart(chosen.here, each.code, scale),
        }
        for place, each in zip(sheet.order(), found, strict=True)
    ]


def _table(sheet: Sheet, name: str, anchor: str, title: str, note: str) -> Table:
    years, verdicts = sheet.result.years, name == "result"
    title = contribution_title(sheet.result) if name == "contribution" else title
    rows = [
        _row(sheet, place, [sheet.cell(place, year, name, verdicts=verdicts) for year in years])
        for place in sheet.order()
    ]
    sums = "".join(sheet.total(year, name, verdicts=verdicts) for year in years)
    return Table(anchor, title, note, rows, SafeString(sums), verdicts)


def _row(sheet: Sheet, place: int, cells: list[str], weighs: str = "", part: str = "") -> Row:
    municipality = sheet.result.data.municipalities[place]
    absent = sheet.absent(place, sheet.year)
    return Row(municipality.name, municipality.code, absent, SafeString("".join(cells)), weighs, part)
