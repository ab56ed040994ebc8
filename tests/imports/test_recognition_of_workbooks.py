"""Twenty and more workbooks of different form: each is read as it was meant, with one correction at most."""

from dataclasses import replace

import pytest
from books import as_read
from said import said, table
from workbooks import TEXTS, WORKBOOKS

from budgets.imports.mapping import Column, ColumnRole, Mapping, Part, RowKind, TableMapping
from budgets.imports.reading import read_book
from budgets.imports.recognition import interpret, propose


def in_thousands(mapping: Mapping) -> Mapping:
    """The unit is set to thousands."""
    return mapping.with_table(replace(mapping.tables[0], unit=1000))


def income_sheet(mapping: Mapping) -> Mapping:
    """The sheet Geldstromen is chosen for the income."""
    columns = (
        Column(0, ColumnRole.MEASURE),
        Column(1, ColumnRole.INCOME, 2024),
        Column(2, ColumnRole.INCOME, 2025),
    )
    return mapping.with_table(TableMapping("Geldstromen", (0, 0), columns, Part.INCOME))


def line_without_amounts(mapping: Mapping) -> Mapping:
    """Row 3 is said to be a line."""
    return mapping.with_table(replace(mapping.tables[0], rows=((2, RowKind.LINE),)))


CORRECTIONS = {
    "thousands_that_nobody_mentions": in_thousands,
    "income_on_a_sheet_without_a_telling_name": income_sheet,
    "measure_still_without_amounts": line_without_amounts,
}
"""The one correction that a workbook needs."""

