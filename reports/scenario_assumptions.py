"""What a scenario assumes beside its options, in words."""

from budgets.dutch_numbers import enumeration, percentage
from budgets.engine import BudgetData, Choice
from budgets.split_wording import municipality_name
from budgets.wording import COST_TYPE_TITLES


def assumptions(data: BudgetData, choice: Choice) -> list[str]:
    """A sentence each: who leaves when, who then pays, indexation; none where it is as in the budget."""
    said = [_end(data, code, year) for code, year in choice.ends if code in data.municipality_index]
    if choice.share_falls_away:
        said.append("Het aandeel van wie uittreedt vervalt.")
    if choice.indexation:
        rates = [f"{COST_TYPE_TITLES[kind].lower()} {percentage(rate)}" for kind, rate in choice.indexation]
        said.append(f"Indexering per jaar: {enumeration(rates)}.")
    return said


def _end(data: BudgetData, code: str, year: int) -> str:
    name = municipality_name(data, code)
    if year < data.years[0]:
        return f"{name} doet niet mee."
    return f"{name} doet mee tot en met {year}."
