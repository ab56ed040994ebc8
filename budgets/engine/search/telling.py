"""What is told of a combination, summed over the years that the question is about."""

from budgets.engine.data import BudgetData
from budgets.engine.search.answer import Found, Point
from budgets.engine.search.question import Question, asked_years, front_years


def taken(data: BudgetData, question: Question, found: Found) -> dict[str, int]:
    """Per priority what it takes from the lines in those years, in cents; below zero is a gain."""
    places = [data.year_index[year] for year in asked_years(data, question)]
    return {key: sum(amounts[i] for i in places) for key, amounts in sorted(found.taken_by_priority.items())}


def as_point(data: BudgetData, question: Question, found: Found) -> Point:
    """The combination where it stands beside the front."""
    places = [data.year_index[year] for year in front_years(data, question)]
    return Point(sum(found.saves[i] for i in places), found.impact, found.choice, found.on)