SAYS = {
    "title_rows": (
        (2024, 2025, 2026, 2027),
        """
        post | Onder dak | Nachtopvang | material | 0 |  | 812500 812500 830000 830000 | Loopt tot 2027
        post | Onder dak | Nachtopvang | personnel | 0 |  | 145200 148104 151066 154087
        post | Onder dak | Doorstroomwoningen | capital | 1 |  | 60250 60250 60250 60250
        post | Meedoen | Dagbesteding De Werf | material | 2 |  | 98000 98000 49000 – | Loopt af
        post | Meedoen | Ervaringsdeskundigen | personnel | 3 |  | 41300 41300 41300 41300
        totaal | Totaal | costs | gelijk
        """,
    ),
    "lasten_and_baten_under_a_year": (
        (2025, 2026),
        """
        post | Beschermd wonen | Intramurale plaatsen |  |  |  | 4120000 4200000 + 3900000 3900000
        post | Beschermd wonen | Toegang en regie |  |  |  | 310500 316710
        baten | Beschermd wonen | Eigen bijdragen CAK | 180000 175000
        post | Opvang | Gezinsopvang |  |  |  | 655000 655000 + 655000 600000
        baten | Opvang | Bijdrage gemeenten | 850500 850500
        totaal | Totaal | costs | gelijk
        totaal | Totaal | income | gelijk
        """,
    ),
    "block_names_over_years": (
        (2024, 2025, 2026),
        """
        post | Preventie | Voorlichting op scholen | material |  |  | 25000 25000 25000
        post | Preventie | Voorlichting op scholen | personnel |  |  | 41000 42230 43497
        post | Preventie | Meldpunt zorgwekkend gedrag | personnel |  |  | 118000 121540 125186
        post | Herstel | Herstelacademie | material |  |  | 80000 80000 80000
        post | Herstel | Huur locatie | capital |  |  | 18600 18600 18600
        totaal | Subtotaal Preventie | costs_by_goal:Preventie | gelijk
        totaal | Subtotaal Herstel | costs_by_goal:Herstel | gelijk
        totaal | Totale kosten | costs | gelijk
        weet | other_years | Overzicht
        """,
    ),
    "goals_and_measures_merged": (
        (2024, 2025),
        """
        post | Veilig thuis | Crisisdienst | personnel | 0 |  | 512000 522240
        post | Veilig thuis | Crisisdienst | material | 0 |  | 48300 48300
        post | Veilig thuis | Crisisdienst | overhead | 1 |  | 112000 114240
        post | Veilig thuis | Aware | material | 1 |  | 32500 32500
        post | Zelfstandig wonen | Woonbegeleiding | personnel | 1 |  | 260000 265200
        post | Zelfstandig wonen | Woonbegeleiding | material | 2 |  | 19750 19750
        totaal | Totaal lasten | costs | gelijk
        """,
    ),
    "hidden_rows_and_columns": (
        (2024, 2025),
        """
        post | Wonen | Housing first | material | 1 |  | 200000 210000
        post | Wonen | Pilot tiny houses | material | 3 |  | 15000 15000
        post | Wonen | Woonregisseur | personnel | 2 |  | 73130 75324
        post | Inkomen | Schuldhulp aan huis | personnel | 1 |  | 56650 58350
        post | Inkomen | Noodfonds | material | 2 |  | 25000 25000
        totaal | Totaal | costs | gelijk
        let op | hidden_rows | Begroting!4
        weet | other_years | Begroting!E
        """,
    ),
    "several_sheets": (
        (2025, 2026),
        """
        post | Opvang | Inloophuis | material |  |  | 155000 155000
        post | Opvang | Straatteam | personnel |  |  | 96400 99292
        post | Opvang | Vrouwenopvang | material |  |  | 1204000 1204000
        post | Coördinatie | Projectleiding | personnel |  |  | 88750 91412.50
        baten |  | Decentralisatie-uitkering vrouwenopvang | 1180000 1180000
        baten |  | Bijdrage gemeenten | 320000 329600
        baten |  | Subsidie provincie | 60000 –
        totaal | Totaal kosten | costs | gelijk
        totaal | Totaal baten | income | gelijk
        """,
    ),
    "sheet_per_goal": (
        (2024, 2025, 2026),
        """
        post | Wonen | Kamers met kansen | material | 1 |  | 140000 142800 145656
        post | Wonen | Skaeve huse | capital | 2 |  | 22000 22000 22000
        post | Zorg | Bemoeizorg | personnel | 0 |  | 230000 236900 244007
        post | Zorg | Medische zorg daklozen | material | 0 |  | 64500 64500 64500
        post | Werk en inkomen | Werkplaats | material | 3 |  | 35000 35000 35000
        post | Werk en inkomen | Budgetcoach | personnel | 2 |  | 48000 49440 50923
        totaal | Totaal | costs_by_goal:Wonen | gelijk
        totaal | Totaal | costs_by_goal:Zorg | gelijk
        totaal | Totaal | costs_by_goal:Werk en inkomen | gelijk
        """,
    ),
    "subtotals_of_which_one_differs": (
        (2024, 2025, 2026, 2027),
        """
        post | Opvang | Crisisbedden |  |  |  | 240000 240000 240000 240000
        post | Opvang | Winterregeling |  |  |  | 18000 18000 18000 18000
        post | Opvang | Beveiliging |  |  |  | 52600 53652 54725 55820
        post | Begeleiding | Ambulant team |  |  |  | 415000 423300 431766 440401
        post | Begeleiding | Jongerenwerker opvang |  |  |  | 61000 62220 63464 64733
        baten | Baten | Rijksbijdrage maatschappelijke opvang | 700000 700000 700000 700000
        baten | Baten | Gemeentelijke bijdragen | 100000 102000 104040 106121
        totaal | Subtotaal opvang | costs_by_goal:Opvang | gelijk
        totaal | Subtotaal begeleiding | costs_by_goal:Begeleiding | gelijk, wijkt af
        totaal | Totaal lasten | costs | gelijk
        totaal | Totaal baten | income | gelijk
        totaal | Saldo | result | gelijk
        let op | control_differs | 'Begroting MO'!11
        """,
    ),
    "headings_with_sums": (
        (2024, 2025),
        """
        post | Iedereen telt mee | Buurtinitiatieven | material | 2 |  | 70000 70000
        post | Iedereen telt mee | Maatjesproject | personnel | 1 |  | 117400 119748
        post | Een veilige plek | Vrouwenopvang | material | 0 |  | 861000 861000
        post | Een veilige plek | Veiligheidsplannen | personnel | 0 |  | 42250 42250
        post | Op eigen benen | Training zelfredzaamheid | personnel | 3 |  | 30000 30600
        totaal | Iedereen telt mee | costs_by_goal:Iedereen telt mee | gelijk
        totaal | Een veilige plek | costs_by_goal:Een veilige plek | gelijk
        totaal | Op eigen benen | costs_by_goal:Op eigen benen | gelijk
        totaal | Totale lasten | costs | gelijk
        """,
    ),
    "thousands_of_empty_rows_and_footnotes": (
        (2024, 2025),
        """
        post |  | Coördinatie ketenzorg | personnel | 1 | 1 | 76000 77520
        post |  | Informele zorg | material | 2 | 2 | 33500 33500 | Subsidie aan drie organisaties
        post |  | Respijthuis | material | 1 | 3 | 128000 128000
        post |  | Cliëntondersteuning | material | 0 | 4 | 91250 91250
        totaal | Totaal | costs | gelijk
        """,
    ),
    "years_as_b_and_r": (
        (2023, 2024, 2025),
        """
        post |  | Beschermd wonen in natura |  |  |  | 3150000 3213000 3277260
        post |  | Persoonsgebonden budget |  |  |  | 415000 415000 415000
        post |  | Toegangsteam |  |  |  | 301500 310545 319861.35
        totaal | Totaal | costs | gelijk
        weet | other_years | 'Begroting beschermd wonen'!C
        """,
    ),
    "budget_beside_its_change": (
        (2024, 2025),
        """
        post | Wonen en herstel | Trainingshuis |  | 1 |  | 96500 90000
        post | Wonen en herstel | Nazorg |  | 2 |  | 27000 20000
        post | Toezicht | Wijk-GGD |  | 1 |  | 66178 68163
        totaal | Totaal kosten | costs | gelijk
        weet | other_columns | Begrotingswijziging
        """,
    ),
    "notes_and_cover_at_the_end": (
        (2024, 2025),
        """
        post | Veiligheid | Meldpunt | personnel |  |  | 934000 952680 | 1/3 DUVO + 2/3 GB | Dag / en nacht
        post | Veiligheid | Forensisch onderzoek | material |  |  | 24000 24000 | DUVO
        post | Preventie | Campagne | material |  |  | 15500 15500 | gemeenten | Jaarlijks in november
        post | Preventie | Scholing wijkteams | material |  |  | 22000 22000 | gemeenten
        """,
    ),
    "in_thousands": (
        (2024, 2025, 2026),
        """
        post | Opvang | Dag- en nachtopvang | material |  |  | 1692845 1692845 1700000
        post | Opvang | Regiefunctie | personnel |  |  | 73500 75000 76500
        post | Beschermd wonen | Zorg in natura | material |  |  | 9223291 9223291 9300000
        post | Beschermd wonen | Persoonsgebonden budget | material |  |  | 785000 785000 785000
        baten | Inkomsten | Rijksuitkering | 11900000 11900000 11900000
        totaal | Totaal lasten | costs | gelijk
        totaal | Resultaat | result | gelijk
        weet | thousands | Meerjarenraming
        """,
    ),
    "english_figures_as_text": (
        (2024, 2025),
        """
        post |  | Opvangvoorziening Noord | material |  | 1 | 1234567.89 1259259.25
        post |  | Opvangvoorziening Zuid | material |  | 2 | 98400 98400
        post |  | Kwaliteitsmedewerker | personnel |  | 3 | 64250.50 65535.51
        post |  | Teruggave btw | material |  | 4 | -12500 -12500
        totaal | Totaal | costs | gelijk
        let op | negative | Export!D5
        """,
    ),
    "negative_and_memorandum": (
        (2024, 2025, 2026),
        """
        post | Samen verder | Cliëntenraad | material | 1 |  | 12500 12500 12500
        post | Samen verder | Nieuwe locatie | capital | 2 |  | pm pm 75000
        post | Samen verder | Vrijval reserve | material | 3 |  | -1234 -1234 -1234
        post | Samen verder | Tijdelijke bedden | material | 1 |  | 40000 0 0
        post | Samen verder | Aanbesteding | personnel | 2 |  | – 8000.50 pm
        baten | Dekking | Gemeentelijke bijdrage | 60000 60000 60000
        taakstelling | Taakstelling 2,5% gemeentelijke bijdrage | 2.5 | 1500 1500 1500
        p.m. | Risico huurcontract | pm pm pm
        totaal | Totaal kosten | costs | gelijk
        totaal | Resultaat | result | gelijk
        totaal | Resultaat na taakstelling | result_after_target | gelijk
        let op | negative | Begroting!D5
        """,
    ),
    "without_headings": (
        (2024, 2025, 2026, 2027),
        """
        post |  | Inloop GGZ | material | 1 |  | 56000 56000 57120 57120
        post |  | Inloop GGZ | personnel | 1 |  | 118000 120360 122767 125223
        post |  | Crisiskaart | material | 2 |  | 9800 9800 9800 9800
        post |  | Familie-ervaring | personnel | 3 |  | 31250 31250 31250 31250
        post |  | Outreachend team | personnel | 0 |  | 204600 208692 212866 217123
        totaal | Totaal | costs | gelijk
        """,
    ),
    "numbers_in_the_first_column": (
        (2024, 2025),
        """
        post | A. Toegang | Indicatiestelling | personnel | 0 | 1 | 143000 147290
        post | A. Toegang | Second opinion | material | 2 | 2 | 7500 7500
        post | B. Uitvoering | Begeleid wonen | material | 1 | 4 | 388400 388400
        post | B. Uitvoering | Huur en servicekosten | capital | 1 | 5 | 27300 27300
        totaal | Totaal | costs | gelijk
        """,
    ),
    "totals_on_top": (
        (2024, 2025, 2026),
        """
        post | Thuis | Woontraining | personnel | 1 |  | 357900 365058 372359
        post | Uit huis | Pleegzorg 18+ | material | 2 |  | 45000 45000 45000
        post | Uit huis | Kortdurend verblijf | material | 1 |  | 250000 250000 250000
        totaal | Totaal kosten | costs | gelijk
        totaal | Totaal thuis | costs_by_goal:Thuis | gelijk
        totaal | Totaal uit huis | costs_by_goal:Uit huis | gelijk
        """,
    ),
    "programme_goal_and_measure": (
        (2024, 2025),
        """
        post | Wonen | Urgentieregeling | personnel | 1 |  | 52000 53040
        post | Zorg | Verpleging aan huis | material | 0 |  | 310000 316200
        post | Wonen | Woonunits | capital | 2 |  | 88000 88000
        post | Zorg | Zorg- en veiligheidshuis | material | 0 |  | 200000 200000
        post | Wonen | Buurtbemiddeling | material | 3 |  | 46500 46500
        """,
    ),
    "names_written_once": (
        (2024, 2025),
        """
        post | Jongeren | Jongerenopvang | personnel | 0 |  | 310000 316200
        post | Jongeren | Jongerenopvang | material | 0 |  | 96400 96400
        post | Jongeren | Jongerenopvang | overhead | 1 |  | 55800 56916
        post | Jongeren | Kamertraining | personnel | 1 |  | 74000 75480
        post | Jongeren | Kamertraining | material | 2 |  | 12250 12250
        post | Ouderen | Thuis met dementie | personnel | 1 |  | 48000 48960
        post | Ouderen | Thuis met dementie | material | 1 |  | 6000 6000
        totaal | Totaal kosten | costs | gelijk
        """,
    ),
    "one_year_in_the_title": (
        (2025,),
        """
        post |  | Beheer inloophuis | personnel |  |  | 67400
        post |  | Huur | capital |  |  | 24960
        post |  | Activiteiten | material |  |  | 18325.75
        totaal | Totaal | costs | gelijk
        """,
    ),
    "thousands_that_nobody_mentions": (
        (2024, 2025),
        """
        post |  | Aanloophuis | material |  |  | 118500 120000
        post |  | Buurtteam | personnel |  |  | 1240000 1264800
        totaal | Totaal lasten | costs | gelijk
        weet | thousands | Begroting
        """,
    ),
    "income_on_a_sheet_without_a_telling_name": (
        (2024, 2025),
        """
        post |  | Trefpunt | material |  |  | 54000 55080
        post |  | Vrijwilligers | personnel |  |  | 23500 23970
        baten |  | Uitkering gemeentefonds | 60000 60000
        baten |  | Fondsen | 17500 19050
        totaal | Totaal kosten | costs | gelijk
        totaal | Totaal | income | gelijk
        """,
    ),
    "measure_still_without_amounts": (
        (2024, 2025),
        """
        post |  | Steunpunt |  |  |  | 31000 31620
        post |  | Nieuw beleid 2026 |  |  |  | – –
        post |  | Vrouwenopvang |  |  |  | 402000 410040
        totaal | Totaal kosten | costs | gelijk
        """,
    ),
    "semicolons_in_windows_1252": (
        (2024, 2025),
        """
        post | Coördinatie | Regionale coördinator | personnel | 1 |  | 78500 80070
        post | Coördinatie | Cliëntparticipatie | material | 2 |  | 12250.50 12250.50
        post | Opvang | Noodbedden | material | 0 |  | 145000 145000
        totaal | Totaal kosten | costs | gelijk
        """,
    ),
    "commas_and_points": (
        (2024, 2025),
        """
        post | Wonen | Wonen, leren en werken | personnel | 1 | 1 | 45000.50 45900.51
        post | Wonen | Kamerbemiddeling | material | 2 | 2 | 8200 8200 | Zie bijlage 2, tabel 4
        post | Zorg | Wijkverpleging | personnel | 0 | 3 | 120000 –
        """,
    ),
    "tabs": (
        (2024, 2025, 2026),
        """
        post |  | Herstelondersteuning |  |  |  | 64000 65280 66586
        post |  | Vervoer |  |  |  | 9400 9400 0
        baten | Baten | Bijdrage gemeenten | 75000 75000 75000
        totaal | Totaal lasten | costs | gelijk
        totaal | Resultaat | result | gelijk
        """,
    ),
}
"""Per workbook the years of the plan, and what it says."""


