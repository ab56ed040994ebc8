"""What a choice does for each municipality: options alone and together, totals, and amounts per inhabitant.

Built on ``allocation``.  What a municipality *gains* is how much less it pays when
the result after target is handed back.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from budgets.engine.compute import compute
from budgets.engine.data import Amounts, Choice
from budgets.engine.ints import Ints
from budgets.engine.membership import members, weights_of
from budgets.engine.money import round_half_away
from budgets.engine.result import BudgetResult

ALL = -1
"""The place of all municipalities together in a ``Gain``."""


@dataclass(frozen=True)
class Gain:
    """Cents, shape (municipalities + 1, years); the last row is all of them together."""

    alone: dict[str, Ints]
    """Per option, on or off: with this option only, beside none."""
    apart: Ints
    """The sum of ``alone`` of the options that are on."""
    together: Ints
    """With all that are on: less than ``apart`` where they take from the same line."""
    contributed: dict[str, Amounts]
    """Per option what all municipalities contribute less with this option only, per year."""


def gains(result: BudgetResult) -> Gain:
    """Beside the same choice with no option on, so that who left or an indexation is in neither."""
    found: Gain | None = result.derived.get("gains")
    if found is None:
        found = result.derived["gains"] = _gains(result)
    return found


def _gains(result: BudgetResult) -> Gain:
    data, choice = result.data, result.choice
    without = replace(choice, on=frozenset())
    made: dict[Any, tuple[dict[str, Ints], dict[str, Amounts]]] = data.derived.setdefault(
        "gains of options", {}
    )
    none = compute(data, without)
    if without not in made:
        ones = {code: compute(data, replace(choice, on=frozenset({code}))) for code in data.option_index}
        made[without] = (
            {code: _gain(none, one) for code, one in ones.items()},
            {code: total_difference(none, one, "contribution") for code, one in ones.items()},
        )
    alone, contributed = made[without]
    together = _gain(none, result)
    apart = sum((alone[code] for code in choice.on if code in alone), np.zeros_like(together))
    return Gain(alone, apart, together, contributed)


def totals(result: BudgetResult, name: str) -> Amounts:
    """A figure of ``MUNICIPAL_FIGURES`` over all municipalities, per year."""
    return tuple(getattr(result.allocation, name).sum(axis=0).tolist())


def total_difference(result: BudgetResult, base: BudgetResult, name: str) -> Amounts:
    pairs = zip(totals(result, name), totals(base, name), strict=True)
    return tuple(ours - theirs for ours, theirs in pairs)


def key_weights(result: BudgetResult, year: int) -> list[int]:
    """What the members weigh in ``year`` by the key of the plan; zero for who is no member."""
    i = result.data.year_index[year]
    return weights_of(result.data, result.data.key, i, members(result.data, result.choice, i))


def counts_heads(result: BudgetResult) -> bool:
    """Whether the key of the plan is the number of inhabitants, so that amounts may be divided by it."""
    data = result.data
    key = next((key for key in data.keys if key.code == data.key), None)
    return (
        key is not None
        and key.kind == "inhabitants"
        and all(
            row[i] > 0 or not here
            for i in range(len(data.years))
            for row, here in zip(key.weights, members(data, result.choice, i), strict=True)
        )
    )


def per_inhabitant(cents: int, inhabitants: int) -> int:
    """Rounded to the cent."""
    return round_half_away(Fraction(cents, inhabitants))


def carried(result: BudgetResult) -> Ints:
    """(municipalities, years): what each contributes because who left no longer does."""
    fallen: Choice = replace(result.choice, share_falls_away=True)
    extra: Ints = result.allocation.contribution - compute(result.data, fallen).allocation.contribution
    return extra


def _gain(before: BudgetResult, after: BudgetResult) -> Ints:
    each = before.allocation.net_contribution - after.allocation.net_contribution
    return np.vstack([each, each.sum(axis=0)])
