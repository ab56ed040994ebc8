"""What is to be said of the file: errors first, alike ones together."""

from collections.abc import Iterable
from dataclasses import dataclass

from budgets.imports.comparison.preview import Preview
from budgets.imports.findings import CellFinding, Severity
from reports.imports.words import SEVERITY_COUNTS, counted

ALIKE_SHOWN, KINDS_SHOWN = 5, 40
"""Of one kind at once; the rest of it folds open, up to ``MOST_ALIKE``."""
MOST_ALIKE = 50
WHAT_TO_DO = {
    Severity.ERROR: (
        "Een fout houdt het overnemen tegen. Verbeter dit in het bestand en kies het opnieuw, of pas "
        "hierboven aan wat een kolom of rij is."
    ),
    Severity.WARNING: "Kijk deze na. Kloppen ze, vink dan aan dat u ze gezien hebt.",
    Severity.NOTE: "Hier hoeft u niets voor te doen.",
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one kind: the first few, those behind them, and how many are not shown at all."""

    first: list[CellFinding]
    rest: list[CellFinding]
    left_out: int


@dataclass(frozen=True, slots=True)
class Group:
    severity: str
    title: str
    what_to_do: str
    kinds: list[Alike]
    kinds_left_out: int


def finding_groups(preview: Preview) -> list[Group]:
    """Errors, warnings and notes, as far as there are any."""
    return [
        _group(severity, found)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if (found := preview.of(severity))
    ]


def _group(severity: Severity, findings: Iterable[CellFinding]) -> Group:
    by_code: dict[str, list[CellFinding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    kinds = [_alike(found) for found in by_code.values()]
    count = sum(map(len, by_code.values()))
    return Group(
        severity.value,
        counted(count, SEVERITY_COUNTS[severity]),
        WHAT_TO_DO[severity],
        kinds[:KINDS_SHOWN],
        max(0, len(kinds) - KINDS_SHOWN),
    )


def _alike(found: list[CellFinding]) -> Alike:
    return Alike(found[:ALIKE_SHOWN], found[ALIKE_SHOWN:MOST_ALIKE], max(0, len(found) - MOST_ALIKE))
