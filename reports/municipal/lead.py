"""The answer in one sentence, at the top of both pages, its figures explained as in the tables."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import period
from budgets.engine import difference
from budgets.engine.municipal_options import total_difference, totals
from reports.figure_cells import ask_link
from reports.municipal.chosen import Chosen
from reports.municipal.one import One
from reports.municipal.sheet import Sheet
from reports.municipal.words import cause, municipalities, share, whole_euros
from reports.pro_memorie import without_pm


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, as subject of a sentence, and where its figures are explained."""

    name: str
    several: bool
    figures: str
    """What its figures start with."""
    at: str

    def says(self, one: str, more: str) -> str:
        """With the verb: "betaalt Huizen", "betalen zij samen"."""
        return f"{more if self.several else one} {self.name}"

    def amount(self, name: str, year: int, cents: int) -> SafeString:
        """Without its sign: the sentence says "betaalt" or "krijgt terug"."""
        return self._unsigned(f"{self.figures}.{name}", year, cents)

    def change(self, name: str, year: int, cents: int) -> SafeString:
        """Without its sign: the sentence says "minder" or "meer"."""
        return self._unsigned(f"difference.{self.figures}.{name}", year, cents)

    def _unsigned(self, figure: str, year: int, cents: int) -> SafeString:
        return _figure(figure, year, cents, self.at, whole_euros(abs(cents)))


def lead(chosen: Chosen, year: int) -> SafeString:
    """Of all municipalities."""
    result, base = chosen.here.result, chosen.base.result
    i, count = result.data.year_index[year], sum(Sheet(result, result, year).members[year])
    who = f"dragen de {municipalities(count)} samen" if count != 1 else "draagt de enige gemeente"
    several = count != 1
    payer = Payer("zij samen" if several else "zij", several, "total", chosen.here.at)
    contribution = totals(result, "contribution")[i]
    changes = [total_difference(result, base, name)[i] for name in ("contribution", "net_contribution")]
    return format_html(
        "In {} {} {} bij aan de regio{}. {}",
        year,
        who,
        _figure("total.contribution", year, contribution, chosen.here.at),
        _contribution_changed(chosen, payer, year, changes[0]),
        _on_balance(chosen, payer, year, totals(result, "net_contribution")[i], changes[1]),
    )


def lead_of(one: One) -> SafeString:
    """Of one municipality, in a year in which it is a member or not."""
    chosen, result, year, name = one.chosen, one.sheet.result, one.sheet.year, one.municipality.name
    if one.sheet.absent(one.place, year):
        years = [each for each in result.years if one.sheet.members[each][one.place]]
        since = f" Lid is {name} in {period(years)}." if years else ""
        return format_html("{} is in {} geen lid van de regio en betaalt dan niets.{}", name, year, since)
    i, base = result.data.year_index[year], chosen.base.result
    payer = Payer(name, False, f"municipalities.{one.municipality.code}", one.sheet.at)
    contribution = one.amount("contribution", year)
    changes = [difference(result, base, one.figure(each))[i] for each in ("contribution", "net_contribution")]
    return format_html(
        "{} betaalt in {} {} aan de regio, <strong>{}</strong> van wat de gemeenten samen bijdragen{}. {}",
        name,
        year,
        payer.amount("contribution", year, contribution),
        share(contribution, totals(result, "contribution")[i]),
        _contribution_changed(chosen, payer, year, changes[0]),
        _on_balance(chosen, payer, year, one.amount("net_contribution", year), changes[1]),
    )


def _contribution_changed(chosen: Chosen, payer: Payer, year: int, change: int) -> str:
    """ "; die bijdrage zelf verandert niet", or "; dat is € 105.632 minder door de optie die aan staat"."""
    if not _does_anything(chosen):
        return ""
    if not change:
        return "; die bijdrage zelf verandert niet"
    more = "minder" if change < 0 else "meer"
    return format_html(
        "; dat is {} {} door {}", payer.change("contribution", year, change), more, cause(chosen.here.result)
    )


def _on_balance(chosen: Chosen, payer: Payer, year: int, net: int, change: int) -> SafeString:
    """What is paid when the result after target is settled, and how that differs from the base."""
    result = chosen.here.result
    after_target = result.result_after_target[result.data.year_index[year]]
    left_out = without_pm(result).removeprefix(", ")
    says = payer.says("betaalt", "betalen") if net >= 0 else payer.says("krijgt", "krijgen")
    return format_html(
        "{}, dan {} per saldo {}{}{}.",
        _if_settled(after_target, f" ({left_out})" if left_out else ""),
        says,
        payer.amount("net_contribution", year, net),
        " terug" if net < 0 else "",
        _than_base(chosen, payer, year, net, change),
    )


def _if_settled(after_target: int, left_out: str) -> str:
    if after_target < 0:
        return f"Dragen de gemeenten het tekort na taakstelling{left_out}"
    return f"Gaat het resultaat na taakstelling{left_out} terug naar de gemeenten"


def _than_base(chosen: Chosen, payer: Payer, year: int, net: int, change: int) -> str:
    """ ": € 131.611 minder door de 11 opties die aan staan"."""
    if not chosen.here.scenario:
        return ""
    if not change:
        return ", evenveel als in de ongewijzigde begroting"
    words = ("minder", "meer") if net >= 0 else ("voordeliger", "nadeliger")
    amount = payer.change("net_contribution", year, change)
    return format_html(": {} {} door {}", amount, words[change > 0], cause(chosen.here.result))


def _does_anything(chosen: Chosen) -> bool:
    """Whether a scenario is shown in which anything differs from the unchanged budget."""
    return bool(chosen.here.scenario) and chosen.here.result.choice != chosen.base.result.choice


def _figure(figure: str, year: int, cents: int, at: str, words: str = "") -> SafeString:
    """An amount in a sentence, with the way to its explanation."""
    text = ask_link(figure, year, words or whole_euros(cents), at=at)
    return format_html(
        '<strong data-figure="{}" data-year="{}" data-cents="{}">{}</strong>', figure, year, cents, text
    )
