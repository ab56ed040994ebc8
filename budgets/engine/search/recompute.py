"""A combination worked out in whole cents by ``compute``, on which all that a search says rests."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from budgets.engine.compute import compute
from budgets.engine.data import Amounts, BudgetData, Line
from budgets.engine.money import round_half_away
from budgets.engine.result import BudgetResult
from budgets.engine.search.answer import Cut, Found
from budgets.engine.search.question import Question, asked_years
from budgets.engine.search.space import Space, State


def recomputed(space: Space, question: Question, state: State) -> Found:
    """The combination with everything that is told about it."""
    choice = space.choice_of(state)
    result, base = compute(space.data, choice), compute(space.data, space.without())
    cuts = _cuts(space.data, base, result)
    return Found(
        choice=choice,
        on=space.on(state),
        saves=result.realised,
        result=result.result,
        result_after_target=result.result_after_target,
        impact=impact(space, question, state, cuts),
        margins=tuple(result.amount(each.figure, each.year) - each.least for each in question.wanted),
        cuts=cuts,
        taken_by_priority=_sums((cut.priority, cut.amounts) for cut in cuts),
        taken_by_goal=_sums((cut.goal, cut.amounts) for cut in cuts),
    )


def impact(space: Space, question: Question, state: State, cuts: Iterable[Cut]) -> int:
    """As ``Question`` defines it."""
    if question.option_weights:
        return sum(
            variant_weight(question, code, parts[stand - 1])
            for code, parts, stand in zip(space.codes, space.parts, state, strict=True)
            if stand
        )
    years = impact_years(space.data, question)
    return sum(
        priority_weight(question, cut.priority) * sum(max(0, cut.amounts[year]) for year in years)
        for cut in cuts
    )


def impact_years(data: BudgetData, question: Question) -> tuple[int, ...]:
    """Their places."""
    return tuple(data.year_index[year] for year in question.impact_years or asked_years(data, question))


def priority_weight(question: Question, priority: str) -> int:
    return dict(question.weights).get(priority, 1)


def _cuts(data: BudgetData, base: BudgetResult, result: BudgetResult) -> tuple[Cut, ...]:
    taken = base.line_amounts - result.line_amounts
    touching = {line for option in data.options for effect in option.effects for line in effect.lines}
    return tuple(
        Cut(
            line.code,
            line.goal,
            line.priority_key,
            tuple(taken[:, i].tolist()),
            _options_on(data, result, line),
        )
        for i, line in enumerate(data.lines)
        if line.code in touching and taken[:, i].any()
    )


def _options_on(data: BudgetData, result: BudgetResult, line: Line) -> tuple[str, ...]:
    return tuple(
        option.code
        for option in data.options
        if option.code in result.choice.on and any(line.code in effect.lines for effect in option.effects)
    )


def _sums(pairs: Iterable[tuple[str, Amounts]]) -> Mapping[str, Amounts]:
    sums: dict[str, Amounts] = {}
    for key, amounts in pairs:
        sums[key] = tuple(map(sum, zip(sums[key], amounts, strict=True))) if key in sums else amounts
    return sums


def variant_weight(question: Question, code: str, part: Fraction) -> int:
    """The own weight of an option at a part, in hundredths."""
    return round_half_away(dict(question.option_weights).get(code, 0) * part)
