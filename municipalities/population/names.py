"""Municipalities by the name that CBS prints.

CBS adds what tells two names apart: ``Utrecht (gemeente)`` is not ``Utrecht (PV)``,
``Bergen (L.)`` lies in Limburg.
"""

import re
from collections import defaultdict

from municipalities.population.table import BadList

Known = dict[str, tuple[str, str]]
"""Name and province by code."""

ADDED = re.compile(r"(?P<base>.+?) \((?P<added>[^()]+)\)")
OTHER_KINDS = {"LD", "PV", "CR"}
MUNICIPALITY = "gemeente"
PROVINCES = {
    "D.": "Drenthe",
    "F.": "Fryslân",
    "Fr.": "Fryslân",
    "Gld.": "Gelderland",
    "Gr.": "Groningen",
    "L.": "Limburg",
    "NB.": "Noord-Brabant",
    "NH.": "Noord-Holland",
    "O.": "Overijssel",
    "U.": "Utrecht",
    "Z.": "Zeeland",
    "ZH.": "Zuid-Holland",
}


class NameIndex:
    def __init__(self, known: Known) -> None:
        self._provinces = {province for _, province in known.values()}
        self._by_base: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, (name, province) in sorted(known.items()):
            base, added = _split(name)
            self._by_base[base].append((code, province or PROVINCES.get(added, "")))

    def code(self, name: str, line: int) -> str | None:
        """None for a country or a province; the name itself where we know no such municipality."""
        base, added = _split(name)
        lies_in = PROVINCES.get(added)
        codes = [code for code, province in self._by_base.get(base, []) if lies_in in (None, province)]
        is_province = not added and base in self._provinces
        if added in OTHER_KINDS or base == "Nederland" or (is_province and not codes):
            return None
        if len(codes) > 1 or is_province:
            raise BadList(line, f"‘{name}’ kan meer dan één gebied zijn; {_way_out(codes, base)}")
        return codes[0] if codes else name


def _split(name: str) -> tuple[str, str]:
    """The name without what CBS added, and that; another addition belongs to the name."""
    match = ADDED.fullmatch(name.replace("’", "'"))
    if match and match["added"] in {MUNICIPALITY, *OTHER_KINDS, *PROVINCES}:
        return match["base"], match["added"]
    return name.replace("’", "'"), ""


def _way_out(codes: list[str], base: str) -> str:
    if len(codes) > 1:
        return f"hier zijn dat {', '.join(codes)}: gebruik een bestand met codes"
    return f"schrijf ‘{base} (gemeente)’ of ‘{base} (PV)’"