def read(name):
    if name in TEXTS:
        return read_book(f"{name}.csv", TEXTS[name]())
    return as_read(WORKBOOKS[name](), f"{name}.xlsx")


def understood(name, book, years):
    mapping = propose(book, years)
    return CORRECTIONS[name](mapping) if name in CORRECTIONS else mapping


def test_every_workbook_has_its_expectation():
    assert set(SAYS) == {*WORKBOOKS, *TEXTS}
    assert len(SAYS) >= 20


@pytest.mark.parametrize("name", SAYS)
def test_workbook_says(name):
    years, expected = SAYS[name]
    book = read(name)
    assert said(interpret(book, understood(name, book, years), years)) == table(expected)


@pytest.mark.parametrize("name", SAYS)
def test_mapping_of_workbook_is_kept_as_plain_data(name):
    years, _ = SAYS[name]
    book = read(name)
    mapping = understood(name, book, years)
    assert Mapping.from_plain(mapping.to_plain()) == mapping


@pytest.mark.libreoffice
@pytest.mark.parametrize("to", ["xls", "ods"])
def test_workbook_of_another_program_says_the_same(to, recalculate, tmp_path):
    names = [
        "title_rows",
        "lasten_and_baten_under_a_year",
        "goals_and_measures_merged",
        "hidden_rows_and_columns",
        "numbers_in_the_first_column",
    ]
    for name in names:
        WORKBOOKS[name]().save(tmp_path / f"{name}.xlsx")
    made = recalculate([tmp_path / f"{name}.xlsx" for name in names], tmp_path, to)
    for name, path in zip(names, made, strict=True):
        years, expected = SAYS[name]
        book = read_book(path.name, path.read_bytes())
        assert book.form == to
        assert said(interpret(book, propose(book, years), years)) == table(expected), name
