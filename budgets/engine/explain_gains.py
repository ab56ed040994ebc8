"""Where the figures come from of what options are to municipalities: "gain.mda.GM0406" and the like.

A gain is what is paid on balance without any option, less what is paid with it.
"""

from collections.abc import Iterator
from dataclasses import replace

from budgets.engine.compute import compute
from budgets.engine.data import Amounts
from budgets.engine.explain_split import municipal_terms
from budgets.engine.municipal_options import ALL, gains
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term

TOGETHER, APART = "together", "apart"
"""All options that are on: at once, and each alone and then added up."""


def gain_keys(result: BudgetResult) -> Iterator[str]:
    """Of all municipalities together, and of each."""
    if not result.data.municipalities:
        return
    for of in (*result.data.option_index, TOGETHER, APART):
        yield of
        yield from (f"{of}.{each.code}" for each in result.data.municipalities)


def gain_amounts(result: BudgetResult, key: str) -> Amounts:
    """Raises ``KeyError``."""
    of, _, code = key.partition(".")
    found = gains(result)
    rows = {TOGETHER: found.together, APART: found.apart, **found.alone}[of]
    if not result.data.municipalities:
        raise KeyError(key)
    return tuple(rows[result.data.municipality_index[code] if code else ALL].tolist())


def gain_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    of, _, code = key.partition(".")
    if of == APART:
        return [
            _gain(result, f"{option}.{code}" if code else option, year)
            for option in result.data.option_index
            if option in result.choice.on
        ]
    if not code:
        return [_gain(result, f"{of}.{each.code}", year) for each in result.data.municipalities]
    on = result.choice.on if of == TOGETHER else frozenset({of})
    option = "" if of == TOGETHER else of
    return [
        _paid(result_with(result, frozenset()), "without_options", "", code, year),
        _less(_paid(result_with(result, on), "with_options", option, code, year)),
    ]


def result_with(result: BudgetResult, on: frozenset[str]) -> BudgetResult:
    """The same choice with other options on; worked out once for a result."""
    made: dict[frozenset[str], BudgetResult] = result.derived.setdefault("with options", {})
    if on not in made:
        made[on] = result if on == result.choice.on else compute(result.data, replace(result.choice, on=on))
    return made[on]


def _gain(result: BudgetResult, key: str, year: int) -> Term:
    return Term("figure", f"gain.{key}", gain_amounts(result, key)[year])


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
