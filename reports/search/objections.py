"""Who is against which options, as a search may leave them alone."""

from dataclasses import dataclass, field

from decisions.models import Position
from decisions.models.positions import code_of
from decisions.positions import positions_of
from measures.models import Plan


@dataclass(frozen=True, slots=True)
class Objector:
    name: str
    options: list[str] = field(default_factory=list)
    """The codes that this municipality or body is against."""


def objections(plan: Plan) -> dict[str, Objector]:
    """Per party, by its code in addresses, in the order of the positions."""
    found: dict[str, Objector] = {}
    for option, positions in positions_of(plan).by_option.items():
        for position in positions:
            if position.stance == Position.Stance.AGAINST:
                party = position.party
                found.setdefault(code_of(party), Objector(str(party))).options.append(option)
    return dict(sorted(found.items(), key=lambda each: each[1].name))


def against(found: dict[str, Objector], parties: list[str], option: str) -> list[str]:
    """The names of those of the parties that are against the option."""
    return [found[code].name for code in parties if option in found[code].options]
