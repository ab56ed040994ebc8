"""Number formats of Excel as styles of numbers, and a number as it shows in a format.

The shown text stands in the cell beside the number: for search, previews and
readers that do not know formats.  It is in Dutch, as the language of the file is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.money import round_half_away
from reports.workbook.ods.markup import element

GENERAL = "General"
TEXT = "@"
"""What is typed stays text, also where it looks like a number."""
SECTION = re.compile(
    r'(?P<before>(?:"[^"]*"|[+\u2212])*)(?P<digits>#,##0|0)(?P<decimals>\.00(?:00)?)?(?P<percent>(?<=\.00)%)?'
)
CONDITIONS = {1: (), 2: ("value()>=0",), 3: ("value()>0", "value()<0")}
"""When the sections before the last one count."""


@dataclass(frozen=True, slots=True)
class Section:
    """How numbers of one sign show: ``before`` in front of the digits."""

    before: str
    grouped: bool
    decimals: int
    percent: bool = False

    def shown(self, number: int | Fraction) -> str:
        """``number`` without its sign: cents, or a fraction as it is."""
        return self._of_cents(number) if isinstance(number, int) else self._of_fraction(number)

    def markup(self) -> str:
        number = {
            "number:decimal-places": self.decimals,
            "number:min-decimal-places": self.decimals,
            "number:min-integer-digits": 1,
            "number:grouping": True if self.grouped else None,
        }
        before = element("number:text", None, self.before) if self.before else ""
        return before + element("number:number", number) + (PERCENT if self.percent else "")

    def _of_cents(self, cents: int) -> str:
        if self.percent or self.decimals > 2:
            return self._of_fraction(Fraction(cents, 100))
        whole, rest = divmod(cents if self.decimals else (cents + 50) // 100 * 100, 100)
        digits = f"{whole:,}".replace(",", ".") if self.grouped else str(whole)
        return f"{self.before}{digits},{rest:02}" if self.decimals else f"{self.before}{digits}"

    def _of_fraction(self, number: Fraction) -> str:
        digits = self.decimals + 2 * self.percent
        whole, rest = divmod(round_half_away(number * 10**digits), 10**self.decimals)
        decimals = f",{rest:0{self.decimals}}" if self.decimals else ""
        return f"{self.before}{whole}{decimals}" + "%" * self.percent


PERCENT = element("number:text", None, "%")


def sections(number_format: str) -> tuple[Section, ...]:
    """Raises ``ValueError`` for a format that is not made of signs, quoted texts and digits."""
    found = [SECTION.fullmatch(part) for part in number_format.split(";")]
    if len(found) not in CONDITIONS:
        raise ValueError(f"a number format with {len(found)} parts: {number_format}")
    return tuple(_section(match, number_format) for match in found)


def number_style(name: str, number_format: str) -> str:
    """The style ``name``, with a style for each section but the last, which is the style itself."""
    if number_format == TEXT:
        return element("number:text-style", {"style:name": name}, element("number:text-content"))
    *others, last = sections(number_format)
    kind = "number:percentage-style" if last.percent else "number:number-style"
    conditions = CONDITIONS[len(others) + 1]
    made = [
        element(kind, {"style:name": f"{name}P{i}", "style:volatile": True}, other.markup())
        for i, other in enumerate(others)
    ]
    maps = [
        element("style:map", {"style:condition": condition, "style:apply-style-name": f"{name}P{i}"})
        for i, condition in enumerate(conditions)
    ]
    return "".join([*made, element(kind, {"style:name": name}, last.markup(), *maps)])


def shown_in(number_format: str) -> Callable[[int | Fraction], str]:
    """What makes cents, or a fraction, into the text that a cell shows."""
    if number_format in (GENERAL, TEXT):
        return _general
    found = sections(number_format)
    if len(found) == 1:
        only = found[0].shown
        return lambda number: f"-{only(-number)}" if number < 0 else only(number)
    positive, negative, zero = found[0], found[1], found[-1] if len(found) == 3 else found[0]
    return lambda number: (
        negative.shown(-number) if number < 0 else (positive if number else zero).shown(number)
    )


def _general(cents: int | Fraction) -> str:
    whole, rest = divmod(abs(int(cents)), 100)
    digits = f"{whole},{rest:02}".rstrip("0") if rest else str(whole)
    return f"-{digits}" if cents < 0 else digits


def _section(match: re.Match[str] | None, number_format: str) -> Section:
    if match is None:
        raise ValueError(f"not translated: {number_format}")
    decimals = len(match["decimals"] or ".") - 1
    return Section(
        match["before"].replace('"', ""), "," in match["digits"], decimals, match["percent"] is not None
    )
