"""The page in one line per step: what was found, what is asked, and whether it can be taken over."""

from dataclasses import dataclass

from budgets.imports.comparison.preview import Preview
from budgets.imports.findings import Severity
from reports.imports.changes import Changes
from reports.imports.controls import Controls
from reports.imports.questions import Asked
from reports.imports.words import SEVERITY_COUNTS, counted, recognised_words

DONE, LOOK, WRONG = "check", "busy", "warn"
"""The icon of a step: nothing to do, something to do, something wrong."""


@dataclass(frozen=True, slots=True)
class Step:
    anchor: str
    title: str
    words: str
    icon: str


def steps(preview: Preview, controls: Controls, asked: Asked, changes: Changes) -> list[Step]:
    recognised = recognised_words(preview.content.rows)
    return [
        Step("herkend", "Herkend", recognised or "niets herkend", DONE if recognised else WRONG),
        Step("totalen", "Totalen", *_totals(controls)),
        Step("opgevallen", "Meldingen", *_findings(preview)),
        Step("vragen", "Vragen", *_questions(asked)),
        Step("verandert", "Wat verandert er", *_changes(changes)),
        Step("overnemen", "Overnemen", *_apply(preview)),
    ]


def _apply(preview: Preview) -> tuple[str, str]:
    if is_equal(preview):
        return "niet nodig", DONE
    return ("kan nu", DONE) if preview.can_be_applied else ("kan nog niet", LOOK)


def is_equal(preview: Preview) -> bool:
    """Whether there is nothing to do: the file is the budget as it stands."""
    return preview.changes_nothing and not preview.of(Severity.ERROR) and not preview.open_questions


def _totals(controls: Controls) -> tuple[str, str]:
    if not (controls.different or controls.equal):
        return "geen totalen in het bestand", DONE
    return ("kloppen", DONE) if controls.all_clear else ("wijken af", WRONG)


def _findings(preview: Preview) -> tuple[str, str]:
    counts = [(severity, len(preview.of(severity))) for severity in SEVERITY_COUNTS]
    said = ", ".join(counted(count, SEVERITY_COUNTS[severity]) for severity, count in counts if count)
    if preview.of(Severity.ERROR):
        return said, WRONG
    todo = bool(preview.of(Severity.WARNING)) and not preview.ticked
    return said or "geen", LOOK if todo else DONE


def _questions(asked: Asked) -> tuple[str, str]:
    if not asked.count:
        return "geen", DONE
    if not asked.open:
        return f"{asked.count} beantwoord", DONE
    return f"{asked.open} van {asked.count} open", LOOK


def _changes(changes: Changes) -> tuple[str, str]:
    if changes.count:
        return counted(changes.count, ("wijziging", "wijzigingen")), DONE
    return "alleen ‘Ook anders’" if changes.also else "niets", DONE
