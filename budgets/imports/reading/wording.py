"""What is wrong with a file and what to do about it, in Dutch."""

from collections.abc import Mapping
from typing import Any

from budgets.imports.book import address
from budgets.imports.untrusted.faults import FaultCode
from municipalities.refusals import Refused

LONGEST_NAME = 80
AGAIN = "Open het in Excel of LibreOffice, sla het op als .xlsx en kies dat bestand."
CHOOSE = "Kies de werkmap (.xlsx, .xlsm, .xls, .xlsb of .ods) of het csv-bestand waarin de begroting staat."
ALONE = "Sla het blad met de begroting op als aparte werkmap en kies die."
CUT = "Verwijder wat er ver onder of naast de begroting staat, sla het bestand op en kies het nog eens."
SENTENCES = {
    FaultCode.EMPTY: f"{{name}} is leeg: het bestand is 0 bytes groot. {CHOOSE}",
    FaultCode.FILE_TOO_LARGE: f"{{name}} is {{size}} groot; een bestand mag hoogstens {{most}} zijn. {ALONE}",
    FaultCode.PASSWORD: "{name} is beveiligd met een wachtwoord. Open het in Excel of LibreOffice, "
    "verwijder het wachtwoord, sla het op en kies het nog eens.",
    FaultCode.RIGHTS: "{name} is versleuteld, bijvoorbeeld door een vertrouwelijkheidslabel. "
    "Sla in Excel een kopie zonder die beveiliging op en kies die.",
    FaultCode.OTHER_KIND: "{name} is {what}. {advice}",
    FaultCode.ENTITIES: "{name} bevat een DOCTYPE. Excel en LibreOffice schrijven die nooit en hij kan "
    f"kwaad, daarom is het bestand niet gelezen. {AGAIN}",
    FaultCode.CORRUPT: f"{{name}} is beschadigd of niet compleet en kan niet worden gelezen. {AGAIN}",
    FaultCode.UNCLOSED_QUOTE: 'In {name} begint op regel {line} een aanhalingsteken (") dat nergens eindigt: '
    "alles erna zou één cel worden. Maak die regel in orde, sla het bestand op en kies het nog eens.",
    FaultCode.UNPACKS_TOO_LARGE: f"{{name}} is uitgepakt groter dan {{most}}. {ALONE}",
    FaultCode.TOO_MANY_SHEETS: "{name} heeft {sheets} bladen en mag er hoogstens {most} hebben. " + ALONE,
    FaultCode.TOO_MANY_ROWS: "{place} heeft inhoud tot en met rij {rows}; hoogstens {most} rijen kunnen "
    f"gelezen worden. {CUT}",
    FaultCode.TOO_MANY_CELLS: "{place} heeft inhoud tot in cel {cell}. Alle bladen samen mogen "
    f"hoogstens {{most}} cellen hebben, lege meegeteld. {CUT}",
    FaultCode.NO_SHEETS: f"{{name}} heeft geen werkbladen. {CHOOSE}",
    FaultCode.NO_CELLS: f"In {{name}} is geen enkele cel gevuld. {CHOOSE}",
    FaultCode.TOO_MUCH_MEMORY: f"{{name}} vraagt te veel geheugen om te lezen. {ALONE}",
    FaultCode.TOO_SLOW: f"Het lezen van {{name}} duurde te lang en is gestopt. {ALONE}",
}
KINDS = {
    "pdf": ("een pdf-bestand", CHOOSE),
    "image": ("een afbeelding", CHOOSE),
    "word": ("een tekstdocument", CHOOSE),
    "presentation": ("een presentatie", CHOOSE),
    "mail": ("een e-mailbericht", CHOOSE),
    "xml": ("een XML-bestand", CHOOSE),
    "json": ("een JSON-bestand", CHOOSE),
    "database": ("een database", CHOOSE),
    "program": ("een programma", CHOOSE),
    "unknown": ("geen werkmap en geen csv-bestand", CHOOSE),
    "archive": ("een ingepakt bestand", f"Pak het uit. {CHOOSE}"),
    "numbers": ("een werkmap van Apple Numbers", "Exporteer haar als Excel en kies dat bestand."),
    "web_page": ("een webpagina", AGAIN),
    "old_xml": ("een werkmap in de XML-vorm van Excel 2003", AGAIN),
    "flat_ods": ("een OpenDocument-bestand in één stuk (.fods)", AGAIN),
    "old_excel": ("een werkmap van Excel 4 of ouder", AGAIN),
}
"""What a file is that is no workbook of ours, and what to do then."""


def refusal(name: str, code: FaultCode, details: Mapping[str, Any]) -> Refused:
    """``details`` as the fault has them: numbers, names of sheets, rows and columns from 0."""
    words = {key: _words(value) for key, value in details.items()}
    words["name"] = f"‘{shown(name)}’"
    if code in (FaultCode.FILE_TOO_LARGE, FaultCode.UNPACKS_TOO_LARGE):
        words |= {key: _megabytes(details[key]) for key in ("size", "most") if key in details}
    if "sheet" in details:
        words["place"] = f"Blad ‘{words['sheet']}’ van {words['name']}" if details["sheet"] else words["name"]
    if "column" in details:
        words["cell"] = address(details["row"], details["column"])
    if code is FaultCode.OTHER_KIND:
        words["what"], words["advice"] = KINDS[details["what"]]
    return Refused(SENTENCES[code].format_map(words))


def shown(text: str) -> str:
    """On one line, and not longer than a sentence can bear."""
    bare = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return bare if len(bare) <= LONGEST_NAME else f"{bare[:LONGEST_NAME]}…"


def _words(value: str | int) -> str:
    return shown(value) if isinstance(value, str) else _number(value)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _megabytes(size: int) -> str:
    return f"{_number(-(-size // 1_000_000))} MB"
