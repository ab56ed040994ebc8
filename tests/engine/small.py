"""Small budgets in one line each, in cents, for the unit tests of the engine."""

from typing import Any

from budgets.engine import BudgetData, Effect, Goal, Line, Option, Stream

YEARS = (2021, 2022)


def budget(*lines: Line, years: tuple[int, ...] = YEARS, **parts: Any) -> BudgetData:
    """A budget of these lines; its goals are those that the lines name."""
    goals = tuple(Goal(code, f"Doel {code}") for code in dict.fromkeys(line.goal for line in lines))
    return BudgetData("regio", "plan", "titel", years, **{"goals": goals, "lines": lines, **parts})


def line(code: str, *cents: int | None, **fields: Any) -> Line:
    defaults = {"goal": "g", "measure": f"Maatregel {code}", "cost_type": "material", "priority": 1}
    return Line(code=code, amounts=cents, **{**defaults, **fields})


def stream(code: str, *cents: int) -> Stream:
    return Stream(code, f"Stroom {code}", "overig", cents)


def option(code: str, *effects: Effect, **fields: Any) -> Option:
    return Option(code, f"Optie {code}", "ombuigen", effects, **fields)


def saving(cents: int, *lines: str, year: int = 2021) -> Effect:
    """Takes ``cents`` from the lines, or adds to them when below zero."""
    return Effect(year, -cents, lines)


def income(cents: int, code: str, year: int = 2021) -> Effect:
    return Effect(year, cents, stream=code)
