"""What goes in: ``BudgetData``, everything that the arithmetic needs, and ``Choice``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from budgets.engine.estimates import Estimate, PerYear, estimate_in
from budgets.engine.housing import Housing
from budgets.engine.members import PLAN_KEY, Cover, Key, Municipality, Participation

Amounts = tuple[int, ...]
"""Cents, one per year of the plan, in the order of ``BudgetData.years``."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A chapter of the plan and of the printed budget."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done for a goal.  Its lines name it, but one without lines is here only."""

    code: str
    goal: str
    title: str
    note: str = ""
    last_year: int | None = None
    """The year after which it has ended; None where it goes on."""
    key: str = PLAN_KEY
    """The allocation key of its own that it has, if any."""

    def is_of(self, line: "Line") -> bool:
        """Whether the line has this goal, name and note, as one that was read from the tables has."""
        return (line.goal, line.measure) == (self.goal, self.title) and line.note.startswith(self.note)

    def own_note(self, line: "Line") -> str:
        """The line's note without the measure's, which comes before it in ``Line.note``."""
        return line.note.removeprefix(self.note).lstrip()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the budget: a measure and a cost type, with cents per year.

    An amount is ``None`` where the source has none: either nothing was printed,
    or the year is marked in ``pm`` (a real item of unknown size, never zero).
    """

    code: str
    goal: str
    measure: str
    amounts: tuple[int | None, ...]
    number: int | None = None
    """Row number in the source."""
    note: str = ""
    cost_type: str = ""
    priority: int | None = None
    pm: tuple[bool, ...] = ()
    """Per year; empty means no year is p.m."""
    measure_code: str = ""
    """The measure that the line belongs to, by its lasting name; empty in versions of before schema 2."""
    incidental: bool = False
    """Whether it does not recur (BBV), so that the structural balance leaves it out."""

    @property
    def priority_key(self) -> str:
        """The priority as a key of subtotals: "0" to "3", or "none"."""
        return "none" if self.priority is None else str(self.priority)

    @property
    def cost_type_key(self) -> str:
        return self.cost_type or "none"


@dataclass(frozen=True, slots=True)
class Stream:
    """A funding stream, cents per year."""

    code: str
    title: str
    kind: str
    amounts: Amounts
    note: str = ""
    key: str = PLAN_KEY
    """The allocation key of its own that it has, if any."""
    incidental: bool = False
    """As of a line."""
    low: PerYear = ()
    """The least that it is thought to bring in; empty, or None in a year, is no estimate."""
    high: PerYear = ()
    """The most; there where there is a least."""
    likely: PerYear = ()
    """What is most likely, where that is not the amount itself."""

    def estimate(self, year: int) -> Estimate | None:
        """What it is thought to bring in, in a year (its position); None where nobody said.

        Most likely is the budgeted amount, or where that lies outside low and high the nearest of the two.
        """
        given = estimate_in(year, self.low, self.likely, self.high)
        if given is None or given.likely is not None:
            return given
        return replace(given, likely=min(max(self.amounts[year], given.low), given.high))


@dataclass(frozen=True, slots=True)
class Target:
    """A savings target: a percentage of a stream, or fixed cents per year."""

    code: str
    title: str
    stream: str | None = None
    percentage: Fraction | None = None
    """3 means 3% of ``stream`` as budgeted."""
    amounts: Amounts = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option changes in one year, in cents: below zero lowers the amount.

    It names one cost line, or one stream, or several lines over which the change
    is spread in proportion to their amounts (domain text, rule 4).
    """

    year: int
    change: int
    lines: tuple[str, ...] = ()
    stream: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How much of an option: one of the parts of which one is chosen."""

    code: str
    title: str
    part: Fraction
    """Of each of its effects, above zero; each change × part is rounded to the cent."""


@dataclass(frozen=True, slots=True)
class Option:
    """An adjustment option.  ``was`` and ``becomes`` are as its proposer printed them, in cents."""

    code: str
    title: str
    kind: str
    effects: tuple[Effect, ...]
    was: int | None = None
    becomes: int | None = None
    short_title: str = ""
    note: str = ""
    levels: tuple[Level, ...] = ()
    """One of them is chosen, the first where nobody chose; none: it is the whole or nothing."""
    excludes: tuple[str, ...] = ()
    """The options that cannot be on beside it; either of two may name the other."""
    needs: tuple[str, ...] = ()
    """The options that must all be on for it."""
    incidental: bool = False
    """Whether its effects do not recur: they are incidental on whatever line or stream."""

    @property
    def first_part(self) -> Fraction:
        """The part of its effects that counts where nobody chose another."""
        return self.levels[0].part if self.levels else Fraction(1)


