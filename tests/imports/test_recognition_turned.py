"""Files that tell costs, or income, as amounts below zero."""

import pytest
from books import book_of
from said import said, table

from budgets.imports.recognition import interpret, propose

YEARS = (2024, 2025)


def read(*rows):
    book = book_of(list(rows))
    return interpret(book, propose(book, YEARS), YEARS)


def test_costs_below_zero_under_income_above_it_are_costs():
    content = read(
        ["Post", 2024, 2025],
        ["Lasten"],
        ["Salarissen", -1_300, -1_400],
        ["Inhuur", -120, -120],
        ["Totaal lasten", -1_420, -1_520],
        ["Baten"],
        ["Bijdrage gemeenten", 1_500, 1_500],
        ["Totaal baten", 1_500, 1_500],
        ["Saldo", 80, -20],
    )
    assert said(content) == table("""
        post |  | Salarissen |  |  |  | 1300 1400
        post |  | Inhuur |  |  |  | 120 120
        baten | Baten | Bijdrage gemeenten | 1500 1500
        totaal | Totaal lasten | costs | gelijk
        totaal | Totaal baten | income | gelijk
        totaal | Saldo | result | gelijk
        let op | costs_turned | Begroting
    """)


def test_costs_below_zero_beside_income_are_costs_and_so_is_their_total():
    content = read(
        ["Taakveld", "Lasten 2024", "Baten 2024", "Lasten 2025", "Baten 2025"],
        ["Toegang", -800, 0, -820, 0],
        ["Opvang", -4_000, 250, -4_100, 250],
        ["Totaal generaal", -4_800, 250, -4_920, 250],
    )
    assert said(content) == table("""
        post |  | Toegang |  |  |  | 800 820
        post |  | Opvang |  |  |  | 4000 4100 + 250 250
        totaal | Totaal generaal | costs | gelijk
        totaal | Totaal generaal | income | gelijk
        let op | costs_turned | Begroting
    """)


@pytest.mark.parametrize(
    "rows",
    [
        [["Vrijval", -10, -10], ["Rijk", "", ""], ["Totaal kosten", -10, -10]],  # one row may be a windfall
        [["Vrijval", -10, -10], ["Korting", -5, -5]],  # nothing tells that this is how the file counts
        [["Vrijval", -10, -10], ["Korting", -5, -5], ["Opvang", 90, 90], ["Totaal kosten", 75, 75]],
    ],
)
def test_costs_below_zero_stay_so_where_it_is_not_how_the_file_counts(rows):
    content = read(["Post", 2024, 2025], *rows)
    assert "negative" in {finding.code for finding in content.findings}
    assert "costs_turned" not in {finding.code for finding in content.findings}


def test_income_below_zero_under_costs_above_it_is_income_and_the_result_is_told_the_other_way_round():
    content = read(
        ["Omschrijving", 2024, 2025],
        ["Lasten"],
        ["Salarissen", 1_300, 1_310],
        ["Totaal lasten", 1_300, 1_310],
        ["Baten"],
        ["Bijdrage gemeenten", -1_250, -1_300],
        ["Rijksbijdrage", -40, -40],
        ["Totaal baten", -1_290, -1_340],
        ["Saldo", 10, -30],
    )
    assert said(content) == table("""
        post |  | Salarissen |  |  |  | 1300 1310
        baten | Baten | Bijdrage gemeenten | 1250 1300
        baten | Baten | Rijksbijdrage | 40 40
        totaal | Totaal lasten | costs | gelijk
        totaal | Totaal baten | income | gelijk
        totaal | Saldo | result | gelijk
        let op | income_turned | Begroting
    """)
