"""What is said of ranges of a sheet, per cell: merged, what may be typed there, when it looks otherwise."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.formatting.formatting import ConditionalFormatting
from openpyxl.formatting.rule import Rule
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.ods.formulas import reference, translated
from reports.workbook.ods.looks import conditional_style
from reports.workbook.ods.markup import attributes_of, element

Place = tuple[int, int]
"""Row and column."""


class Condition(NamedTuple):
    """When a cell wears the style ``name`` over its own; the formula is as seen from the cell ``base``."""

    name: str
    formula: str
    base: str

    def markup(self) -> str:
        attributes = {
            "style:condition": f"is-true-formula({self.formula})",
            "style:apply-style-name": self.name,
            "style:base-cell-address": self.base,
        }
        return element("style:map", attributes)


@dataclass(slots=True)
class Marks:
    """Of one sheet."""

    attributes: dict[Place, str] = field(default_factory=dict)
    """As they stand in the tag of the cell."""
    covered: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Columns by row, of the cells that another one lies over."""
    conditions: dict[Place, tuple[Condition, ...]] = field(default_factory=dict)


class MarkReader:
    """Reads the marks of one sheet after another; keeps what the file says of them elsewhere."""

    def __init__(self) -> None:
        self.validations: list[str] = []
        self.conditional_styles: list[str] = []

    def read(self, sheet: Worksheet) -> Marks:
        marks = Marks()
        for merged in sheet.merged_cells.ranges:
            _merge(marks, merged)
        for validation in sheet.data_validations.dataValidation:
            self._validate(marks, sheet, validation)
        for formatting in sheet.conditional_formatting:
            self._condition(marks, sheet, formatting)
        return marks

    def _validate(self, marks: Marks, sheet: Worksheet, validation: DataValidation) -> None:
        name = f"val{len(self.validations) + 1}"
        base = _base(sheet, validation.sqref)
        self.validations.append(_validation(name, base, validation))
        words = attributes_of({"table:content-validation-name": name})
        for place in _places(validation.sqref):
            marks.attributes[place] = marks.attributes.get(place, "") + words

    def _condition(self, marks: Marks, sheet: Worksheet, formatting: ConditionalFormatting) -> None:
        conditions = tuple(self._rule(rule, _base(sheet, formatting.sqref)) for rule in formatting.rules)
        for place in _places(formatting.sqref):
            marks.conditions[place] = marks.conditions.get(place, ()) + conditions

    def _rule(self, rule: Rule, base: str) -> Condition:
        if rule.type != "expression" or rule.dxf is None:
            raise ValueError(f"a condition of this type is not translated: {rule.type}")
        name = f"Condition{len(self.conditional_styles) + 1}"
        self.conditional_styles.append(conditional_style(name, rule.dxf))
        return Condition(name, translated(f"={rule.formula[0]}").removeprefix("of:="), base)


def _merge(marks: Marks, merged: CellRange) -> None:
    rows = range(merged.min_row, merged.max_row + 1)
    columns = range(merged.min_col, merged.max_col + 1)
    spans = {"table:number-columns-spanned": len(columns), "table:number-rows-spanned": len(rows)}
    first = merged.min_row, merged.min_col
    marks.attributes[first] = marks.attributes.get(first, "") + attributes_of(spans)
    for row in rows:
        marks.covered[row].update(columns)
    marks.covered[merged.min_row].remove(merged.min_col)


def _validation(name: str, base: str, validation: DataValidation) -> str:
    attributes = {
        "table:name": name,
        "table:condition": f"of:{_condition(validation)}",
        "table:allow-empty-cell": bool(validation.allow_blank),
        "table:display-list": "none" if validation.showDropDown else "unsorted",
        "table:base-cell-address": base,
    }
    help_message = _message("help", validation.promptTitle, validation.prompt, validation.showInputMessage)
    error = _message("error", validation.errorTitle, validation.error, validation.showErrorMessage)
    return element("table:content-validation", attributes, help_message, error)


def _condition(validation: DataValidation) -> str:
    """Raises ``ValueError`` for a rule other than a list, in words or as a range, or numbers between two."""
    first = validation.formula1 or ""
    if validation.type == "list" and first.startswith('"'):
        choices = ";".join(f'"{choice}"' for choice in first.strip('"').split(","))
        return f"cell-content-is-in-list({choices})"
    if validation.type == "list":
        return f"cell-content-is-in-list([{reference(first)}])"
    if validation.type in NUMBERS and validation.operator in (None, "between"):
        between = f"cell-content-is-between({first},{validation.formula2})"
        return f"cell-content-is-{NUMBERS[validation.type]}() and {between}"
    raise ValueError(f"this rule for what is typed is not translated: {validation.type}")


NUMBERS = {"decimal": "decimal-number", "whole": "whole-number"}


def _message(kind: str, title: str | None, words: str | None, shown: bool | None) -> str:
    attributes = {
        "table:title": title,
        "table:display": bool(shown),
        "table:message-type": "stop" if kind == "error" else None,
    }
    return element(f"table:{kind}-message", attributes, element("text:p", None, escape(words or "")))


def _base(sheet: Worksheet, ranges: MultiCellRange) -> str:
    """The first cell, from which relative references in a formula are seen."""
    first = next(iter(ranges.ranges))
    corner, _, _ = first.coord.partition(":")
    return f"{quote_sheetname(sheet.title)}.{corner}"


def _places(ranges: MultiCellRange) -> Iterator[Place]:
    for each in ranges.ranges:
        for row in range(each.min_row, each.max_row + 1):
            for column in range(each.min_col, each.max_col + 1):
                yield row, column
