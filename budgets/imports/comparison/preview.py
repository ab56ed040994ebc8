"""``compare``: what a file would make of the budget.  It touches nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from string import ascii_uppercase

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, BudgetDiff, diff, same_budget
from budgets.engine.checking import problems
from budgets.engine.members import Cover
from budgets.imports.comparison.controls import with_controls
from budgets.imports.comparison.cover_text import covers_given
from budgets.imports.comparison.draft import Draft
from budgets.imports.comparison.lines import LineOutcome, compare_lines
from budgets.imports.comparison.memorandum import compare_memorandum
from budgets.imports.comparison.option_order import in_order_of
from budgets.imports.comparison.paying import Covers, covers_of, paid, paying_streams, taking_part
from budgets.imports.comparison.questions import Inquiry, Question, unanswered
from budgets.imports.comparison.situation import Situation
from budgets.imports.comparison.streams import compare_streams
from budgets.imports.comparison.targets import compare_targets
from budgets.imports.content import Content
from budgets.imports.findings import CellFinding, Severity
from budgets.imports.mapping import RowKind

CODED = ("goals", "measures", "lines", "streams", "targets", "memorandum_items")
"""The parts of a budget of which a code is never given twice."""
WITHOUT_TOTALS = "totals"
"""The key of the answer "no" to keeping the totals of the file as control totals."""
NOTHING_TO_TAKE = "er is niets om over te nemen: wat hieruit gelezen wordt, is gelijk aan de begroting"
BELOW_ZERO = "negative"
"""The code of the finding that an amount is below zero."""
TICK = "tick"
"""The key of having seen the warnings; see ``Preview.tick``."""


@dataclass(frozen=True)
class Preview:
    """``old`` is the budget as it stands, ``new`` as it would be with the answers given so far."""

    old: BudgetData
    new: BudgetData
    content: Content
    own: bool
    lines: tuple[LineOutcome, ...]
    questions: tuple[Question, ...]
    findings: tuple[CellFinding, ...]
    """Those of reading and those of comparing."""
    tick: str
    """What was ticked: "yes" for all warnings that there may be, or the ``warnings_seal`` of those seen."""
    covers: Mapping[str, tuple[Cover, ...]]
    """By line what pays it, where the file changes that."""
    split_off: Mapping[str, str]
    """New measures with the measure that they get participation, key and cover of."""

    @cached_property
    def diff(self) -> BudgetDiff:
        return diff(self.old, self.new)

    @cached_property
    def changes_nothing(self) -> bool:
        return same_budget(self.old, self.new)

    def of(self, severity: Severity) -> tuple[CellFinding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @cached_property
    def warnings_seal(self) -> str:
        """Equal only for the same warnings: a tick does not hold for one that came later."""
        said = "\n".join(f"{each.place} {each.message}" for each in self.of(Severity.WARNING))
        return sha256(said.encode(errors="replace")).hexdigest()[:32]

    @property
    def ticked(self) -> bool:
        return self.tick in ("yes", self.warnings_seal)

    @property
    def open_questions(self) -> list[Question]:
        return unanswered(self.questions)

    @property
    def unchanged_lines(self) -> int:
        """Lines of the file that the budget has just so."""
        touched = {item.code for item in self.diff.lines}
        return sum(outcome.code not in touched for outcome in self.lines)

    @property
    def can_be_applied(self) -> bool:
        return not self.hindrances

    @property
    def hindrances(self) -> list[str]:
        """Why it cannot be applied yet, in Dutch; nothing where it can."""
        found = []
        if errors := len(self.of(Severity.ERROR)):
            found.append(f"{errors} {'fout' if errors == 1 else 'fouten'} in het bestand")
        if asked := len(self.open_questions):
            found.append(f"{asked} {'vraag is' if asked == 1 else 'vragen zijn'} nog niet beantwoord")
        if self.of(Severity.WARNING) and not self.ticked:
            found.append("u hebt nog niet aangegeven dat u de waarschuwingen gezien hebt")
        if not found and self.changes_nothing:
            found.append(NOTHING_TO_TAKE)
        return found


def compare(
    ours: BudgetData,
    content: Content,
    *,
    base: BudgetData | None,
    source: str,
    answers: Mapping[str, str],
    taken: Mapping[str, set[str]],
    covers: Covers | None = None,
    said: Sequence[CellFinding] = (),
) -> Preview:
    """``content`` held against ``ours``.

    ``base`` is what the file was exported with, None where it is of another make; ``source`` is
    the name of the file, ``answers`` what somebody decided (``questions``, ``TICK``,
    ``WITHOUT_TOTALS``), ``taken`` the codes per part that were ever in use, ``covers`` where the
    cover of lines comes from, ``said`` findings from before.
    """
    situation = Situation(ours, base or ours, content, Inquiry(answers), own=base is not None)
    codes = {part: {*taken.get(part, ()), *(item.code for item in getattr(ours, part))} for part in CODED}
    draft = Draft(ours, codes)
    _check_years(situation)
    lines = compare_lines(situation, draft)
    covers = covers or covers_of(ours)
    streams = compare_streams(situation, codes["streams"], paying_streams(ours, covers))
    given = covers_given(situation, draft, lines, streams)
    ordered = draft.ordered_lines()
    new = replace(
        ours,
        goals=tuple(draft.goals.values()),
        measures=draft.ordered_measures(),
        lines=ordered,
        options=in_order_of(ordered, ours.options),
        streams=streams,
        targets=compare_targets(situation, streams, codes["targets"]),
        memorandum_items=compare_memorandum(situation, codes["memorandum_items"]),
        participation=taking_part(ours, draft),
        cover=paid(ours, draft, covers, given),
        derived={},
    )
    if not situation.own and answers.get(WITHOUT_TOTALS) != "no":
        new = with_controls(ours, new, content, source)
    if wrong := list(problems(new)):
        raise AssertionError(f"a comparison that does not hang together: {wrong[:3]}")
    return Preview(
        old=ours,
        new=new,
        content=content,
        own=situation.own,
        lines=tuple(lines),
        questions=tuple(situation.inquiry.asked),
        findings=(*said, *_telling(content, lines, ours, new), *situation.findings),
        tick=answers.get(TICK, ""),
        covers=given,
        split_off={new: old for new, old in draft.split_off.items() if new in draft.measures},
    )


def _telling(
    content: Content, lines: Sequence[LineOutcome], ours: BudgetData, new: BudgetData
) -> Iterator[CellFinding]:
    """What was found in reading, but for amounts below zero that the budget has just so."""
    known = {line.code: line for line in ours.lines}
    settled = {
        (outcome.row.sheet, outcome.row.row)
        for outcome in lines
        if outcome.code in known and known[outcome.code].amounts == new.line(outcome.code).amounts
    }
    for finding in content.findings:
        row = finding.address.lstrip(ascii_uppercase)
        if finding.code != BELOW_ZERO or not row or (finding.sheet, int(row)) not in settled:
            yield finding


def _check_years(situation: Situation) -> None:
    """Years of our own export that stand nowhere in its headings any more: somebody changed these."""
    lines = situation.content.of_kind(RowKind.LINE)
    missing = [year for year in situation.base.years if year not in situation.content.cost_years]
    if situation.own and lines and missing:
        situation.say(
            Severity.WARNING,
            "years_changed",
            f"{enumeration(missing)} {'stond' if len(missing) == 1 else 'stonden'} bij de export in de "
            "kop en nu niet meer. Zijn de jaren in de kop gewijzigd, dan gelden de bedragen voor een ander "
            "jaar",
        )
