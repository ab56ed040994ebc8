"""Named ranges for the main figures, the switches and the assumptions."""

import re
import unicodedata
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from reports.workbook.assumption_plan import target_rate
from reports.workbook.assumption_table import AMOUNT, FROM, ON, RATE
from reports.workbook.columns import YearColumns
from reports.workbook.export import ASSUMPTIONS, BUDGET, FIRST_ROW, OPTIONS, Export
from reports.workbook.sheet import letter

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
    """``Kosten_2023`` for a year, ``Kosten`` for all; with ``_begroot`` before options; ``Optie_<code>``.

    Of what is assumed: ``Index_<soort>_2023``, ``Taakstelling_percentage_<code>``, ``Deel_<code>`` or
    ``Niveau_<code>``, and ``Aanpassing_1`` with ``_vanaf``, ``_bedrag`` and ``_percentage``.
    """
    for figure, name in FIGURES.items():
        row = export.rows.of_figure[figure]
        for block, suffix in ((export.budget.adjusted, ""), (export.budget.base, "_begroot")):
            _define(book, f"{name}{suffix}", _cells(block, row))
            for year, number in enumerate(export.years):
                _define(book, f"{name}{suffix}_{number}", f"{BUDGET}!${block.letter(year)}${row}")
    for number, name in enumerate(option_names([option.code for option in export.data.options])):
        _define(book, name, export.switch(number))
    for name, address in (*_parts(export), *_assumptions(export)):
        _define(book, name, address)


def _parts(export: Export) -> Iterator[tuple[str, str]]:
    """The cell in which the part or the level of an option is chosen."""
    codes = [option.code for option in export.data.options]
    for prefix in ("Deel_", "Niveau_"):
        column = export.part_column if prefix == "Deel_" else export.level_column
        for number, name in enumerate(option_names(codes, prefix)):
            if (codes[number] in export.assumptions.levels) == (prefix == "Niveau_") and column:
                yield name, f"{OPTIONS}!${letter(column)}${FIRST_ROW + number}"


def _assumptions(export: Export) -> Iterator[tuple[str, str]]:
    plan, at = export.assumptions, export.assumption_blocks.base
    kinds = [export.cost_types[kind] for kind in plan.index]
    for row, name in zip(plan.index.values(), option_names(kinds, "Index_"), strict=True):
        for year, number in enumerate(export.years[1:], 1):
            yield f"{name}_{number}", f"{ASSUMPTIONS}!${at.letter(year)}${row}"
    names = option_names(list(plan.targets), "Taakstelling_percentage_")
    for (code, row), name in zip(plan.targets.items(), names, strict=True):
        if target_rate(export.result, code) is not None:
            yield name, f"{ASSUMPTIONS}!${letter(RATE)}${row}"
    for number, row in enumerate(plan.adjustments, 1):
        for suffix, column in (("", ON), ("_vanaf", FROM), ("_bedrag", AMOUNT), ("_percentage", RATE)):
            yield f"Aanpassing_{number}{suffix}", f"{ASSUMPTIONS}!${letter(column)}${row}"


def option_names(codes: list[str], prefix: str = "Optie_") -> Iterator[str]:
    """A valid name per code: letters, digits and underscores, no two alike."""
    taken: set[str] = set()
    for code in codes:
        plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
        stem = name = prefix + NOT_IN_A_NAME.sub("_", plain)[:LONGEST]
        number = 2
        while name.lower() in taken:
            name, number = f"{stem}_{number}", number + 1
        taken.add(name.lower())
        yield name


def _cells(block: YearColumns, row: int) -> str:
    return f"{BUDGET}!${block.letter(0)}${row}:${block.letter(len(block.years) - 1)}${row}"


def _define(book: Workbook, name: str, address: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=address)
