"""The strip "Controle met de bron": every printed figure beside ours, and why they differ."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from budgets.dutch_numbers import shortest, signed_shortest
from budgets.engine import BudgetResult, ControlCheck
from budgets.finding_wording import control_cause
from budgets.wording import figure_title
from reports.figure_cells import ask_link
from reports.finding_why import Said, in_words

ABOUT_A_KEY = ("member_without_weight", "key_without_weights")
ABOUT_THE_DATA = (
    "was_differs",
    *ABOUT_A_KEY,
    "pm_in_total",
    "line_without_name",
    "line_without_priority",
    "line_without_amounts",
)
VERDICTS = {
    "equal": ("is gelijk", "zijn gelijk"),
    "rounding": ("wijkt af door afronding", "wijken af door afronding"),
    "explained": ("wijkt af met een bekende oorzaak", "wijken af met een bekende oorzaak"),
    "differs": ("wijkt af zonder verklaring", "wijken af zonder verklaring"),
    "unknown": ("is niet te vergelijken", "zijn niet te vergelijken"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One printed figure.  The spans are 0 where the row above already says it."""

    title: str
    title_rows: int
    year: int
    printed: str
    ours: str
    difference: str
    reason: str
    reason_rows: int
    verdict: str


@dataclass(frozen=True, slots=True)
class SourceCheck:
    summary: str
    all_clear: bool
    """No difference is without an explanation."""
    sources: list[tuple[str, list[Check]]]
    findings: list[tuple[Said, str]]
    """Each with the code of the key that it is about, where it is about one."""


def source_check(result: BudgetResult, changed: int = 0) -> SourceCheck:
    """``changed`` is how often amounts were changed since the source: that may be why they differ."""
    checks = result.control_checks
    by_source: dict[str, list[ControlCheck]] = {}
    for check in checks:
        by_source.setdefault(check.control.source, []).append(check)
    return SourceCheck(
        summary=_summary(checks, changed),
        all_clear=all(check.verdict != "differs" for check in checks),
        sources=[(source, _rows(result, found)) for source, found in by_source.items()],
        findings=[
            (
                in_words(result, [f])[0],
                f.subject.split()[0] if f.code in ABOUT_A_KEY else "",
            )
            for f in result.findings
            if f.code in ABOUT_THE_DATA
        ],
    )


def _summary(checks: tuple[ControlCheck, ...], changed: int) -> str:
    """True counts: "20 van de 44 gedrukte cijfers zijn gelijk, 22 wijken af door afronding."."""
    if not checks:
        return "De bron geeft geen cijfers om mee te vergelijken."
    counts = Counter(check.verdict for check in checks)
    equal = counts.pop("equal", 0)
    first = f"{equal} van de {len(checks)} gedrukte cijfers {VERDICTS['equal'][equal != 1]}"
    rest = [f"{counts[kind]} {words[counts[kind] != 1]}" for kind, words in VERDICTS.items() if counts[kind]]
    times = "één keer" if changed == 1 else f"{changed} keer"
    since = f" Sinds de bron zijn hier {times} bedragen gewijzigd." if changed and counts["differs"] else ""
    return ", ".join([first, *rest]) + "." + since


def _rows(result: BudgetResult, checks: list[ControlCheck]) -> list[Check]:
    titles = [figure_title(result.data, check.control.figure) for check in checks]
    causes = [(title, control_cause(check)) for title, check in zip(titles, checks, strict=True)]
    return [
        Check(
            title=titles[i],
            title_rows=_run(titles, i),
            year=check.control.year,
            printed=_asked(result, check, "printed", shortest(check.control.amount)),
            ours=_ours(result, check),
            difference=_asked(result, check, "difference", signed_shortest(check.difference)),
            reason=causes[i][1],
            reason_rows=_run(causes, i),
            verdict=check.verdict,
        )
        for i, check in enumerate(checks)
    ]


def _asked(result: BudgetResult, check: ControlCheck, part: str, words: str) -> str:
    """With the way to its explanation, in a year that the budget still has."""
    place, year = result.data.control_totals.index(check.control), check.control.year
    return ask_link(f"control.{place}.{part}", year, words) if year in result.data.year_index else words


def _ours(result: BudgetResult, check: ControlCheck) -> str:
    """With the way to its explanation, where the budget still has the figure."""
    words, control = shortest(check.ours), check.control
    return ask_link(control.figure, control.year, words) if result.knows(control.figure) else words


def _run(values: Sequence[object], i: int) -> int:
    """How many rows a cell spans that begins at ``i``; 0 where the row above already says it."""
    if i and values[i - 1] == values[i]:
        return 0
    return len(list(takewhile(lambda value: value == values[i], values[i:])))
