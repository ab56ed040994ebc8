"""What is wrong in a file is said with its cell, and blocks only where it must."""

from datetime import date, datetime, time

import pytest
from books import book_of, sheet_of

from budgets.imports.findings import Severity
from budgets.imports.mapping import Column, ColumnRole, Mapping, RowKind, TableMapping
from budgets.imports.recognition import interpret, propose

YEARS = (2024, 2025)
HEADING = ["Maatregel", "Soort kosten", "Prioriteit", 2024, 2025]
ORDINARY = ["Inloop", "Overhead", 1, 100, 200]
COLUMNS = (
    Column(0, ColumnRole.MEASURE),
    Column(3, ColumnRole.COSTS, 2024),
    Column(4, ColumnRole.COSTS, 2025),
)


def read(*rows, years=YEARS, **more):
    book = book_of(sheet_of([HEADING, ORDINARY, *rows], **more))
    return interpret(book, propose(book, years), years)


def found(content, code):
    return [finding for finding in content.findings if finding.code == code]


def test_ordinary_rows_give_no_findings():
    assert read().findings == ()


@pytest.mark.parametrize(
    ("value", "code", "part"),
    [
        ("12,34,5", "amount_text", "‘12,34,5’ is geen bedrag"),
        ("zie bijlage", "amount_text", "‘zie bijlage’ is geen bedrag"),
        ("12,345", "amount_text", "dubbelzinnig"),
        ("3%", "percentage", "‘3%’ is een percentage"),
        ("#REF!", "cell_error", "‘#REF!’ is een foutmelding van het rekenblad"),
        ("#VERW!", "cell_error", "‘#VERW!’ is een foutmelding"),
        (date(2021, 5, 3), "not_an_amount", "een datum (3-5-2021)"),
        (datetime(2021, 5, 3, 8), "not_an_amount", "een datum (3-5-2021)"),  # noqa: DTZ001
        (time(8), "not_an_amount", "een tijd"),
        (True, "not_an_amount", "hier staat WAAR"),
        (float("inf"), "not_an_amount", "geen getal"),
        (1_000_000_000.0, "too_large", "‘1000000000’ is te groot"),
        ("1.000.000.000", "too_large", "is te groot"),
    ],
)
def test_cell_that_is_no_amount_blocks(value, code, part):
    content = read(["Opvang", "Overhead", 1, 5, value])
    (finding,) = found(content, code) or found(content, "amount_text")
    assert (finding.severity, finding.place) == (Severity.ERROR, "Begroting!E3")
    assert part in finding.message
    assert content.blocked
    assert content.of_kind(RowKind.LINE)[1].amounts == ((2024, 500),)


def test_formula_without_a_stored_outcome_blocks():
    content = read(["Opvang", "Overhead", 1, "", 5], without_value=frozenset({(2, 3)}))
    (finding,) = found(content, "no_outcome")
    assert (finding.place, content.blocked) == ("Begroting!D3", True)
    assert "open het bestand in Excel of LibreOffice en sla het op" in finding.message


def test_number_that_is_shown_as_a_percentage_blocks():
    content = read(["Opvang", "Overhead", 1, 0.03, 5], percentages=frozenset({(2, 3)}))
    (finding,) = found(content, "percentage")
    assert (finding.place, "‘3%’" in finding.message) == ("Begroting!D3", True)


def test_total_with_an_unreadable_cell_does_not_block():
    content = read(["Totaal", "", "", "", 200], without_value=frozenset({(2, 3)}))
    assert not content.blocked
    (control,) = content.controls
    assert control.verdicts == ((2025, "equal"),)


def test_total_that_cannot_be_read_at_all_is_named():
    content = read(["Totaal", "", "", "", ""], without_value=frozenset({(2, 3), (2, 4)}))
    assert (content.controls, [f.place for f in found(content, "control_empty")]) == ((), ["Begroting!3"])


