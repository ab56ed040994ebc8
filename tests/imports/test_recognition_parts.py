"""Where the costs of a budget end and its income, targets and result begin."""

from dataclasses import replace

import pytest
from books import book_of, sheet_of
from said import said, table

from budgets.imports.mapping import ColumnRole, Mapping, Part, RowKind
from budgets.imports.recognition import interpret, propose

YEARS = (2024, 2025)
HEADING = ["Maatregel", "Soort kosten", "Prioriteit", 2024, 2025]


def read(*rows, chosen=(), years=YEARS, **more):
    book = book_of(sheet_of(rows, **more))
    (proposed,) = propose(book, years).tables
    return interpret(book, Mapping((replace(proposed, rows=chosen),)), years)


def kinds(content):
    return [(row.row, str(row.kind), row.label, row.reason) for row in content.rows]


def test_result_of_a_goal_does_not_end_the_costs():
    rows = [
        *(["Wonen"], ["A", 10, 20], ["B", 30, 40], ["Saldo wonen", -40, -60]),
        *(["Zorg"], ["C", 50, 60], ["D", 70, 80], ["Saldo", -120, -140]),
        *(["Werk"], ["E", 5, 6], ["F", 7, 8], ["Resultaat", -172, -214], ["Risico", "p.m.", "p.m."]),
    ]
    content = read(["Post", 2024, 2025], *rows)
    assert [(row.label, row.goal) for row in content.of_kind(RowKind.LINE)] == [
        *(("A", "Wonen"), ("B", "Wonen"), ("C", "Zorg"), ("D", "Zorg"), ("E", "Werk"), ("F", "Werk")),
    ]
    assert [row.label for row in content.of_kind(RowKind.CONTROL)] == ["Saldo wonen", "Saldo", "Resultaat"]
    assert [row.label for row in content.of_kind(RowKind.MEMORANDUM)] == ["Risico"]


def test_table_below_the_result_is_no_goal():
    rows = [["A", 10, 20], ["Resultaat", -10, -20], ["Mogelijke bezuinigingen"], ["Minder huur", 1, 1]]
    content = read(["Post", 2024, 2025], *rows)
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["A"]
    assert [(f.code, f.place) for f in content.findings if f.code == "not_placed"] == [
        ("not_placed", "Begroting!5")
    ]


def test_result_that_is_no_goals_is_a_name():
    content = read(["Post", 2024, 2025], ["Resultaat gericht werken", 1, 2])
    assert [row.kind for row in content.rows] == [RowKind.LINE]


def test_income_may_come_first():
    content = read(
        ["Omschrijving", 2024, 2025],
        ["Baten"],
        ["Rijk", 7, 8],
        ["Totaal baten", 7, 8],
        ["Lasten"],
        ["Opvang", 6, 8],
        ["Totaal lasten", 6, 8],
        ["Saldo", 1, 0],
    )
    assert said(content) == table("""
        baten | Baten | Rijk | 7 8
        post |  | Opvang |  |  |  | 6 8
        totaal | Totaal baten | income | gelijk
        totaal | Totaal lasten | costs | gelijk
        totaal | Saldo | result | gelijk
    """)


def test_income_follows_the_total_of_the_costs_without_a_heading():
    content = read(
        HEADING,
        ["A", "PK", 1, 10, 20],
        ["Totaal", "", "", 10, 20],
        ["Rijk", "", "", 5, 6],
        ["Fonds", "", "", 7, 8],
    )
    assert [row.label for row in content.of_kind(RowKind.STREAM)] == ["Rijk", "Fonds"]


def test_costs_go_on_after_a_total_where_they_have_a_cost_type():
    content = read(
        HEADING,
        ["Doel 1"],
        ["A", "PK", 1, 10, 20],
        ["Totaal", "", "", 10, 20],
        ["Doel 2"],
        ["B", "PK", 1, 30, 40],
        ["Totaal", "", "", 30, 40],
        ["Totaal", "", "", 40, 60],
    )
    assert [row.goal for row in content.of_kind(RowKind.LINE)] == ["Doel 1", "Doel 2"]
    assert [control.row.figure for control in content.controls] == [
        *("costs_by_goal:Doel 1", "costs_by_goal:Doel 2", "costs"),
    ]


def test_income_has_no_pm_and_a_row_of_only_pm_is_an_item_of_its_own():
    content = read(
        ["Post", 2024, 2025],
        ["Huur", 1, 1],
        ["Totaal", 1, 1],
        ["Baten"],
        ["Rijk", 5, "p.m."],
        ["Fonds", "pm", "pm"],
    )
    (stream,) = content.of_kind(RowKind.STREAM)
    assert stream.amounts == ((2024, 500), (2025, ""))
    assert [(f.code, f.place) for f in content.findings] == [("pm_as_nothing", "Begroting!C5")]
    assert [row.label for row in content.of_kind(RowKind.MEMORANDUM)] == ["Fonds"]


def test_rows_after_the_result_are_not_guessed():
    content = read(["Post", 2024, 2025], ["Huur", 1, 1], ["Resultaat", -1, -1], ["Onttrekking reserve", 1, 1])
    assert [(f.code, f.place) for f in content.findings if f.code == "not_placed"] == [
        ("not_placed", "Begroting!4")
    ]


def test_costs_and_income_of_a_line_stand_beside_each_other():
    content = read(
        ["Maatregel", "Lasten 2024", "Baten 2024", "Lasten 2025", "Baten 2025"],
        ["Opvang", 10, 4, 20, 5],
        ["Rijk", "", 6, "", 7],
        ["Totaal", 10, 10, 20, 12],
    )
    assert said(content) == table("""
        post |  | Opvang |  |  |  | 10 20 + 4 5
        baten |  | Rijk | 6 7
        totaal | Totaal | costs | gelijk
        totaal | Totaal | income | gelijk
    """)


