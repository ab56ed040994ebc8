"""Some budgets side by side, each under a choice: every figure, and the way from one to another.

They may be of different versions of a budget, and so of different years: a figure
or year that one of them does not have is None there, and counts as nothing in a
difference.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from budgets.engine.allocation import FIGURES as MUNICIPAL_FIGURES
from budgets.engine.data import Amounts, BudgetData
from budgets.engine.members import Municipality
from budgets.engine.membership import members
from budgets.engine.municipal_options import totals
from budgets.engine.result import BudgetResult, UnknownFigure
from budgets.engine.settings import Key, settings_of
from budgets.engine.structural import any_incidental
from budgets.engine.swings import any_estimated

FIGURES = ("costs", "income", "result", "savings_target", "result_after_target")
MORE = (
    "incidental_balance",
    "structural_balance",
    "result_after_target_low",
    "result_after_target_high",
    "realised",
    "shortfall",
)
"""Figures that only tell something where something does not recur, is estimated, saves or falls short."""
TOLD = (*FIGURES[:3], *MORE[:2], *FIGURES[3:], *MORE[2:])
"""All of them in the order in which a reader meets them."""
GROUPS = ("costs_by_priority", "costs_by_goal", "income_by_stream", "costs_by_cost_type", "savings_targets")
OF_OPTIONS = ("option", "part")
"""The kinds of settings that ``Comparison.options`` is about."""
MISSING = "missing"
"""The state of an option that a budget does not have."""
ON, OFF = "on", "off"
Known = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in every budget, in cents per year of the comparison.

    ``figure`` is as ``BudgetResult.figure`` knows it; empty where it knows none.
    """

    figure: str
    amounts: tuple[Known, ...]
    """Per budget; None where it has no such figure or year."""

    def difference(self, of: int, base: int = 0) -> Amounts:
        """What budget ``of`` has more than ``base``, by their places."""
        pairs = zip(self.amounts[of], self.amounts[base], strict=True)
        return tuple((ours or 0) - (theirs or 0) for ours, theirs in pairs)

    @property
    def differs(self) -> bool:
        """Whether any budget has another amount, or none where another has one."""
        return any(amounts != self.amounts[0] for amounts in self.amounts)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option in every budget: its state, and what it saves there."""

    code: str
    states: tuple[str, ...]
    """"on", "off" or "missing"."""
    parts: tuple[Fraction | None, ...]
    """How much of it counts; None where it is not on."""
    realised: Row

    @property
    def differs(self) -> bool:
        return len({*self.states}) > 1 or len({*self.parts}) > 1 or self.realised.differs


@dataclass(frozen=True, slots=True)
class SettingRow:
    """Something that can be chosen beside the options: None where a budget's choice does not have it."""

    kind: str
    code: str
    values: tuple[Any, ...]

    @property
    def differs(self) -> bool:
        return any(value != self.values[0] for value in self.values)


