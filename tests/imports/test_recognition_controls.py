"""The totals of a file, held against the rows that they stand for."""

import pytest
from books import book_of, sheet_of
from said import said, table

from budgets.imports.mapping import RowKind
from budgets.imports.recognition import interpret, propose

YEARS = (2024, 2025)
HEADING = ["Maatregel", "Soort kosten", "Prioriteit", 2024, 2025]


def read(*rows, years=YEARS, **more):
    book = book_of(sheet_of(rows, **more))
    return interpret(book, propose(book, years), years)


def totals(content):
    return [line for line in said(content) if line.startswith("totaal")]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        (30, "equal"),
        (30.4, "rounding"),
        (31.5, "rounding"),
        (28.5, "rounding"),
        (31.51, "differs"),
        (0, "differs"),
    ],
)
def test_total_may_be_half_a_euro_off_per_row(printed, verdict):
    content = read(
        ["Post", 2024, 2025], ["A", 5, 1], ["B", 10, 1], ["C", 15, 1], ["Totaal kosten", printed, 3]
    )
    (control,) = content.controls
    assert control.verdicts == ((2024, verdict), (2025, "equal"))
    assert (control.sums, control.rows) == (((2024, 3000), (2025, 300)), ((2024, 3), (2025, 3)))


def test_total_in_whole_euros_equals_a_sum_with_cents():
    content = read(["Post", 2024, 2025], ["A", 72_370.35, 10.5], ["Totaal kosten", 72_370, 11])
    assert {verdict for _, verdict in content.controls[0].verdicts} == {"equal"}


def test_total_in_thousands_may_be_half_a_thousand_off_per_row():
    content = read(
        ["(x € 1.000)"], ["Post", 2024, 2025], ["A", 1.4, 1.4], ["B", 1.4, 1.4], ["Totaal kosten", 2, 4]
    )
    assert content.controls[0].verdicts == ((2024, "rounding"), (2025, "differs"))


def test_empty_amounts_do_not_widen_the_margin():
    content = read(
        ["Post", 2024, 2025], ["A", 5, 1], ["B", "", ""], ["C", "p.m.", 1], ["Totaal kosten", 6, 2]
    )
    assert (content.controls[0].rows, content.controls[0].verdicts[0]) == (
        ((2024, 1), (2025, 2)),
        (2024, "differs"),
    )


def test_difference_is_said_with_both_amounts():
    content = read(["Post", 2024, 2025], ["A", 5, 7], ["B", 5, 7], ["Totaal kosten", 12, 20])
    (finding,) = content.findings
    assert (finding.code, finding.place) == ("control_differs", "Begroting!4")
    assert finding.message == (
        "‘Totaal kosten’ (de kosten) wijkt af: "
        "in 2024 staat er €\u00a012 en tellen de rijen op tot €\u00a010, een verschil van €\u00a02; "
        "in 2025 staat er €\u00a020 en tellen de rijen op tot €\u00a014, een verschil van €\u00a06"
    )


def test_subtotals_without_any_name_are_known_by_their_sums():
    content = read(
        HEADING,
        ["Wonen"],
        ["A", "PK", 1, 1, 2],
        ["B", "PK", 1, 3, 4],
        ["", "", "", 4, 6],
        ["Zorg"],
        ["C", "PK", 1, 5, 6],
        ["D", "PK", 1, 7, 8],
        ["", "", "", 12, 14],
        ["", "", "", 16, 20],
    )
    assert totals(content) == table("""
        totaal |  | costs_by_goal:Wonen | gelijk
        totaal |  | costs_by_goal:Zorg | gelijk
        totaal |  | costs | gelijk
    """)


def test_amount_without_a_name_that_is_no_sum_stays_a_line():
    content = read(HEADING, ["A", "PK", 1, 1, 2], ["B", "PK", 1, 3, 4], ["", "", "", 5, 5])
    assert [(row.kind, row.label) for row in content.rows][-1] == (RowKind.LINE, "")


