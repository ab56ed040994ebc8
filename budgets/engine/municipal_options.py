"""What a choice does for each municipality: options alone and together, totals, and amounts per inhabitant.

Built on ``allocation``.  What a municipality *gains* is how much less it pays when
the result after target is handed back.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from budgets.engine.compute import compute
from budgets.engine.data import Amounts, BudgetData, Choice
from budgets.engine.explain_split import municipal_terms
from budgets.engine.ints import Ints
from budgets.engine.membership import CONTRIBUTION, members, weights_of
from budgets.engine.money import round_half_away
from budgets.engine.result import BudgetResult, UnknownFigure
from budgets.engine.terms import Explanation, Term

TOGETHER = "together"
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


def explain_gain(result: BudgetResult, figure: str, year: int) -> Explanation:
    """What "gain.mda.GM0406" or "gain.together.GM0406" of one municipality is: paid without, less paid with.

    Raises ``UnknownFigure``.
    """
    _, _, key = figure.partition(".")
    option, _, code = key.rpartition(".")
    data, choice = result.data, result.choice
    if option not in (TOGETHER, *data.option_index) or code not in data.municipality_index:
        raise UnknownFigure(figure)
    i = data.year_index[year]
    on = choice.on if option == TOGETHER else frozenset({option})
    without, with_it = (compute(data, replace(choice, on=each)) for each in (frozenset[str](), on))
    terms = (
        _paid(without, "without_options", "", code, i),
        _less(_paid(with_it, "with_options", option, code, i)),
    )
    return Explanation(figure, year, sum(term.amount for term in terms), terms)


def _paid(result: BudgetResult, kind: str, ref: str, code: str, year: int) -> Term:
    """What a municipality pays on balance, down to the shares."""
    parts = [
        *municipal_terms(result, f"{code}.contribution", year),
        *(
            replace(_less(term), kind="elsewhere")
            for term in municipal_terms(result, f"{code}.handed_back", year)
        ),
    ]
    return Term(kind, ref, result.allocation.figure(code, "net_contribution")[year], tuple(parts))


def _less(term: Term) -> Term:
    """The same below zero."""
    share = replace(term.share, of=-term.share.of) if term.share else None
    return replace(term, amount=-term.amount, parts=tuple(_less(part) for part in term.parts), share=share)


def totals(result: BudgetResult, name: str) -> Amounts:
    """A figure of ``MUNICIPAL_FIGURES`` over all municipalities, per year."""
    return tuple(getattr(result.allocation, name).sum(axis=0).tolist())


def total_difference(result: BudgetResult, base: BudgetResult, name: str) -> Amounts:
    pairs = zip(totals(result, name), totals(base, name), strict=True)
    return tuple(ours - theirs for ours, theirs in pairs)


def total_figure(data: BudgetData, name: str) -> str:
    """The figure of the plan that ``totals`` is, where there is one: it can be explained."""
    streams = [stream.code for stream in data.streams if stream.kind == CONTRIBUTION]
    if name == "contribution":
        return f"income_by_stream.{streams[0]}" if len(streams) == 1 else ""
    return {"result": "result", "handed_back": "result_after_target"}.get(name, "")


def key_weights(result: BudgetResult, year: int) -> list[int]:
    """What the members weigh in ``year`` by the key of the plan; zero for who is no member."""
    i = result.data.year_index[year]
    return weights_of(result.data, result.data.key, i, members(result.data, result.choice, i))


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
