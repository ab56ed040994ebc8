"""Chances, ranges and turning points as sentences."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import NO_BREAK, euros, in_years, whole
from budgets.engine import BudgetData, BudgetResult, Estimate, Threshold, Uncertainty
from budgets.engine.uncertainty import DRAWS
from budgets.wording import unsure_title
from reports.figure_cells import ask_link

HUNDREDTH = DRAWS // 100
MONEY = f"€{NO_BREAK}"
DEFICITS = {
    "geen": ("Er is {} op een tekort: ook als alles tegenvalt, is het niet negatief.", "geen kans"),
    "zeker": ("Er is {}, ook als alles meevalt.", "een tekort"),
}
"""The sentence about a deficit, and what of it leads on, by the words for its chance."""


def chance_words(found: Uncertainty, year: int) -> str:
    """Of a deficit in a year (its position): "12 op de 100", "geen" or "zeker"."""
    low, high = found.result.result_after_target_low[year], found.result.result_after_target_high[year]
    if low >= 0:
        return "geen"
    if high < 0:
        return "zeker"
    of_hundred = (2 * found.negative[year] + HUNDREDTH) // (2 * HUNDREDTH)
    if not of_hundred:
        return "minder dan 1 op de 100"
    return "meer dan 99 op de 100" if of_hundred == 100 else f"{of_hundred} op de 100"


def lead(found: Uncertainty, year: int) -> tuple[SafeString, SafeString]:
    """What to know of a year (its position): between what the result lies, and the chance of a deficit.

    Each amount, and the chance, with the way to its explanation.
    """
    result, named = found.result, found.result.years[year]
    after = f"resultaat na taakstelling {named}"
    if not found.of_year(year):
        amount = _asked("result_after_target", named, result.result_after_target[year])
        return format_html("Voor {} is niets geschat: het {} is {}.", named, after, amount), SafeString()
    between = format_html(
        "Het {} ligt in 9 van de 10 gevallen tussen {} en {}.",
        after,
        _asked("drawn.p5", named, found.low[year]),
        _asked("drawn.p95", named, found.high[year]),
    )
    words = chance_words(found, year)
    sentence, chance = DEFICITS.get(words, ("De kans op een tekort is {}.", words))
    return between, format_html(sentence, ask_link("drawn.negative", named, chance))


def _asked(figure: str, year: int, cents: int) -> SafeString:
    return ask_link(figure, year, f"{MONEY}{whole(cents)}")


def turning_points(found: Uncertainty, year: int) -> Iterator[SafeString]:
    """A sentence for everything of unknown size in a year (its position)."""
    for threshold in found.thresholds(year):
        turns, beside = _turns(found, threshold, year), _beside(found, threshold, year)
        yield format_html("{} {}", turns, beside) if beside else turns


def limit_words(threshold: Threshold) -> str:
    """In whole euros on the safe side, so that below or above it is certain; with cents below one euro."""
    if 0 < threshold.limit < 100:
        return euros(threshold.limit)
    whole_euros = threshold.limit // 100 if threshold.is_cost else -(-threshold.limit // 100)
    return f"{MONEY}{whole(100 * whole_euros)}"


def _turns(found: Uncertainty, threshold: Threshold, year: int) -> SafeString:
    """What stays positive, or has yet to become so."""
    named = found.result.years[year]
    title = unsure_title(found.result.data, threshold.kind, threshold.code)

    def link(words: str) -> SafeString:
        return ask_link(f"threshold.{threshold.kind}.{threshold.code}", named, words)

    if threshold.is_cost and threshold.limit <= 0:
        never = link("niet positief")
        return format_html("Het resultaat na taakstelling is ook zonder {} {}.", title, never)
    if not threshold.is_cost and threshold.limit < 0:
        always = link("blijft positief")
        return format_html("Het resultaat na taakstelling {}, wat {} ook opbrengt.", always, title)
    limit, side = link(limit_words(threshold)), "onder" if threshold.is_cost else "boven"
    if found.middle[year] > 0:
        sentence = "Het resultaat na taakstelling blijft positief zolang {} {} {} blijft."
        return format_html(sentence, title, side, limit)
    comes = "blijft" if threshold.is_cost else "uitkomt"
    sentence = "Het resultaat na taakstelling is pas positief als {} {} {} {}."
    return format_html(sentence, title, side, limit, comes)


def _beside(found: Uncertainty, threshold: Threshold, year: int) -> SafeString:
    """Where the estimate that tells lies beside the turning point.

    That is the worst where the result is positive, and the best where it has yet to become so.
    """
    estimate = _estimate(found.result.data, threshold, year)
    if estimate is None or (threshold.is_cost and threshold.limit <= 0) or threshold.limit < 0:
        return SafeString()
    positive = found.middle[year] > 0
    highest = threshold.is_cost == positive
    name, end, cents = ("hoogste", "high", estimate.high) if highest else ("laagste", "low", estimate.low)
    is_below = cents < threshold.limit if threshold.is_cost else cents <= threshold.limit
    good = is_below == threshold.is_cost
    return format_html(
        "{} {} schatting, {}, ligt {}.",
        "Ook de" if good == positive else "De",
        name,
        _asked(f"estimate.{threshold.kind}.{threshold.code}.{end}", found.result.years[year], cents),
        "daaronder" if is_below else "daarboven",
    )


def _estimate(data: BudgetData, threshold: Threshold, year: int) -> Estimate | None:
    if threshold.kind == "stream":
        return data.stream(threshold.code).estimate(year)
    items = {item.code: item for item in data.memorandum_items}
    item = items.get(threshold.code) if threshold.kind == "memorandum" else None
    return item.estimate(year) if item else None


def balance_words(result: BudgetResult) -> str:
    """Whether the budget of a scenario is structurally in balance, and when not."""
    balances = list(zip(result.years, result.structural_balance, strict=True))
    short = [year for year, cents in balances if cents < 0]
    begins = "In dit scenario is de begroting"
    if not short:
        return f"{begins} in alle jaren structureel in evenwicht: het saldo is niet negatief."
    if len(short) == len(balances):
        return f"{begins} in geen enkel jaar structureel in evenwicht: het saldo is negatief."
    held = in_years([year for year, cents in balances if cents >= 0])
    return f"{begins} structureel in evenwicht {held}. Het saldo is negatief {in_years(short)}."
