"""How a scenario's own terms make a figure, in a sentence: beneath its explanation."""

from budgets.adjustment_wording import adjustment_of, adjustment_words
from budgets.dutch_numbers import exact, fraction_words, percentage
from budgets.engine import BudgetResult, Explanation, Option
from budgets.engine.layout import layout_of
from budgets.wording import INDEXED_TITLES


def own_notes(result: BudgetResult, explanation: Explanation) -> list[str]:
    """Of an adjustment how much and why; of an option the level; of a line its indexation."""
    head, _, key = explanation.figure.partition(".")
    i = result.data.year_index[explanation.year]
    if head == "adjustments":
        return _of_adjustment(result, key.rpartition(".")[0], i)
    if head == "options":
        return _of_option(result, result.data.option(key.rpartition(".")[0]))
    if head == "lines":
        adjusted = [each.adjustment for each in result.adjustments if each.adjustment.line == key]
        notes = [note for each in adjusted for note in _of_adjustment(result, each.code, i)]
        return notes + _of_index(result, result.data.line(key).cost_type_key)
    return []


def _of_adjustment(result: BudgetResult, code: str, year: int) -> list[str]:
    adjustment, made = adjustment_of(result.choice, code), result.adjustment(code)
    if adjustment is None:
        return []
    notes = [f"Eigen aanpassing: {adjustment_words(adjustment)}. Reden: {adjustment.reason}"]
    if adjustment.percentage is not None and result.years[year] >= adjustment.first_year:
        data = result.data
        of = (
            data.stream(adjustment.stream).amounts[year]
            if adjustment.stream
            else int(layout_of(data, result.choice).indexed[year, data.line_index[adjustment.line]])
        )
        working = f"{percentage(adjustment.percentage)} × {exact(of)} = {exact(made.asked[year])}"
        notes.append(f"{working}, afgerond op de cent. Genomen over het bedrag vóór de aanpassingen.")
    return notes


def _of_option(result: BudgetResult, option: Option) -> list[str]:
    part = result.choice.part_of(option)
    title = next((level.title for level in option.levels if level.part == part), "")
    if not title and part == 1:
        return []
    level = f"Niveau ‘{title}’: " if title else ""
    return [f"{level}{fraction_words(part)} van de effecten van de optie, per effect afgerond op de cent."]


def _of_index(result: BudgetResult, kind: str) -> list[str]:
    """The percentages of single years of the line's cost type."""
    rates = [f"{percentage(rate)} in {year}" for of, year, rate in result.choice.index_years if of == kind]
    if not rates:
        return []
    general = dict(result.choice.indexation).get(kind)
    every = f", in de andere jaren {percentage(general)}" if general else ""
    return [f"Indexering van {INDEXED_TITLES[kind].lower()}: {', '.join(rates)}{every}."]
