"""The context of the page: cards, tables, and the waterfall from the first to another."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from budgets.comparison_wording import path_words
from budgets.dutch_numbers import enumeration, signed_euros, verdict, whole
from budgets.engine import BudgetResult, uncertainty
from budgets.engine.compare import Comparison
from budgets.engine.path import path
from budgets.engine.swings import any_estimated
from budgets.sides import MOST, Side
from reports.access import Missing
from reports.certainty.words import chance_words
from reports.charts import path_chart
from reports.compare.asked import ALL_YEARS, Asked, gone_words
from reports.compare.tables import Tables, settings_table
from reports.compare.way import step_rows
from reports.pro_memorie import without_pm
from reports.scenario_effect import telling_year
from reports.sides import address_of
from reports.versions.comparison import WORKING

CHART_SIZES = (6, 15, 26)
"""Up to how many bars a chart is low, as high as on the page of a scenario, and high."""
HEADLINE = "result_after_target"


@dataclass(frozen=True, slots=True)
class Card:
    """One of what is compared, with its headline figure."""

    side: Side
    address: str
    about: str
    """For example "9 van 11 opties aan"."""
    amount: str
    """Empty where all years are asked, or where it does not have the year."""
    cents: int
    verdict: str
    difference: str
    against: str
    """What the difference means; empty for the first."""
    chance: str
    """Of a deficit; empty where nothing is estimated."""
    first: str
    """The address with this one first."""
    without: str


def comparison_page(asked: Asked) -> dict[str, Any]:
    """Of two or more."""
    found = Comparison(tuple(side.result for side in asked.sides))
    year = chosen_year(asked, found)
    tables = Tables(asked, found, year)
    return {
        "cards": _cards(asked, found, year),
        "years": found.years,
        "year": year,
        "year_links": [(each, asked.query(year=str(each))) for each in found.years],
        "all_years": asked.query(year=ALL_YEARS),
        "toggle": asked.query(only=not asked.only),
        "settings": settings_table(asked, found),
        "sections": tables.sections(),
        "files": asked.query(year="", only=False, towards=""),
        "mail_subject": quote(f"Vergelijking: {enumeration([side.title for side in asked.sides])}"),
        "left_out": without_pm(found.results[0]),
        "one_budget": found.one_budget,
        "versions_query": _versions_query(asked, found),
    } | _waterfall(asked, found, year)


def choosing(asked: Asked) -> dict[str, Any]:
    """What can be added, and what is wrong with what was asked."""
    taken = {*asked.keys}
    sides = [Side(asked.plan), *(Side(asked.plan, scenario=each) for each in asked.scenarios)]
    return {
        "asked": asked,
        "gone": gone_words(asked.gone) if asked.gone else "",
        "most": MOST,
        "can_add": [side for side in sides if asked.versions or side.key not in taken],
        "full": len(asked.sides) >= MOST,
    }


def chosen_year(asked: Asked, found: Comparison) -> int | None:
    """None for all years.  Raises ``Missing`` where none of them has the year."""
    if asked.year == ALL_YEARS:
        return None
    if not asked.year:
        return telling_year(found.results[-1].data)
    years = {str(year): year for year in found.years}
    if asked.year not in years:
        raise Missing(f"Dit loopt van {found.years[0]} tot en met {found.years[-1]}. Kies een van die jaren.")
    return years[asked.year]


def _versions_query(asked: Asked, found: Comparison) -> str:
    """Of the page that holds the budget of the first against the first other one; empty where all are one."""
    first = found.results[0].data
    pairs = zip(asked.sides, found.results, strict=True)
    other = next((side for side, result in pairs if result.data != first), None)
    if other is None:
        return ""
    names = [str(side.version.number) if side.version else WORKING for side in (asked.sides[0], other)]
    return f"?van={names[0]}&naar={names[1]}"


def _cards(asked: Asked, found: Comparison, year: int | None) -> list[Card]:
    row = found.row(HEADLINE)
    i = None if year is None else found.years.index(year)
    cards = []
    for place, (side, result) in enumerate(zip(asked.sides, found.results, strict=True)):
        cents = None if i is None else row.amounts[place][i]
        first = None if i is None else row.amounts[0][i]
        change = None if cents is None or first is None or not place else cents - first
        cards.append(
            Card(
                side=side,
                address=address_of(side),
                about=_about(side, result),
                amount="" if cents is None else whole(cents),
                cents=cents or 0,
                verdict="" if cents is None else verdict(cents),
                difference="" if not change else signed_euros(change),
                against="" if change is None else _against(change, asked.sides[0]),
                chance="" if cents is None or year is None else _chance(result, year),
                first=asked.first(side) if place else "",
                without=asked.without(side),
            )
        )
    return cards


def _chance(result: BudgetResult, year: int) -> str:
    if not any_estimated(result.data):
        return ""
    return chance_words(uncertainty(result), result.data.year_index[year])


def _about(side: Side, result: BudgetResult) -> str:
    if side.scenario is None:
        return "Geen opties aan"
    on = len([option for option in result.options if option.on])
    return f"{on} van {len(result.options)} opties aan"


def _against(change: int, first: Side) -> str:
    if not change:
        return f"gelijk aan ‘{first.title}’"
    return f"{'voordeliger' if change > 0 else 'nadeliger'} dan ‘{first.title}’"


def _waterfall(asked: Asked, found: Comparison, year: int | None) -> dict[str, Any]:
    """From the first to the one that was asked; without a chart where there is no year of both."""
    first, end = asked.sides[0], asked.end
    way = path(found.results[0], found.results[asked.sides.index(end)])
    titles = first.title, end.title
    few, many, most = (len(way.legs) + 2 <= limit for limit in CHART_SIZES)
    return {
        "chart_size": "few" if few else "some" if many else "many" if most else "most",
        "way": step_rows(found, way, (first, end), year),
        "way_years": [each for each in way.years if year in (None, each)],
        "way_from": first,
        "way_to": end,
        "ways": [(side, asked.query(towards=side.key)) for side in asked.sides[1:]],
        "way_words": path_words(found.one_budget),
        "charts": {"waterfall": path_chart(found, way, titles, year)} if year in way.years else None,
    }