@dataclass(frozen=True, slots=True)
class MemorandumItem:
    """A p.m. item that stands beside the lines: known to exist, of unknown size.

    It may be estimated, in cents per year: above zero is a cost, which lowers the result.
    """

    code: str
    title: str
    pm: tuple[bool, ...]
    note: str = ""
    low: PerYear = ()
    """The least that it is thought to be; empty, or None in a year, is no estimate."""
    high: PerYear = ()
    """The most; there where there is a least."""
    municipality: str = ""
    """The code of the municipality that it comes with, such as one that leaves."""
    likely: PerYear = ()
    """What is most likely; where it is not said, every amount in between is as likely."""

    def estimate(self, year: int) -> Estimate | None:
        """In a year (its position); None where nobody gave one, or it is not p.m."""
        return estimate_in(year, self.low, self.likely, self.high) if self.pm[year] else None


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A total printed in the source, to be held against ours.

    ``figure`` is a name that ``BudgetResult.figure`` knows.  ``reason`` says why
    the source differs, where that is known.
    """

    figure: str
    year: int
    amount: int
    source: str
    reason: str = ""


@dataclass(frozen=True)
class BudgetData:
    """A whole budget as a value: frozen, and exact in JSON (``codec``)."""

    region: str
    plan: str
    title: str
    years: tuple[int, ...]
    goals: tuple[Goal, ...] = ()
    lines: tuple[Line, ...] = ()
    streams: tuple[Stream, ...] = ()
    targets: tuple[Target, ...] = ()
    options: tuple[Option, ...] = ()
    memorandum_items: tuple[MemorandumItem, ...] = ()
    control_totals: tuple[ControlTotal, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    """Those that are a member in some year, by code; none where the budget is not split over them."""
    keys: tuple[Key, ...] = ()
    key: str = ""
    """The code of the key that holds where a stream or measure has none of its own."""
    participation: tuple[Participation, ...] = ()
    cover: tuple[Cover, ...] = ()
    housing: Housing | None = None
    """None where there is no agreement on places for living."""
    measures: tuple[Measure, ...] = ()
    """All of them, in order; none in versions of before schema 3, which did not keep them."""
    derived: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False, hash=False)
    """What the engine worked out from this value and may use again; never part of it."""

    @property
    def keeps_measures(self) -> bool:
        """Whether ``measures`` says which there are; else the lines alone tell."""
        return bool(self.measures) or not self.lines

    @cached_property
    def year_index(self) -> dict[int, int]:
        return {year: i for i, year in enumerate(self.years)}

    @cached_property
    def line_index(self) -> dict[str, int]:
        return {line.code: i for i, line in enumerate(self.lines)}

    @cached_property
    def stream_index(self) -> dict[str, int]:
        return {stream.code: i for i, stream in enumerate(self.streams)}

    @cached_property
    def municipality_index(self) -> dict[str, int]:
        return {municipality.code: i for i, municipality in enumerate(self.municipalities)}

    @cached_property
    def option_index(self) -> dict[str, int]:
        return {option.code: i for i, option in enumerate(self.options)}

    def line(self, code: str) -> Line:
        return self.lines[self.line_index[code]]

    def stream(self, code: str) -> Stream:
        return self.streams[self.stream_index[code]]

    def option(self, code: str) -> Option:
        return self.options[self.option_index[code]]

    @cached_property
    def _goals(self) -> dict[str, Goal]:
        return {goal.code: goal for goal in self.goals}

    def goal(self, code: str) -> Goal:
        return self._goals[code]

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        return {measure.code: measure for measure in self.measures}

    def measure(self, code: str) -> Measure | None:
        """None where ``keeps_measures`` is false."""
        return self._measures.get(code)


def excluded(data: BudgetData, one: str, other: str) -> bool:
    """Whether the two options cannot be on together: either names the other."""
    return other in data.option(one).excludes or one in data.option(other).excludes


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A scenario's own change of one line or one stream, from a year on."""

    code: str
    """Its lasting name within the scenario."""
    first_year: int
    reason: str
    line: str = ""
    stream: str = ""
    """One of the two, by its code."""
    change: int | None = None
    """Cents per year; below zero lowers the amount."""
    percentage: Fraction | None = None
    """Instead of ``change``: of the amount after indexation, before any adjustment (3 means 3%)."""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Another savings target in this scenario: a percentage of the target's stream, or cents per year."""

    target: str
    percentage: Fraction | None = None
    amounts: Amounts = ()


@dataclass(frozen=True)
class Choice:
    """What somebody chose: the options that are on, and the parameters of a scenario.

    ``indexation`` holds a yearly percentage per cost type (domain text, rule 5).
    """

    on: frozenset[str] = frozenset()
    indexation: tuple[tuple[str, Fraction], ...] = ()
    ends: tuple[tuple[str, int], ...] = ()
    """The last year of municipalities for which another is chosen than the budget has (rule 9)."""
    share_falls_away: bool = False
    """Whether the contribution of who left falls away; else the others carry it (rule 9)."""
    parts: tuple[tuple[str, Fraction], ...] = ()
    """Per option the part of it that was chosen, on or off; else its first level, or the whole."""
    index_years: tuple[tuple[str, int, Fraction], ...] = ()
    """Cost type, year, and the percentage from the year before, instead of that in ``indexation``."""
    adjustments: tuple[Adjustment, ...] = ()
    targets: tuple[TargetChange, ...] = ()

    @classmethod
    def of(
        cls,
        on: Iterable[str] = (),
        indexation: Mapping[str, Fraction] | None = None,
        ends: Mapping[str, int] | None = None,
        share_falls_away: bool = False,
        *,
        parts: Mapping[str, Fraction] | None = None,
        index_years: Mapping[tuple[str, int], Fraction] | None = None,
        adjustments: Iterable[Adjustment] = (),
        targets: Iterable[TargetChange] = (),
    ) -> "Choice":
        """A choice in its one normal form: no zero yearly percentages, everything in the order of its names.

        A percentage of one year is kept at zero: it stands instead of another.
        """
        rates = sorted((kind, rate) for kind, rate in (indexation or {}).items() if rate)
        return cls(
            frozenset(on),
            tuple(rates),
            tuple(sorted((ends or {}).items())),
            share_falls_away,
            tuple(sorted((parts or {}).items())),
            tuple(sorted((kind, year, rate) for (kind, year), rate in (index_years or {}).items())),
            tuple(sorted(adjustments, key=lambda each: each.code)),
            tuple(sorted(targets, key=lambda each: each.target)),
        )

    @cached_property
    def _parts(self) -> dict[str, Fraction]:
        return dict(self.parts)

    def part_of(self, option: Option) -> Fraction:
        """The part of its effects that counts, on or off: what was chosen, or its first level."""
        return self._parts.get(option.code, option.first_part)
