"""A cell of a file as the page shows it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from budgets.dutch_numbers import MINUS, percentage, shortest
from budgets.imports.book import Value

LONGEST = 60
"""Characters; enough to know a text by."""


def cell_text(value: Value, *, amount: bool = False, percent: bool = False) -> str:
    """``amount``: with dots between thousands, as the columns of a budget are read."""
    match value:
        case None:
            return ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case int() | float():
            return _number(value, amount=amount, percent=percent)
        case datetime():
            return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case time() | timedelta():
            return str(value)
    return value if len(value) <= LONGEST else f"{value[:LONGEST].rstrip()}…"


def _number(value: float, *, amount: bool, percent: bool) -> str:
    if percent:
        return percentage(Fraction(str(round(value * 100, 4)))).replace("-", MINUS)
    cents = Decimal(str(value)) * 100
    if amount and cents == int(cents):
        return shortest(int(cents))
    text = f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:.6g}"
    return text.replace(".", ",").replace("-", MINUS)