@pytest.mark.parametrize(
    ("value", "cents", "rounded"),
    [
        (0.1 + 0.2, 30, False),
        (1234.565, 123457, True),
        (-1234.565, -123457, True),
        (1.005, 101, True),
        (21_701_190.000000004, 2170119000, False),
        (999_999_999.99, 99999999999, False),
        (12, 1200, False),
        (-999_999_999, -99999999900, False),
    ],
)
def test_number_is_exact_to_the_cent_and_rounding_is_said(value, cents, rounded):
    content = read(["Opvang", "Overhead", 1, value, 5])
    assert content.of_kind(RowKind.LINE)[1].amounts[0] == (2024, cents)
    assert [finding.place for finding in found(content, "rounded")] == ["Begroting!D3"] * rounded


def test_rounding_is_said_once_per_sheet():
    content = read(*(["Opvang", "Overhead", 1, 1.234, 2.345] for _ in range(30)))
    (finding,) = found(content, "rounded")
    assert finding.message.startswith("60 bedragen hebben meer dan twee cijfers")
    assert (finding.severity, finding.address) == (Severity.WARNING, "D3")


@pytest.mark.parametrize(("value", "ours"), [(7, None), (-1, None), (1.5, None), ("hoog", None)])
def test_priority_that_does_not_exist_blocks(value, ours):
    content = read(["Opvang", "Overhead", value, 5, 5], *[ORDINARY] * 3)
    (finding,) = found(content, "priority")
    assert (finding.severity, finding.place) == (Severity.ERROR, "Begroting!C3")
    assert "kies 0, 1, 2 of 3" in finding.message
    assert content.of_kind(RowKind.LINE)[1].priority is ours


@pytest.mark.parametrize(
    ("value", "priority"),
    [
        ("", None),
        ("–", None),
        ("n.v.t.", None),
        ("0", 0),
        ("prio 2", 2),
        ("3 - later", 3),
        ("wettelijk", 0),
        (2.0, 2),
    ],
)
def test_priority_as_people_write_it(value, priority):
    content = read(["Opvang", "Overhead", value, 5, 5])
    assert content.findings == ()
    assert content.of_kind(RowKind.LINE)[1].priority == priority


def test_unknown_cost_type_is_read_as_none():
    content = read(["Opvang", "Diversen", 1, 5, 5])
    (finding,) = found(content, "cost_type")
    assert (finding.severity, finding.place) == (Severity.WARNING, "Begroting!B3")
    assert content.of_kind(RowKind.LINE)[1].cost_type == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Personeel", "personnel"),
        ("PK", "personnel"),
        ("Loonkosten", "personnel"),
        ("materieel", "material"),
        ("Mat. kosten", "material"),
        ("KAPITAALLASTEN", "capital"),
        ("afschrijvingen", "capital"),
        ("overhead 15%", "overhead"),
        ("Niet opgegeven", ""),
        ("–", ""),
    ],
)
def test_cost_type_by_its_usual_names(text, code):
    content = read(["Opvang", text, 1, 5, 5])
    assert (content.of_kind(RowKind.LINE)[1].cost_type, content.findings) == (code, ())


def test_negative_cost_is_a_warning_at_its_first_cell():
    content = read(["Vrijval", "Overhead", 1, 5, -7], ["Meer vrijval", "Overhead", 1, -5, -7])
    assert [(f.severity, f.place) for f in found(content, "negative")] == [
        (Severity.WARNING, "Begroting!E3"),
        (Severity.WARNING, "Begroting!D4"),
    ]


def test_lines_that_are_the_same_in_everything_name_each_other():
    content = read(
        ["Opvang", "Overhead", 1, 5, 5], ["Opvang", "Overhead", 1, 5, 6], ["Opvang", "Overhead", 2, 5, 5]
    )
    (finding,) = found(content, "duplicate")
    assert (finding.severity, finding.place) == (Severity.WARNING, "Begroting!5")
    assert "als rij 3" in finding.message


def test_lines_without_amounts_are_not_called_the_same():
    assert found(read(*[["Opvang", "Overhead", 1, "", ""]] * 2), "duplicate") == []