@dataclass(frozen=True)
class Comparison:
    """``results`` in the order in which they were asked for; the first is what others are held against."""

    results: tuple[BudgetResult, ...]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Those of any of them."""
        return tuple(sorted({year for result in self.results for year in result.years}))

    @cached_property
    def one_budget(self) -> bool:
        """Whether all are of the same budget, so that only the choices differ."""
        return all(result.data == self.results[0].data for result in self.results)

    @cached_property
    def figures(self) -> tuple[Row, ...]:
        return tuple(self.row(name) for name in FIGURES)

    @cached_property
    def more(self) -> tuple[Row, ...]:
        return tuple(self.row(name) for name in MORE)

    @cached_property
    def told(self) -> tuple[Row, ...]:
        """The figures, and those of ``more`` that tell something, in the order of ``TOLD``."""
        rows = {row.figure: row for row in (*self.figures, *self.more)}
        return tuple(rows[name] for name in TOLD if name in FIGURES or self._tells(rows[name]))

    def _tells(self, row: Row) -> bool:
        if row.figure in ("incidental_balance", "structural_balance"):
            return any(any_incidental(result.data) for result in self.results)
        if row.figure in ("result_after_target_low", "result_after_target_high"):
            return any(any_estimated(result.data) for result in self.results)
        return any(cents for amounts in row.amounts for cents in amounts)

    def group(self, name: str) -> tuple[Row, ...]:
        """A set of subtotals, one of ``GROUPS``; the rows add up to its total in every budget.

        Without those that are zero in all.
        """
        keys = _all(getattr(result, name) for result in self.results)
        rows = (self.row(f"{name}.{key}") for key in keys)
        return tuple(row for row in rows if any(cents for amounts in row.amounts for cents in amounts))

    @cached_property
    def options(self) -> tuple[OptionRow, ...]:
        """All options of any of them, in the order of the budgets."""
        codes = _all(result.data.option_index for result in self.results)
        return tuple(
            OptionRow(
                code,
                tuple(_state(result, code) for result in self.results),
                tuple(_part(result, code) for result in self.results),
                self.row(f"options.{code}.realised"),
            )
            for code in codes
        )

    @cached_property
    def settings(self) -> tuple[SettingRow, ...]:
        """What any of them chose beside options."""
        chosen = [settings_of(result.choice) for result in self.results]
        keys: list[Key] = [key for key in _all(chosen) if key[0] not in OF_OPTIONS]
        return tuple(SettingRow(*key, tuple(each.get(key) for each in chosen)) for key in keys)

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those of any of them, by code."""
        found = {each.code: each for result in self.results for each in result.data.municipalities}
        return tuple(found[code] for code in sorted(found))

    def municipal(self, name: str) -> tuple[Row, ...]:
        """A figure of ``MUNICIPAL_FIGURES`` of each municipality; None in a year in which it is no member."""
        return tuple(self._municipality(each.code, name) for each in self.municipalities)

    def municipal_total(self, name: str) -> Row:
        """The same of all municipalities together."""
        amounts = (totals(result, name) if result.data.municipalities else None for result in self.results)
        return Row(
            f"total.{name}",
            tuple(self._spread(*pair) for pair in zip(self.results, amounts, strict=True)),
        )

    def row(self, figure: str) -> Row:
        return Row(figure, tuple(self._spread(result, _figure(result, figure)) for result in self.results))

    def data_with(self, known: Callable[[BudgetData], bool]) -> BudgetData:
        """The first budget of which that holds, to call things by the names that it has; else the first."""
        return next((each.data for each in self.results if known(each.data)), self.results[0].data)

    def _municipality(self, code: str, name: str) -> Row:
        figure = f"municipalities.{code}.{name}"
        amounts = []
        for result in self.results:
            known = _figure(result, figure)
            if known is not None:
                place = result.data.municipality_index[code]
                here = [members(result.data, result.choice, year)[place] for year in range(len(known))]
                known = tuple(cents if is_here else None for cents, is_here in zip(known, here, strict=True))
            amounts.append(self._spread(result, known))
        return Row(figure, tuple(amounts))

    def _spread(self, result: BudgetResult, amounts: Sequence[int | None] | None) -> Known:
        if amounts is None:
            return (None,) * len(self.years)
        at = result.data.year_index
        return tuple(amounts[at[year]] if year in at else None for year in self.years)


def _figure(result: BudgetResult, figure: str) -> Known | None:
    try:
        return result.figure(figure)
    except UnknownFigure:
        return None


def _state(result: BudgetResult, code: str) -> str:
    if code not in result.data.option_index:
        return MISSING
    return ON if result.option(code).on else OFF


def _part(result: BudgetResult, code: str) -> Fraction | None:
    return result.choice.part_of(result.data.option(code)) if _state(result, code) == ON else None


def _all(keyed: Iterable[Iterable[Any]]) -> list[Any]:
    """Every key of any, once, in the order of the first that has it."""
    return list(dict.fromkeys(key for keys in keyed for key in keys))


assert {"net_contribution", "contribution"} <= {*MUNICIPAL_FIGURES}
