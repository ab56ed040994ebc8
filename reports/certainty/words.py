"""Chances, ranges and turning points as sentences."""

from collections.abc import Iterator

from budgets.dutch_numbers import NO_BREAK, euros, in_years, whole
from budgets.engine import BudgetData, BudgetResult, Estimate, Threshold, Uncertainty
from budgets.engine.uncertainty import DRAWS
from budgets.wording import unsure_title

HUNDREDTH = DRAWS // 100
MONEY = f"€{NO_BREAK}"


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


def lead(found: Uncertainty, year: int) -> tuple[str, str]:
    """What to know of a year (its position): between what the result lies, and the chance of a deficit."""
    result, named = found.result, found.result.years[year]
    after = f"resultaat na taakstelling {named}"
    if not found.of_year(year):
        cents = result.result_after_target[year]
        return f"Voor {named} is niets geschat: het {after} is {MONEY}{whole(cents)}.", ""
    low, high = (f"{MONEY}{whole(cents)}" for cents in (found.low[year], found.high[year]))
    between = f"Het {after} ligt in 9 van de 10 gevallen tussen {low} en {high}."
    match chance_words(found, year):
        case "geen":
            return between, "Er is geen kans op een tekort: ook als alles tegenvalt, is het niet negatief."
        case "zeker":
            return between, "Er is een tekort, ook als alles meevalt."
        case words:
            return between, f"De kans op een tekort is {words}."


def turning_points(found: Uncertainty, year: int) -> Iterator[str]:
    """A sentence for everything of unknown size in a year (its position)."""
    for threshold in found.thresholds(year):
        yield " ".join(filter(None, (_turns(found, threshold, year), _beside(found, threshold, year))))


def limit_words(threshold: Threshold) -> str:
    """In whole euros on the safe side, so that below or above it is certain; with cents below one euro."""
    if 0 < threshold.limit < 100:
        return euros(threshold.limit)
    whole_euros = threshold.limit // 100 if threshold.is_cost else -(-threshold.limit // 100)
    return f"{MONEY}{whole(100 * whole_euros)}"


def _turns(found: Uncertainty, threshold: Threshold, year: int) -> str:
    """What stays positive, or has yet to become so."""
    title = unsure_title(found.result.data, threshold.kind, threshold.code)
    if threshold.is_cost and threshold.limit <= 0:
        return f"Het resultaat na taakstelling is ook zonder {title} niet positief."
    if not threshold.is_cost and threshold.limit < 0:
        return f"Het resultaat na taakstelling blijft positief, wat {title} ook opbrengt."
    limit = limit_words(threshold)
    if found.middle[year] > 0:
        side = "onder" if threshold.is_cost else "boven"
        return f"Het resultaat na taakstelling blijft positief zolang {title} {side} {limit} blijft."
    comes = f"onder {limit} blijft" if threshold.is_cost else f"boven {limit} uitkomt"
    return f"Het resultaat na taakstelling is pas positief als {title} {comes}."


def _beside(found: Uncertainty, threshold: Threshold, year: int) -> str:
    """Where the estimate that tells lies beside the turning point.

    That is the worst where the result is positive, and the best where it has yet to become so.
    """
    estimate = _estimate(found.result.data, threshold, year)
    if estimate is None or (threshold.is_cost and threshold.limit <= 0) or threshold.limit < 0:
        return ""
    positive = found.middle[year] > 0
    highest = threshold.is_cost == positive
    name, cents = ("hoogste", estimate.high) if highest else ("laagste", estimate.low)
    is_below = cents < threshold.limit if threshold.is_cost else cents <= threshold.limit
    good = is_below == threshold.is_cost
    too = "Ook de" if good == positive else "De"
    return f"{too} {name} schatting, {MONEY}{whole(cents)}, ligt {'daaronder' if is_below else 'daarboven'}."


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