def test_totals_over_totals():
    content = read(
        HEADING,
        ["Programma 1"],
        ["Doel 1.1"],
        ["A", "PK", 1, 1, 1],
        ["B", "PK", 1, 2, 2],
        ["Totaal doel 1.1", "", "", 3, 3],
        ["Doel 1.2"],
        ["C", "PK", 1, 4, 4],
        ["Totaal doel 1.2", "", "", 4, 4],
        ["Totaal programma 1", "", "", 7, 7],
        ["Programma 2"],
        ["Doel 2.1"],
        ["D", "PK", 1, 5, 5],
        ["Totaal doel 2.1", "", "", 5, 5],
        ["Totaal programma 2", "", "", 5, 5],
        ["Totaal generaal", "", "", 12, 12],
    )
    assert totals(content) == table("""
        totaal | Totaal doel 1.1 | costs_by_goal:Doel 1.1 | gelijk
        totaal | Totaal doel 1.2 | costs_by_goal:Doel 1.2 | gelijk
        totaal | Totaal programma 1 | programma 1 | gelijk
        totaal | Totaal doel 2.1 | costs_by_goal:Doel 2.1 | gelijk
        totaal | Totaal programma 2 | programma 2 | gelijk
        totaal | Totaal generaal | costs | gelijk
    """)
    assert content.findings == ()


def test_costs_broken_down_once_more_are_no_lines():
    content = read(
        HEADING,
        ["Wonen"],
        ["A", "PK", 1, 1, 2],
        ["Zorg"],
        ["B", "Materieel", 2, 3, 4],
        ["C", "Materieel", "", 5, 6],
        ["Totaal", "", "", 9, 12],
        ["Kosten per prioriteit"],
        ["Prioriteit 1", "", "", 1, 2],
        ["Prioriteit 2", "", "", 3, 4],
        ["Zonder prioriteit", "", "", 5, 6],
        ["Totaal", "", "", 9, 12],
        ["Kosten per soort"],
        ["Personeelskosten", "Personeelskosten", "", 1, 2],
        ["Materiële kosten", "Materiële kosten", "", 8, 10],
        ["Kosten per doel"],
        ["Wonen", "", "", 1, 2],
        ["Zorg", "", "", 8, 10],
    )
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["A", "B", "C"]
    assert totals(content) == table("""
        totaal | Totaal | costs | gelijk
        totaal | Prioriteit 1 | costs_by_priority.1 | gelijk
        totaal | Prioriteit 2 | costs_by_priority.2 | gelijk
        totaal | Zonder prioriteit | costs_by_priority.none | gelijk
        totaal | Totaal | costs | gelijk
        totaal | Personeelskosten | costs_by_cost_type.personnel | gelijk
        totaal | Materiële kosten | costs_by_cost_type.material | gelijk
        totaal | Wonen | costs_by_goal:Wonen | gelijk
        totaal | Zorg | costs_by_goal:Zorg | gelijk
    """)


def test_costs_broken_down_below_their_total_without_a_heading():
    content = read(
        HEADING,
        ["Wonen"],
        ["A", "PK", 1, 1, 2],
        ["B", "Overhead", 1, 3, 4],
        ["Totaal", "", "", 4, 6],
        ["Personeelskosten", "", "", 1, 2],
        ["Overhead", "", "", 3, 4],
        ["Wonen", "", "", 4, 6],
    )
    assert [row.figure for row in content.of_kind(RowKind.CONTROL)] == [
        *("costs", "costs_by_cost_type.personnel", "costs_by_cost_type.overhead", "costs_by_goal:Wonen"),
    ]


def test_subtotal_of_a_cost_type_within_a_goal():
    content = read(
        HEADING,
        ["Wonen"],
        ["A", "PK", 1, 1, 2],
        ["B", "PK", 1, 3, 4],
        ["Totaal personeel", "", "", 4, 6],
        ["Zorg"],
        ["C", "PK", 1, 5, 6],
        ["Totaal kosten", "", "", 9, 12],
    )
    assert {verdict for control in content.controls for _, verdict in control.verdicts} == {"equal"}


