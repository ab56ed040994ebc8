"""What deserves a look: findings are data; words are put to them elsewhere.

Each rule is a small function from a result to the findings it gives.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from budgets.engine.choice_findings import CHOICE_RULES
from budgets.engine.data import BudgetData, Choice, ControlTotal, Line, Option
from budgets.engine.finding import Finding
from budgets.engine.layout import layout_of
from budgets.engine.members import Key
from budgets.engine.membership import leaves_nobody, members
from budgets.engine.money import round_half_away
from budgets.engine.pro_memorie import LINE_FIGURES, belongs_to

if TYPE_CHECKING:
    from budgets.engine.result import BudgetResult

PRINTED_UNIT = 100
"""Sources print whole euros."""
TOLERANCE_PER_ROW = 50
"""Cents by which a printed row may be off: half of what it was rounded to."""


@dataclass(frozen=True, slots=True)
class ControlCheck:
    """A printed total, ours, and what is to be said of the difference.

    ``verdict`` is "equal" (in whole euros, as printed), "explained" (the source
    is known to be wrong), "rounding" (no more than half a euro per row), "differs",
    or "unknown" (the budget has no figure of this name any more; ours is then zero).
    """

    control: ControlTotal
    ours: int
    tolerance: int
    verdict: str

    @property
    def difference(self) -> int:
        """Ours minus printed, in cents."""
        return self.ours - self.control.amount


def find(result: "BudgetResult") -> tuple[Finding, ...]:
    """All findings, those about the choice first."""
    return tuple(finding for rule in RULES for finding in rule(result))


def shortfalls(result: "BudgetResult") -> Iterator[Finding]:
    """An option that is on cannot be realised in full (domain text, rule 3)."""
    for option in result.options:
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, (year, short) in enumerate(zip(result.years, option.shortfall, strict=True)):
            if short:
                alike[short, _held(result, option.code, i)].append(year)
        for (short, held), years in alike.items():
            yield Finding("shortfall", option.code, tuple(years), short, held)


def raises_not_spread(result: "BudgetResult") -> Iterator[Finding]:
    """An option that is on adds to several lines that are all zero: there is nothing to spread it by."""
    unspread = layout_of(result.data, result.choice).unspread_raises
    for number, option in enumerate(result.data.options):
        for year, amount in zip(result.years, unspread[number].tolist(), strict=True):
            if option.code in result.choice.on and amount:
                yield Finding("raise_not_spread", option.code, (year,), amount)


def options_without_effect(result: "BudgetResult") -> Iterator[Finding]:
    """An option that is on changes no line and no stream in any year."""
    layout = layout_of(result.data, result.choice)
    changing = set(layout.entry_option[result.realised_entries != 0].tolist())
    for number, option in enumerate(result.data.options):
        on_stream = any(effect.stream and effect.change for effect in option.effects)
        if option.code in result.choice.on and number not in changing and not on_stream:
            yield Finding("option_without_effect", option.code, result.years)


def differing_starts(result: "BudgetResult") -> Iterator[Finding]:
    """The proposer's "was" is not what the budget holds in any year."""
    amounts = layout_of(result.data).amounts
    for option in result.data.options:
        codes = _lines_of(option)
        if option.was is None or not codes or not option.effects:
            continue
        columns = [result.data.line_index[code] for code in codes]
        held = [int(total) for total in amounts[:, columns].sum(axis=1)]
        first = min(effect.year for effect in option.effects)
        if option.was not in held:
            start = held[result.data.year_index[first]]
            yield Finding("was_differs", option.code, (first,), option.was - start, start)


def pro_memorie(result: "BudgetResult") -> Iterator[Finding]:
    """A total leaves out a p.m. item."""
    marked = [(line.code, line.pm) for line in result.data.lines if any(line.pm)]
    marked += [(item.code, item.pm) for item in result.data.memorandum_items if any(item.pm)]
    for code, flags in marked:
        years = tuple(year for year, flag in zip(result.years, flags, strict=True) if flag)
        yield Finding("pm_in_total", code, years)


def incomplete_lines(result: "BudgetResult") -> Iterator[Finding]:
    """A line without name, priority, or any amount."""
    for line in result.data.lines:
        for code in _lacks(line):
            yield Finding(code, line.code, result.years)


def overasked_streams(result: "BudgetResult") -> Iterator[Finding]:
    """More is asked of a stream, as cover of lines, than it has (domain text, rule 6)."""
    balance, available, used = result.coverage.balance, result.coverage.available, result.coverage.used
    for place, stream in enumerate(result.data.streams):
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, year in enumerate(result.years):
            if used[place, i] > 0 > balance[place, i]:
                alike[-int(balance[place, i]), int(available[place, i])].append(year)
        for (short, held), years in alike.items():
            yield Finding("stream_overasked", stream.code, tuple(years), short, held)


def without_anybody(result: "BudgetResult") -> Iterator[Finding]:
    """The ends of memberships in the choice would leave nobody, so that they do not hold then."""
    data, choice = result.data, result.choice
    years = tuple(year for i, year in enumerate(result.years) if leaves_nobody(data, choice, i))
    if years:
        yield Finding("nobody_left", "", years)


