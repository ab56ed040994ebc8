"""The view Zekerheid of the scenario page: sentences and tables, and the data of its charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import Amounts, BudgetResult, Uncertainty, uncertainty
from budgets.engine.structural import any_incidental
from budgets.engine.swings import any_estimated
from budgets.wording import FIGURE_TITLES, unsure_title
from reports.certainty.words import (
    balance_words,
    chance_words,
    lead,
    limit_words,
    turning_points,
)
from reports.figure_cells import TO_BUDGET, figure_cell, figure_cells, no_amount, plain_cell

Row = tuple[str, SafeString, str]
"""A title, its cells, and how it looks."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """Everything that the view says, of all years and of the chosen one."""

    year: int
    years: Amounts
    estimated: bool
    """Whether anything is, in any year."""
    between: SafeString
    chance: SafeString
    ranges: list[Row]
    influences: list[tuple[str, SafeString]]
    points: list[SafeString]
    """Of the chosen year."""
    limits: list[tuple[str, SafeString]]
    alone: bool
    """Whether there is nothing else that was put in its middle."""
    incidental: bool
    """Whether anything is marked so."""
    balances: list[Row]
    balance: str
    unestimated: bool
    """Whether something of unknown size is not in the chances."""
    at: str
    """The address where estimates are filled in; empty where the reader may not."""


def certainty(result: BudgetResult, year: int, at: str) -> Certainty:
    found, i = uncertainty(result), result.data.year_index[year]
    between, chance = lead(found, i)
    return Certainty(
        year=year,
        years=result.years,
        estimated=any_estimated(result.data),
        between=between,
        chance=chance,
        ranges=list(_ranges(found, year)),
        influences=list(_influences(found, i)),
        points=list(turning_points(found, i)),
        limits=_limits(found),
        alone=len(found.of_year(i)) < 2,
        incidental=any_incidental(result.data),
        balances=list(_balances(result, year)),
        balance=balance_words(result),
        unestimated=any(result.pm_counts("result_after_target_low")),
        at=at,
    )


def certainty_charts(result: BudgetResult, year: int) -> dict[str, Any]:
    """What the two charts draw; nothing where nothing is estimated."""
    if not any_estimated(result.data):
        return {}
    found, i = uncertainty(result), result.data.year_index[year]
    return {"range": _range_chart(found), "tornado": _tornado(found, i)}


def _ranges(found: Uncertainty, year: int) -> Iterator[Row]:
    result = found.result
    rows = (
        ("result_after_target_low", "Als alles tegenvalt", result.result_after_target_low, "quiet-row"),
        ("drawn.p5", "In 9 van de 10 gevallen: van", found.low, ""),
        ("drawn.p50", "De helft komt hierboven uit", found.median, ""),
        ("drawn.p95", "In 9 van de 10 gevallen: tot", found.high, ""),
        ("result_after_target_high", "Als alles meevalt", result.result_after_target_high, "quiet-row"),
    )
    for figure, title, amounts, css in rows:
        cells = figure_cells(figure, result.years, amounts, chosen=year, verdicts=True)
        yield title, cells, css
    said = [chance_words(found, i) for i in range(len(result.years))]
    chances = [
        figure_cell(
            "drawn.negative", each, count, words, css=" chance" + (" is-chosen" if each == year else "")
        )
        for each, count, words in zip(result.years, found.negative, said, strict=True)
    ]
    yield "Kans op een tekort", SafeString("".join(chances)), "sum"


def _influences(found: Uncertainty, i: int) -> Iterator[tuple[str, SafeString]]:
    """What the result of a year is when one estimate turns out at either end."""
    year = found.result.years[i]
    for each in found.influences(i):
        of = f"influence.{each.kind}.{each.code}"
        cells = [
            figure_cell(f"{of}.{side}", year, cents, whole(cents))
            for side, cents in (("worst", each.worst), ("best", each.best), ("reach", each.reach))
        ]
        yield unsure_title(found.result.data, each.kind, each.code), SafeString("".join(cells))


def _limits(found: Uncertainty) -> list[tuple[str, SafeString]]:
    """Per item where the result turns, in every year in which it is not known."""
    years = found.result.years
    cells: dict[tuple[str, str], list[str]] = {}
    for i, year in enumerate(years):
        for threshold in found.thresholds(i):
            row = cells.setdefault(
                (threshold.kind, threshold.code), [plain_cell(no_amount("niet in dit jaar"))] * len(years)
            )
            never = threshold.limit <= 0 if threshold.is_cost else threshold.limit < 0
            word = "onder" if threshold.is_cost else "boven"
            text = (
                ("niet" if threshold.is_cost else "altijd") if never else f"{word} {limit_words(threshold)}"
            )
            figure = f"threshold.{threshold.kind}.{threshold.code}"
            row[i] = figure_cell(figure, year, threshold.limit, text)
    return [
        (unsure_title(found.result.data, kind, code), SafeString("".join(row)))
        for (kind, code), row in cells.items()
    ]


def _balances(result: BudgetResult, year: int) -> Iterator[Row]:
    """The result with and without what does not recur: of the scenario, and of the unchanged budget."""

    def row(figure: str, title: str, css: str = "") -> Row:
        verdicts = figure in ("result", "structural_balance")
        amounts = result.figure(figure)
        return title, figure_cells(figure, result.years, amounts, chosen=year, verdicts=verdicts), css

    yield row("result", "Resultaat")
    for figure in ("incidental_income", "incidental_costs"):
        yield row(figure, FIGURE_TITLES[figure], "quiet-row")
    yield row("structural_balance", FIGURE_TITLES["structural_balance"], "sum")
    for figure, title in (("result", "resultaat"), ("structural_balance", "structureel begrotingssaldo")):
        amounts = result.unchanged.figure(figure)
        cells = figure_cells(
            f"unchanged.{figure}", result.years, amounts, chosen=year, asks=figure, at=TO_BUDGET
        )
        yield f"Ongewijzigd: {title}", cells, "quiet-row"


def _range_chart(found: Uncertainty) -> dict[str, Any]:
    result = found.result
    rows = [
        {
            "name": str(year),
            "least": result.result_after_target_low[i],
            "low": found.low[i],
            "middle": found.median[i],
            "high": found.high[i],
            "most": result.result_after_target_high[i],
            "text": _from_to(found.low[i], found.high[i]),
        }
        for i, year in enumerate(result.years)
    ]
    said = "; ".join(f"{row['name']}: {row['text']}" for row in rows)
    label = f"Resultaat na taakstelling per jaar, in 9 van de 10 gevallen: {said} euro."
    return {"label": f"{label} De cijfers staan in de tabel eronder.", "rows": rows}


def _tornado(found: Uncertainty, i: int) -> dict[str, Any]:
    rows = [
        {
            "name": unsure_title(found.result.data, each.kind, each.code),
            "worst": each.worst,
            "best": each.best,
            "text": _from_to(each.worst, each.best),
        }
        for each in found.influences(i)
    ]
    said = "; ".join(f"{row['name']}: {row['text']} euro" for row in rows)
    label = f"Wat het zwaarst telt in {found.result.years[i]}: {said or 'niets is geschat'}."
    return {
        "label": f"{label} De cijfers staan in de tabel eronder.",
        "middle": found.middle[i],
        "rows": rows,
    }


def _from_to(low: int, high: int) -> str:
    return whole(low) if low == high else f"{whole(low)} tot {whole(high)}"
