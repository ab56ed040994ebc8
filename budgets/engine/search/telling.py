"""What is told about a question before it is answered, and of a combination summed over its years."""

from budgets.engine.data import BudgetData, Choice
from budgets.engine.search.answer import Found, Point
from budgets.engine.search.question import Question, asked_years, front_years
from budgets.engine.search.space import space_of


def how_many(data: BudgetData, choice: Choice, question: Question) -> int:
    """The combinations that there are to weigh."""
    return space_of(data, choice, question).size


def taken(data: BudgetData, question: Question, found: Found) -> dict[str, int]:
    """Per priority what it takes from the lines in those years, in cents; below zero is a gain."""
    places = [data.year_index[year] for year in asked_years(data, question)]
    return {key: sum(amounts[i] for i in places) for key, amounts in sorted(found.taken_by_priority.items())}


def as_point(data: BudgetData, question: Question, found: Found) -> Point:
    """The combination where it stands beside the front."""
    places = [data.year_index[year] for year in front_years(data, question)]
    return Point(sum(found.saves[i] for i in places), found.impact, found.choice, found.on)
