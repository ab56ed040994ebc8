"""What the columns of a sheet are: by their headings, and by what stands in them."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from books import book_of, sheet_of

from budgets.imports.mapping import ColumnRole, Part
from budgets.imports.mark import MARK_SHEET
from budgets.imports.recognition import column_reasons, propose
from budgets.imports.recognition.units import millions_said, unit_said
from budgets.imports.recognition.years import Basis, basis_of, year_of

YEARS = (2024, 2025)


def proposed(*rows, years=YEARS, **more):
    (table,) = propose(book_of(sheet_of(rows, **more)), years).tables
    return table


def roles(table):
    """ "A measure", "D costs 2024"."""
    return [
        f"{'ABCDEFGHIJKLMN'[column.index]} {column.role}" + (f" {column.year}" if column.year else "")
        for column in table.columns
    ]


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2024, 2024),
        (2024.0, 2024),
        ("2024", 2024),
        (" 2024 ", 2024),
        (date(2024, 1, 1), 2024),
        (datetime(2024, 12, 31), 2024),  # noqa: DTZ001 - a file has no time zones
        ("Begroting 2024", 2024),
        ("B2024", 2024),
        ("2024 (na wijziging)", 2024),
        ("Jaar 2024", 2024),
        ("'24", 2024),
        ("begroting ’24", 2024),
        ("B24", 2024),
        ("1-1-2024", 2024),
        ("2024 begroot (x € 1.000)", 2024),
        ("2024-2027", None),
        ("2024/2025", None),
        (2024.5, None),
        (20_240, None),
        (1850, None),
        (True, None),
        (None, None),
        ("Maatregel", None),
        ("€ 12.024", None),
        ("Begroting bescherming en opvang zoals vastgesteld in de vergadering van 2024", None),
    ],
)
def test_year_of_a_heading(value, year):
    assert year_of(value) == year


@pytest.mark.parametrize(
    ("heading", "basis"),
    [
        ("2024", Basis.BUDGET),
        ("Begroting 2024", Basis.BUDGET),
        ("2024 na 1e wijziging", Basis.CHANGED),
        ("2024 (na wijziging)", Basis.CHANGED),
        ("Bijgesteld (€) 2024", Basis.ADJUSTED),
        ("Prognose 2024", Basis.FORECAST),
        ("Realisatie 2024", Basis.ACTUAL),
        ("R2024", Basis.ACTUAL),
        ("Jaarrekening 2024", Basis.ACTUAL),
        ("Verschil 2024", Basis.NEVER),
        ("Saldo 2024", Basis.NEVER),
        ("2024 %", Basis.NEVER),
    ],
)
def test_what_amounts_a_heading_is_about(heading, basis):
    assert basis_of(heading) is basis


@pytest.mark.parametrize(
    "text",
    [
        *("x € 1.000", "x 1.000", "(bedragen × €1.000)", "* 1000", "Bedragen x € 1.000,-", "in € 1.000"),
        *("(in duizenden euro’s)", "bedragen in duizendtallen", "in k€", "K€", "1.000 euro", "per € 1.000"),
    ],
)
def test_thousands_are_said(text):
    assert unit_said(["Begroting", text]) == 1000
    assert not millions_said([text])


@pytest.mark.parametrize(
    "text",
    ["Begroting 2024", "€ 1.000", "in euro's", "x € 1.000.000", "x € 10.000", "duizendpoot", "x 1.0005"],
)
def test_other_texts_say_nothing_of_thousands(text):
    assert unit_said([text]) == 1


def test_headings_name_the_columns():
    table = proposed(
        ["Nr.", "Doel", "Maatregel", "Soort kosten", "Prio", "2024", "2025", "Dekking", "Toelichting"],
        [1, "Wonen", "Inloop", "Overhead", 1, 5, 6, "DUVO", "Kort"],
        [2, "Wonen", "Nazorg", "Materieel", 2, 5, 6, "", ""],
    )
    assert (table.header, table.part, table.unit) == ((0, 0), Part.COSTS, 1)
    assert roles(table) == [
        *("A number", "B goal", "C measure", "D cost_type", "E priority"),
        *("F costs 2024", "G costs 2025", "H cover", "I note"),
    ]


def test_contents_tell_where_no_heading_does():
    table = proposed(
        ["", "", "", "", "", 2024, 2025, ""],
        [1, "Wonen", "Inloop", "Overhead", 1, 50, 60, "Een langere uitleg van deze post, met reden"],
        [2, "", "Nazorg", "Materieel", 2, 50, 60, "Nog een langere uitleg van een andere post"],
        [3, "", "Toezicht", "PK", 0, 50, 60, "En een derde uitleg, die ook lang genoeg is"],
    )
    assert roles(table) == [
        *("A number", "B goal", "C measure", "D cost_type", "E priority"),
        *("F costs 2024", "G costs 2025", "H note"),
    ]


def test_heading_that_its_contents_belie_is_not_believed():
    book = book_of([
        ["Maatregel", "Soort", "Prioriteit", 2024, 2025],
        ["Inloop", "regulier", "hoog", 5, 6],
        ["Nazorg", "project", "laag", 5, 6],
    ])  # fmt: skip
    (table,) = propose(book, YEARS).tables
    assert roles(table) == ["A measure", "D costs 2024", "E costs 2025"]
    reasons = column_reasons(book, table, YEARS)
    assert reasons[1] == "kop ‘Soort’, maar de kolom bevat geen bekende soorten kosten"
    assert reasons[2] == "kop ‘Prioriteit’, maar de kolom bevat geen prioriteiten 0 tot en met 3"


def test_balance_written_as_text_names_no_rows():
    """ "12 N" under the year is a balance, not a name; the names are those of the programmes."""
    table = proposed(
        ["Programma", "Begroting 2024", "", "", "Begroting 2025", "", ""],
        ["", "Lasten", "Baten", "Saldo", "Lasten", "Baten", "Saldo"],
        ["1 Zorg", 13_223, 1_150, "12.073 N", 13_400, 1_150, "12.250 N"],
        ["2 Veiligheid", 800, 900, "100 V", 820, 100, "720 N"],
    )
    assert roles(table) == [
        *("A measure", "B costs 2024", "C income 2024"),
        *("E costs 2025", "F income 2025"),
    ]


def test_column_of_priorities_with_a_wrong_one_is_their_column():
    """Else what is wrong in it would go unsaid."""
    table = proposed(["Maatregel", "Prioriteit", 2024, 2025], ["Inloop", 7, 5, 6], ["Nazorg", 2, 5, 6])
    assert roles(table) == ["A measure", "B priority", "C costs 2024", "D costs 2025"]


def test_footnotes_are_no_priorities():
    rows = [["Inloop", 5, 6, "1)"], ["Nazorg", 5, 6, "2)"], ["Zorg", 5, 6, ""]]
    assert "D priority" not in roles(proposed(["Post", 2024, 2025, "Noot"], *rows))
    assert "D priority" in roles(proposed(["Post", 2024, 2025, ""], *rows))
    words = [["Inloop", 5, 6, "wettelijk"], ["Nazorg", 5, 6, "urgent"]]
    assert "D priority" in roles(proposed(["Post", 2024, 2025, "Noodzaak"], *words))


def test_names_of_two_codes_are_goal_and_measure():
    table = proposed(
        ["Taakveld", "Omschrijving taakveld", "Grb", "Omschrijving grootboek", 2024, 2025],
        [600_100, "Opvang", "40100", "Salarissen", 5, 6],
        [600_100, "Opvang", "43100", "Huur", 5, 6],
        [600_200, "Veilig Thuis", "40100", "Salarissen", 5, 6],
        [600_200, "Veilig Thuis", "43400", "Uitbesteding", 5, 6],
    )
    assert roles(table) == ["B goal", "D measure", "E costs 2024", "F costs 2025"]


def test_codes_before_the_names_are_no_goals():
    rows = [["A1", "Inloop", 5, 6], ["A1", "Nazorg", 5, 6], ["B1", "Zorg", 5, 6], ["B1", "Werk", 5, 6]]
    assert "A goal" not in roles(proposed(["", "Omschrijving", 2024, 2025], *rows))


def test_category_of_cost_types_is_their_column():
    table = proposed(["Categorie", "Post", 2024, 2025], ["Overhead", "Huur", 5, 6], ["PK", "Loon", 7, 8])
    assert roles(table)[:2] == ["A cost_type", "B measure"]


def test_one_column_per_year_is_taken_and_the_reason_said():
    book = book_of([
        ["Maatregel", "2024", "2024 (na wijziging)", "Realisatie 2024", "Verschil 2024", "2023", "2025"],
        ["Inloop", 1, 2, 3, 4, 5, 6],
    ])  # fmt: skip
    (table,) = propose(book, YEARS).tables
    assert roles(table) == ["A measure", "C costs 2024", "G costs 2025"]
    assert column_reasons(book, table, YEARS) == {
        0: "door de kop ‘Maatregel’",
        1: "ook 2024 (begroot); gekozen is kolom C",
        2: "2024 in de kop, na wijziging gaat voor",
        3: "ook 2024 (werkelijk); gekozen is kolom C",
        4: "geen bedrag van een jaar, maar een verschil, saldo of aandeel",
        5: "2023 is geen jaar van het plan",
        6: "2025 in de kop",
    }


def test_what_somebody_chose_is_said_to_be_so():
    book = book_of([["Maatregel", "2024", "2025"], ["Inloop", 1, 2]])
    (table,) = propose(book, YEARS).tables
    changed = replace(table, columns=table.columns[:2])
    assert column_reasons(book, changed, YEARS)[2] == "zelf gekozen"


def test_column_that_shows_goes_before_a_hidden_one():
    table = proposed(["Maatregel", 2024, 2024, 2025], ["Inloop", 1, 2, 3], hidden_columns=frozenset({1}))
    assert roles(table) == ["A measure", "C costs 2024", "D costs 2025"]


def test_total_of_a_year_goes_before_its_cost_types():
    table = proposed(
        ["", 2024, "", "", 2025, "", ""],
        ["Maatregel", "Personeel", "Materieel", "Totaal", "Personeel", "Materieel", "Totaal"],
        ["Inloop", 1, 2, 3, 4, 5, 9],
        merged=((0, 1, 0, 3), (0, 4, 0, 6)),
    )
    assert (table.header, roles(table)) == ((0, 1), ["A measure", "D costs 2024", "G costs 2025"])


def test_cost_types_without_their_total_are_not_taken_for_it():
    table = proposed(
        ["", 2024, "", 2025, ""],
        ["Maatregel", "Personeel", "Materieel", "Personeel", "Materieel"],
        ["Inloop", 1, 2, 4, 5],
    )
    assert roles(table) == ["A measure"]


def test_name_of_a_block_stands_over_its_years_without_being_merged():
    table = proposed(
        ["", "Begroot", "", "", "Bijgesteld", ""],
        ["Maatregel", 2024, 2025, "", 2024, 2025],
        ["Inloop", 1, 2, "", 3, 4],
    )
    assert (table.header, roles(table)) == ((0, 1), ["A measure", "B costs 2024", "C costs 2025"])


def test_heading_of_names_above_years_of_which_the_cells_are_merged():
    table = proposed(
        ["Maatregel", "Soort kosten", "Begroting", ""],
        ["", "", 2024, 2025],
        ["Inloop", "Overhead", 1, 2],
        merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)),
    )
    assert (table.header, roles(table)) == (
        (0, 1),
        ["A measure", "B cost_type", "C costs 2024", "D costs 2025"],
    )


def test_row_of_units_below_the_years_is_part_of_the_heading():
    table = proposed(
        ["Maatregel", 2024, 2025],
        ["", "x € 1.000", "x € 1.000"],
        ["Inloop", 1.5, 2],
    )
    assert (table.header, table.unit) == ((0, 1), 1000)


def test_title_above_is_no_part_of_the_heading():
    table = proposed(
        ["Begroting 2024 van de activiteiten"], ["", "Activiteit", 2024, 2025], [1, "Inloop", 1, 2]
    )
    assert table.header == (1, 1)


def test_amounts_that_look_like_one_year_are_no_heading():
    table = proposed(
        ["Maatregel", "2024", "2025"],
        ["Training", 2000, 2000],
        ["Inloop", 2010, 2020],
    )
    assert table.header == (0, 0)


def test_single_column_takes_the_year_of_the_title_or_of_the_sheet():
    rows = [["Kostenpost", "Bedrag"], ["Huur", 5], ["Loon", 6]]
    assert roles(proposed(["Begroting 2025"], *rows)) == ["A measure", "B costs 2025"]
    assert roles(proposed(*rows, name="Begroting 2024")) == ["A measure", "B costs 2024"]


def test_year_in_a_row_of_its_own_above_or_below_the_names_is_part_of_the_heading():
    names, amounts = ["Kostenpost", "Soort kosten", "Bedrag"], ["Huur", "Overhead", 5000]
    for header in ([["", "", 2025], names], [names, ["", "", 2025]]):
        table = proposed(*header, amounts, years=(2025,))
        assert (table.header, roles(table)[2]) == ((0, 1), "C costs 2025")
    assert proposed(["Begroting 2025"], names, amounts).header == (1, 1)


def test_columns_without_years_are_left_to_be_chosen_where_they_are_not_as_many():
    table = proposed(["Maatregel", "2024", "Bedrag"], ["Inloop", 1, 2])
    assert roles(table) == ["A measure", "B costs 2024"]


def test_other_sheets_do_not_count():
    budget = [["Maatregel", 2024, 2025], ["Inloop", 1, 2]]
    book = book_of(
        sheet_of(budget, "Verborgen", hidden=True),
        sheet_of(budget, MARK_SHEET),
        sheet_of(budget, "Begroting oud"),
        sheet_of(budget, "Cijfers"),
    )
    assert [table.sheet for table in propose(book, YEARS).tables] == ["Cijfers"]


def test_sheet_of_income_is_beside_that_of_costs():
    book = book_of(
        sheet_of([["Bron", 2024, 2025], ["Rijk", 1, 2]], "Inkomsten"),
        sheet_of([["Maatregel", "Soort kosten", 2024, 2025], ["Inloop", "PK", 1, 2]], "Lasten"),
    )
    assert [(table.sheet, table.part) for table in propose(book, YEARS).tables] == [
        ("Lasten", Part.COSTS),
        ("Inkomsten", Part.INCOME),
    ]


def test_ids_of_our_own_show_by_themselves():
    table = proposed(
        ["Maatregel", 2024, 2025, "id gooi/plan revisie 12"],
        ["Inloop", 1, 2, "line:r1"],
        ["Nieuw", 1, 2],
    )
    assert table.only(ColumnRole.ID) == 3


def test_sheet_is_judged_by_rows_far_down_too():
    rows = [["Maatregel", "", 2024, 2025], *[[f"Post {i}", "", i, i] for i in range(400)]]
    rows += [[f"Post {i}", "Overhead", i, i] for i in range(400, 600)]
    assert roles(proposed(*rows))[1] == "B cost_type"
