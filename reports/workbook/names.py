"""Named ranges for the main figures and the switches."""

import re
import unicodedata
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from reports.workbook.columns import YearColumns
from reports.workbook.export import BUDGET, Export

FIGURES = {
    "costs": "Kosten",
    "income": "Baten",
    "result": "Resultaat",
    "savings_target": "Taakstelling",
    "result_after_target": "Resultaat_na_taakstelling",
}
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_]+")
LONGEST = 200


def add_names(book: Workbook, export: Export) -> None:
    """``Kosten_2023`` for a year, ``Kosten`` for all; with ``_begroot`` before options; ``Optie_<code>``."""
    for figure, name in FIGURES.items():
        row = export.rows.of_figure[figure]
        for block, suffix in ((export.budget.adjusted, ""), (export.budget.base, "_begroot")):
            _define(book, f"{name}{suffix}", _cells(block, row))
            for year, number in enumerate(export.years):
                _define(book, f"{name}{suffix}_{number}", f"{BUDGET}!${block.letter(year)}${row}")
    for number, name in enumerate(option_names([option.code for option in export.data.options])):
        _define(book, name, export.switch(number))


def option_names(codes: list[str]) -> Iterator[str]:
    """A valid name per code: letters, digits and underscores, no two alike."""
    taken: set[str] = set()
    for code in codes:
        plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
        stem = name = "Optie_" + NOT_IN_A_NAME.sub("_", plain)[:LONGEST]
        number = 2
        while name.lower() in taken:
            name, number = f"{stem}_{number}", number + 1
        taken.add(name.lower())
        yield name


def _cells(block: YearColumns, row: int) -> str:
    return f"{BUDGET}!${block.letter(0)}${row}:${block.letter(len(block.years) - 1)}${row}"


def _define(book: Workbook, name: str, address: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=address)
