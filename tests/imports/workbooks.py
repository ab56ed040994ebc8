"""Budgets of regions that do not exist, each in a workbook of another form, as they come in practice."""

from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

PERSONNEL, MATERIAL, CAPITAL, OVERHEAD = "Personeelskosten", "Materiële kosten", "Kapitaallasten", "Overhead"
WORKBOOKS: dict[str, Callable[[], Workbook]] = {}
TEXTS: dict[str, Callable[[], bytes]] = {}
"""Those that are text: .csv."""


def workbook(build):
    WORKBOOKS[build.__name__] = build
    return build


def text(build):
    TEXTS[build.__name__] = build
    return build


def made_of(*sheets) -> Workbook:
    """A workbook with sheets of a name and rows; "" is an empty cell."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append([None if value == "" else value for value in row])
    return book


def joined(rows, separator, encoding) -> bytes:
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


@workbook
def title_rows():
    """Four rows of title, an empty one, then the headings; goals as rows of their own, totals below."""
    return made_of(
        ("Blad1", [
            ["Regio Waterrijk"],
            ["Meerjarenbegroting maatschappelijke opvang 2024–2027"],
            ["Versie 3, vastgesteld door de stuurgroep"],
            ["Opgesteld door team Financiën op 12-03-2024"],
            [],
            ["Omschrijving", "Soort kosten", "Prio", 2024, 2025, 2026, 2027, "Opmerkingen"],
            ["Onder dak"],
            ["Nachtopvang", MATERIAL, 0, 812_500, 812_500, 830_000, 830_000, "Loopt tot 2027"],
            ["Nachtopvang", PERSONNEL, 0, 145_200, 148_104, 151_066, 154_087],
            ["Doorstroomwoningen", CAPITAL, 1, 60_250, 60_250, 60_250, 60_250],
            ["Meedoen"],
            ["Dagbesteding De Werf", MATERIAL, 2, 98_000, 98_000, 49_000, "", "Loopt af"],
            ["Ervaringsdeskundigen", PERSONNEL, 3, 41_300, 41_300, 41_300, 41_300],
            ["Totaal", "", "", 1_157_250, 1_160_154, 1_131_616, 1_085_637],
        ]),
    )  # fmt: skip


@workbook
def lasten_and_baten_under_a_year():
    """A year over "Lasten", "Baten" and "Saldo", merged; costs and income of a measure beside each other."""
    book = made_of(
        ("Programma zorg", [
            ["Programmabegroting zorg en opvang"],
            [],
            ["Programma", "Maatregel", 2025, "", "", 2026, "", ""],
            ["", "", "Lasten", "Baten", "Saldo", "Lasten", "Baten", "Saldo"],
            ["Beschermd wonen", "Intramurale plaatsen", 4_120_000, 3_900_000, -220_000,
             4_200_000, 3_900_000, -300_000],
            ["Beschermd wonen", "Toegang en regie", 310_500, 0, -310_500, 316_710, 0, -316_710],
            ["Beschermd wonen", "Eigen bijdragen CAK", "", 180_000, 180_000, "", 175_000, 175_000],
            ["Opvang", "Gezinsopvang", 655_000, 655_000, 0, 655_000, 600_000, -55_000],
            ["Opvang", "Bijdrage gemeenten", 0, 850_500, 850_500, 0, 850_500, 850_500],
            ["Totaal", "", 5_085_500, 5_585_500, 500_000, 5_171_710, 5_525_500, 353_790],
        ]),
    )  # fmt: skip
    sheet = book.active
    for merged in ("C3:E3", "F3:H3", "A3:A4", "B3:B4"):
        sheet.merge_cells(merged)
    return book


@workbook
def block_names_over_years():
    """What was spent and what is budgeted as blocks of years, each under a name that is merged."""
    book = made_of(
        ("Overzicht", [
            ["", "", "Realisatie", "", "Begroting", "", ""],
            ["Activiteit", "Kostensoort", 2022, 2023, 2024, 2025, 2026],
            ["Preventie"],
            ["Voorlichting op scholen", "materieel", 21_044, 23_871, 25_000, 25_000, 25_000],
            ["Voorlichting op scholen", "personeel", 38_212, 39_500, 41_000, 42_230, 43_497],
            ["Meldpunt zorgwekkend gedrag", "personeel", 101_730, 110_404, 118_000, 121_540, 125_186],
            ["Subtotaal Preventie", "", 160_986, 173_775, 184_000, 188_770, 193_683],
            ["Herstel"],
            ["Herstelacademie", "materieel", 75_000, 75_000, 80_000, 80_000, 80_000],
            ["Huur locatie", "kap. lasten", 18_000, 18_000, 18_600, 18_600, 18_600],
            ["Subtotaal Herstel", "", 93_000, 93_000, 98_600, 98_600, 98_600],
            ["Totale kosten", "", 253_986, 266_775, 282_600, 287_370, 292_283],
        ]),
    )  # fmt: skip
    for merged in ("C1:D1", "E1:G1"):
        book.active.merge_cells(merged)
    return book


@workbook
def goals_and_measures_merged():
    """Goal and measure in columns of their own, merged over the rows that they count for."""
    book = made_of(
        ("Begroting", [
            ["Doel", "Maatregel", "Soort", "Prioriteit", "2024", "2025"],
            ["Veilig thuis", "Crisisdienst", PERSONNEL, 0, 512_000, 522_240],
            ["", "", MATERIAL, 0, 48_300, 48_300],
            ["", "", OVERHEAD, 1, 112_000, 114_240],
            ["", "Aware", MATERIAL, 1, 32_500, 32_500],
            ["Zelfstandig wonen", "Woonbegeleiding", PERSONNEL, 1, 260_000, 265_200],
            ["", "", MATERIAL, 2, 19_750, 19_750],
            ["Totaal lasten", "", "", "", 984_550, 1_002_230],
        ]),
    )  # fmt: skip
    for merged in ("A2:A5", "B2:B4", "A6:A7", "B6:B7"):
        book.active.merge_cells(merged)
    return book


@workbook
def hidden_rows_and_columns():
    """Rows that somebody hid still count in the totals; the hidden year and codes do not matter."""
    book = made_of(
        ("Begroting", [
            ["Maatregel", "Code", "Soort kosten", "Prioriteit", 2023, 2024, 2025],
            ["Wonen"],
            ["Housing first", "HF01", MATERIAL, 1, 190_000, 200_000, 210_000],
            ["Pilot tiny houses", "TH02", MATERIAL, 3, 12_000, 15_000, 15_000],
            ["Woonregisseur", "WR03", PERSONNEL, 2, 71_000, 73_130, 75_324],
            ["Inkomen"],
            ["Schuldhulp aan huis", "SH04", PERSONNEL, 1, 55_000, 56_650, 58_350],
            ["Noodfonds", "NF05", MATERIAL, 2, 25_000, 25_000, 25_000],
            ["Totaal", "", "", "", 353_000, 369_780, 383_674],
        ]),
    )  # fmt: skip
    sheet = book.active
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["E"].hidden = True
    return book


@workbook
def several_sheets():
    """A cover page, last year's budget, this year's, the income and parameters: two of them count."""
    costs = ["Taakveld", "Kostenpost", "Type kosten", "Begroting 2025", "Begroting 2026"]
    return made_of(
        ("Voorblad", [["Regio Duinstreek"], [], ["Begroting 2025–2026"], ["Status:", "concept"]]),
        ("Begroting 2024 oud", [
            ["Taakveld", "Kostenpost", "Type kosten", "Begroting 2024", "Begroting 2025"],
            ["Opvang", "Inloophuis", MATERIAL, 150_000, 150_000],
            ["Opvang", "Straatteam", PERSONNEL, 90_000, 92_700],
        ]),
        ("Begroting 2025", [
            costs,
            ["Opvang", "Inloophuis", MATERIAL, 155_000, 155_000],
            ["Opvang", "Straatteam", PERSONNEL, 96_400, 99_292],
            ["Opvang", "Vrouwenopvang", MATERIAL, 1_204_000, 1_204_000],
            ["Coördinatie", "Projectleiding", PERSONNEL, 88_750, 91_412.50],
            ["Totaal kosten", "", "", 1_544_150, 1_549_704.50],
        ]),
        ("Baten 2025", [
            ["Baten", 2025, 2026],
            ["Decentralisatie-uitkering vrouwenopvang", 1_180_000, 1_180_000],
            ["Bijdrage gemeenten", 320_000, 329_600],
            ["Subsidie provincie", 60_000, ""],
            ["Totaal baten", 1_560_000, 1_509_600],
        ]),
        ("Parameters", [["Jaar", 2025, 2026], ["Loonindex", 0.03, 0.03], ["Prijsindex", 0.021, 0.021]]),
    )  # fmt: skip


@workbook
def sheet_per_goal():
    """Every goal has a sheet of the same form with its own total."""
    heading = ["Maatregel", "Soort kosten", "Prioriteit", 2024, 2025, 2026]
    return made_of(
        ("Wonen", [
            heading,
            ["Kamers met kansen", MATERIAL, 1, 140_000, 142_800, 145_656],
            ["Skaeve huse", CAPITAL, 2, 22_000, 22_000, 22_000],
            ["Totaal", "", "", 162_000, 164_800, 167_656],
        ]),
        ("Zorg", [
            heading,
            ["Bemoeizorg", PERSONNEL, 0, 230_000, 236_900, 244_007],
            ["Medische zorg daklozen", MATERIAL, 0, 64_500, 64_500, 64_500],
            ["Totaal", "", "", 294_500, 301_400, 308_507],
        ]),
        ("Werk en inkomen", [
            heading,
            ["Werkplaats", MATERIAL, 3, 35_000, 35_000, 35_000],
            ["Budgetcoach", PERSONNEL, 2, 48_000, 49_440, 50_923],
            ["Totaal", "", "", 83_000, 84_440, 85_923],
        ]),
    )  # fmt: skip


@workbook
def subtotals_of_which_one_differs():
    """Subtotals and totals among the lines; somebody forgot a line in one of them."""
    return made_of(
        ("Begroting MO", [
            ["Begrotingspost", "2024", "2025", "2026", "2027"],
            ["Lasten"],
            ["Opvang"],
            ["Crisisbedden", 240_000, 240_000, 240_000, 240_000],
            ["Winterregeling", 18_000, 18_000, 18_000, 18_000],
            ["Beveiliging", 52_600, 53_652, 54_725, 55_820],
            ["Subtotaal opvang", 310_600, 311_652, 312_725, 313_820],
            ["Begeleiding"],
            ["Ambulant team", 415_000, 423_300, 431_766, 440_401],
            ["Jongerenwerker opvang", 61_000, 62_220, 63_464, 64_733],
            ["Subtotaal begeleiding", 476_000, 423_300, 495_230, 505_134],
            ["Totaal lasten", 786_600, 797_172, 807_955, 818_954],
            ["Baten"],
            ["Rijksbijdrage maatschappelijke opvang", 700_000, 700_000, 700_000, 700_000],
            ["Gemeentelijke bijdragen", 100_000, 102_000, 104_040, 106_121],
            ["Totaal baten", 800_000, 802_000, 804_040, 806_121],
            ["Saldo", 13_400, 4_828, -3_915, -12_833],
        ]),
    )  # fmt: skip


@workbook
def headings_with_sums():
    """The title of a group bears the sum of its lines, in bold; there is no row of totals among them."""
    book = made_of(
        ("Kosten", [
            ["Beleidsdoel / maatregel", "Kostensoort", "Pr.", "Jaar 2024", "Jaar 2025"],
            ["Iedereen telt mee", "", "", 187_400, 189_748],
            ["Buurtinitiatieven", "mat. kosten", 2, 70_000, 70_000],
            ["Maatjesproject", "personeel", 1, 117_400, 119_748],
            ["Een veilige plek", "", "", 903_250, 903_250],
            ["Vrouwenopvang", "mat. kosten", 0, 861_000, 861_000],
            ["Veiligheidsplannen", "personele lasten", 0, 42_250, 42_250],
            ["Op eigen benen", "", "", 30_000, 30_600],
            ["Training zelfredzaamheid", "PK", 3, 30_000, 30_600],
            ["Totale lasten", "", "", 1_120_650, 1_123_598],
        ]),
    )  # fmt: skip
    for row in (2, 5, 8, 10):
        book.active.cell(row, 1).font = Font(bold=True)
    return book


@workbook
def thousands_of_empty_rows_and_footnotes():
    """Formatted far below the table; under the table stand notes, and a remark among the rows."""
    book = made_of(
        ("Begroting", [
            ["Nr.", "Maatregel", "Soort kosten", "Prioriteit", "Begr. 2024", "Begr. 2025", "Toelichting"],
            [1, "Coördinatie ketenzorg", PERSONNEL, 1, 76_000, 77_520, ""],
            [2, "Informele zorg", MATERIAL, 2, 33_500, 33_500, "Subsidie aan drie organisaties"],
            ["", "* exclusief de bijdrage van de zorgverzekeraar"],
            [3, "Respijthuis", MATERIAL, 1, 128_000, 128_000, ""],
            [4, "Cliëntondersteuning", MATERIAL, 0, 91_250, 91_250, ""],
            ["", "Totaal", "", "", 328_750, 330_270, ""],
            [],
            ["*) Prijspeil 2024. Loonkosten zijn geïndexeerd met 2%, materiële kosten niet."],
            ["Bron: begrotingsbrief van 14 november 2023"],
        ]),
    )  # fmt: skip
    sheet = book.active
    for row in range(11, 3_000):
        for column in range(1, 8):
            sheet.cell(row, column).fill = PatternFill("solid", "EEEEEE")
    return book


@workbook
def years_as_b_and_r():
    """B2024 is budget, R2022 was spent; the plan begins with B2023."""
    return made_of(
        ("Begroting beschermd wonen", [
            ["Kostenplaats", "Product", "R2022", "B2023", "B2024", "B2025"],
            [400_101, "Beschermd wonen in natura", 3_011_408.35, 3_150_000, 3_213_000, 3_277_260],
            [400_102, "Persoonsgebonden budget", 402_117.10, 415_000, 415_000, 415_000],
            [400_201, "Toegangsteam", 288_930.00, 301_500, 310_545, 319_861.35],
            ["", "Totaal", 3_702_455.45, 3_866_500, 3_938_545, 4_012_121.35],
        ]),
    )  # fmt: skip


@workbook
def budget_beside_its_change():
    """Each year as it was fixed, after changes, and the difference: what holds now is after changes."""
    return made_of(
        ("Begrotingswijziging", [
            ["Maatregel", "Prioriteit", "2024", "2024 (na wijziging)", "verschil 2024",
             "2025", "2025 (na wijziging)", "verschil 2025"],
            ["Wonen en herstel"],
            ["Trainingshuis", 1, 84_000, 96_500, 12_500, 84_000, 90_000, 6_000],
            ["Nazorg", 2, 27_000, 27_000, 0, 27_000, 20_000, -7_000],
            ["Toezicht"],
            ["Wijk-GGD", 1, 64_250, 66_178, 1_928, 64_250, 68_163, 3_913],
            ["Totaal kosten", "", 175_250, 189_678, 14_428, 175_250, 178_163, 2_913],
        ]),
    )  # fmt: skip


@workbook
def notes_and_cover_at_the_end():
    """Who pays and a long explanation in the last columns, with breaks of lines."""
    return made_of(
        ("Begroting", [
            ["Doel", "Maatregel", "Soort kosten", "2024", "2025", "Dekking", "Toelichting"],
            ["Veiligheid", "Meldpunt", PERSONNEL, 934_000, 952_680, "1/3 DUVO + 2/3 GB",
             "Dag\nen nacht"],
            ["Veiligheid", "Forensisch onderzoek", MATERIAL, 24_000, 24_000, "DUVO", ""],
            ["Preventie", "Campagne", MATERIAL, 15_500, 15_500, "gemeenten", "Jaarlijks in november"],
            ["Preventie", "Scholing wijkteams", MATERIAL, 22_000, 22_000, "gemeenten", ""],
        ]),
    )  # fmt: skip


@workbook
def in_thousands():
    """Amounts in thousands of euros with up to three decimals, as the row above the headings says."""
    return made_of(
        ("Meerjarenraming", [
            ["Meerjarenraming opvang en beschermd wonen"],
            ["(bedragen x € 1.000)"],
            ["", "", "raming", "raming", "raming"],
            ["Onderdeel", "Soort kosten", "2024", "2025", "2026"],
            ["Opvang"],
            ["Dag- en nachtopvang", MATERIAL, 1_692.845, 1_692.845, 1_700],
            ["Regiefunctie", PERSONNEL, 73.5, 75, 76.5],
            ["Beschermd wonen"],
            ["Zorg in natura", MATERIAL, 9_223.291, 9_223.291, 9_300],
            ["Persoonsgebonden budget", MATERIAL, 785, 785, 785],
            ["Totaal lasten", "", 11_775, 11_776, 11_862],
            ["Inkomsten"],
            ["Rijksuitkering", "", 11_900, 11_900, 11_900],
            ["Resultaat", "", 125, 124, 39],
        ]),
    )  # fmt: skip


@workbook
def english_figures_as_text():
    """Exported by a program that writes English: amounts are texts such as 1,234,567.89."""
    return made_of(
        ("Export", [
            ["Regel", "Omschrijving", "Soort", "2024", "2025"],
            ["1", "Opvangvoorziening Noord", "Materieel", "1,234,567.89", "1,259,259.25"],
            ["2", "Opvangvoorziening Zuid", "Materieel", "98,400", "98,400"],
            ["3", "Kwaliteitsmedewerker", "Personeel", "64,250.50", "65,535.51"],
            ["4", "Teruggave btw", "Materieel", "(12,500)", "-12,500"],
            ["", "Totaal", "", "1,384,718.39", "1,410,694.76"],
        ]),
    )  # fmt: skip


@workbook
def negative_and_memorandum():
    """Every way to write that there is nothing, less than nothing, or nobody knows how much."""
    return made_of(
        ("Begroting", [
            ["Maatregel", "Soort kosten", "Prioriteit", "2024", "2025", "2026"],
            ["Samen verder"],
            ["Cliëntenraad", MATERIAL, 1, "€ 12.500,-", "€ 12.500,-", "€ 12.500,-"],
            ["Nieuwe locatie", CAPITAL, 2, "p.m.", "PM", "€ 75.000"],
            ["Vrijval reserve", MATERIAL, 3, "(1.234)", "1.234-", "-/- 1.234"],
            ["Tijdelijke bedden", MATERIAL, 1, "€ 40.000", "€ -", "-"],
            ["Aanbesteding", PERSONNEL, 2, "n.v.t.", "8.000,50", "-PM"],
            ["Totaal kosten", "", "", "51.266", "19.266,50", "86.266"],
            ["Dekking"],
            ["Gemeentelijke bijdrage", "", "", "€ 60.000", "€ 60.000", "€ 60.000"],
            ["Resultaat", "", "", "8.734", "40.733,50", "(26.266)"],
            ["Taakstelling 2,5% gemeentelijke bijdrage", "", "", "€ 1.500", "€ 1.500", "€ 1.500"],
            ["Risico huurcontract", "", "", "p.m.", "p.m.", "p.m."],
            ["Resultaat na taakstelling", "", "", "7.234", "39.233,50", "-27.766"],
        ]),
    )  # fmt: skip


@workbook
def without_headings():
    """Nobody wrote what the columns are; there are as many with amounts as the plan has years."""
    return made_of(
        ("Blad1", [
            ["Inloop GGZ", "Materieel", 1, 56_000, 56_000, 57_120, 57_120],
            ["Inloop GGZ", "Personeel", 1, 118_000, 120_360, 122_767, 125_223],
            ["Crisiskaart", "Materieel", 2, 9_800, 9_800, 9_800, 9_800],
            ["Familie-ervaring", "Personeel", 3, 31_250, 31_250, 31_250, 31_250],
            ["Outreachend team", "Personeel", 0, 204_600, 208_692, 212_866, 217_123],
            ["Totaal", "", "", 419_650, 426_102, 433_803, 440_516],
        ]),
    )  # fmt: skip


@workbook
def numbers_in_the_first_column():
    """A number per row without a heading, also where the number skips; the years as dates."""
    book = made_of(
        ("Begroting", [
            ["", "Activiteit", "Soort lasten", "Prioritering", date(2024, 1, 1), date(2025, 1, 1)],
            ["A. Toegang"],
            [1, "Indicatiestelling", "Personele lasten", "0 wettelijk", 143_000, 147_290],
            [2, "Second opinion", "Materiële lasten", "2 urgent", 7_500, 7_500],
            ["B. Uitvoering"],
            [4, "Begeleid wonen", "Materiële lasten", "1 basis", 388_400, 388_400],
            [5, "Huur en servicekosten", "Afschrijving en rente", "1 basis", 27_300, 27_300],
            ["", "Totaal", "", "", 566_200, 570_490],
        ]),
    )  # fmt: skip
    for cell in book.active[1][4:]:
        cell.number_format = "yyyy"
    return book


@workbook
def totals_on_top():
    """The total of everything, and of each goal, stands above what it is the total of."""
    return made_of(
        ("Begroting", [
            ["Post", "Soort kosten", "Prioriteit", "'24", "'25", "'26"],
            ["Totaal kosten", "", "", 652_900, 660_058, 667_359],
            ["Thuis"],
            ["Totaal thuis", "", "", 357_900, 365_058, 372_359],
            ["Woontraining", PERSONNEL, 1, 357_900, 365_058, 372_359],
            ["Uit huis"],
            ["Totaal uit huis", "", "", 295_000, 295_000, 295_000],
            ["Pleegzorg 18+", MATERIAL, 2, 45_000, 45_000, 45_000],
            ["Kortdurend verblijf", MATERIAL, 1, 250_000, 250_000, 250_000],
        ]),
    )  # fmt: skip


@workbook
def programme_goal_and_measure():
    """Programme, goal and measure each have a column, filled on every row; the goals are not sorted."""
    return made_of(
        ("Data", [
            ["Programma", "Doel", "Maatregel", "Kostensoort", "Prioriteit",
             "Begroting 2024", "Begroting 2025"],
            ["Sociaal domein", "Wonen", "Urgentieregeling", PERSONNEL, 1, 52_000, 53_040],
            ["Sociaal domein", "Zorg", "Verpleging aan huis", MATERIAL, 0, 310_000, 316_200],
            ["Sociaal domein", "Wonen", "Woonunits", CAPITAL, 2, 88_000, 88_000],
            ["Veiligheid", "Zorg", "Zorg- en veiligheidshuis", MATERIAL, 0, 200_000, 200_000],
            ["Veiligheid", "Wonen", "Buurtbemiddeling", MATERIAL, 3, 46_500, 46_500],
        ]),
    )  # fmt: skip


@workbook
def names_written_once():
    """A measure is named once; below it stand rows with the next kind of costs, not merged."""
    return made_of(
        ("Begroting", [
            ["Maatregel", "Soort kosten", "Prioriteit", "2024", "2025"],
            ["Jongeren"],
            ["Jongerenopvang", PERSONNEL, 0, 310_000, 316_200],
            ["", MATERIAL, 0, 96_400, 96_400],
            ["", OVERHEAD, 1, 55_800, 56_916],
            ["Kamertraining", PERSONNEL, 1, 74_000, 75_480],
            ["", MATERIAL, 2, 12_250, 12_250],
            ["Ouderen"],
            ["Thuis met dementie", PERSONNEL, 1, 48_000, 48_960],
            ["", MATERIAL, 1, 6_000, 6_000],
            ["Totaal kosten", "", "", 602_450, 612_206],
        ]),
    )  # fmt: skip


@workbook
def one_year_in_the_title():
    """A single column "Bedrag"; only the title says of which year it is."""
    return made_of(
        ("Begroting", [
            ["Begroting 2025 inloop en dagbesteding"],
            [],
            ["Kostenpost", "Soort kosten", "Bedrag"],
            ["Beheer inloophuis", PERSONNEL, 67_400],
            ["Huur", "Kapitaallasten", 24_960],
            ["Activiteiten", MATERIAL, 18_325.75],
            ["Totaal", "", 110_685.75],
        ]),
    )  # fmt: skip


@workbook
def thousands_that_nobody_mentions():
    """Amounts in thousands, but neither title nor headings say so: somebody must."""
    return made_of(
        ("Begroting", [
            ["Maatregel", "Soort kosten", "2024", "2025"],
            ["Aanloophuis", MATERIAL, 118.5, 120],
            ["Buurtteam", PERSONNEL, 1_240, 1_264.8],
            ["Totaal lasten", "", 1_359, 1_385],
        ]),
    )  # fmt: skip


@workbook
def income_on_a_sheet_without_a_telling_name():
    """The income stands on a sheet of which neither name nor headings say what it is."""
    return made_of(
        ("Kosten", [
            ["Maatregel", "Soort kosten", "2024", "2025"],
            ["Trefpunt", MATERIAL, 54_000, 55_080],
            ["Vrijwilligers", PERSONNEL, 23_500, 23_970],
            ["Totaal kosten", "", 77_500, 79_050],
        ]),
        ("Geldstromen", [
            ["Naam", "2024", "2025"],
            ["Uitkering gemeentefonds", 60_000, 60_000],
            ["Fondsen", 17_500, 19_050],
            ["Totaal", 77_500, 79_050],
        ]),
    )  # fmt: skip


@workbook
def measure_still_without_amounts():
    """Nothing but names and amounts: a measure without amounts looks like the title of what follows."""
    return made_of(
        ("Begroting", [
            ["Post", "2024", "2025"],
            ["Steunpunt", 31_000, 31_620],
            ["Nieuw beleid 2026"],
            ["Vrouwenopvang", 402_000, 410_040],
            ["Totaal kosten", 433_000, 441_660],
        ]),
    )  # fmt: skip


@text
def semicolons_in_windows_1252():
    """As Excel with Dutch settings saves it: semicolons, commas for decimals, accents in Windows-1252."""
    return joined(
        [
            ["Doel", "Maatregel", "Soort kosten", "Prioriteit", "2024", "2025"],
            ["Coördinatie", "Regionale coördinator", "Personeelskosten", "1", "78.500,00", "80.070,00"],
            ["Coördinatie", "Cliëntparticipatie", "Materiële kosten", "2", "12.250,50", "12.250,50"],
            ["Opvang", "Noodbedden", "Materiële kosten", "0", "145.000,00", "145.000,00"],
            ["", "Totaal kosten", "", "", "235.750,50", "237.320,50"],
        ],
        ";",
        "windows-1252",
    )


@text
def commas_and_points():
    """As a program writes it: commas between, points for decimals, quotation marks where they are needed."""
    return joined(
        [
            ["nr", "doel", "maatregel", "soort kosten", "prioriteit", "2024", "2025", "toelichting"],
            ["1", "Wonen", '"Wonen, leren en werken"', "personeel", "1", "45000.50", "45900.51", ""],
            ["2", "Wonen", "Kamerbemiddeling", "materieel", "2", "8200", "8200", '"Zie bijlage 2, tabel 4"'],
            ["3", "Zorg", "Wijkverpleging", "personeel", "0", "120000.00", "", ""],
        ],
        ",",
        "utf-8",
    )


@text
def tabs():
    """Copied from a spreadsheet into a text file: tabs between, amounts as they were shown."""
    return joined(
        [
            ["Maatregel", "2024", "2025", "2026"],
            ["Lasten"],
            ["Herstelondersteuning", "€ 64.000", "€ 65.280", "€ 66.586"],
            ["Vervoer", "€ 9.400", "€ 9.400", "€ -"],
            ["Totaal lasten", "€ 73.400", "€ 74.680", "€ 66.586"],
            ["Baten"],
            ["Bijdrage gemeenten", "€ 75.000", "€ 75.000", "€ 75.000"],
            ["Resultaat", "€ 1.600", "€ 320", "€ 8.414"],
        ],
        "\t",
        "utf-8",
    )
