"""Amounts, percentages and lists as Dutch prints them."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from budgets.engine.money import round_half_away

NO_BREAK = "\u00a0"
MINUS = "\u2212"
NOTHING = "–"
PLAIN_FRACTION = 12
"""Up to this denominator a fraction reads better than a percentage."""
FOUR_DECIMALS = 1_000_000
"""What the denominator of a percentage with four decimals divides."""


@lru_cache(maxsize=16_384)  # a switch prints about 150 amounts, most of them the same as before
def whole(cents: int) -> str:
    """Whole euros without a sign for the currency: 1.234.567 or −1.234."""
    euros = round_half_away(Fraction(cents, 100))
    return (MINUS if euros < 0 else "") + _grouped(abs(euros))


def exact(cents: int) -> str:
    """Euros with two decimals: 72.370,35."""
    euros, rest = divmod(abs(cents), 100)
    return f"{MINUS if cents < 0 else ''}{_grouped(euros)},{rest:02}"


def shortest(cents: int) -> str:
    """Whole euros where that says it all, else with two decimals."""
    return exact(cents) if cents % 100 else whole(cents)


def euros(cents: int) -> str:
    """An amount in a sentence or a headline: € 1.234.567, with cents only where there are any."""
    return f"€{NO_BREAK}{shortest(cents)}"


def signed(cents: int) -> str:
    """Whole euros as a change: + 541.017 or − 72.370."""
    euros = round_half_away(Fraction(abs(cents), 100))
    sign = f"+{NO_BREAK}" if cents > 0 else f"{MINUS}{NO_BREAK}"
    return sign + _grouped(euros) if euros else "0"


def signed_shortest(cents: int) -> str:
    """A difference: + 2 or − 1,35, with cents only where there are any; 0 where there is none."""
    sign = f"+{NO_BREAK}" if cents > 0 else f"{MINUS}{NO_BREAK}" if cents < 0 else ""
    return sign + shortest(abs(cents))


def signed_euros(cents: int) -> str:
    """A change as a headline: + € 808.442."""
    change = signed(cents)
    if change == "0":
        return f"€{NO_BREAK}0"
    sign, _, amount = change.partition(NO_BREAK)
    return f"{sign}{NO_BREAK}€{NO_BREAK}{amount}"


def verdict(cents: int) -> str:
    return "voordelig" if cents > 0 else "nadelig" if cents < 0 else "sluitend"


def percentage(value: Fraction) -> str:
    """A percentage as a Dutch decimal without needless zeros: 3% or 2,5%."""
    number = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return f"{number.replace('.', ',')}%"


def fraction_words(share: Fraction) -> str:
    """A fraction as people write it: "4/3", "200%", "33,33%"."""
    if 1 < share.denominator <= PLAIN_FRACTION or FOUR_DECIMALS % share.denominator:
        return str(share)
    return percentage(100 * share)


def part_of_line(share: Fraction) -> str:
    """Which part of a cost line is paid: "alles", "1/3", "33,33%"."""
    return "alles" if share == 1 else fraction_words(share)


def change_in_percent(change: int, of: int) -> str:
    """A change as a percentage with one decimal: −50,1%; empty where there is nothing to change."""
    if not of:
        return ""
    tenths = round_half_away(Fraction(1000 * change, abs(of)))
    sign = "+" if tenths > 0 else MINUS if tenths < 0 else ""
    whole_percent, tenth = divmod(abs(tenths), 10)
    return f"{sign}{whole_percent},{tenth}%"


def enumeration(items: Sequence[object]) -> str:
    """ "2022", "2022 en 2023", "2022, 2023 en 2024"."""
    words = [str(item) for item in items]
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def period(years: Sequence[int]) -> str:
    """Years in a sentence: "2022", "2022 en 2023", "2021, 2023 tot en met 2025"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    words: list[object] = []
    for run in runs:
        words += [f"{run[0]} tot en met {run[-1]}"] if len(run) > 2 else run
    return enumeration(words)


def in_years(years: Sequence[int]) -> str:
    """When, in a sentence: "in 2022", "in 2022 en 2023", "van 2022 tot en met 2024"."""
    unbroken = len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1))
    return f"{'van' if unbroken else 'in'} {period(years)}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
