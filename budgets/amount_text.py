"""An amount as somebody typed or pasted it: Dutch or English figures, p.m., or nothing."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from budgets.dutch_numbers import NOTHING, shortest
from municipalities.refusals import Refused

Value = int | Literal["", "pm"]
"""Cents, nothing, or p.m.: what a cell of the budget holds."""

LARGEST = 99_999_999_999
LONGEST_SHOWN = 40
MINUS = "-\u2212\u2013"
PM = re.compile(rf"[{MINUS}]?(?:p\.?m\.?|promemorie)", re.IGNORECASE)
LESS = re.compile(r"-/-|\u2212/\u2212|\u2013/\u2013")
"""How bookkeepers write a minus: "-/- 1.234"."""
SIGNED = re.compile(rf"(?P<before>[{MINUS}]?)(?P<number>[^{MINUS}]*)(?P<after>[{MINUS}]?)")
GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
DECIMAL = re.compile(
    r"(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)?(?P<point>[.,])(?P<rest>\d+)"
)
PLAINLY = re.compile(r"-?(?:[0-9]{1,9}[.,]|[1-9][0-9]{0,2}(?:\.[0-9]{3}){0,2},)[0-9]{2}")
"""1234,56 or 1.234,56: how most amounts in a file are written, read here without more ado."""
NO_CENTS = re.compile(rf"(?<=\d),[{MINUS}\u2014]{{1,2}}(?=\)?$)")
"""The end of "1.234,-"."""
EITHER = re.compile(r"[1-9]\d{0,2},\d{3}")
"""12,345: thousands as English writes them, or a Dutch decimal comma with a digit too many."""
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}|(?:\d+|\d{1,3}(?:,\d{3})+)\.\d{1,2}")
DUTCH = re.compile(r"\d{1,3}(?:\.\d{3})+|(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}")


def read_amount(text: str, *, english: bool = False, thousands: bool = False) -> Value:
    """The value of a typed text.  Raises ``Refused`` with a sentence that repeats what was typed.

    A point with three digits behind it groups thousands; with one or two digits
    a point or comma is the decimal one.  A comma with three digits behind it is
    thousands only where ``english`` says that this is how numbers are written
    here: to read it wrong is to be wrong by a factor of a thousand.  A hyphen
    alone is how Excel shows zero; an en dash alone is how our own screen shows
    that there is nothing.  ``thousands`` is for texts that are in thousands of
    euros, where three decimals more are still whole cents.
    """
    if PLAINLY.fullmatch(text) and not thousands:
        return int(text.replace(",", "").replace(".", ""))
    bare = NO_CENTS.sub("", _bare(text))
    if bare in ("", "\u2013") and (bare or not text.strip()):
        return ""
    if PM.fullmatch(bare):
        return "pm"
    if bare in ("-", "\u2212"):
        return 0
    return _signed(bare, text, english, 3 if thousands else 0)


def written_in_english(texts: Iterable[str]) -> bool:
    """Whether amounts that belong together show English figures, and none of them Dutch ones."""
    numbers = {re.sub(rf"[{MINUS}()]", "", NO_CENTS.sub("", _bare(text))) for text in texts}
    return any(map(ENGLISH.fullmatch, numbers)) and not any(map(DUTCH.fullmatch, numbers))


def shown(value: Value) -> str:
    """How a cell of the budget shows its value."""
    return {"": NOTHING, "pm": "p.m."}[value] if isinstance(value, str) else shortest(value)


def _bare(text: str) -> str:
    return LESS.sub("-", re.sub(r"\s|€|\b(?:EUR|eur)\b", "", text))


def _signed(bare: str, text: str, english: bool, shift: int) -> int:
    """``shift`` is how many places the decimal point moves to the right to come to euros."""
    inside = re.fullmatch(r"\((.+)\)", bare)
    match = SIGNED.fullmatch(inside.group(1) if inside else bare)
    signs = ("" if match is None else match["before"] + match["after"]) + ("-" if inside else "")
    if match is None or len(signs) > 1:
        raise _unreadable(text)
    if EITHER.fullmatch(match["number"]) and not english:
        raise _ambiguous(match["number"], text)
    cents = _cents(match["number"], text, shift)
    if cents > LARGEST:
        raise Refused(f"‘{_shown(text)}’ is te groot: een bedrag is hoogstens 999.999.999,99.")
    return -cents if signs else cents


def _cents(number: str, text: str, shift: int) -> int:
    if not number.isascii():
        raise _unreadable(text)
    places = 2 + shift
    if number.isdigit() or GROUPED.fullmatch(number):
        return 10**places * _whole(number, text)
    match = DECIMAL.fullmatch(number)
    if match is None or match["group"] == match["point"]:
        raise _unreadable(text)
    if len(match["rest"]) > places:
        most = "vijf" if shift else "twee"
        raise Refused(f"‘{_shown(text)}’ heeft meer dan {most} cijfers achter de komma.")
    return 10**places * _whole(match["whole"] or "0", text) + int(match["rest"].ljust(places, "0"))


def _whole(digits: str, text: str) -> int:
    bare = re.sub("[.,]", "", digits).lstrip("0") or "0"
    return int(bare) if len(bare) <= 12 else LARGEST  # over the limit whatever follows: 100 times as much


def _ambiguous(number: str, text: str) -> Refused:
    cents = Decimal(number.replace(",", ".")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Refused(
        f"‘{_shown(text)}’ is dubbelzinnig. Typ {number.replace(',', '.')} als u duizenden bedoelt, "
        f"of {str(cents).replace('.', ',')} als u euro’s en centen bedoelt."
    )


def _unreadable(text: str) -> Refused:
    return Refused(f"‘{_shown(text)}’ is geen bedrag. Typ bijvoorbeeld 1.234 of 1.234,56.")


def _shown(text: str) -> str:
    bare = "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0").strip()
    return bare if len(bare) <= LONGEST_SHOWN else f"{bare[:LONGEST_SHOWN]}…"
