"""The flag at an option: who holds what, in a few words, and each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.dutch_numbers import enumeration
from decisions.models import Position
from decisions.positions import by_stance

MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Said:
    """One position as a sentence: "Huizen: tegen", and why."""

    party: str
    stance: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    words: str
    """ "Huizen tegen", or counts where more than a few spoke: "3 tegen, 1 voor"."""
    said: list[Said]


def flag(positions: Sequence[Position]) -> Flag | None:
    """None where nobody spoke."""
    if not positions:
        return None
    grouped = by_stance(positions)
    if len(positions) <= MOST_NAMED:
        words = "; ".join(f"{enumeration(names)} {stance}" for stance, names in grouped)
    else:
        words = ", ".join(f"{len(names)} {stance}" for stance, names in grouped)
    return Flag(words, [said(position) for position in positions])


def said(position: Position) -> Said:
    return Said(str(position.party), position.stance, position.get_stance_display(), position.reason)
