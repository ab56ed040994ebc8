"""The way from the result after target of one budget to that of another, in steps that add up exactly.

The steps stand in the order of the arithmetic: another budget (costs per goal, then
income per stream), indexation per cost type, own adjustments, the options, members
that leave, the targets.  The options stand in their own order, first those that only the start has on, then
those that both have on and that save another amount, then those that only the end
has on.

What an option does is what it realises at the end less what it realises at the
start, as both pages print it.  Where options share a line the shortfall is split
over them there, so the order of the options makes no difference, and an option
that is on in both may be a step.  Only of another budget and of indexation does the
order matter: each is taken on what the steps before it left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import sub

from budgets.engine.compute import compute
from budgets.engine.data import Amounts, BudgetData
from budgets.engine.result import BudgetResult, UnknownFigure
from budgets.engine.settings import Key, Settings, adjustment_key, choice_of, settings_of
from budgets.engine.waterfall import Step

INDEX = "index"


@dataclass(frozen=True, slots=True)
class Leg:
    """A step in all years, in cents per year of the path.

    ``kind`` is "costs" (of a goal) or "income" (of a stream) of another budget, a kind of
    setting, "option", "leavers" or "target"; ``ref`` the code of what it is about.
    """

    kind: str
    ref: str
    changes: Amounts
    was: bool = False
    """Of an option: whether it is on at the start."""
    becomes: bool = False
    """Of an option: whether it is on at the end."""

    @property
    def key(self) -> str:
        """The kind, with what it is about: "option.mda", "leavers"."""
        return f"{self.kind}.{self.ref}" if self.ref else self.kind


@dataclass(frozen=True)
class Path:
    """``years`` are those that both have; ``start`` plus the changes of all legs is ``end``."""

    years: tuple[int, ...]
    start: Amounts
    legs: tuple[Leg, ...]
    end: Amounts

    def steps(self, year: int) -> list[Step]:
        """The bars of ``year``, each from where the one before ended, between two totals.

        Raises ``UnknownFigure`` for a year that not both have.
        """
        if year not in self.years:
            raise UnknownFigure(f"result_after_target {year}")
        i = self.years.index(year)
        at = self.start[i]
        steps = [Step("start", "", 0, at)]
        for leg in self.legs:
            steps.append(Step(leg.kind, leg.ref, at, at + leg.changes[i]))
            at += leg.changes[i]
        return [*steps, Step("end", "", 0, at)]


def path(start: BudgetResult, end: BudgetResult) -> Path:
    """From ``start`` to ``end``, over what differs."""
    years = tuple(year for year in start.years if year in end.data.year_index)
    legs = [
        *_budget(start, end, years),
        *_index(start, end, years),
        *_adjustments(start, end, years),
        *_options(start, end, years),
        *_after_options(start, end, years),
    ]
    return Path(
        years,
        _in(years, start.data, start.result_after_target),
        tuple(leg for leg in legs if any(leg.changes) or leg.was != leg.becomes),
        _in(years, end.data, end.result_after_target),
    )


def _budget(start: BudgetResult, end: BudgetResult, years: Amounts) -> Iterator[Leg]:
    """What another budget changes, indexed as at the start: the costs of each goal, then each stream."""
    if start.data == end.data:
        return
    sides = budgets_indexed(start, end)
    before, after = (
        {("costs", goal): _in(years, side.data, cents) for goal, cents in side.costs_by_goal.items()}
        for side in sides
    )
    yield from _differences(before, after, years, -1)
    before, after = (
        {("income", stream): _in(years, side.data, cents) for stream, cents in side.income_by_stream.items()}
        for side in sides
    )
    yield from _differences(before, after, years)


def budgets_indexed(start: BudgetResult, end: BudgetResult) -> tuple[BudgetResult, BudgetResult]:
    """The budget of both, with nothing but the indexation of the start."""
    before, after = (_indexed(side.data, settings_of(start.choice)) for side in (start, end))
    return before, after


def _index(start: BudgetResult, end: BudgetResult, years: Amounts) -> Iterator[Leg]:
    for key, at, then in index_steps(start, end):
        yield Leg(*key, _less(_in(years, end.data, at.costs), _in(years, end.data, then.costs)))


def index_steps(start: BudgetResult, end: BudgetResult) -> Iterator[tuple[Key, BudgetResult, BudgetResult]]:
    """Each cost type by itself, on the budget of the end: without and with its other indexation."""
    now, wanted = settings_of(start.choice), settings_of(end.choice)
    keys = [key for key in dict.fromkeys([*now, *wanted]) if key[0] == INDEX]
    at: BudgetResult | None = None
    for key in (key for key in keys if now.get(key) != wanted.get(key)):
        at = at or _indexed(end.data, now)
        now = {other: value for other, value in now.items() if other != key}
        now |= {key: wanted[key]} if key in wanted else {}
        then = _indexed(end.data, now)
        yield key, at, then
        at = then


def _adjustments(start: BudgetResult, end: BudgetResult, years: Amounts) -> Iterator[Leg]:
    """What each does at the end less what it does at the start, as an option does."""
    before, after = (
        {adjustment_key(each.adjustment): _in(years, side.data, each.realised) for each in side.adjustments}
        for side in (start, end)
    )
    yield from _differences(before, after, years)


def _options(start: BudgetResult, end: BudgetResult, years: Amounts) -> Iterator[Leg]:
    codes = dict.fromkeys([*end.data.option_index, *start.data.option_index])
    legs = []
    for code in codes:
        (was, before), (becomes, after) = _realised(start, code, years), _realised(end, code, years)
        if was or becomes:
            legs.append(Leg("option", code, _less(after, before), was, becomes))
    yield from sorted(legs, key=lambda leg: leg.becomes - leg.was)


def _realised(result: BudgetResult, code: str, years: Amounts) -> tuple[bool, Amounts]:
    if code not in result.data.option_index:
        return False, (0,) * len(years)
    option = result.option(code)
    return option.on, _in(years, result.data, option.realised)


def _after_options(start: BudgetResult, end: BudgetResult, years: Amounts) -> Iterator[Leg]:
    yield Leg("leavers", "", _less(_fallen_away(start, years), _fallen_away(end, years)))
    before, after = (
        {("target", code): _in(years, side.data, cents) for code, cents in side.savings_targets.items()}
        for side in (start, end)
    )
    yield from _differences(before, after, years, -1)


def _differences(
    before: Mapping[Key, Amounts], after: Mapping[Key, Amounts], years: Amounts, sign: int = 1
) -> Iterator[Leg]:
    """By key what is there after less what was there before; ``sign`` −1 where more is a lower result."""
    nothing = (0,) * len(years)
    for key in dict.fromkeys([*before, *after]):
        changes = _less(after.get(key, nothing), before.get(key, nothing))
        yield Leg(*key, tuple(sign * cents for cents in changes))


def _indexed(data: BudgetData, settings: Settings) -> BudgetResult:
    """With nothing chosen but the indexation."""
    return compute(data, choice_of({key: value for key, value in settings.items() if key[0] == INDEX}))


def _gross_income(result: BudgetResult, years: Amounts) -> Amounts:
    return _in(years, result.data, tuple(result.stream_amounts.sum(axis=0).tolist()))


def _fallen_away(result: BudgetResult, years: Amounts) -> Amounts:
    return _less(_gross_income(result, years), _in(years, result.data, result.income))


def _in(years: Amounts, data: BudgetData, amounts: Amounts) -> Amounts:
    return tuple(amounts[data.year_index[year]] for year in years)


def _less(amounts: Amounts, other: Amounts) -> Amounts:
    return tuple(map(sub, amounts, other))
