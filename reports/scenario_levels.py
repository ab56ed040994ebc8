"""The levels of options on the scenario page, and what goes together with what."""

from dataclasses import dataclass

from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, BudgetResult, Choice, Option
from budgets.engine.data import excluded
from budgets.wording import option_title
from reports.measures.part_field import part_text


@dataclass(frozen=True, slots=True)
class LevelChoice:
    code: str
    title: str
    chosen: bool


def level_choices(result: BudgetResult, option: Option) -> list[LevelChoice]:
    """Those of an option; with the part in front that was chosen and is no level of it any more."""
    if not option.levels:
        return []
    now, part = levels_of(result.data, result.choice)[option.code], result.choice.part_of(option)
    found = [LevelChoice(each.code, each.title, each.code == now) for each in option.levels]
    return (
        found if now else [LevelChoice("", f"{part_text(part)} × de optie, geen niveau meer", True), *found]
    )


def levels_of(data: BudgetData, choice: Choice) -> dict[str, str]:
    """Per option with levels the code of the one that counts; empty where the part is none of them."""
    return {
        option.code: next((each.code for each in option.levels if each.part == choice.part_of(option)), "")
        for option in data.options
        if option.levels
    }


def level_said(option: Option, level: str) -> str:
    """ "Gemeentelijke regisseur op niveau ‘vervalt’"."""
    title = next((each.title for each in option.levels if each.code == level), level)
    return f"{option.title} staat op niveau ‘{title}’"


def relation_words(data: BudgetData, option: Option) -> list[str]:
    """What it does not go together with, and what it needs."""
    apart = [each.code for each in data.options if each != option and excluded(data, option.code, each.code)]
    said = []
    if apart:
        said.append(f"Gaat niet samen met {_titles(data, apart)}.")
    if option.needs:
        said.append(f"Kan alleen samen met {_titles(data, option.needs)}.")
    return said


def _titles(data: BudgetData, codes: list[str] | tuple[str, ...]) -> str:
    return enumeration([f"‘{option_title(data, code)}’" for code in codes])
