"""Measures × municipalities: who takes part in what, as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from budgets.actions.participation import WHOLE, share_word
from budgets.dutch_numbers import in_years, period
from budgets.engine import BudgetData, Municipality
from budgets.engine.data import Measure
from reports.keys.matrix_filter import Asked

Shares = dict[tuple[str, str], tuple[Fraction, ...]]
FULL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` is what the input holds: empty where the years of the period differ.

    ``stands`` is what is saved: another where a save was refused.
    """

    name: str
    measure: str
    municipality: str
    member: bool
    value: str
    stands: str
    state: str
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    title: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    name: str
    note: str
    """In which years it is a member, where that is not all of them."""


@dataclass
class Matrix:
    """``typed`` and ``problems`` are of a save that was refused, by "<measure>:<CBS code>"."""

    data: BudgetData
    asked: Asked
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shares: Shares = {(p.measure, p.municipality): p.shares for p in self.data.participation}
        self.members = self.asked.shown_members(self.data)
        self.measures = self.asked.shown_measures(self.data, self.shares, len(self.members))
        self.left_out = self.asked.left_out

    def columns(self) -> list[Column]:
        return [Column(m.code, m.name, _membership(self.data.years, m)) for m in self.members]

    def groups(self) -> list[tuple[str, list[Row]]]:
        rows = {goal.code: (goal.title, list[Row]()) for goal in self.data.goals}
        for measure in self.measures:
            rows[measure.goal][1].append(self._row(measure))
        return [(title, found) for title, found in rows.values() if found]

    def seen(self) -> dict[str, str]:
        """The percentages that are not the whole, of all cells: what a save is held against."""
        return {
            f"{measure}:{municipality}:{year}": str(percentage_of(share))
            for (measure, municipality), shares in self.shares.items()
            for year, share in zip(self.data.years, shares, strict=True)
            if share != FULL
        }

    def cells(self, measures: Sequence[Measure], municipality: str = "") -> list[str]:
        """The names of the shown cells of these measures, of one municipality or of all."""
        return [
            f"{measure.code}:{each.code}"
            for measure in measures
            for each in self.members
            if municipality in ("", each.code) and self._years(each)
        ]

    def _row(self, measure: Measure) -> Row:
        title = measure.title or "maatregel zonder naam"
        return Row(measure.code, title, [self._cell(measure, title, each) for each in self.members])

    def _cell(self, measure: Measure, title: str, member: Municipality) -> Cell:
        name = f"{measure.code}:{member.code}"
        stands = self._value(measure.code, member)
        value = self.typed.get(name, stands)
        shares = self._shares(measure.code, member)
        differs = len({shares[i] for i, here in enumerate(member.member) if here}) > 1
        note = over_the_years(self.data.years, member.member, shares) if differs else ""
        here, state, error = bool(self._years(member)), _state(value), self._error(name)
        return Cell(name, title, member.name, here, value, stands, state, note, error)

    def _value(self, measure: str, member: Municipality) -> str:
        found = {self._shares(measure, member)[year] for year in self._years(member)}
        return share_word(percentage_of(found.pop())).rstrip("%") if len(found) == 1 else ""

    def _shares(self, measure: str, member: Municipality) -> tuple[Fraction, ...]:
        return self.shares.get((measure, member.code), (FULL,) * len(self.data.years))

    def _years(self, member: Municipality) -> list[int]:
        """The places of the years of the period in which it is a member."""
        return [
            i
            for i, year in enumerate(self.data.years)
            if self.asked.first <= year <= self.asked.last and member.member[i]
        ]

    def _error(self, name: str) -> str:
        return self.problems.get(name, "")


def percentage_of(share: Fraction) -> Decimal:
    """As the table has it: a share comes from a percentage with two decimals."""
    hundredths = share * 10_000
    return (Decimal(hundredths.numerator) / Decimal(100)).normalize() + 0 if share != FULL else WHOLE


def over_the_years(years: Sequence[int], here: Sequence[bool], shares: Sequence[Fraction]) -> str:
    """ "2021 ja, daarna nee": in the years in which it is a member."""
    runs: list[tuple[list[int], Fraction]] = []
    for year, member, share in zip(years, here, shares, strict=True):
        if member and runs and runs[-1][1] == share:
            runs[-1][0].append(year)
        elif member:
            runs.append(([year], share))
    words = [f"{period(run)} {share_word(percentage_of(share))}" for run, share in runs[:-1]]
    return ", ".join([*words, f"daarna {share_word(percentage_of(runs[-1][1]))}"])


def _membership(years: Sequence[int], member: Municipality) -> str:
    if all(member.member):
        return ""
    return f"lid {in_years([year for year, here in zip(years, member.member, strict=True) if here])}"


def _state(value: str) -> str:
    word = value.strip().casefold()
    return {"ja": "whole", "nee": "none", "": "mixed"}.get(word, "part")
