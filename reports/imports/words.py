"""What the pages call the roles of columns, the kinds of rows and the verdicts on totals."""

from collections import Counter
from collections.abc import Iterable

from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import Column, ColumnRole, Part, RowKind
from budgets.imports.untrusted.limits import FILE_BYTES

ROLE_TITLES = {
    ColumnRole.SKIP: "niet gebruiken",
    ColumnRole.ID: "kenmerk van de export",
    ColumnRole.NUMBER: "nummer",
    ColumnRole.GOAL: "doel",
    ColumnRole.MEASURE: "maatregel",
    ColumnRole.COST_TYPE: "soort kosten",
    ColumnRole.PRIORITY: "prioriteit",
    ColumnRole.COVER: "dekking",
    ColumnRole.NOTE: "toelichting",
    ColumnRole.COSTS: "kosten",
    ColumnRole.INCOME: "baten",
}
KIND_TITLES = {
    RowKind.GOAL: "doel",
    RowKind.LINE: "kostenpost",
    RowKind.STREAM: "baten",
    RowKind.TARGET: "taakstelling",
    RowKind.MEMORANDUM: "p.m.-post",
    RowKind.CONTROL: "totaal",
    RowKind.SKIP: "overslaan",
}
PART_TITLES = {Part.COSTS: "kosten", Part.INCOME: "baten"}
UNIT_TITLES = {1: "euro’s", 1000: "duizenden euro’s"}
COUNTED = {
    RowKind.LINE: ("kostenpost", "kostenposten"),
    RowKind.STREAM: ("rij met baten", "rijen met baten"),
    RowKind.TARGET: ("taakstelling", "taakstellingen"),
    RowKind.MEMORANDUM: ("p.m.-post", "p.m.-posten"),
}
SEVERITY_COUNTS = {
    Severity.ERROR: ("fout", "fouten"),
    Severity.WARNING: ("waarschuwing", "waarschuwingen"),
    Severity.NOTE: ("mededeling", "mededelingen"),
}
LARGEST_FILE = f"{FILE_BYTES // 1_000_000} MB"


def role_title(column: Column) -> str:
    """ "kosten 2021", "maatregel"."""
    title = ROLE_TITLES[column.role]
    return title if column.year is None else f"{title} {column.year}"


def counted(count: int, words: tuple[str, str]) -> str:
    """ "1 fout", "2 fouten"."""
    return f"{count} {words[count != 1]}"


def recognised_words(rows: Iterable[ReadRow]) -> str:
    """ "57 kostenposten, 6 rijen met baten"; empty where nothing was recognised."""
    kinds = Counter(row.kind for row in rows)
    return ", ".join(counted(kinds[kind], words) for kind, words in COUNTED.items() if kinds[kind])


def too_large(name: str, size: int) -> str:
    """``size`` in bytes."""
    return (
        f"‘{name}’ is {size / 1_000_000:.0f} MB groot; een bestand mag hoogstens {LARGEST_FILE} zijn. "
        "Haal afbeeldingen en bladen weg die niet bij de begroting horen, bewaar het en kies het opnieuw."
    )
