"""Numbers and shares in the sentences about municipalities."""

from fractions import Fraction

from budgets.dutch_numbers import NO_BREAK, shortest, signed, signed_shortest, whole
from budgets.engine import BudgetData, BudgetResult, Choice, Key
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
BUDGETED, IN_SCENARIO = "Bijdrage volgens de begroting", "Bijdrage in dit scenario"
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


def contribution_title(result: BudgetResult) -> str:
    """What the contribution is called: a choice that changes it for anyone gives it a name of its own."""
    changed = result.allocation.contribution != result.unchanged.allocation.contribution
    return IN_SCENARIO if changed.any() else BUDGETED


def cause(result: BudgetResult) -> str:
    """What makes the amounts other than in the unchanged budget."""
    count = len(result.choice.on & result.data.option_index.keys())
    if result.choice != Choice(result.choice.on) or not count:
        return "dit scenario"
    return "de optie die aan staat" if count == 1 else f"de {count} opties die aan staan"


def change(cents: int) -> str:
    """A difference in a table, with the sign as amounts below zero have it: +1.234 or −1.234."""
    return signed(cents).replace(NO_BREAK, "")


def change_in_cents(cents: int) -> str:
    return signed_shortest(cents).replace(NO_BREAK, "")


def plan_key(data: BudgetData) -> Key | None:
    return next((key for key in data.keys if key.code == data.key), None)


def whole_euros(cents: int) -> str:
    """An amount in a sentence, as the tables print it."""
    return f"€{NO_BREAK}{whole(cents)}"
