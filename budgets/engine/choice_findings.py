"""What deserves a look in a choice: what it names and is not there, and what does not go together."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from budgets.engine.data import Option, excluded
from budgets.engine.finding import Finding
from budgets.engine.layout import layout_of
from budgets.engine.targets import fits

if TYPE_CHECKING:
    from budgets.engine.result import BudgetResult


def unknown_options(result: "BudgetResult") -> Iterator[Finding]:
    """The choice names an option that the budget does not have."""
    for code in sorted(result.choice.on - result.data.option_index.keys()):
        yield Finding("unknown_option", code, result.years)


def options_that_exclude(result: "BudgetResult") -> Iterator[Finding]:
    """Two options are on of which one excludes the other; the subject is both codes."""
    on = _on(result)
    for place, option in enumerate(on):
        for other in on[place + 1 :]:
            if excluded(result.data, option.code, other.code):
                yield Finding("options_exclude", f"{option.code} {other.code}", result.years)


def options_that_lack(result: "BudgetResult") -> Iterator[Finding]:
    """An option is on and one that it needs is off; the subject is both codes."""
    for option in _on(result):
        for other in option.needs:
            if other not in result.choice.on:
                yield Finding("option_needs", f"{option.code} {other}", result.years)


def unknown_parts(result: "BudgetResult") -> Iterator[Finding]:
    """An option is on at a part that is none of its levels; it counts as it was chosen."""
    for option in _on(result):
        part = result.choice.part_of(option)
        if part not in {level.part for level in option.levels} | ({1} if not option.levels else set()):
            yield Finding("unknown_part", option.code, result.years)


def adjustments_of_nothing(result: "BudgetResult") -> Iterator[Finding]:
    """An adjustment names a line or stream that is gone, or asks nothing in any year."""
    known = {each.adjustment.code: each for each in result.adjustments}
    for adjustment in result.choice.adjustments:
        made = known.get(adjustment.code)
        if made is None:
            yield Finding("unknown_adjusted", adjustment.code, result.years)
        elif not any(made.asked):
            yield Finding("adjustment_without_effect", adjustment.code, result.years)


def adjustments_cut_short(result: "BudgetResult") -> Iterator[Finding]:
    """A line does not hold what its adjustments take off."""
    indexed = layout_of(result.data, result.choice).indexed
    for made in result.adjustments:
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, year in enumerate(result.years):
            if made.short[i]:
                held = int(indexed[i, result.data.line_index[made.adjustment.line]])
                alike[made.short[i], held].append(year)
        for (short, held), years in alike.items():
            yield Finding("adjustment_short", made.adjustment.code, tuple(years), short, held)


def changes_of_no_target(result: "BudgetResult") -> Iterator[Finding]:
    """The choice changes a target that is gone, or in a way that does not fit it."""
    targets = {target.code: target for target in result.data.targets}
    for change in result.choice.targets:
        target = targets.get(change.target)
        if target is None:
            yield Finding("unknown_target", change.target, result.years)
        elif not fits(result.data, target, change):
            yield Finding("target_does_not_fit", change.target, result.years)


def _on(result: "BudgetResult") -> list[Option]:
    return [option for option in result.data.options if option.code in result.choice.on]


CHOICE_RULES: tuple[Callable[["BudgetResult"], Iterator[Finding]], ...] = (
    unknown_options,
    options_that_exclude,
    options_that_lack,
    unknown_parts,
    adjustments_of_nothing,
    adjustments_cut_short,
    changes_of_no_target,
)
