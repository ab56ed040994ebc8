"""A scenario's own adjustments and other terms in words."""

from collections.abc import Sequence

from budgets.dutch_numbers import enumeration, euros, percentage
from budgets.engine import Adjustment, BudgetData, Choice, Target, TargetChange

OWN = "Eigen aanpassing"


def adjustment_of(choice: Choice | None, code: str) -> Adjustment | None:
    """None where the choice is not known, or has none of this code."""
    found = (each for each in choice.adjustments if each.code == code) if choice else iter(())
    return next(found, None)


def adjusted_title(data: BudgetData, adjustment: Adjustment) -> str:
    """What it is of: the line with its number, or the stream; its code where the budget has it no more."""
    if adjustment.stream in data.stream_index:
        return data.stream(adjustment.stream).title
    if adjustment.line not in data.line_index:
        return adjustment.line or adjustment.stream
    line = data.line(adjustment.line)
    name = line.measure or "regel zonder naam"
    return name if line.number is None else f"{line.number}. {name}"


def adjustment_words(adjustment: Adjustment) -> str:
    """How much and from when: "€ 50.000 minder per jaar vanaf 2022", "3% meer vanaf 2023"."""
    if adjustment.percentage is not None:
        size, more = percentage(abs(adjustment.percentage)), adjustment.percentage > 0
        return f"{size} {'meer' if more else 'minder'} vanaf {adjustment.first_year}"
    cents = adjustment.change or 0
    return f"{euros(abs(cents))} {'meer' if cents > 0 else 'minder'} per jaar vanaf {adjustment.first_year}"


def own_title(data: BudgetData, choice: Choice | None, code: str) -> str:
    """Of a term, figure or step: "Eigen aanpassing: 12. Vrouwenopvang"."""
    adjustment = adjustment_of(choice, code)
    return f"{OWN}: {adjusted_title(data, adjustment)}" if adjustment else OWN


def target_change_words(change: TargetChange, years: Sequence[int]) -> str:
    """ "5%", or what it is per year."""
    return percentage(change.percentage) if change.percentage is not None else per_year(change.amounts, years)


def target_words(target: Target, change: TargetChange, years: Sequence[int]) -> str:
    """What a target is in a scenario, and what it is in the budget."""
    now = target_change_words(change, years)
    if target.percentage is not None:
        return f"{now} in plaats van {percentage(target.percentage)}"
    return f"{now} in plaats van {per_year(target.amounts, years)}"


def per_year(amounts: Sequence[int], years: Sequence[int]) -> str:
    """ "€ 100 per jaar", or each year apart."""
    if len(set(amounts)) == 1:
        return f"{euros(amounts[0])} per jaar"
    return enumeration([f"{euros(cents)} in {year}" for cents, year in zip(amounts, years, strict=False)])
