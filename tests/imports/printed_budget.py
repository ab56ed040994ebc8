"""The printed budget of Gooi en Vechtstreek as a workbook, row by row and with its oddities.

The income stands beside the wrong labels, the last stream and its total have none, and the
target is misspelt.  Explanations are our own.
"""

import tomllib
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

import config.demo

YEARS = (2021, 2022, 2023, 2024)
PRINTED = tomllib.loads((Path(config.demo.__file__).parent / "gooi_en_vechtstreek.toml").read_text())
COST_TYPES = {
    "personnel": "Personeelskosten",
    "material": "Materiële kosten",
    "capital": "Kapitaallasten",
    "overhead": "Overhead",
}
NAMES = {
    15: "GGZ Mantelzorg (o.a. Psycho- educatie en begeleiding van naasten van zorgmijdende verslaafden en "
    "mensen met psychiatrische problemen.)",
}
"""Where the demo splits a name from its explanation: as printed."""
NOTES = {1: "Adviseurs en hun overhead.", 4: "Voorkomt een crisis.", 18: "Een wettelijke taak."}
STREAM_LABELS = (
    "Vrouwenopvang",
    "Maatschappelijke opvang",
    "Beschermd Wonen",
    "Eigen bijdrage BW",
    "Gemeentelijke bijdrage",
    "",
)
"""As printed, one row too early from the fourth on."""


def printed_budget(*, as_text: bool) -> Workbook:
    """With amounts as they are printed ("€ 273.715", "€ -"), or as numbers."""
    show = _printed if as_text else _number
    book = Workbook()
    sheet = book.active
    sheet.title = "Begroting"
    sheet.append(["Maatregel", "Soort kosten", "Prioriteit", *YEARS, "Toelichting"])
    for row in _rows():
        sheet.append([*row[:3], *map(show, row[3:7]), *row[7:]])
        if not row[1] and row[3:7] == ["", "", "", ""]:
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    return book


def _rows():
    totals = {}
    for control in PRINTED["controls"]:
        totals.setdefault(control["figure"], control["amounts"])
    for goal in PRINTED["goals"]:
        yield _row(goal["title"])
        for line in goal["lines"]:
            name = NAMES.get(line["row"], line.get("measure", ""))
            note = NOTES.get(line["row"], "")
            yield [
                *(name, COST_TYPES.get(line.get("type"), ""), line.get("priority", "")),
                *(*line["amounts"], note),
            ]
    yield _row("Totaal Kosten", totals["costs"])
    for priority in range(4):
        yield ["", "", priority, *totals[f"costs_by_priority.{priority}"], ""]
    yield _row("Totaal", totals["costs"])
    yield _row("Decentrale uitkering Rijk")
    for label, stream in zip(STREAM_LABELS, PRINTED["streams"], strict=True):
        yield _row(label, stream["amounts"])
    yield _row("", totals["income"])
    yield _row("Resultaat", totals["result"])
    yield _row("Taalstelling 3% gemeentelijke bijdrage", totals["savings_target"])
    yield _row("Risico Weesp- achterblijvende kosten", ["pm"] * 4)
    yield _row("Resultaat na taakstelling", totals["result_after_target"])
    yield _row("")
    yield _row("EB BW vanaf 2021 30% minder ivm uitname wlz")


def _row(label, amounts=("", "", "", "")):
    return [label, "", "", *amounts, ""]


def _printed(amount):
    if not isinstance(amount, int):
        return amount or None
    return f"€ {amount:,}".replace(",", ".") if amount else "€ -"


def _number(amount):
    return None if amount == "" else amount
