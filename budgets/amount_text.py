"""An amount as somebody typed or pasted it: Dutch or English figures, p.m., or nothing."""

import re
from typing import Literal

from municipalities.refusals import Refused

Value = int | Literal["", "pm"]
"""Cents, nothing, or p.m.: what a cell of the budget holds."""

LARGEST = 99_999_999_999
LONGEST_SHOWN = 40
PM = re.compile(r"p\.?m\.?", re.IGNORECASE)
MINUS = "-\u2212\u2013"
SIGNED = re.compile(rf"(?P<before>[{MINUS}]?)(?P<number>[^{MINUS}]*)(?P<after>[{MINUS}]?)")
GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
DECIMAL = re.compile(
    r"(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*)?(?P<point>[.,])(?P<rest>\d+)"
)


def read_amount(text: str) -> Value:
    """The value of a typed text.  Raises ``Refused`` with a sentence that repeats what was typed.

    One point or comma with three digits behind it groups thousands; with one or
    two it is the decimal comma.  A hyphen alone is how Excel shows zero; an en
    dash alone is how our own screen shows that there is nothing.
    """
    bare = re.sub(r"\s|€|\b(?:EUR|eur)\b", "", text)
    if bare in ("", "\u2013") and (bare or not text.strip()):
        return ""
    if PM.fullmatch(bare):
        return "pm"
    if bare in ("-", "\u2212"):
        return 0
    return _signed(bare, text)


def _signed(bare: str, text: str) -> int:
    inside = re.fullmatch(r"\((.+)\)", bare)
    match = SIGNED.fullmatch(inside.group(1) if inside else bare)
    signs = ("" if match is None else match["before"] + match["after"]) + ("-" if inside else "")
    if match is None or len(signs) > 1:
        raise _unreadable(text)
    cents = _cents(match["number"], text)
    if cents > LARGEST:
        raise Refused(f"‘{_shown(text)}’ is te groot: een bedrag is hoogstens 999.999.999,99.")
    return -cents if signs else cents


def _cents(number: str, text: str) -> int:
    if not number.isascii():
        raise _unreadable(text)
    if number.isdigit() or GROUPED.fullmatch(number):
        return 100 * _whole(number, text)
    match = DECIMAL.fullmatch(number)
    if match is None or match["group"] == match["point"]:
        raise _unreadable(text)
    if len(match["rest"]) > 2:
        raise Refused(f"‘{_shown(text)}’ heeft meer dan twee cijfers achter de komma.")
    return 100 * _whole(match["whole"] or "0", text) + int(match["rest"].ljust(2, "0"))


def _whole(digits: str, text: str) -> int:
    bare = re.sub("[.,]", "", digits).lstrip("0") or "0"
    return int(bare) if len(bare) <= 12 else LARGEST  # over the limit whatever follows: 100 times as much


def _unreadable(text: str) -> Refused:
    return Refused(f"‘{_shown(text)}’ is geen bedrag. Typ bijvoorbeeld 1.234 of 1.234,56.")


def _shown(text: str) -> str:
    bare = "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0").strip()
    return bare if len(bare) <= LONGEST_SHOWN else f"{bare[:LONGEST_SHOWN]}…"
