"""Where an effect of an option comes from, as it was entered: "effects.mda.0" and the like.

And "changes.mda", what all its effects change together: above zero where lines or streams grow.
"""

from collections.abc import Iterator

from budgets.engine.data import BudgetData, Effect
from budgets.engine.explain import asked_by
from budgets.engine.layout import layout_of
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Term

PROPOSED = ("was", "becomes")


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


def changes_keys(result: BudgetResult) -> Iterator[str]:
    """Of each option, and "" of all together."""
    yield ""
    yield from result.data.option_index


def changes_amounts(result: BudgetResult, key: str) -> tuple[int, ...]:
    """As entered, in cents per year.  Raises ``KeyError``."""
    data = result.data
    options = [data.option(key)] if key else data.options
    return tuple(
        sum(effect.change for option in options for effect in option.effects if effect.year == year)
        for year in result.years
    )


def changes_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    if not key:
        codes = result.data.option_index
        return [Term("figure", f"changes.{code}", changes_amounts(result, code)[year]) for code in codes]
    return [
        Term("figure", f"effects.{key}.{place}", effect.change)
        for place, effect in enumerate(result.data.option(key).effects)
        if effect.year == result.years[year]
    ]


def proposed_keys(result: BudgetResult) -> Iterator[str]:
    """Of each option what its proposer wrote that the post was and becomes."""
    for option in result.data.options:
        for part in PROPOSED:
            if getattr(option, part) is not None:
                yield f"{option.code}.{part}"


def proposed_amounts(result: BudgetResult, key: str) -> tuple[int | None, ...]:
    """The same in every year.  Raises ``KeyError``."""
    code, _, part = key.rpartition(".")
    if part not in PROPOSED:
        raise KeyError(key)
    return (getattr(result.data.option(code), part),) * len(result.years)


def proposed_terms(result: BudgetResult, key: str, _: int) -> list[Term]:
    """Beside what the lines that it is about have in the first year of its effects."""
    data, (code, part) = result.data, key.rsplit(".", 1)
    option = data.option(code)
    if part == "becomes" and option.was is not None and option.becomes is not None:
        was = Term("figure", f"proposed.{code}.was", option.was)
        return [was, Term("proposal", code, option.becomes - option.was)]
    year = min((effect.year for effect in option.effects), default=data.years[0])
    lines = dict.fromkeys(line for effect in option.effects for line in effect.lines)
    i, wrote = data.year_index[year], getattr(option, part)
    terms = [Term("line", line, data.line(line).amounts[i] or 0, year=year) for line in lines]
    return [*terms, Term("proposal", code, wrote - sum(term.amount for term in terms))]


def effect_of(data: BudgetData, key: str) -> Effect:
    """Raises ``KeyError`` where there is none."""
    option, _, place = key.rpartition(".")
    effects = data.option(option).effects if option in data.option_index else ()
    return {str(i): effect for i, effect in enumerate(effects)}[place]
