"""Which combinations a constraint forbids, one combination at a time."""

from budgets.engine.compute import compute
from budgets.engine.data import Option
from budgets.engine.search.answer import Found
from budgets.engine.search.question import Constraint, Fixed, Question, Worst
from budgets.engine.search.space import Space, State


def broken(space: Space, question: Question, state: State, found: Found) -> tuple[Constraint, ...]:
    """The constraints that do not hold for a combination, in the order of the question."""
    return tuple(each for each in question.constraints if not holds(space, question, each, state, found))


def holds(space: Space, question: Question, constraint: Constraint, state: State, found: Found) -> bool:
    match constraint.kind:
        case "wanted":
            return found.margins[constraint.place] >= 0
        case "must_on":
            return is_on(space, question.must_on[constraint.place], state)
        case "must_off":
            return not is_on(space, question.must_off[constraint.place], state)
        case "at_most":
            return len(found.on) <= (question.at_most or 0)
        case "worst":
            return _pays_at_most(space, question.worst[constraint.place], found)
        case _:
            touched = touching(space, constraint)
            return not any(stand and code in touched for code, stand in zip(space.codes, state, strict=True))


def is_on(space: Space, fixed: Fixed, state: State) -> bool:
    """Whether an option is on, at the part where one is named; one that takes no part stands as it does."""
    if fixed.option not in space.codes:
        return fixed.option in space.choice.on
    place = space.codes.index(fixed.option)
    stand = state[place]
    return bool(stand) and fixed.part in (None, space.parts[place][stand - 1])


def touching(space: Space, constraint: Constraint) -> frozenset[str]:
    """The options that take from a line of the priority or goal, or from the line."""
    lines = {
        line.code
        for line in space.data.lines
        if constraint.code
        == {"priority": line.priority_key, "goal": line.goal, "line": line.code}[constraint.kind]
    }
    return frozenset(option.code for option in space.options if _takes_from(option, lines))


def _takes_from(option: Option, lines: set[str]) -> bool:
    return any(effect.change < 0 and not lines.isdisjoint(effect.lines) for effect in option.effects)


def _pays_at_most(space: Space, worst: Worst, found: Found) -> bool:
    after = compute(space.data, found.choice).allocation.net_contribution
    before = compute(space.data, space.without()).allocation.net_contribution
    more = after - before
    data = space.data
    rows = [data.municipality_index[worst.municipality]] if worst.municipality else range(len(more))
    columns = range(len(data.years)) if worst.year is None else [data.year_index[worst.year]]
    return all(int(more[row, column]) <= worst.cents for row in rows for column in columns)
