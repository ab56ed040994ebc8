"""A choice as settings: every single thing that somebody can choose, by what it is about.

So two choices are held against each other one thing at a time, and one is made
into the other one thing at a time, whatever a choice may consist of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from budgets.engine.data import Adjustment, Choice

Key = tuple[str, str]
"""What a setting is of, and the code of that: ("option", "mda"), ("end", "GM0457")."""
Settings = Mapping[Key, Any]


@dataclass(frozen=True, slots=True)
class Index:
    """How a cost type is indexed."""

    rate: Fraction = Fraction(0)
    """Percentage per year."""
    years: tuple[tuple[int, Fraction], ...] = ()
    """The years that have one of their own."""


def settings_of(choice: Choice) -> dict[Key, Any]:
    """Only what was chosen: an option that is off, or a cost type that is not indexed, is not in it."""
    found: dict[Key, Any] = {("index", kind): each for kind, each in _indexation(choice).items()}
    found |= {adjustment_key(each): each for each in choice.adjustments}
    found |= {("option", code): True for code in choice.on}
    found |= {("part", code): part for code, part in choice.parts}
    found |= {("end", code): year for code, year in choice.ends}
    if choice.share_falls_away:
        found["falls_away", ""] = True
    return found | {("target", each.target): each for each in choice.targets}


def choice_of(settings: Settings) -> Choice:
    """The choice of these settings: ``choice_of(settings_of(choice))`` computes as ``choice`` does."""

    def of(kind: str) -> dict[str, Any]:
        return {code: value for (name, code), value in settings.items() if name == kind}

    index: dict[str, Index] = of("index")
    return Choice.of(
        of("option"),
        {kind: each.rate for kind, each in index.items()},
        of("end"),
        ("falls_away", "") in settings,
        parts=of("part"),
        index_years={(kind, year): rate for kind, each in index.items() for year, rate in each.years},
        adjustments=of("adjustment").values(),
        targets=of("target").values(),
    )


def adjustment_key(adjustment: Adjustment) -> Key:
    """With what it changes: in another scenario its code may be that of something else."""
    return "adjustment", f"{adjustment.line or adjustment.stream}/{adjustment.code}"


def _indexation(choice: Choice) -> dict[str, Index]:
    rates = dict(choice.indexation)
    kinds = sorted({*rates, *(kind for kind, _, _ in choice.index_years)})
    return {
        kind: Index(
            rates.get(kind, Fraction(0)),
            tuple((year, rate) for of, year, rate in choice.index_years if of == kind),
        )
        for kind in kinds
    }
