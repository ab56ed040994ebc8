"""Whether amounts are in thousands of euros, by what is said above or below them."""

import re
from collections.abc import Iterable

THOUSANDS = re.compile(
    r"(?:[x×*]\s*|\bin\s+|\bper\s+)(?:€|eur\b|euro\b)?\s*1[.\s]?000(?!\d|[.\s]\d)"
    r"|\b1[.\s]?000\s*(?:€|euro)"
    r"|\bduizend(?:en|tallen)?\b"
    r"|\bk\s?€|€\s?k\b|\bkeuro?\b",
    re.IGNORECASE,
)
MILLIONS = re.compile(
    r"\bmiljoen(?:en)?\b|\bmln\b|(?:[x×*]|\bin)\s*€?\s*1[.\s]?000[.\s]?000(?!\d)", re.IGNORECASE
)
LONGEST = 200
"""Characters: more is an explanation, which may well name an amount of thousands."""


def unit_said(texts: Iterable[str]) -> int:
    """Euros per unit of an amount: 1000 where one of the texts says so, else 1."""
    return 1000 if any(len(text) <= LONGEST and THOUSANDS.search(text) for text in texts) else 1


def millions_said(texts: Iterable[str]) -> bool:
    return any(len(text) <= LONGEST and MILLIONS.search(text) for text in texts)
