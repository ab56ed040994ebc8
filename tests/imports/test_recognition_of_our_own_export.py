"""The workbook that the application exports is recognised as what it is, with ids or without."""

from dataclasses import replace

import pytest

from budgets.engine import Choice, compute
from budgets.imports.findings import Severity
from budgets.imports.mapping import ColumnRole, Mapping, Part, RowKind
from budgets.imports.reading import read_book
from budgets.imports.recognition import interpret, propose
from reports.workbook import build_workbook
from tests.workbook.workbook_cases import ABOUT, knotty

DATA = knotty()
YEARS = DATA.years


@pytest.fixture(scope="module")
def book():
    return read_book("export.xlsx", build_workbook(compute(DATA, Choice.of(["meer", "pm-erbij"])), ABOUT))


def without_ids(mapping):
    return Mapping(
        tuple(
            replace(table, columns=tuple(c for c in table.columns if c.role is not ColumnRole.ID))
            for table in mapping.tables
        )
    )


def lines_of(content):
    return [
        (row.label, row.goal, row.cost_type, row.priority, row.number, *(value for _, value in row.amounts))
        for row in content.of_kind(RowKind.LINE)
    ]


def expected_lines():
    titles = {goal.code: goal.title for goal in DATA.goals}
    for line in DATA.lines:
        amounts = [
            "pm" if line.pm and line.pm[i] else "" if cents is None else cents
            for i, cents in enumerate(line.amounts)
        ]
        yield (line.measure, titles[line.goal], line.cost_type, line.priority, line.number, *amounts)


def test_costs_come_from_the_budget_and_income_from_the_cover(book):
    mapping = propose(book, YEARS)
    assert [(table.sheet, table.part) for table in mapping.tables] == [
        ("Begroting", Part.COSTS),
        ("Dekking", Part.INCOME),
    ]
    assert [table.years for table in mapping.tables] == [YEARS, YEARS]
    assert {table.header for table in mapping.tables} == {(3, 4)}


@pytest.mark.parametrize("change", [lambda mapping: mapping, without_ids], ids=["with ids", "without ids"])
def test_budget_as_it_was_before_the_options_is_read(book, change):
    content = interpret(book, change(propose(book, YEARS)), YEARS)
    assert lines_of(content) == list(expected_lines())
    assert [
        (row.label, tuple(value for _, value in row.amounts)) for row in content.of_kind(RowKind.STREAM)
    ] == [(stream.title, stream.amounts) for stream in DATA.streams]
    assert {verdict for control in content.controls for _, verdict in control.verdicts} == {"equal"}
    assert [row.label for row in content.of_kind(RowKind.GOAL)] == [goal.title for goal in DATA.goals]
    assert [f.code for f in content.findings if f.severity is not Severity.NOTE] == ["negative"]


def test_targets_and_items_have_their_ids(book):
    content = interpret(book, propose(book, YEARS), YEARS)
    ids = [row.id for kind in (RowKind.TARGET, RowKind.MEMORANDUM) for row in content.of_kind(kind)]
    assert ids == [
        *(f"target:{target.code}" for target in DATA.targets),
        *(f"memorandum:{item.code}" for item in DATA.memorandum_items),
    ]
