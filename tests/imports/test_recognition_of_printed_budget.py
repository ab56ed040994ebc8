"""The printed budget of the region as a workbook: every row is what it is in print."""

import pytest
from books import as_read
from printed_budget import NAMES, PRINTED, STREAM_LABELS, YEARS, printed_budget

from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from budgets.imports.recognition import interpret, propose

LINES = [(goal["title"], line) for goal in PRINTED["goals"] for line in goal["lines"]]
VERDICTS = [
    ("Totaal Kosten", "costs", "de kosten", "rounding"),
    ("", "costs_by_priority.0", "prioriteit 0", "rounding"),
    ("", "costs_by_priority.1", "prioriteit 1", "rounding"),
    ("", "costs_by_priority.2", "prioriteit 2", "equal"),
    ("", "costs_by_priority.3", "prioriteit 3", "equal"),
    ("Totaal", "costs", "de kosten", "rounding"),
    ("", "income", "de baten", "equal"),
    ("Resultaat", "result", "het resultaat", "rounding"),
    ("Resultaat na taakstelling", "result_after_target", "het resultaat na taakstelling", "rounding"),
]


@pytest.fixture(scope="module", params=[True, False], ids=["as printed", "as numbers"])
def content(request):
    book = as_read(printed_budget(as_text=request.param))
    return interpret(book, propose(book, YEARS), YEARS)


def in_euros(row):
    return ["" if value == "" else value // 100 for _, value in row.amounts]


def test_lines_are_the_57_of_the_source(content):
    rows = content.of_kind(RowKind.LINE)
    assert len(rows) == 57
    for row, (goal, line) in zip(rows, LINES, strict=True):
        assert (row.goal, row.label) == (goal, NAMES.get(line["row"], line.get("measure", "")))
        assert (row.cost_type, row.priority) == (line.get("type", ""), line.get("priority"))
        assert in_euros(row) == line["amounts"]


def test_goals_are_the_rows_without_amounts(content):
    goals = [row.label for row in content.of_kind(RowKind.GOAL)]
    assert goals == [goal["title"] for goal in PRINTED["goals"]]


def test_streams_have_the_labels_as_printed_and_one_has_none(content):
    rows = content.of_kind(RowKind.STREAM)
    assert [row.label for row in rows] == list(STREAM_LABELS)
    assert [in_euros(row) for row in rows] == [stream["amounts"] for stream in PRINTED["streams"]]
    assert {row.goal for row in rows} == {"Decentrale uitkering Rijk"}


def test_target_and_memorandum_item_stand_at_the_result(content):
    (target,) = content.of_kind(RowKind.TARGET)
    assert (target.label, target.percentage) == ("Taalstelling 3% gemeentelijke bijdrage", "3")
    assert in_euros(target) == [72_370] * 4
    (item,) = content.of_kind(RowKind.MEMORANDUM)
    assert (item.label, dict(item.amounts)) == (
        "Risico Weesp- achterblijvende kosten",
        dict.fromkeys(YEARS, "pm"),
    )


def test_totals_are_held_against_the_rows(content):
    found = [
        (control.row.label, control.row.figure, control.of, *{verdict for _, verdict in control.verdicts})
        for control in content.controls
    ]
    assert found == VERDICTS
    assert dict(content.controls[0].sums)[2021] == 21_701_192_00
    assert dict(content.controls[0].rows)[2021] == 49


def test_nothing_is_wrong_and_rounding_is_said(content):
    assert {finding.severity for finding in content.findings} == {Severity.NOTE}
    said = [finding for finding in content.findings if finding.code == "control_rounding"]
    assert [finding.address for finding in said] == ["63", "64", "65", "68", "77", "80"]
    assert all("verschil door afronding" in finding.message for finding in said)
    assert "€\u00a02 lager in 2021 tot en met 2024" in said[0].message


def test_footnote_and_headings_are_left_out(content):
    skipped = [row.label for row in content.of_kind(RowKind.SKIP)]
    assert skipped == ["Decentrale uitkering Rijk", "EB BW vanaf 2021 30% minder ivm uitname wlz"]


def test_what_the_file_says_of(content):
    assert content.fields == {"goal", "measure", "cost_type", "priority", "costs", "note"}
    assert content.cost_years == content.income_years == YEARS
    assert content.of_kind(RowKind.LINE)[0].note == "Adviseurs en hun overhead."
