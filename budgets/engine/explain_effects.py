"""Where an effect of an option comes from, as it was entered: "effects.mda.0" and the like."""

from collections.abc import Iterator

from budgets.engine.data import BudgetData, Effect
from budgets.engine.explain import asked_by
from budgets.engine.layout import layout_of
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term


def effect_keys(result: BudgetResult) -> Iterator[str]:
    """Of each option its effects by their place."""
    for option in result.data.options:
        yield from (f"{option.code}.{place}" for place in range(len(option.effects)))


def effect_amounts(result: BudgetResult, key: str) -> tuple[int | None, ...]:
    """What it brings, above zero where that is favourable; None in other years than its own.

    Raises ``KeyError``.
    """
    effect = effect_of(result.data, key)
    gain = effect.change if effect.stream else -effect.change
    return tuple(gain if year == effect.year else None for year in result.years)


def effect_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    effect, option = effect_of(result.data, key), key.rpartition(".")[0]
    amounts = layout_of(result.data, result.choice).amounts[year]
    asked = asked_by(result.data, option, effect, effect.change, amounts)
    return [Term(kind, ref, cents) for kind, ref, cents in asked]


def effect_of(data: BudgetData, key: str) -> Effect:
    """Raises ``KeyError`` where there is none."""
    option, _, place = key.rpartition(".")
    effects = data.option(option).effects if option in data.option_index else ()
    return {str(i): effect for i, effect in enumerate(effects)}[place]