def test_many_alike_findings_are_counted():
    content = read(*(["Opvang", "Overhead", 1, "veel", number] for number in range(500)))
    texts = found(content, "amount_text")
    assert len(texts) == 21
    assert texts[-1].message == "en nog 480 cellen zonder leesbaar bedrag op dit blad"
    assert texts[-1].place == "Begroting"


def test_hidden_rows_with_amounts_are_read_and_said():
    content = read(["Opvang", "Overhead", 1, 5, 5], ["Titel"], hidden_rows=frozenset({2, 3}))
    (finding,) = found(content, "hidden_rows")
    assert (finding.severity, finding.message) == (
        Severity.WARNING,
        "deze rij met bedragen is verborgen, en is ook gelezen",
    )
    assert content.of_kind(RowKind.LINE)[1].hidden


def test_hidden_column_of_amounts_is_read_and_said():
    assert [f.place for f in found(read(hidden_columns=frozenset({4})), "hidden_column")] == ["Begroting!E"]


def test_amount_merged_over_rows_counts_once():
    content = read(["Opvang", "Overhead", 1, 5, 5], ["Nazorg", "Overhead", 1, "", 5], merged=((2, 3, 3, 3),))
    assert [f.place for f in found(content, "merged_amount")] == ["Begroting!D3"]
    assert content.of_kind(RowKind.LINE)[2].amounts[0] == (2024, "")


def test_row_that_carries_an_id_twice_is_named():
    heading = [*HEADING, "id gooi/plan revisie 3"]
    rows = [["Inloop", "Overhead", 1, 1, 2, "line:r1"], ["Kopie", "Overhead", 1, 3, 4, "line:r1"]]
    book = book_of([heading, *rows])
    content = interpret(book, propose(book, YEARS), YEARS)
    (finding,) = found(content, "id_twice")
    assert (finding.place, "rij 2" in finding.message) == ("Begroting!3", True)
    assert [row.id for row in content.rows] == ["line:r1", "line:r1"]


def test_year_outside_the_plan_is_a_note_and_a_missing_year_too():
    content = read(years=(2025, 2026))
    (outside,) = found(content, "other_years")
    assert (outside.severity, outside.place) == (Severity.NOTE, "Begroting!D")
    assert outside.message == "2024 is geen jaar van het plan; kolom D wordt niet gelezen"
    (missing,) = found(content, "years_missing")
    assert missing.message == "Van het jaar 2026 is in dit bestand niets gelezen; het blijft zoals het is."
    assert content.of_kind(RowKind.LINE)[0].amounts == ((2025, 20000),)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("2024", "2024", "year_in_more_columns"),
        ("Structureel 2024", "Incidenteel 2024", "year_in_more_columns"),
        ("Begroting 2024", "Begroting 2024 na wijziging", "other_columns"),
        ("Begroting 2024", "Realisatie 2024", "other_columns"),
    ],
)
def test_two_columns_for_a_year_ask_for_a_look_where_nothing_tells_them_apart(first, second, code):
    book = book_of([["Maatregel", first, second, 2025], ["Inloop", 1, 2, 3], ["Nazorg", 4, 5, 6]])
    (finding,) = interpret(book, propose(book, YEARS), YEARS).findings
    severity = Severity.NOTE if code == "other_columns" else Severity.WARNING
    assert (finding.code, finding.severity) == (code, severity)
    assert "2024 staat in meer kolommen" in finding.message


def test_no_year_of_the_plan_blocks():
    content = read(years=(2031, 2032))
    (finding,) = found(content, "no_planned_year")
    assert finding.message == (
        "de jaren in de kop (2024 en 2025) vallen buiten het plan, dat loopt van 2031 tot en met 2032"
    )
    assert (content.blocked, content.rows) == (True, ())


def mapped(*columns, header=(0, 0)):
    book = book_of([HEADING, ORDINARY])
    return interpret(book, Mapping((TableMapping("Begroting", header, columns),)), YEARS)