def test_part_of_another_row_does_not_count():
    content = read(["Post", 2024, 2025], ["A", 10, 20], ["waarvan structureel", 6, 6], ["Totaal", 10, 20])
    assert content.rows[1].kind is RowKind.SKIP
    assert totals(content) == ["totaal | Totaal | costs | gelijk"]


def test_subtotals_of_income():
    content = read(
        ["Post", 2024, 2025],
        ["Huur", 10, 10],
        ["Totaal lasten", 10, 10],
        ["Baten"],
        ["Rijk 1", 1, 2],
        ["Rijk 2", 3, 4],
        ["Subtotaal Rijk", 4, 6],
        ["Gemeente 1", 5, 6],
        ["Gemeente 2", 7, 8],
        ["Subtotaal gemeenten", 12, 14],
        ["Totaal baten", 16, 20],
    )
    assert totals(content)[1:] == table("""
        totaal | Subtotaal Rijk | de rijen erboven | gelijk
        totaal | Subtotaal gemeenten | gemeenten | gelijk
        totaal | Totaal baten | income | gelijk
    """)


def test_total_of_nothing_that_was_read_is_not_called_a_difference():
    content = read(["Post", 2024, 2025], ["Huur", 10, 10], ["Totaal baten", 12, 12], ["Resultaat", 2, 2])
    assert content.controls == ()
    assert [f.code for f in content.findings] == ["control_empty", "control_empty"]


def test_headings_with_sums_are_goals_and_checked():
    rows = [
        ["Post", 2024, 2025],
        *(["Wonen", 30, 40], ["A", 10, 15], ["B", 20, 25]),
        *(["Zorg", 7, 9], ["C", 7, 9]),
        *(["Werk", 5, 7], ["D", 2, 3], ["E", 3, 4], ["F", 0, 0]),
        ["Totaal", 42, 56],
    ]
    content = read(*rows)
    assert [(row.label, row.goal) for row in content.of_kind(RowKind.LINE)] == [
        *(("A", "Wonen"), ("B", "Wonen"), ("C", "Zorg"), ("D", "Werk"), ("E", "Werk"), ("F", "Werk")),
    ]
    assert [(control.row.label, control.row.kind) for control in content.controls] == [
        ("Wonen", RowKind.GOAL),
        ("Zorg", RowKind.GOAL),
        ("Werk", RowKind.GOAL),
        ("Totaal", RowKind.CONTROL),
    ]
    assert content.findings == ()


def test_one_amount_that_happens_to_be_a_sum_is_no_heading():
    content = read(["Post", 2024, 2025], ["A", 30, 40], ["B", 10, 15], ["C", 20, 25], ["D", 1, 1])
    assert len(content.of_kind(RowKind.LINE)) == 4


def test_goals_of_which_the_total_bears_the_name():
    content = read(
        ["Post", 2024, 2025], ["Wonen"], ["A", 1, 2], ["B", 3, 4], ["Wonen", 4, 6], ["Zorg"], ["C", 5, 6]
    )
    assert totals(content) == ["totaal | Wonen | costs_by_goal:Wonen | gelijk"]
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["A", "B", "C"]


def test_total_over_several_sheets():
    heading = ["Maatregel", "Soort kosten", 2024, 2025]
    book = book_of(
        sheet_of([heading, ["A", "PK", 1, 2], ["Totaal", "", 1, 2]], "Wonen"),
        sheet_of(
            [heading, ["B", "PK", 3, 4], ["Totaal", "", 3, 4], ["Totaal alle doelen", "", 4, 6]], "Zorg"
        ),
    )
    content = interpret(book, propose(book, YEARS), YEARS)
    assert totals(content)[:2] == table("""
        totaal | Totaal | costs_by_goal:Wonen | gelijk
        totaal | Totaal | costs_by_goal:Zorg | gelijk
    """)
