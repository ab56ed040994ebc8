"""What each row of a table is, and why."""

from dataclasses import replace

import pytest
from books import book_of, sheet_of

from budgets.imports.mapping import Mapping, RowKind
from budgets.imports.recognition import interpret, propose

YEARS = (2024, 2025)
HEADING = ["Maatregel", "Soort kosten", "Prioriteit", 2024, 2025]


def read(*rows, chosen=(), years=YEARS, **more):
    book = book_of(sheet_of(rows, **more))
    (proposed,) = propose(book, years).tables
    return interpret(book, Mapping((replace(proposed, rows=chosen),)), years)


def kinds(content):
    return [(row.row, str(row.kind), row.label, row.reason) for row in content.rows]


def test_rows_of_a_whole_budget_each_have_their_reason():
    content = read(
        HEADING,
        ["Wonen"],
        ["Inloop", "Overhead", 1, 10, 20],
        ["Nazorg", "Overhead", 1, "", ""],
        ["* met korting"],
        ["Totaal kosten", "", "", 10, 20],
        ["Baten"],
        ["Rijk", "", "", 15, 15],
        ["Resultaat", "", "", 5, -5],
        ["Taakstelling 3% rijk", "", "", 0.45, 0.45],
        ["Risico huur", "", "", "p.m.", "p.m."],
        ["Resultaat na taakstelling", "", "", 4.55, -5.45],
        ["Vastgesteld op 1 mei"],
    )
    assert kinds(content) == [
        (2, "goal", "Wonen", "geen bedragen, de rijen eronder wel"),
        (3, "line", "Inloop", "naam en bedragen"),
        (4, "line", "Nazorg", "soort kosten of prioriteit, nog zonder bedragen"),
        (5, "skip", "* met korting", "tekst, geen bedragen"),
        (6, "control", "Totaal kosten", "door de naam"),
        (7, "skip", "Baten", "kop van de baten"),
        (8, "stream", "Rijk", "bij de baten"),
        (9, "control", "Resultaat", "door de naam"),
        (10, "target", "Taakstelling 3% rijk", "door het woord taakstelling"),
        (11, "memorandum", "Risico huur", "p.m. buiten de kosten"),
        (12, "control", "Resultaat na taakstelling", "door de naam"),
        (13, "skip", "Vastgesteld op 1 mei", "tekst zonder rijen die erbij horen"),
    ]


def test_what_somebody_chose_goes_before_everything():
    rows = [HEADING, ["Wonen"], ["Inloop", "Overhead", 1, 10, 20], ["Totaal", "", "", 10, 20]]
    chosen = ((1, RowKind.LINE), (2, RowKind.SKIP), (3, RowKind.STREAM))
    assert [(row.kind, row.reason) for row in read(*rows, chosen=chosen).rows] == [
        (RowKind.LINE, "door u gekozen"),
        (RowKind.SKIP, "door u gekozen"),
        (RowKind.STREAM, "door u gekozen"),
    ]


def test_every_kind_can_be_chosen():
    rows = [HEADING, *[["Iets", "", "", 10, 20]] * len(RowKind)]
    content = read(*rows, chosen=tuple(enumerate(RowKind, 1)))
    assert [row.kind for row in content.rows] == list(RowKind)


def test_chosen_goal_holds_for_the_rows_below():
    content = read(["Post", 2024, 2025], ["Wonen", 1, 2], ["Inloop", 3, 4], chosen=((1, RowKind.GOAL),))
    assert [(row.kind, row.goal) for row in content.rows] == [
        (RowKind.GOAL, "Wonen"),
        (RowKind.LINE, "Wonen"),
    ]


def test_ids_of_our_own_say_what_a_row_is():
    content = read(
        [*HEADING, "id gooi/plan revisie 1"],
        ["Totaal vervoer", "", "", 1, 2, "line:r1"],
        ["Inloop", "Overhead", 1, 3, 4, "stream:BW"],
        ["Iets", "", "", 5, 6, "target:drie"],
        ["Nog iets", "", "", "p.m.", "", "memorandum:risico"],
        ["Nieuw", "Overhead", 1, 7, 8],
    )
    assert [(str(row.kind), row.id) for row in content.rows] == [
        ("line", "line:r1"),
        ("stream", "stream:BW"),
        ("target", "target:drie"),
        ("memorandum", "memorandum:risico"),
        ("line", ""),
    ]


