"""The figures of a combination as cells of a table."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import Choice
from budgets.engine.search import Found
from budgets.part_address import option_word
from reports.figure_cells import ask_link, figure_cell, under_options, verdict_letter
from reports.search.asked import Asked
from reports.search.words import impact_text


def combination_cells(asked: Asked, found: Found, years: Sequence[int]) -> SafeString:
    """Per year the saving with the result after target beneath, each explained; then the impact."""
    data, question = asked.data, asked.question
    wanted = {each.year for each in question.wanted}
    at, more = _explained(asked, found)
    cells = []
    for year in years:
        i = data.year_index[year]
        cents, saved = found.result_after_target[i], found.saves[i]
        after = ask_link("result_after_target", year, whole(cents), at=at, more=more)
        beneath = (
            f'<span class="sub" data-figure="result_after_target" data-year="{year}" data-cents="{cents}">'
            f'<span class="sr-only">na taakstelling </span>{after}{verdict_letter(cents)}</span>'
        )
        css = " is-chosen" if year in wanted else ""
        cells.append(
            figure_cell("realised", year, saved, whole(saved), at=at, css=css, after=beneath, more=more)
        )
    impact = f'<td class="money" data-impact="{found.impact}">{impact_text(question, found.impact)}</td>'
    return SafeString("".join([*cells, impact]))


def _explained(asked: Asked, found: Found) -> tuple[str, str]:
    """Where figures under these options are explained, and the rest of that query."""
    data, args = asked.data, [asked.data.region, asked.data.plan]
    start = asked.scenario.choice if asked.scenario else Choice()
    words = [
        option_word(code, found.choice.part_of(option), start.part_of(option))
        for code in found.choice.on & data.option_index.keys()
        for option in (data.option(code),)
    ]
    at = (
        reverse("scenario", args=[*args, asked.scenario.slug])
        if asked.scenario
        else reverse("budget", args=args)
    )
    return at, under_options(words)
