"""The answer in one sentence, at the top of both pages, its figures explained as in the tables."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import period
from budgets.engine import BudgetResult, difference
from budgets.engine.municipal_options import total_difference, total_figure, totals
from reports.municipal.chosen import Chosen
from reports.municipal.one import One
from reports.municipal.sheet import Sheet
from reports.municipal.words import municipalities, share, whole_euros

BACK = "Gaat het resultaat na taakstelling terug naar de gemeenten, dan blijft daar {} van over{}."
SHORT = "Dragen de gemeenten het tekort na taakstelling, dan betalen zij samen {}{}."
SHORT_OWN = "Dragen de gemeenten het tekort na taakstelling, dan wordt dat {}{}."


def lead(chosen: Chosen, year: int) -> SafeString:
    """Of all municipalities."""
    result, base = chosen.here.result, chosen.base.result
    i, count = result.data.year_index[year], sum(Sheet(result, result, year).members[year])
    net, contribution = totals(result, "net_contribution")[i], totals(result, "contribution")[i]
    gained = total_difference(result, base, "net_contribution")[i]
    who = f"dragen de {municipalities(count)} samen" if count != 1 else "draagt de enige gemeente"
    asks, at = total_figure(result.data, "contribution"), chosen.here.at
    return format_html(
        "In {} {} {} bij aan de regio. " + _what_then(result, i, SHORT),
        year,
        who,
        _figure("total.contribution", year, contribution, asks, at),
        _figure("total.net_contribution", year, net, "", at),
        _than_base(chosen, "total.net_contribution", year, gained, ""),
    )


def lead_of(one: One) -> SafeString:
    """Of one municipality, in a year in which it is a member or not."""
    result, year, name = one.sheet.result, one.sheet.year, one.municipality.name
    if one.sheet.absent(one.place, year):
        years = [each for each in result.years if one.sheet.members[each][one.place]]
        since = f" Lid is {name} in {period(years)}." if years else ""
        return format_html("{} is in {} geen lid van de regio en betaalt dan niets.{}", name, year, since)
    i, net = result.data.year_index[year], one.figure("net_contribution")
    contribution, of = one.amount("contribution", year), totals(result, "contribution")[i]
    gained = difference(result, one.chosen.base.result, net)[i]
    return format_html(
        "{} betaalt in {} {} aan de regio, <strong>{}</strong> van wat de gemeenten samen bijdragen. "
        + _what_then(result, i, SHORT_OWN),
        name,
        year,
        _figure(one.figure("contribution"), year, contribution, one.figure("contribution"), one.sheet.at),
        share(contribution, of),
        _figure(net, year, one.amount("net_contribution", year), net, one.sheet.at),
        _than_base(one.chosen, net, year, gained, net),
    )


def _what_then(result: BudgetResult, i: int, short: str) -> str:
    return BACK if result.result_after_target[i] >= 0 else short


def _than_base(chosen: Chosen, figure: str, year: int, gained: int, asks: str) -> str:
    """ ", € 209.339 minder dan zonder dit scenario"."""
    if not chosen.here.scenario:
        return ""
    if not gained:
        return ", evenveel als zonder dit scenario"
    amount = _figure(f"difference.{figure}", year, gained, asks, chosen.here.at, whole_euros(abs(gained)))
    return format_html(", {} {} dan zonder dit scenario", amount, "minder" if gained < 0 else "meer")


def _figure(figure: str, year: int, cents: int, asks: str, at: str, words: str = "") -> SafeString:
    """An amount in a sentence, with the way to its explanation where there is one."""
    text = words or whole_euros(cents)
    if asks:
        query = f"herkomst/?cijfer={asks}&jaar={year}"
        text = format_html('<a class="ask" href="{}{}">{}</a>', at, query, text)
    return format_html(
        '<strong data-figure="{}" data-year="{}" data-cents="{}">{}</strong>', figure, year, cents, text
    )
