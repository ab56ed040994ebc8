"""Numbers and shares in the sentences about municipalities."""

from fractions import Fraction

from budgets.dutch_numbers import NO_BREAK, shortest, whole
from budgets.engine import BudgetData, Key
from budgets.engine.money import round_half_away

NUMBERS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
NO_KEY = "Er is nog geen verdeelsleutel; de bijdrage is nu gelijk verdeeld."


def number(count: int) -> str:
    """In letters up to twelve, as Dutch does in a sentence."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def municipalities(count: int) -> str:
    return f"{number(count)} gemeente{'' if count == 1 else 'n'}"


def share(part: int, of: int) -> str:
    """A share as a percentage with one decimal: 16,3%."""
    tenths = round_half_away(Fraction(1000 * part, of)) if of else 0
    return f"{tenths // 10},{tenths % 10}%"


def weight(key: Key | None, value: int) -> str:
    """As people count it: inhabitants as they are, percentages and other weights from hundredths."""
    if key is None or key.kind in ("inhabitants", "equal"):
        return whole(100 * value)
    return shortest(value)


def plan_key(data: BudgetData) -> Key | None:
    return next((key for key in data.keys if key.code == data.key), None)


def whole_euros(cents: int) -> str:
    """An amount in a sentence, as the tables print it."""
    return f"€{NO_BREAK}{whole(cents)}"