@pytest.mark.parametrize("merged", [True, False])
def test_row_without_a_name_belongs_to_the_one_above_only_when_merged(merged):
    content = read(
        HEADING,
        ["Inloop", "PK", 1, 10, 20],
        ["", "Materieel", 1, 30, 40],
        ["Nazorg", "PK", 1, 50, 60],
        merged=((1, 0, 2, 0),) if merged else (),
    )
    assert [row.label for row in content.rows] == ["Inloop", "Inloop" if merged else "", "Nazorg"]
    assert [f.code for f in content.findings] == ([] if merged else ["unnamed"])


def test_row_without_a_name_belongs_to_the_one_above_when_indented():
    content = read(HEADING, ["Inloop", "PK", 1, 10, 20], ["", "   Materieel", 1, 30, 40])
    assert [(row.label, row.cost_type) for row in content.rows] == [
        ("Inloop", "personnel"),
        ("Inloop", "material"),
    ]


@pytest.mark.parametrize("ditto", ["idem", '"', "Id."])
def test_ditto_is_the_name_above(ditto):
    content = read(HEADING, ["Inloop", "PK", 1, 10, 20], [ditto, "Materieel", 1, 30, 40])
    assert [row.label for row in content.rows] == ["Inloop", "Inloop"]


def test_goal_that_is_written_once_holds_until_the_next():
    content = read(
        ["Doel", "Maatregel", 2024, 2025],
        ["Wonen", "A", 1, 2],
        ["", "B", 3, 4],
        ["Zorg", "C", 5, 6],
        ["", "Tussenkop"],
        ["", "D", 7, 8],
    )
    assert [(row.label, row.goal) for row in content.of_kind(RowKind.LINE)] == [
        *(("A", "Wonen"), ("B", "Wonen"), ("C", "Zorg"), ("D", "Zorg")),
    ]


def test_headings_of_headings_are_not_goals():
    content = read(
        HEADING, ["Programma 1"], ["Doel 1.1"], ["A", "PK", 1, 1, 2], ["Doel 1.2"], ["B", "PK", 1, 3, 4]
    )
    assert [row.label for row in content.of_kind(RowKind.GOAL)] == ["Doel 1.1", "Doel 1.2"]
    assert content.rows[0].reason == "kop boven een andere kop"


def test_heading_repeated_on_the_next_page_is_left_out():
    content = read(HEADING, ["A", "PK", 1, 10, 20], HEADING, ["B", "PK", 1, 30, 40])
    assert [(str(row.kind), row.reason) for row in content.rows][1] == ("skip", "herhaalde kop")
    assert content.findings == ()


def test_years_beside_the_title_of_a_goal_are_a_heading():
    content = read(HEADING, ["A", "PK", 1, 10, 20], ["Zorg", "", "", 2024, 2025], ["B", "PK", 1, 30, 40])
    assert [(row.label, row.goal) for row in content.of_kind(RowKind.LINE)] == [("A", ""), ("B", "Zorg")]


def test_table_below_with_its_years_elsewhere_is_not_misread():
    content = read(
        ["Lasten", 2024, 2025],
        ["Huur", 100, 110],
        [],
        ["Baten", "", 2024, 2025],
        ["Rijk", "", 120, 120],
    )
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["Huur"]
    assert [(f.code, f.place) for f in content.findings] == [
        ("not_placed", "Begroting!4"),
        ("not_placed", "Begroting!5"),
    ]


@pytest.mark.parametrize(
    "text",
    ["- met de gemeente Utrecht", "• nog te bepalen", "inclusief btw", "Dit is een hele zin over een post."],
)
def test_remark_between_rows_is_no_goal(text):
    content = read(HEADING, ["Wonen"], ["A", "PK", 1, 10, 20], [text], ["B", "PK", 1, 30, 40])
    assert [row.goal for row in content.of_kind(RowKind.LINE)] == ["Wonen", "Wonen"]
    assert content.rows[2].reason == "tekst, geen bedragen"


def test_words_where_amounts_should_be_are_no_amounts():
    content = read(["Post", 2024, 2025], ["Huur", 1, 1], ["Resultaat", -1, -1], ["", "nadelig", "nadelig"])
    assert content.rows[-1].kind is RowKind.SKIP
    assert not content.blocked


def test_target_may_be_a_percentage_in_every_cell():
    content = read(["Post", 2024, 2025], ["Huur", 1, 1], ["Resultaat", -1, -1], ["Taakstelling", "3%", "3%"])
    (target,) = content.of_kind(RowKind.TARGET)
    assert (target.percentage, target.amounts, content.blocked) == ("3", (), False)


def test_saving_among_the_costs_is_a_line():
    content = read(
        HEADING, ["Huur", "PK", 1, 5, 5], ["Taakstelling inkoop", "", "", -1, -1], ["Totaal", "", "", 4, 4]
    )
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["Huur", "Taakstelling inkoop"]
