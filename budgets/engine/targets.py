"""What must be saved per year: each target as the budget has it, or as a choice has it."""

from fractions import Fraction

from budgets.engine.data import Amounts, BudgetData, Choice, Target, TargetChange
from budgets.engine.money import percentage_of


def target_amounts(data: BudgetData, choice: Choice) -> tuple[Amounts, ...]:
    """Each target in cents per year; a percentage is of the stream as budgeted (rule 1)."""
    changes = {change.target: change for change in choice.targets}
    return tuple(_amounts(data, target, changes.get(target.code)) for target in data.targets)


def fits(data: BudgetData, target: Target, change: TargetChange) -> bool:
    """Whether there is a stream to take the percentage of, or an amount for each year."""
    if change.percentage is not None:
        return target.stream is not None
    return len(change.amounts) == len(data.years)


def percentage_in(data: BudgetData, choice: Choice, target: Target) -> Fraction | None:
    """That of its stream that counts; None where it is amounts."""
    change = next((change for change in choice.targets if change.target == target.code), None)
    percentage = _counting(data, target, change)[0]
    return percentage if target.stream is not None else None


def _counting(
    data: BudgetData, target: Target, change: TargetChange | None
) -> tuple[Fraction | None, Amounts]:
    """A change that does not fit changes nothing; it is a finding."""
    if change is not None and fits(data, target, change):
        return change.percentage, change.amounts
    return target.percentage, target.amounts


def _amounts(data: BudgetData, target: Target, change: TargetChange | None) -> Amounts:
    percentage, amounts = _counting(data, target, change)
    if target.stream is not None and percentage is not None:
        return tuple(percentage_of(cents, percentage) for cents in data.stream(target.stream).amounts)
    return amounts
