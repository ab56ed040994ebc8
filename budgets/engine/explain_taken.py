"""Where the impact of a combination comes from: "taken", what its options take from the lines.

Per line and after the floor: what one line gains does not make up for what another loses, and another
payer takes nothing.  "taken.0:8,1:4" lets priorities weigh more than once; "weight.mda:250" is about
weights that somebody gave to the options themselves, in hundredths.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from budgets.engine.data import Amounts
from budgets.engine.layout import layout_of
from budgets.engine.money import round_half_away
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term

PAIR = re.compile(r"([^:,]+):(0|[1-9][0-9]{0,8})", re.ASCII)


class Take(NamedTuple):
    """What one option takes from one line in a year, in cents; below zero what it adds."""

    line: int
    option: int
    cents: int


def weights_key(weights: Iterable[tuple[str, int]]) -> str:
    """What a name says of weights: "0:8,1:4"."""
    return ",".join(f"{code}:{weight}" for code, weight in weights)


def taken_keys(_: BudgetResult) -> Iterator[str]:
    """Those without weights; with weights there is no end to them."""
    yield ""


def taken_amounts(result: BudgetResult, key: str) -> Amounts:
    """Raises ``KeyError`` where the weights are not of priorities."""
    weights, lines = _of_priorities(result, key), result.data.lines
    return tuple(
        sum(weights.get(lines[take.line].priority_key, 1) * take.cents for take in _lessening(result, year))
        for year in range(len(result.years))
    )


def taken_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """Per option what it takes, from which lines."""
    return _by_option(result, _lessening(result, year), _of_priorities(result, key))


def taken_by_priority_keys(result: BudgetResult) -> Iterable[str]:
    return result.costs_by_priority


def taken_by_priority_amounts(result: BudgetResult, key: str) -> Amounts:
    """What the options take from the lines of a priority, less what they add to others of these."""
    result.costs_by_priority[key]
    return tuple(
        sum(take.cents for take in _of_priority(result, key, year)) for year in range(len(result.years))
    )


def taken_by_priority_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    return _by_option(result, _of_priority(result, key, year), {})


def weight_amounts(result: BudgetResult, key: str) -> Amounts:
    """The same in every year.  Raises ``KeyError`` where a name is not that of an option."""
    total = sum(_own(result, key).values())
    return (total,) * len(result.years)


def weight_terms(result: BudgetResult, key: str, _: int) -> list[Term]:
    return [Term("weight", code, weight) for code, weight in _own(result, key).items()]


def _by_option(result: BudgetResult, takes: Iterable[Take], weights: Mapping[str, int]) -> list[Term]:
    parts: dict[int, list[Term]] = {}
    for take in takes:
        line = result.data.lines[take.line]
        times = weights.get(line.priority_key, 1)
        term = Term("line", line.code, times * take.cents, times=times)
        parts.setdefault(take.option, []).append(term)
    return [
        Term("option", option.code, sum(part.amount for part in kept), kept)
        for number, option in enumerate(result.data.options)
        if (kept := tuple(part for part in parts.get(number, ()) if part.amount))
    ]


def _takes(result: BudgetResult, year: int) -> list[Take]:
    """Of a year (its position), per line in the order of the budget and then per option."""
    layout = layout_of(result.data, result.choice)
    found = []
    in_year = layout.cell_year[layout.entry_cell] == year
    for entry in in_year.nonzero()[0].tolist():
        line, option = int(layout.cell_line[layout.entry_cell[entry]]), int(layout.entry_option[entry])
        found.append(Take(line, option, int(result.realised_entries[entry])))
    return sorted(take for take in found if take.cents)


def _lessening(result: BudgetResult, year: int) -> list[Take]:
    """Those of lines that lose more than they gain."""
    takes = _takes(result, year)
    net: dict[int, int] = {}
    for take in takes:
        net[take.line] = net.get(take.line, 0) + take.cents
    return [take for take in takes if net[take.line] > 0]


def _of_priority(result: BudgetResult, key: str, year: int) -> list[Take]:
    lines = result.data.lines
    return [take for take in _takes(result, year) if lines[take.line].priority_key == key]


def _weights(key: str) -> dict[str, int]:
    """By what stands before the colon.  Raises ``KeyError`` where it is not said as ``weights_key`` does."""
    read = [PAIR.fullmatch(pair) for pair in key.split(",")] if key else []
    found = {pair[1]: int(pair[2]) for pair in read if pair}
    if len(found) != len(read):
        raise KeyError(key)
    return found


def _of_priorities(result: BudgetResult, key: str) -> dict[str, int]:
    """Raises ``KeyError`` where the weights are of anything but priorities."""
    found = _weights(key)
    if not found.keys() <= result.costs_by_priority.keys():
        raise KeyError(key)
    return found


def _own(result: BudgetResult, key: str) -> dict[str, int]:
    """Per option that is on what it weighs for the part of it that counts.

    Raises ``KeyError`` where the weights are of anything but options.
    """
    found = _weights(key)
    if not found or not found.keys() <= result.data.option_index.keys():
        raise KeyError(key)
    return {
        option.code: round_half_away(found[option.code] * result.choice.part_of(option))
        for option in result.data.options
        if option.code in found and option.code in result.choice.on
    }
