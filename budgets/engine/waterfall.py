"""From the unchanged result to the result after target, one step at a time."""

from dataclasses import dataclass

from budgets.engine.data import Amounts
from budgets.engine.layout import layout_of
from budgets.engine.result import BudgetResult

TOTALS = ("base", "result", "after_target", "start", "end")
"""Kinds of steps that are a total, of a waterfall or of the way from one budget to another."""


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the waterfall: a total, or a change from ``start`` to ``end``, in cents.

    ``shortfall`` is what the option was said to save beyond that.
    """

    kind: str
    """"base", "index", "adjustment", "option", "leavers", "result", "target" or "after_target"."""
    ref: str
    start: int
    end: int
    on: bool = True
    shortfall: int = 0

    @property
    def key(self) -> str:
        """The kind, with what it is about: "option.mda", "index"."""
        return f"{self.kind}.{self.ref}" if self.ref else self.kind

    @property
    def change(self) -> int:
        return self.end - self.start

    @property
    def reach(self) -> int:
        """Where the step would have ended without a shortfall."""
        return self.end + self.shortfall


def waterfall(result: BudgetResult, year: int) -> list[Step]:
    """The steps of ``year``; each begins where the one before ended.

    Raises ``UnknownFigure`` for a year outside the plan.
    """
    at = result.unchanged.amount("result", year)
    i = result.data.year_index[year]
    steps = [Step("base", "", 0, at)]
    if indexed := indexation_amounts(result)[i]:
        steps.append(Step("index", "", at, at + indexed))
        at += indexed
    for each in result.adjustments:
        steps.append(Step("adjustment", each.adjustment.code, at, at + each.realised[i]))
        at = steps[-1].end
    for option in result.options:
        step = Step("option", option.code, at, at + option.realised[i], option.on, option.shortfall[i])
        steps.append(step)
        at = step.end
    if lost := fallen_away_amounts(result)[i]:
        steps.append(Step("leavers", "", at, at + lost))
        at += lost
    steps.append(Step("result", "", 0, at))
    steps.append(Step("target", "", at, at - result.savings_target[i]))
    steps.append(Step("after_target", "", 0, result.result_after_target[i]))
    return steps


def indexation_amounts(result: BudgetResult) -> Amounts:
    """What the indexation does to the result, per year."""
    indexed = layout_of(result.data, result.choice).indexed.sum(axis=1).tolist()
    return tuple(before - now for before, now in zip(result.unchanged.costs, indexed, strict=True))


def fallen_away_amounts(result: BudgetResult) -> Amounts:
    """What the result loses, below zero, by contributions of who left, per year."""
    before = result.stream_amounts.sum(axis=0).tolist()
    return tuple(now - gross for now, gross in zip(result.income, before, strict=True))
