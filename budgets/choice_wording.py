"""What differs between two choices of a scenario, a sentence each."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from budgets.adjustment_wording import adjusted_title, adjustment_words, target_change_words
from budgets.dutch_numbers import fraction_words, percentage
from budgets.engine import Adjustment, BudgetData, Choice
from budgets.wording import INDEXED_TITLES, figure_title, option_title

MOST_OPTIONS = 8
"""Switches that are named one by one."""


def changes_between(data: BudgetData, before: Choice, after: Choice) -> list[str]:
    """From one choice to the other; names are those of ``data``."""
    return [
        *_switches(data, before, after),
        *_levels(data, before, after),
        *_ends(data, before, after),
        *_rates(before, after),
        *_targets(data, before, after),
        *_adjustments(data, before, after),
    ]


def _switches(data: BudgetData, before: Choice, after: Choice) -> Iterator[str]:
    for codes, word in ((after.on - before.on, "aan"), (before.on - after.on, "uit")):
        if len(codes) > MOST_OPTIONS:
            yield f"{len(codes)} opties {word}gezet."
        else:
            yield from (f"‘{option_title(data, code)}’ {word}gezet." for code in sorted(codes))


def _levels(data: BudgetData, before: Choice, after: Choice) -> Iterator[str]:
    for code, _, part in _different(dict(before.parts), dict(after.parts)):
        option = data.option(code) if code in data.option_index else None
        levels = option.levels if option else ()
        counts = after.part_of(option) if option else part or Fraction(1)
        title = next((level.title for level in levels if level.part == counts), fraction_words(counts))
        yield f"‘{option_title(data, code)}’ op niveau ‘{title}’ gezet."


def _ends(data: BudgetData, before: Choice, after: Choice) -> Iterator[str]:
    names = {each.code: each.name for each in data.municipalities}
    for code, _, year in _different(dict(before.ends), dict(after.ends)):
        until = "zoals in de regio" if year is None else f"tot en met {year}"
        yield f"{names.get(code, code)} doet mee {until}."
    if before.share_falls_away != after.share_falls_away:
        yield "Het aandeel van wie uittreedt " + (
            "vervalt." if after.share_falls_away else "dragen de andere gemeenten."
        )


def _rates(before: Choice, after: Choice) -> Iterator[str]:
    for kind, old, new in _different(dict(before.indexation), dict(after.indexation)):
        yield f"Indexering van {INDEXED_TITLES[kind].lower()}: {_rate(old)} → {_rate(new)}."
    years = [{(kind, year): rate for kind, year, rate in each.index_years} for each in (before, after)]
    for (kind, year), old, new in _different(*years):
        yield f"Indexering van {INDEXED_TITLES[kind].lower()} in {year}: {_rate(old)} → {_rate(new)}."


def _rate(rate: Any) -> str:
    return "niet apart" if rate is None else percentage(rate)


def _targets(data: BudgetData, before: Choice, after: Choice) -> Iterator[str]:
    changes = [{change.target: change for change in each.targets} for each in (before, after)]
    for code, old, new in _different(*changes):
        was, now = (
            target_change_words(change, data.years) if change else "zoals in de begroting"
            for change in (old, new)
        )
        yield f"{figure_title(data, f'savings_targets.{code}')}: {was} → {now}."


def _adjustments(data: BudgetData, before: Choice, after: Choice) -> Iterator[str]:
    both = [{each.code: each for each in choice.adjustments} for choice in (before, after)]
    for _, old, new in _different(*both):
        if old is None:
            yield f"Eigen aanpassing toegevoegd: {_adjustment(data, new)}."
        elif new is None:
            yield f"Eigen aanpassing weggehaald: {_adjustment(data, old)}."
        else:
            yield f"Eigen aanpassing gewijzigd: {_adjustment(data, old)} → {_adjustment(data, new)}."


def _adjustment(data: BudgetData, adjustment: Adjustment) -> str:
    title, words = adjusted_title(data, adjustment), adjustment_words(adjustment)
    return f"{title}, {words} ({adjustment.reason.rstrip('.')})"


def _different(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Key, old and new of what differs, None where a side has none."""
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)
