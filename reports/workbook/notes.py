"""The sheet Toelichting: what this is, of when, which version, and how it calculates."""

from collections.abc import Iterator

from openpyxl import Workbook

from budgets.dutch_numbers import period
from budgets.finding_wording import finding_message
from reports.scenario_assumptions import assumptions
from reports.workbook.export import NOTES, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import section_row

FIRST_ROW = 4
MOST_FINDINGS = 60
TEN_MILLION = 1_000_000_000
"""Euros, in cents."""
FIFTEEN_DIGITS = (
    " Een rekenblad rekent met vijftien cijfers: een geïndexeerd bedrag van meer dan tien miljoen euro kan "
    "daardoor een enkele keer een cent anders zijn dan in de applicatie."
)
ON_CONTROLS = "control_total_"
"""Findings of which the sheet Controle tells more."""


def write_notes(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """A column of subjects, a column of sentences."""
    sheet = Sheet(book, NOTES, styles)
    sheet.text(1, 1, "Toelichting", "loose", "title")
    sheet.text(2, 1, export.about.edition, "loose", "note")
    row = FIRST_ROW
    for title, entries in (
        ("Wat dit is", _what(export)),
        ("Hoe u het gebruikt", _use(export)),
        ("Hoe het rekent", _arithmetic(export)),
        ("Waar u op moet letten", _findings(export)),
    ):
        row = _part(sheet, row, title, list(entries))
    _legend(sheet, row)
    sheet.widths({1: 30, 2: 110})
    set_up(sheet, export.about, None, 2, repeat=False)
    return sheet


def _part(sheet: Sheet, row: int, title: str, entries: list[tuple[str, str]]) -> int:
    """A heading with its entries; the row where the next part begins."""
    section_row(sheet, row, title, 2)
    for number, (subject, sentence) in enumerate(entries, row + 1):
        sheet.text(number, 1, subject)
        sheet.text(number, 2, sentence, "spaced")
    return row + len(entries) + 2


def _what(export: Export) -> Iterator[tuple[str, str]]:
    about, on = export.about, [option for option in export.result.options if option.on]
    yield "Regio", about.region
    yield "Plan", about.plan
    yield "Scenario", about.scenario or "geen: de begroting zoals zij in de applicatie staat"
    yield "Opties bij de export", f"{len(on)} van {len(export.result.options)} aan"
    assumed = assumptions(export.data, export.result.choice)
    yield "Uitgangspunten bij de export", " ".join(assumed) or "zoals in de begroting"
    yield "Versie", f"{about.version or 'werkbegroting'}, revisie {about.revision}"
    yield "Gemaakt op", about.day_and_time
    yield "Gemaakt door", about.author
    yield "Adres", about.address
    yield "Jaren", period(export.years)


def _use(export: Export) -> Iterator[tuple[str, str]]:
    yield (
        "Opties aan en uit",
        "Zet op het blad Bijstellingen een gele cel op 1 (aan) of 0 (uit). Alle bladen rekenen opnieuw "
        "en geven dezelfde uitkomst als de applicatie, op de cent.",
    )
    yield (
        "Begroot en bijgesteld",
        "Begroot is de begroting zoals zij is. Bijgesteld is na indexering, eigen aanpassingen en de opties "
        "die aan staan. Verschil is bijgesteld min begroot.",
    )
    yield (
        "Uitgangspunten",
        "Op het blad Uitgangspunten wijzigt u in gele cellen de indexering per soort kosten en jaar, de "
        "taakstelling en de eigen aanpassingen van het scenario. Welk deel van een optie telt, kiest u op "
        "het blad Bijstellingen.",
    )
    yield (
        "Namen",
        "De hoofdcijfers hebben een naam, bijvoorbeeld "
        f"Resultaat_na_taakstelling_{export.years[-1] if export.years else ''} voor één jaar, Kosten voor "
        "alle jaren en Kosten_begroot zonder opties. De gele cellen heten Optie_ en Deel_ of "
        "Niveau_ met de code van de optie, Index_ met soort en jaar, Taakstelling_percentage_ met de code "
        "van de taakstelling, en Aanpassing_ met een nummer.",
    )
    yield "Niet beveiligd", "Niets is vergrendeld."
    yield from _way_back(export)


def _way_back(export: Export) -> Iterator[tuple[str, str]]:
    """What the application takes over from this workbook when it is brought back."""
    yield (
        "Terug naar de applicatie",
        "Breng de gewijzigde werkmap terug met Importeren. U ziet dan eerst wat er verandert; er wordt niets "
        "bewaard voordat u dat zegt."
        + (" Dat verandert de werkbegroting, niet de vastgestelde versie." if export.about.version else ""),
    )
    yield (
        "Wat teruggaat",
        "Blad Begroting: van elke kostenpost nummer, naam, soort kosten, prioriteit, toelichting en de "
        "bedragen onder Begroot; van een taakstelling de vaste bedragen. Blad Dekking: van elke stroom de "
        "naam en de begrote bedragen. Een nieuwe rij onder een doel wordt een nieuwe kostenpost. Over een "
        "rij die weg is, krijgt u een vraag.",
    )
    yield (
        "Wat niet teruggaat",
        "De schakelaars, alles op het blad Uitgangspunten, de gewichten van verdeelsleutels, alle berekende "
        "cellen en wat op de andere bladen staat.",
    )
    yield (
        "Rijen herkennen",
        "Aan een verborgen kolom op Begroting en Dekking en aan het verborgen blad Herkomst herkent de "
        "applicatie elke rij. Laat die staan. Sorteert u, neem dan hele rijen mee.",
    )


def _arithmetic(export: Export) -> Iterator[tuple[str, str]]:
    yield (
        "Grens bij nul",
        "Een kostenpost komt door opties nooit onder nul. Wat daardoor niet lukt, staat op Bijstellingen "
        "als niet te realiseren deel. Vragen meer opties iets van dezelfde post, dan dragen zij het "
        "tekort naar verhouding, op hele centen" + (" (blad Verdeling)." if export.effects.shared else "."),
    )
    if export.effects.spreads:
        yield (
            "Verdeelde opties",
            "Een optie die één bedrag vraagt van meer kostenposten, wordt over die posten verdeeld naar wat "
            "er vóór opties op staat, op hele centen (blad Verdeling over posten). Wijzigt u een begroot "
            "bedrag, de indexering of het deel van de optie, dan verandert die verdeling mee.",
        )
    yield from _assumptions(export)
    if export.split is None and export.result.choice.share_falls_away:
        yield (
            "Uittreding",
            "Het aandeel van wie uittrad in de gemeentelijke bijdrage vervalt. Dat staat als vast bedrag in "
            "de bijgestelde baten op het blad Dekking; het volgt een optie of eigen aanpassing die "
            "de gemeentelijke bijdrage zelf wijzigt niet.",
        )
    yield from _split(export)
    yield (
        "Taakstelling",
        "Een percentage is genomen over de financieringsstroom zoals begroot, vóór opties en eigen "
        "aanpassingen, en afgerond op de cent; een halve cent telt als een hele.",
    )
    if any(export.result.pm_counts()):
        yield (
            "p.m.",
            "Pro memorie: er komt iets, maar de omvang is niet bekend. Het telt niet mee in de totalen; "
            "die vermelden hoeveel p.m.-posten ontbreken. Een streepje betekent dat de bron geen bedrag "
            "geeft.",
        )
    yield (
        "Hele euro’s",
        "De bladen tonen meestal hele euro’s. De cellen bevatten de centen en er wordt met centen "
        "gerekend, zodat een getoond totaal een euro kan afwijken van de getoonde regels.",
    )


def _assumptions(export: Export) -> Iterator[tuple[str, str]]:
    """How indexation, adjustments and parts of options are counted."""
    if export.assumptions.index:
        yield (
            "Indexering",
            f"Het eerste jaar, {export.years[0]}, is het prijspeil. De percentages daarna stapelen: een "
            "begroot bedrag maal de factor van zijn soort kosten en jaar, per kostenpost afgerond op de "
            "cent. De kolommen Begroot blijven zoals begroot; Bijgesteld telt de indexering mee. Geeft u een "
            "post hier een andere soort kosten, dan houdt hij de factor van de soort bij de export."
            + (FIFTEEN_DIGITS if export.base.line_amounts.max(initial=0) >= TEN_MILLION else ""),
        )
    if export.assumptions.adjustments:
        yield (
            "Eigen aanpassingen",
            "Komen na de indexering en vóór de opties; een percentage is van het geïndexeerde bedrag. Alle "
            "aanpassingen van een kostenpost worden opgeteld, en dan stopt de post bij nul. Wat er niet "
            "afgaat, staat op Uitgangspunten als niet af te nemen.",
        )
    yield (
        "Deel van een optie",
        "Elk bedrag van de optie maal het deel, afgerond op de cent"
        + ("; een niveau is een deel met een naam." if export.assumptions.levels else "."),
    )


def _split(export: Export) -> Iterator[tuple[str, str]]:
    """How the sheets about cover and municipalities keep up with a switch."""
    if export.cover is not None:
        yield (
            "Dekking per post",
            "Een stroom betaalt een deel van een post, of een vast bedrag per jaar, maar nooit meer dan de "
            "post. Wat geen stroom betaalt, is voor de algemene middelen: eerst de gemeentelijke bijdrage, "
            "dan de andere stromen.",
        )
    if export.split is not None:
        yield (
            "Gemeenten",
            "Elke post en elke stroom wordt apart over de gemeenten verdeeld, op hele centen: elk deel naar "
            "beneden afgerond, de overgebleven centen naar de grootste resten. De gewichten staan op het "
            "blad Verdeling per gemeente, als getallen die u kunt wijzigen. Wie lid is, en wie aan een "
            "maatregel meedoet, is zoals het was bij de export.",
        )
    elif export.data.municipalities:
        yield (
            "Gemeenten",
            "De begroting is zo groot dat de verdeling over de gemeenten hier niet meerekent. Het blad "
            "Gemeenten geeft de bedragen bij de export.",
        )


def _findings(export: Export) -> Iterator[tuple[str, str]]:
    """What the application noticed at export; these sentences do not follow the switches."""
    found = [finding for finding in export.result.findings if not finding.code.startswith(ON_CONTROLS)]
    for number, finding in enumerate(found[:MOST_FINDINGS]):
        yield (
            "Stand bij de export" if number == 0 else "",
            finding_message(export.data, finding, export.result.choice),
        )
    if len(found) > MOST_FINDINGS:
        yield "", f"En nog {len(found) - MOST_FINDINGS} meldingen: zie de applicatie."
    if not found:
        yield "Stand bij de export", "Geen bijzonderheden."


def _legend(sheet: Sheet, row: int) -> None:
    section_row(sheet, row, "Legenda", 2)
    sheet.number(row + 1, 1, 1, "switch")
    sheet.text(row + 1, 2, "Gele cel: hier kiest u iets, zoals 1 of 0 voor een optie.", "spaced")
    sheet.amount(row + 2, 1, 123_456_00)
    sheet.text(row + 2, 2, "Ingevoerd bedrag: hier kunt u iets wijzigen.", "spaced")
    sheet.amount(row + 3, 1, 123_456_00, "whole")
    sheet.text(row + 3, 2, "Berekend bedrag: een formule.", "spaced")
