"""Combinations, and what they are measured by, in a few words."""

from collections.abc import Sequence

from budgets.dutch_numbers import shortest, whole
from budgets.engine import BudgetData, Choice
from budgets.engine.search import Question, asked_years
from budgets.part_address import option_word
from budgets.search_wording import listed, option_words


def pressed(data: BudgetData, choice: Choice, rank: str = "") -> str:
    """A combination in one word per option, after the place that it has: "1 pak-aan regisseur:2/3"."""
    codes = [
        option_word(code, choice.part_of(option), option.first_part)
        for code in sorted(choice.on & data.option_index.keys())
        for option in (data.option(code),)
    ]
    return " ".join([rank or "0", *codes])


def impact_words(data: BudgetData, question: Question) -> str:
    """What the impact counts: "2023", "2022 + 2023, gewogen", "eigen gewichten"."""
    if question.option_weights:
        return "eigen gewichten"
    return f"{years_words(data, question)}{', gewogen' if question.weights else ''}"


def impact_text(question: Question, impact: int) -> str:
    """Euros, or the weight itself."""
    return shortest(impact) if question.option_weights else whole(impact)


def years_words(data: BudgetData, question: Question) -> str:
    years = asked_years(data, question)
    return " + ".join(map(str, years)) if len(years) < len(data.years) else "alle jaren samen"


def options_on(data: BudgetData, choice: Choice, on: Sequence[str]) -> str:
    return listed(option_words(data, choice, code) for code in on) or "geen enkele optie"
