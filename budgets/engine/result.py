"""What comes out: ``BudgetResult``, every figure by its name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from budgets.engine.allocation import FIGURES as MUNICIPAL_FIGURES
from budgets.engine.allocation import Allocation, allocate
from budgets.engine.coverage import Coverage, coverage_of
from budgets.engine.data import Amounts, BudgetData, Choice
from budgets.engine.finding import Finding
from budgets.engine.findings import ControlCheck, check_controls, find
from budgets.engine.ground import AdjustmentResult
from budgets.engine.ints import Ints
from budgets.engine.pro_memorie import AFTER_TARGET, left_out
from budgets.engine.structural import FIGURES as STRUCTURAL_FIGURES
from budgets.engine.structural import incidental_costs, incidental_income
from budgets.engine.swings import swings

FUNDING = "dekking"
"""The kind of options that change who pays, not what is done."""


class UnknownFigure(LookupError):
    """There is no figure of this name, or no such year."""


@dataclass(frozen=True, slots=True)
class OptionResult:
    """``claimed`` is what the proposer wrote, on or off; the others are zero when off.

    ``shortfall`` is the part of the savings that the lines cannot give.
    """

    code: str
    on: bool
    claimed: Amounts
    realised: Amounts
    shortfall: Amounts


@dataclass(frozen=True, eq=False)
class BudgetResult:
    """Every figure of a budget under a choice, in cents per year of the plan."""

    data: BudgetData
    choice: Choice
    costs: Amounts
    costs_by_priority: Mapping[str, Amounts]
    """Keys "0" to "3" and "none"."""
    costs_by_goal: Mapping[str, Amounts]
    costs_by_cost_type: Mapping[str, Amounts]
    income: Amounts
    income_by_stream: Mapping[str, Amounts]
    result: Amounts
    savings_targets: Mapping[str, Amounts]
    savings_target: Amounts
    result_after_target: Amounts
    options: tuple[OptionResult, ...]
    line_amounts: Ints
    """(years, lines): cents after indexation and options; missing and p.m. as zero."""
    adjustments: tuple[AdjustmentResult, ...]
    """Of the choice's own adjustments, those of a line or stream that there is, by their code."""
    realised_entries: Ints
    """Cents that each entry of the layout takes from its line."""
    stream_amounts: Ints
    """(streams, years): cents after options, before the share of a member that left falls away."""
    base: "BudgetResult | None" = None
    """The unchanged budget, where this is not it."""

    @property
    def unchanged(self) -> "BudgetResult":
        """The budget as it stands, no option on."""
        return self if self.base is None else self.base

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """What the engine worked out from this result and may use again; never part of it."""
        return {}

    @property
    def years(self) -> tuple[int, ...]:
        return self.data.years

    @cached_property
    def result_after_target_low(self) -> Amounts:
        """With every estimate, of what is p.m. and of streams, at its worst."""
        return self._with_estimates("worst")

    @cached_property
    def result_after_target_high(self) -> Amounts:
        """With every estimate at its best."""
        return self._with_estimates("best")

    @cached_property
    def incidental_costs(self) -> Amounts:
        return incidental_costs(self)

    @cached_property
    def incidental_income(self) -> Amounts:
        return incidental_income(self)

    @cached_property
    def incidental_balance(self) -> Amounts:
        """What of the result does not recur."""
        return tuple(
            income - costs
            for income, costs in zip(self.incidental_income, self.incidental_costs, strict=True)
        )

    @cached_property
    def structural_balance(self) -> Amounts:
        """The result without what does not recur (BBV: structureel begrotingssaldo)."""
        return tuple(
            result - incidental
            for result, incidental in zip(self.result, self.incidental_balance, strict=True)
        )

    @cached_property
    def claimed(self) -> Amounts:
        """What the options that are on were said to save together."""
        return self._sum([option.claimed for option in self.options if option.on])

    @cached_property
    def realised(self) -> Amounts:
        return self._sum([option.realised for option in self.options])

    @cached_property
    def shortfall(self) -> Amounts:
        return self._sum([option.shortfall for option in self.options])

    @cached_property
    def offered(self) -> Amounts:
        """What all options together were said to save, on or off; another payer saves nothing."""
        return self._sum([self.option(code).claimed for code in self.savings_options])

    @cached_property
    def savings_options(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.data.options if option.kind != FUNDING)

    def pm_counts(self, figure: str = "result_after_target") -> Amounts:
        """How many p.m. items a figure leaves out, per year."""
        return tuple(len(left_out(self.data, figure, year)) for year in range(len(self.years)))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return find(self)

    @cached_property
    def control_checks(self) -> tuple[ControlCheck, ...]:
        """The printed totals of the source, held against the unchanged budget."""
        return check_controls(self.unchanged)

    @cached_property
    def coverage(self) -> Coverage:
        """Which stream pays what of which line."""
        available = [self.income_by_stream[stream.code] for stream in self.data.streams]
        shape = (len(self.data.streams), len(self.years))
        return coverage_of(
            self.data, np.array(available, np.int64).reshape(shape), np.asarray(self.line_amounts)
        )

    @cached_property
    def allocation(self) -> Allocation:
        """What every municipality contributes and needs; empty where the budget is not split over any."""
        return allocate(self.data, self.choice, self.stream_amounts, self.coverage, self.result_after_target)

    def _with_estimates(self, side: str) -> Amounts:
        """The result after target with the "worst" or "best" of every estimate."""
        return tuple(
            cents + sum(getattr(swing, side) for swing in swings(self.data, year))
            for year, cents in enumerate(self.result_after_target)
        )

    @cached_property
    def _adjustments(self) -> dict[str, AdjustmentResult]:
        return {each.adjustment.code: each for each in self.adjustments}

    def adjustment(self, code: str) -> AdjustmentResult:
        return self._adjustments[code]

    @cached_property
    def _options(self) -> dict[str, OptionResult]:
        return {option.code: option for option in self.options}

    def option(self, code: str) -> OptionResult:
        return self._options[code]

    def line(self, code: str) -> Amounts:
        """A line after indexation and options, missing amounts as zero."""
        return tuple(self.line_amounts[:, self.data.line_index[code]].tolist())

    def figure(self, name: str) -> Amounts:
        """The amounts of a figure: "costs", "costs_by_priority.0", "options.mda.realised", "lines.r5".

        "adjustments.a.claimed" and ".realised" are what it was to do, and does, to the result.

        Raises ``UnknownFigure``.
        """
        head, _, key = name.partition(".")
        try:
            if head in SCALAR_FIGURES and not key:
                amounts: Amounts = getattr(self, head)
            elif head in KEYED_FIGURES:
                amounts = getattr(self, head)[key]
            elif head == "lines":
                amounts = self.line(key)
            elif head in ("coverage", "municipalities"):
                amounts = self._split_figure(head, *key.rpartition(".")[::2])
            elif head in ("options", "adjustments"):
                amounts = self._option_figure(head, *key.rpartition(".")[::2])
            else:
                raise UnknownFigure(name)
        except KeyError:
            raise UnknownFigure(name) from None
        return amounts

    def _option_figure(self, head: str, code: str, part: str) -> Amounts:
        """Of an option or an adjustment.  Raises ``KeyError``."""
        of = self.option(code) if head == "options" else self.adjustment(code)
        if part not in OPTION_FIGURES:
            raise KeyError(part)
        amounts: Amounts = getattr(of, part)
        return amounts

    def _split_figure(self, head: str, code: str, name: str) -> Amounts:
        """Of a stream or of a municipality.  Raises ``KeyError``."""
        if head == "coverage":
            return self.coverage.figures(code)[name]
        if name not in MUNICIPAL_FIGURES:
            raise KeyError(name)
        return self.allocation.figure(code, name)

    def knows(self, name: str) -> bool:
        """Whether there is a figure of this name."""
        try:
            self.figure(name)
        except UnknownFigure:
            return False
        return True

    def amount(self, name: str, year: int) -> int:
        """One figure in one year.  Raises ``UnknownFigure``."""
        if year not in self.data.year_index:
            raise UnknownFigure(f"{name} {year}")
        return self.figure(name)[self.data.year_index[year]]

    def _sum(self, rows: list[Amounts]) -> Amounts:
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * len(self.years)


SCALAR_FIGURES = (
    "costs",
    "income",
    "result",
    "savings_target",
    *AFTER_TARGET,
    *STRUCTURAL_FIGURES,
    "claimed",
    "realised",
    "shortfall",
    "offered",
)
KEYED_FIGURES = (
    "costs_by_priority",
    "costs_by_goal",
    "costs_by_cost_type",
    "income_by_stream",
    "savings_targets",
)


OPTION_FIGURES = ("claimed", "realised", "shortfall")


def difference(result: BudgetResult, base: BudgetResult, figure: str) -> Amounts:
    """``figure`` in ``result`` minus the same in ``base``, per year."""
    pairs = zip(result.figure(figure), base.figure(figure), strict=True)
    return tuple(ours - theirs for ours, theirs in pairs)


def subtotal(result: BudgetResult, lines: Collection[str]) -> Amounts:
    """The sum of some lines, per year; ``lines`` holds their codes."""
    columns = [result.data.line_index[code] for code in lines]
    return tuple(result.line_amounts[:, columns].sum(axis=1).tolist())
