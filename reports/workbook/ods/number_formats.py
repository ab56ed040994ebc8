"""Number formats of Excel as styles of numbers, and an amount as it shows in a format.

The shown text stands in the cell beside the amount: for search, previews and
readers that do not know formats.  It is in Dutch, as the language of the file is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reports.workbook.ods.markup import element

GENERAL = "General"
SECTION = re.compile(r'(?P<before>(?:"[^"]*"|[+\u2212])*)(?P<digits>#,##0|0)(?P<cents>\.00)?')
CONDITIONS = {1: (), 2: ("value()>=0",), 3: ("value()>0", "value()<0")}
"""When the sections before the last one count."""


@dataclass(frozen=True, slots=True)
class Section:
    """How numbers of one sign show: ``before`` in front of the digits."""

    before: str
    grouped: bool
    cents: bool

    def shown(self, cents: int) -> str:
        """``cents`` without its sign."""
        whole, rest = divmod(cents if self.cents else (cents + 50) // 100 * 100, 100)
        digits = f"{whole:,}".replace(",", ".") if self.grouped else str(whole)
        return f"{self.before}{digits},{rest:02}" if self.cents else f"{self.before}{digits}"

    def markup(self) -> str:
        decimals = 2 if self.cents else 0
        number = {
            "number:decimal-places": decimals,
            "number:min-decimal-places": decimals,
            "number:min-integer-digits": 1,
            "number:grouping": True if self.grouped else None,
        }
        before = element("number:text", None, self.before) if self.before else ""
        return before + element("number:number", number)


def sections(number_format: str) -> tuple[Section, ...]:
    """Raises ``ValueError`` for a format that is not made of signs, quoted texts and digits."""
    found = [SECTION.fullmatch(part) for part in number_format.split(";")]
    if len(found) not in CONDITIONS:
        raise ValueError(f"a number format with {len(found)} parts: {number_format}")
    return tuple(_section(match, number_format) for match in found)


def number_style(name: str, number_format: str) -> str:
    """The style ``name``, with a style for each section but the last, which is the style itself."""
    *others, last = sections(number_format)
    conditions = CONDITIONS[len(others) + 1]
    made = [
        element("number:number-style", {"style:name": f"{name}P{i}", "style:volatile": True}, other.markup())
        for i, other in enumerate(others)
    ]
    maps = [
        element("style:map", {"style:condition": condition, "style:apply-style-name": f"{name}P{i}"})
        for i, condition in enumerate(conditions)
    ]
    return "".join([*made, element("number:number-style", {"style:name": name}, last.markup(), *maps)])


def shown_in(number_format: str) -> Callable[[int], str]:
    """What makes cents into the text that a cell shows."""
    if number_format == GENERAL:
        return _general
    found = sections(number_format)
    if len(found) == 1:
        return lambda cents: ("-" if cents < 0 else "") + found[0].shown(abs(cents))
    positive, negative, zero = found[0], found[1], found[-1] if len(found) == 3 else found[0]
    return lambda cents: (positive if cents > 0 else negative if cents else zero).shown(abs(cents))


def _general(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    digits = f"{whole},{rest:02}".rstrip("0") if rest else str(whole)
    return f"-{digits}" if cents < 0 else digits


def _section(match: re.Match[str] | None, number_format: str) -> Section:
    if match is None:
        raise ValueError(f"not translated: {number_format}")
    return Section(match["before"].replace('"', ""), "," in match["digits"], bool(match["cents"]))
