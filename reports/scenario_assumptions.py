"""What a scenario assumes beside its options, in words."""

from budgets.adjustment_wording import adjusted_title, adjustment_words, target_words
from budgets.dutch_numbers import enumeration, percentage
from budgets.engine import BudgetData, Choice
from budgets.split_wording import municipality_name
from budgets.wording import INDEXED_TITLES


def assumptions(data: BudgetData, choice: Choice) -> list[str]:
    """A sentence each: memberships, indexation, targets, adjustments; none where it is as in the budget."""
    said = [_end(data, code, year) for code, year in choice.ends if code in data.municipality_index]
    if choice.share_falls_away:
        said.append("Het aandeel van wie uittreedt vervalt.")
    if choice.indexation:
        rates = [f"{INDEXED_TITLES[kind].lower()} {percentage(rate)}" for kind, rate in choice.indexation]
        said.append(f"Indexering per jaar: {enumeration(rates)}.")
    if choice.index_years:
        said.append(f"Indexering van een jaar apart: {enumeration(_index_years(choice))}.")
    targets = {target.code: target for target in data.targets}
    said += [
        f"{targets[change.target].title}: {target_words(targets[change.target], change, data.years)}."
        for change in choice.targets
        if change.target in targets
    ]
    return said + [
        f"Eigen aanpassing: {adjusted_title(data, each)}, {adjustment_words(each)}."
        for each in choice.adjustments
    ]


def _index_years(choice: Choice) -> list[str]:
    """ "personeelskosten 2% in 2022"."""
    return [
        f"{INDEXED_TITLES[kind].lower()} {percentage(rate)} in {year}"
        for kind, year, rate in choice.index_years
    ]


def _end(data: BudgetData, code: str, year: int) -> str:
    name = municipality_name(data, code)
    if year < data.years[0]:
        return f"{name} doet niet mee."
    return f"{name} doet mee tot en met {year}."