def without_participants(result: "BudgetResult") -> Iterator[Finding]:
    """Nobody takes part in a measure, so that all pay."""
    if not result.data.municipalities:
        return
    years: defaultdict[str, list[int]] = defaultdict(list)
    for measure, year in result.allocation.without_participants:
        years[measure].append(year)
    yield from (Finding("no_participants", measure, tuple(found)) for measure, found in years.items())


def without_weight(result: "BudgetResult") -> Iterator[Finding]:
    """Of every key that something is split by: see ``unweighted``."""
    data = result.data
    used = {data.key, *(stream.key for stream in data.streams), *(measure.key for measure in data.measures)}
    for key in data.keys:
        if key.code in used:
            yield from unweighted(data, result.choice, key)


def unweighted(data: BudgetData, choice: Choice, key: Key) -> Iterator[Finding]:
    """Members that weigh nothing in a year pay nothing then; where nobody weighs anything, all pay alike.

    The subject is the key, and behind it the members that have no weight in the same years.
    """
    nobody: list[int] = []
    lacking: defaultdict[str, list[int]] = defaultdict(list)
    for i, year in enumerate(data.years):
        here = members(data, choice, i)
        pairs = zip(data.municipalities, key.weights, here, strict=True)
        without = [each.code for each, row, counts in pairs if counts and not row[i]]
        if without and len(without) == sum(here):
            nobody.append(year)
        else:
            for code in without:
                lacking[code].append(year)
    if nobody:
        yield Finding("key_without_weights", key.code, tuple(nobody))
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, years in lacking.items():
        alike[tuple(years)].append(code)
    for when, codes in alike.items():
        yield Finding("member_without_weight", " ".join([key.code, *codes]), when)


def differing_controls(result: "BudgetResult") -> Iterator[Finding]:
    """A printed total is not ours."""
    for check in result.control_checks:
        if check.verdict != "equal":
            control = check.control
            code = f"control_total_{check.verdict}"
            yield Finding(code, control.figure, (control.year,), check.difference, control.amount)


RULES: tuple[Callable[["BudgetResult"], Iterator[Finding]], ...] = (
    *CHOICE_RULES,
    shortfalls,
    raises_not_spread,
    options_without_effect,
    overasked_streams,
    without_anybody,
    without_participants,
    without_weight,
    differing_starts,
    pro_memorie,
    incomplete_lines,
    differing_controls,
)


def check_controls(base: "BudgetResult") -> tuple[ControlCheck, ...]:
    """Every printed total against ``base``, the unchanged budget; worked out once for a budget."""
    checks: tuple[ControlCheck, ...] | None = base.data.derived.get("control_checks")
    if checks is None:
        checks = base.data.derived["control_checks"] = tuple(
            _check(control, base) for control in base.data.control_totals
        )
    return checks


def _check(control: ControlTotal, base: "BudgetResult") -> ControlCheck:
    if not base.knows(control.figure):
        return ControlCheck(control, 0, 0, "unknown")
    ours = base.amount(control.figure, control.year)
    tolerance = TOLERANCE_PER_ROW * _rows_in(base.data, control.figure, control.year)
    printed = PRINTED_UNIT * round_half_away(Fraction(ours, PRINTED_UNIT))
    if control.amount in (ours, printed):
        verdict = "equal"
    elif control.reason:
        verdict = "explained"
    elif abs(ours - control.amount) <= tolerance:
        verdict = "rounding"
    else:
        verdict = "differs"
    return ControlCheck(control, ours, tolerance, verdict)


def _rows_in(data: BudgetData, figure: str, year: int) -> int:
    """How many printed rows a figure adds up."""
    i = data.year_index[year]
    fits, is_of_lines = belongs_to(figure), figure.partition(".")[0] in LINE_FIGURES
    with_amount = [line for line in data.lines if line.amounts[i] is not None]
    lines, streams = len(with_amount), len(data.streams)
    if is_of_lines:
        return len([line for line in with_amount if fits(line)])
    return {
        "costs": lines,
        "income": streams,
        "result": lines + streams,
        "result_after_target": lines + streams + len(data.targets),
    }.get(figure, 1)


def _lines_of(option: Option) -> set[str]:
    return {code for effect in option.effects for code in effect.lines}


def _held(result: "BudgetResult", option: str, year: int) -> int:
    """What the lines that the option claims from hold in that year, after indexation."""
    effects = result.data.option(option).effects
    codes = {code for e in effects if e.year == result.years[year] for code in e.lines}
    amounts = layout_of(result.data, result.choice).amounts
    return sum(int(amounts[year, result.data.line_index[code]]) for code in codes)


def _lacks(line: Line) -> Iterator[str]:
    if not line.measure:
        yield "line_without_name"
    if line.priority is None:
        yield "line_without_priority"
    if all(cents is None for cents in line.amounts) and not any(line.pm):
        yield "line_without_amounts"
