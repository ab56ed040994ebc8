"""What every option does to every line and stream, and the row of the sheet Effecten that says so."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from budgets.engine import Amounts, BudgetResult
from budgets.engine.layout import Layout, layout_of
from reports.workbook.row_plan import FIRST_ROW
from reports.workbook.spread_plan import SpreadBlock, plan_spreads


@dataclass(frozen=True, slots=True)
class Ask:
    """What one effect of an option asks: an amount of its own, or a part of what is spread."""

    whole: int = 0
    """Cents of the whole option."""
    block: SpreadBlock | None = None
    place: int = 0
    """Of the line in the block."""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What one option asks of one line or stream per year, and what comes of it, in cents."""

    row: int
    option: int
    kind: str
    """"line", "stream", or "unspread" and "unspread_raise": asked of lines that hold nothing."""
    target: int
    """Index of the line or stream."""
    asks: tuple[tuple[Ask, ...], ...]
    """Per year."""
    claims: Amounts
    realised: Amounts
    shortfall: Amounts
    """What the lines cannot give of a saving; a raise that cannot be spread is none."""

    @property
    def address(self) -> tuple[str, int]:
        return self.kind, self.target

    @property
    def spread(self) -> bool:
        """Whether something of it is spread over several lines."""
        return any(ask.block is not None for asks in self.asks for ask in asks)


@dataclass(frozen=True)
class EffectPlan:
    rows: tuple[EffectRow, ...]
    by_target: dict[tuple[str, int], tuple[EffectRow, ...]]
    """The rows of one line or stream stand together."""
    spreads: tuple[SpreadBlock, ...]

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


KINDS = ("line", "stream", "unspread", "unspread_raise")
_Address = tuple[int, int, int]
"""Place in ``KINDS``, index of line or stream, index of the option."""


def plan_effects(result: BudgetResult) -> EffectPlan:
    """All effects, by line, then by stream, in the order of the budget and of the options.

    Which rows there are follows from the options alone, so that it stays the same when
    an amount, a percentage or a part changes.
    """
    layout = layout_of(result.data, result.choice)
    spreads = plan_spreads(result, layout)
    asks = _asks(result, spreads)
    claims, realised = _amounts(result, layout)
    nothing = (0,) * len(result.years)
    rows = []
    for row, address in enumerate(sorted(asks), FIRST_ROW):
        kind, target, option = address
        asked, done = claims.get(address, nothing), realised.get(address, nothing)
        short = _short(asked, done, result.options[option].on)
        rows.append(EffectRow(row, option, KINDS[kind], target, asks[address], asked, done, short))
    by_target: defaultdict[tuple[str, int], list[EffectRow]] = defaultdict(list)
    for each in rows:
        by_target[each.address].append(each)
    return EffectPlan(tuple(rows), {target: tuple(group) for target, group in by_target.items()}, spreads)


def _asks(
    result: BudgetResult, spreads: tuple[SpreadBlock, ...]
) -> dict[_Address, tuple[tuple[Ask, ...], ...]]:
    """Of every row what it consists of, per year."""
    years = len(result.years)
    found: defaultdict[_Address, list[list[Ask]]] = defaultdict(lambda: [[] for _ in range(years)])
    for address, year, ask in _each_ask(result, iter(spreads)):
        found[address][year].append(ask)
    return {address: tuple(map(tuple, asks)) for address, asks in found.items()}


def _each_ask(result: BudgetResult, spreads: Iterator[SpreadBlock]) -> Iterator[tuple[_Address, int, Ask]]:
    data = result.data
    for number, option in enumerate(data.options):
        for effect in option.effects:
            year = data.year_index[effect.year]
            if not effect.change:
                continue
            if effect.stream is not None:
                yield (1, data.stream_index[effect.stream], number), year, Ask(effect.change)
            elif len(effect.lines) == 1:
                yield (0, data.line_index[effect.lines[0]], number), year, Ask(-effect.change)
            elif not effect.lines:
                yield (2 if effect.change < 0 else 3, 0, number), year, Ask(-effect.change)
            else:
                block = next(spreads)
                for place, line in enumerate(block.lines):
                    yield (0, line, number), year, Ask(block=block, place=place)
                yield (2 if block.whole > 0 else 3, 0, number), year, Ask(block=block)


def _amounts(result: BudgetResult, layout: Layout) -> tuple[dict[_Address, Amounts], dict[_Address, Amounts]]:
    """What each row claims and realises, where that is not nothing."""
    years = len(result.years)
    claims: defaultdict[_Address, list[int]] = defaultdict(lambda: [0] * years)
    realised: defaultdict[_Address, list[int]] = defaultdict(lambda: [0] * years)
    for line, option, year, claim, done in _entries(result, layout):
        claims[0, line, option][year] = claim
        realised[0, line, option][year] = done
    for option, streams in enumerate(layout.stream_changes.tolist()):
        for stream, changes in enumerate(streams):
            claims[1, stream, option] = changes
            if result.options[option].on:
                realised[1, stream, option] = changes
    for kind, amounts in ((2, layout.unspread), (3, -layout.unspread_raises)):
        for option, per_year in enumerate(amounts.tolist()):
            claims[kind, 0, option] = per_year
    return (
        {address: tuple(amounts) for address, amounts in claims.items()},
        {address: tuple(amounts) for address, amounts in realised.items()},
    )


def _entries(result: BudgetResult, layout: Layout) -> Iterator[tuple[int, int, int, int, int]]:
    """Line, option, year, claim and realised of every entry of the layout."""
    cells = layout.entry_cell
    return zip(
        layout.cell_line[cells].tolist(),
        layout.entry_option.tolist(),
        layout.cell_year[cells].tolist(),
        layout.entry_claim.tolist(),
        result.realised_entries.tolist(),
        strict=True,
    )


def _short(claims: Amounts, realised: Amounts, on: bool) -> Amounts:
    pairs = zip(claims, realised, strict=True)
    return tuple(max(claim - done, 0) if on else 0 for claim, done in pairs)
