"""What a key comes down to: the share of every municipality per year, and what it would pay by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from budgets.actions.keys import make_default
from budgets.dutch_numbers import shortest, signed, whole
from budgets.engine import BudgetData, Choice, Key, unchanged
from budgets.engine.membership import members, weights_of
from budgets.engine.money import largest_remainder
from budgets.models import AllocationKey
from budgets.snapshot import budget_data, read
from measures.models import Plan
from municipalities.models import User

PARTS = 10_000
"""Percentages with two decimals, split so that they add up to the whole."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A municipality in a year; both empty where it is no member."""

    text: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Preview:
    """A key as it would be, before it is saved."""

    shares: list[Row]
    contributions: list[Row]
    is_default: bool


def percent(parts: int) -> str:
    return f"{parts // 100},{parts % 100:02}%"


def share_rows(data: BudgetData, key: Key) -> list[Row]:
    """By name; the cents and hundredths that are left over go in the order of the codes, as in the engine."""
    per_year = [_shares(data, key, year) for year in range(len(data.years))]
    return _by_name(data, [[cells[place] for cells in per_year] for place in range(len(key.weights))])


def preview(plan: Plan, act: Callable[[], AllocationKey], by: User) -> Preview:
    """Saves the key, looks, and takes it back.  Raises what ``act`` raises.

    A key means something for what is paid where it is the plan's: so it is looked
    at as if it were.
    """
    before = budget_data(plan)
    with transaction.atomic():
        key = act()
        was_default = key.is_default
        make_default(key=key, by=by)
        after = read(plan)
        transaction.set_rollback(True)
    found = next(each for each in after.keys if each.code == key.code)
    return Preview(share_rows(after, found), _contributions(before, after), was_default)


def _shares(data: BudgetData, key: Key, year: int) -> list[Cell]:
    here = members(data, Choice(), year)
    if not any(here):
        return [Cell() for _ in here]
    scale = 100 if key.kind in ("inhabitants", "equal") else 1
    parts = largest_remainder(PARTS, weights_of(data, key.code, year, here))
    return [
        Cell(percent(part), _weight(key, scale * key.weights[place][year])) if here[place] else Cell()
        for place, part in enumerate(parts)
    ]


def _weight(key: Key, hundredths: int) -> str:
    """What is behind the share, where that says something else than the share itself."""
    return shortest(hundredths) if key.kind in ("inhabitants", "weights") else ""


def _contributions(before: BudgetData, after: BudgetData) -> list[Row]:
    now, then = (unchanged(data).allocation.contribution.tolist() for data in (before, after))
    cells = [
        [
            Cell(whole(new), signed(new - old)) if here else Cell()
            for old, new, here in zip(now[place], then[place], each.member, strict=True)
        ]
        for place, each in enumerate(after.municipalities)
    ]
    return _by_name(after, cells)


def _by_name(data: BudgetData, cells: Sequence[list[Cell]]) -> list[Row]:
    rows = [Row(each.name, found) for each, found in zip(data.municipalities, cells, strict=True)]
    return sorted(rows, key=lambda row: row.name)