def test_streams_that_another_sheet_holds_are_only_checked_here():
    costs = sheet_of(
        [HEADING, ["A", "PK", 1, 10, 20], ["Totaal kosten", "", "", 10, 20], ["Baten"],
         ["Rijk", "", "", 5, 7], ["Onbekend", "", "", 1, 1], ["Totaal baten", "", "", 5, 6]]
    )  # fmt: skip
    income = sheet_of([["Financieringsstroom", 2024, 2025], ["Rijk", 5, 6]], "Dekking")
    book = book_of(costs, income)
    content = interpret(book, propose(book, YEARS), YEARS)
    assert [(row.sheet, row.label) for row in content.of_kind(RowKind.STREAM)] == [("Dekking", "Rijk")]
    assert said(content)[2:] == table("""
        totaal | Totaal kosten | costs | gelijk
        totaal | Rijk | ‘Rijk’ op het blad met de baten | gelijk, wijkt af
        totaal | Totaal baten | income | gelijk
        let op | not_placed | Begroting!6
        let op | control_differs | Begroting!5
    """)
    assert [control.row.figure for control in content.controls] == ["costs", "", "income"]


def test_income_table_has_streams_and_no_goals():
    book = book_of(
        sheet_of([["Baten", 2024, 2025], ["Rijk"], ["Uitkering", 1, 2], ["Subsidie", 3, 4]], "Baten")
    )
    mapping = propose(book, YEARS)
    content = interpret(book, mapping, YEARS)
    assert mapping.tables[0].part is Part.INCOME
    assert [(row.label, row.goal) for row in content.of_kind(RowKind.STREAM)] == [
        ("Uitkering", "Rijk"),
        ("Subsidie", "Rijk"),
    ]
    assert content.of_kind(RowKind.GOAL) == ()
    assert (content.cost_years, content.income_years) == ((), YEARS)
    assert content.fields == {str(ColumnRole.MEASURE), str(ColumnRole.INCOME)}


def test_costs_go_on_after_a_subtotal_where_their_total_is_still_to_come():
    content = read(
        ["Post", 2024, 2025],
        ["Personeel", 10, 20],
        ["Overhead", 1, 2],
        ["Subtotaal", 11, 22],
        ["Onvoorzien", 5, 5],
        ["Totaal kosten", 16, 27],
        ["Opbrengsten"],
        ["Bijdrage gemeenten", 16, 27],
        ["Resultaat", 0, 0],
    )
    assert said(content) == table("""
        post |  | Personeel |  |  |  | 10 20
        post |  | Overhead |  |  |  | 1 2
        post |  | Onvoorzien |  |  |  | 5 5
        baten | Opbrengsten | Bijdrage gemeenten | 16 27
        totaal | Subtotaal | de rijen erboven | gelijk
        totaal | Totaal kosten | costs | gelijk
        totaal | Resultaat | result | gelijk
    """)


@pytest.mark.parametrize("label", ["Nog te dekken", "Nog te financieren door gemeenten", "Te dekken saldo"])
def test_what_is_still_to_be_covered_is_no_income(label):
    content = read(
        ["Activiteit", 2024, 2025],
        ["Coördinatie", 76, 77],
        ["Totale kosten", 76, 77],
        ["Dekking"],
        ["Bijdragen gemeenten", 60, 60],
        [label, 16, 17],
    )
    assert kinds(content)[-1] == (6, "control", label, "door de naam")
    assert [row.label for row in content.of_kind(RowKind.STREAM)] == ["Bijdragen gemeenten"]


def test_result_with_costs_and_income_beside_each_other_is_held_against_both():
    content = read(
        ["Product", "Lasten 2024", "Baten 2024", "Lasten 2025", "Baten 2025"],
        ["Opvang", 100, 40, 200, 50],
        ["Zorg", 50, 90, 50, 90],
        ["Saldo van baten en lasten", 150, 130, 250, 150],
    )
    assert said(content)[2:] == table("""
        totaal | Saldo van baten en lasten | de rijen erboven | gelijk
        totaal | Saldo van baten en lasten | de baten van de rijen erboven | gelijk, wijkt af
        let op | control_differs | Begroting!4
    """)


def test_costs_and_income_of_a_programme_may_be_one_amount_each():
    content = read(
        ["Programma", 2024, 2025],
        ["1. Bestuur"],
        ["Lasten", 4_200, 4_300],
        ["Baten", 300, 320],
        ["Saldo", -3_900, -3_980],
        ["2. Sociaal domein"],
        ["Lasten", 21_400, 22_300],
        ["Baten", 5_300, 5_320],
        ["Saldo", -16_100, -16_980],
        ["Totaal lasten", 25_600, 26_600],
        ["Totaal baten", 5_600, 5_640],
        ["Saldo van baten en lasten", -20_000, -20_960],
    )
    assert [row for row in said(content) if not row.startswith("weet | control_empty")] == table("""
        post | 1. Bestuur | 1. Bestuur |  |  |  | 4200 4300
        baten | 1. Bestuur | 1. Bestuur | 300 320
        post | 2. Sociaal domein | 2. Sociaal domein |  |  |  | 21400 22300
        baten | 2. Sociaal domein | 2. Sociaal domein | 5300 5320
        totaal | Totaal lasten | costs | gelijk
        totaal | Totaal baten | income | gelijk
        totaal | Saldo van baten en lasten | result | gelijk
    """)
