"""From the unchanged result to the result after target, one step at a time."""

from dataclasses import dataclass

from budgets.engine.result import BudgetResult


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the waterfall: a total, or a change from ``start`` to ``end``, in cents.

    ``shortfall`` is what the option was said to save beyond that.
    """

    kind: str
    """"base", "index", "adjustment", "option", "result", "target" or "after_target"."""
    ref: str
    start: int
    end: int
    on: bool = True
    shortfall: int = 0

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
    realised = sum(option.realised[i] for option in result.options)
    adjusted = sum(each.realised[i] for each in result.adjustments)
    if (indexed := result.result[i] - realised - adjusted - at) != 0:
        steps.append(Step("index", "", at, at + indexed))
        at += indexed
    for each in result.adjustments:
        steps.append(Step("adjustment", each.adjustment.code, at, at + each.realised[i]))
        at = steps[-1].end
    for option in result.options:
        step = Step("option", option.code, at, at + option.realised[i], option.on, option.shortfall[i])
        steps.append(step)
        at = step.end
    steps.append(Step("result", "", 0, at))
    steps.append(Step("target", "", at, at - result.savings_target[i]))
    steps.append(Step("after_target", "", 0, result.result_after_target[i]))
    return steps
