"""What every option does to every line and stream, and the row of the sheet Effecten that says so.

The claims are the engine's: what an option asks of several lines together is
already spread over them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from budgets.engine import Amounts, BudgetResult
from budgets.engine.layout import Layout, layout_of
from reports.workbook.row_plan import FIRST_ROW


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What one option asks of one line or stream per year, and what comes of it, in cents."""

    row: int
    option: int
    kind: str
    """"line", "stream", or "unspread": asked of lines that hold nothing, so it cannot be spread."""
    target: int
    """Index of the line or stream."""
    claims: Amounts
    realised: Amounts
    shortfall: Amounts
    """What the lines cannot give of a saving; a raise that cannot be spread is none."""
    spread: bool
    """The engine spread it over several lines."""

    @property
    def address(self) -> tuple[str, int]:
        return self.kind, self.target


@dataclass(frozen=True)
class EffectPlan:
    rows: tuple[EffectRow, ...]
    by_target: dict[tuple[str, int], tuple[EffectRow, ...]]
    """The rows of one line or stream stand together."""

    @property
    def last_row(self) -> int:
        return FIRST_ROW + len(self.rows) - 1

    def of_line(self, line: int) -> tuple[EffectRow, ...]:
        return self.by_target.get(("line", line), ())

    def of_stream(self, stream: int) -> tuple[EffectRow, ...]:
        return self.by_target.get(("stream", stream), ())

    @property
    def shared(self) -> list[tuple[EffectRow, ...]]:
        """The lines on which more than one option draws."""
        return [rows for (kind, _), rows in self.by_target.items() if kind == "line" and len(rows) > 1]


def plan_effects(result: BudgetResult) -> EffectPlan:
    """All effects, by line, then by stream, in the order of the budget and of the options."""
    layout = layout_of(result.data, result.choice)
    found = [*_on_lines(result, layout), *_on_streams(result, layout)]
    found += _unspread(result, layout)
    spread = _spread_pairs(result)
    rows = tuple(
        EffectRow(
            row=row,
            option=option,
            kind=kind,
            target=target,
            claims=claims,
            realised=realised,
            shortfall=_short(claims, realised, result.options[option].on),
            spread=(kind, option, target) in spread,
        )
        for row, (kind, target, option, claims, realised) in enumerate(found, FIRST_ROW)
    )
    by_target: defaultdict[tuple[str, int], list[EffectRow]] = defaultdict(list)
    for row in rows:
        by_target[row.address].append(row)
    return EffectPlan(rows, {target: tuple(group) for target, group in by_target.items()})


_Found = tuple[str, int, int, Amounts, Amounts]
"""Kind, index of line or stream, index of the option, claims and realised per year."""


def _on_lines(result: BudgetResult, layout: Layout) -> Iterator[_Found]:
    years = len(result.years)
    claims: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * years)
    realised: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * years)
    cells = layout.entry_cell
    entries = zip(
        layout.cell_line[cells].tolist(),
        layout.entry_option.tolist(),
        layout.cell_year[cells].tolist(),
        layout.entry_claim.tolist(),
        result.realised_entries.tolist(),
        strict=True,
    )
    for line, option, year, claim, done in entries:
        claims[line, option][year] = claim
        realised[line, option][year] = done
    for line, option in sorted(claims):
        yield "line", line, option, tuple(claims[line, option]), tuple(realised[line, option])


def _on_streams(result: BudgetResult, layout: Layout) -> Iterator[_Found]:
    if not layout.stream_changes.size:
        return
    for stream in range(len(result.data.streams)):
        for number, option in enumerate(result.options):
            change = tuple(layout.stream_changes[number, stream].tolist())
            if any(change):
                yield "stream", stream, number, change, change if option.on else (0,) * len(change)


def _unspread(result: BudgetResult, layout: Layout) -> Iterator[_Found]:
    """What an option asks of several lines that are all zero: it goes nowhere."""
    for claims in (layout.unspread, -layout.unspread_raises):
        for number, amounts in enumerate(claims.tolist()):
            if any(amounts):
                yield "unspread", 0, number, tuple(amounts), (0,) * len(amounts)


def _short(claims: Amounts, realised: Amounts, on: bool) -> Amounts:
    pairs = zip(claims, realised, strict=True)
    return tuple(max(claim - done, 0) if on else 0 for claim, done in pairs)


def _spread_pairs(result: BudgetResult) -> set[tuple[str, int, int]]:
    return {
        ("line", number, result.data.line_index[code])
        for number, option in enumerate(result.data.options)
        for effect in option.effects
        if len(effect.lines) > 1
        for code in effect.lines
    }