def test_two_columns_for_one_year_block():
    content = mapped(*COLUMNS[:2], Column(4, ColumnRole.COSTS, 2024))
    (finding,) = found(content, "year_twice")
    assert (finding.place, content.blocked) == ("Begroting!E", True)
    assert "kolom D is ook gekozen voor de kosten van 2024" in finding.message


def test_two_columns_with_one_role_block():
    content = mapped(*COLUMNS, Column(1, ColumnRole.MEASURE))
    (finding,) = found(content, "role_twice")
    assert (finding.place, "kolom A" in finding.message) == ("Begroting!B", True)


def test_column_of_amounts_without_a_year_blocks():
    content = mapped(*COLUMNS[:2], Column(4, ColumnRole.COSTS))
    assert [(f.code, f.place) for f in content.findings] == [("no_year", "Begroting!E")]


def test_column_chosen_for_two_things_blocks():
    content = mapped(*COLUMNS, Column(3, ColumnRole.NOTE))
    assert [f.place for f in found(content, "column_twice")] == ["Begroting!D"]


def test_no_column_of_names_blocks():
    content = mapped(*COLUMNS[1:])
    assert ([f.code for f in content.findings if f.severity is Severity.ERROR], content.rows) == (
        ["no_measure"],
        (),
    )


def test_no_column_of_amounts_blocks_and_names_the_years():
    (finding,) = found(mapped(COLUMNS[0]), "no_amounts")
    assert "het plan loopt van 2024 tot en met 2025" in finding.message


def test_sheet_that_is_not_there_blocks():
    book = book_of([HEADING, ORDINARY])
    content = interpret(book, Mapping((TableMapping("Weg", (0, 0), COLUMNS),)), YEARS)
    assert [f.code for f in content.findings] == ["no_sheet"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["Notulen"], ["Aanwezig: iedereen"], ["Er is gesproken over de begroting."]],
        [[1, 2, 3], [4, 5, 6]],
        [["a", "b"], ["c", "d"]],
    ],
)
def test_nothing_recognisable_says_what_to_choose(rows):
    book = book_of(rows)
    mapping = propose(book, YEARS)
    content = interpret(book, mapping, YEARS)
    assert mapping.tables == ()
    (finding,) = content.findings
    assert (finding.code, finding.place) == ("no_table", "")
    assert "Kies het blad, de rij met de koppen" in finding.message


def test_rows_per_year_are_no_budget_that_can_be_read():
    book = book_of([["Maatregel", "Jaar", "Bedrag"], ["Inloop", 2024, 5], ["Inloop", 2025, 6]])
    content = interpret(book, propose(book, YEARS), YEARS)
    assert [(f.code, f.place) for f in content.findings] == [("years_below", "Begroting!B")]


def test_headings_without_rows_block():
    book = book_of([HEADING])
    content = interpret(book, propose(book, YEARS), YEARS)
    assert [f.code for f in content.findings if f.severity is Severity.ERROR] == ["no_rows"]


def test_second_table_beside_the_first_is_named():
    book = book_of([["Lasten", 2024, 2025, "", "Baten", 2024, 2025], ["Huur", 1, 2, "", "Rijk", 3, 4]])
    content = interpret(book, propose(book, YEARS), YEARS)
    (finding,) = found(content, "second_table")
    assert (finding.severity, finding.place) == (Severity.WARNING, "Begroting!E")
    assert [row.label for row in content.of_kind(RowKind.LINE)] == ["Huur"]


def test_millions_are_not_guessed():
    book = book_of([["Bedragen in miljoenen euro's"], HEADING, ORDINARY])
    content = interpret(book, propose(book, YEARS), YEARS)
    assert [(f.code, f.severity) for f in content.findings] == [("millions", Severity.WARNING)]


def test_name_of_a_sheet_is_quoted_in_a_place():
    book = book_of(sheet_of([HEADING, ["Inloop", "Overhead", 9, 1, 1], ORDINARY, ORDINARY], "Begroting '24"))
    content = interpret(book, propose(book, YEARS), YEARS)
    assert found(content, "priority")[0].place == "'Begroting ''24'!C2"
