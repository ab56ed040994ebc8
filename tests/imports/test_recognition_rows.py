"""What each row of a table is, and why."""

from dataclasses import replace

import pytest
from books import book_of, sheet_of
from said import said, table

from budgets.imports.mapping import ColumnRole, Mapping, Part, RowKind
from budgets.imports.recognition import interpret, propose
from budgets.imports.recognition.labels import Says, is_target_word, meaning_of, percentage_in

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


@pytest.mark.parametrize(
    ("label", "says", "subject"),
    [
        ("Totaal", Says.TOTAL, ""),
        ("TOTAAL:", Says.TOTAL, ""),
        ("Totaal (x € 1.000)", Says.TOTAL, ""),
        ("Sub-totaal", Says.TOTAL, ""),
        ("Tot. lasten", Says.TOTAL, "costs"),
        ("Totale kosten", Says.TOTAL, "costs"),
        ("Kosten totaal", Says.TOTAL, "costs"),
        ("Totaal van de baten", Says.TOTAL, "income"),
        ("Totaal kosten (excl. 1 p.m. in 2023)", Says.TOTAL, "costs"),
        ("Subtotaal Wonen", Says.TOTAL, "wonen"),
        ("Totaal personeelskosten", Says.TOTAL, "cost_type.personnel"),
        ("Totaal overhead", Says.TOTAL, "cost_type.overhead"),
        ("Kosten", Says.COSTS, ""),
        ("B. Baten", Says.INCOME, ""),
        ("Decentrale uitkering Rijk", Says.INCOME, ""),
        ("Saldo van baten en lasten", Says.RESULT, ""),
        ("Exploitatieresultaat", Says.RESULT, ""),
        ("Resultaat na bestemming", Says.OTHER_RESULT, ""),
        ("Resultaat na taakstelling", Says.RESULT_AFTER_TARGET, ""),
        ("Na taakstelling", Says.RESULT_AFTER_TARGET, ""),
        ("Taakstelling totaal", Says.TARGET_TOTAL, ""),
        ("Taalstelling 3% gemeentelijke bijdrage", Says.TARGET, ""),
        ("Bezuinigingsopgave", Says.TARGET, ""),
        ("Prioriteit 2: urgent", Says.PRIORITY, "2"),
        ("Zonder prioriteit", Says.PRIORITY, "none"),
        ("Kosten per prioriteit", Says.BREAKDOWN, "priority"),
        ("Lasten per kostensoort", Says.BREAKDOWN, "cost_type"),
        ("waarvan structureel", Says.PART, ""),
        ("Risico, laag geschat (telt niet mee)", Says.ESTIMATE, ""),
        ("Bron: jaarstukken", Says.FOOTNOTE, ""),
        ("* zie bijlage", Says.FOOTNOTE, ""),
        ("Tot 18 jaar", Says.NOTHING, ""),
        ("Sommige kosten", Says.NOTHING, ""),
        ("Som van de lasten", Says.TOTAL, "costs"),
        ("Totaalpakket jeugd", Says.NOTHING, ""),
        ("Rijksvaccinatie", Says.NOTHING, ""),
        ("Overige kosten", Says.NOTHING, ""),
        ("Doelstelling wonen", Says.NOTHING, ""),
        ("Bijstelling inkoop", Says.NOTHING, ""),
        ("Kosten van de opvang", Says.NOTHING, ""),
        ("Gemeentelijke bijdrage", Says.NOTHING, ""),
        ("Bron en herstel", Says.NOTHING, ""),
        ("Prioriteit geven aan jongeren", Says.NOTHING, ""),
    ],
)
def test_name_of_a_row_says(label, says, subject):
    meaning = meaning_of(label)
    assert (meaning.says, meaning.subject) == (says, subject)


@pytest.mark.parametrize(
    "word", ["taakstelling", "taalstelling", "taaktelling", "taakstellling", "takastelling"]
)
def test_target_may_be_misspelt_by_one_letter(word):
    assert is_target_word(word)


@pytest.mark.parametrize("word", ["doelstelling", "taal", "tentoonstelling", "samenstelling", "taakstellend"])
def test_other_words_are_no_target(word):
    assert not is_target_word(word)


@pytest.mark.parametrize(
    ("label", "percentage"),
    [
        ("Taakstelling 3% GB", "3"),
        ("2,50 procent van de bijdrage", "2.5"),
        ("0,75 %", "0.75"),
        ("10%", "10"),
        ("1/3% van de bijdrage", ""),
        ("Taakstelling", ""),
    ],
)
def test_percentage_in_a_name(label, percentage):
    assert percentage_in(label) == percentage


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
