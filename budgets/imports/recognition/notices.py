"""Findings while they are gathered: alike ones one by one up to a point, then counted."""

from collections import Counter
from collections.abc import Iterable

from budgets.imports.findings import CellFinding, Severity

MOST_ALIKE = 20
"""Per sheet and kind; of more it is said how many."""
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
ALIKE = {
    "amount_text": "cellen zonder leesbaar bedrag",
    "percentage": "percentages waar een bedrag hoort",
    "no_outcome": "formules zonder bewaarde uitkomst",
    "cell_error": "foutmeldingen van het rekenblad",
    "not_an_amount": "cellen met iets anders dan een bedrag",
    "too_large": "te grote bedragen",
    "priority": "cellen met een prioriteit die niet bestaat",
    "cost_type": "cellen met een onbekende soort kosten",
    "number": "nummers die geen geheel getal zijn",
    "negative": "rijen met een negatief bedrag",
    "duplicate": "rijen die dubbel lijken",
    "id_twice": "rijen met een kenmerk dat al voorkwam",
    "control_differs": "totalen die afwijken",
    "control_rounding": "totalen met een verschil door afronding",
    "control_empty": "totalen die niet te controleren zijn",
    "unnamed": "kostenposten zonder naam",
    "not_placed": "rijen met bedragen die niet zijn gelezen",
    "pm_as_nothing": "baten of taakstellingen met p.m.",
    "merged_amount": "samengevoegde cellen met een bedrag",
    "other_years": "kolommen met een ander jaar",
}
"""What is counted, by code: "en nog 480 cellen zonder leesbaar bedrag"."""


class Notices:
    """Takes findings in any order; gives them by severity, sheet and where they were taken."""

    def __init__(self) -> None:
        self._found: list[CellFinding] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._severity: dict[tuple[str, str], Severity] = {}

    def error(self, code: str, message: str, sheet: str = "", address: str = "") -> None:
        self.add(CellFinding(Severity.ERROR, code, message, sheet, address))

    def warning(self, code: str, message: str, sheet: str = "", address: str = "") -> None:
        self.add(CellFinding(Severity.WARNING, code, message, sheet, address))

    def note(self, code: str, message: str, sheet: str = "", address: str = "") -> None:
        self.add(CellFinding(Severity.NOTE, code, message, sheet, address))

    def add(self, finding: CellFinding) -> None:
        kind = finding.sheet, finding.code
        self._counts[kind] += 1
        self._severity[kind] = finding.severity
        if self._counts[kind] <= MOST_ALIKE:
            self._found.append(finding)

    def all(self) -> tuple[CellFinding, ...]:
        found = [*self._found, *self._rest()]
        return tuple(sorted(found, key=lambda finding: ORDER[finding.severity]))

    def _rest(self) -> Iterable[CellFinding]:
        for (sheet, code), count in self._counts.items():
            if count > MOST_ALIKE:
                what = ALIKE.get(code, "plaatsen waar dit ook zo is")
                message = f"en nog {count - MOST_ALIKE} {what} op dit blad"
                yield CellFinding(self._severity[sheet, code], code, message, sheet)
