"""HiGHS: a linear program in whole numbers, given and answered in cents.

The only module that knows the solver.  Amounts are scaled, because floating point serves numbers
around one best; what comes back is nothing but which columns are on, and a bound.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import frexp, gcd, lcm

import highspy
import numpy as np

Terms = Mapping[int, int | Fraction]
"""Per column its coefficient."""
LARGEST_COEFFICIENT = 10
"""Powers of two: a row with larger coefficients is made smaller."""
LARGEST_COST = 20
SETTINGS: dict[str, float | int] = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "dual_feasibility_tolerance": 1e-8,
    "threads": 1,
    "random_seed": 0,
}
ATTEMPTS = ((1e-8, "choose"), (1e-6, "choose"), (1e-7, "choose"), (1e-8, "off"))
"""Tolerance and presolve, in turn: now and then its own end result is a hair beyond the tolerance, or
what it simplified does not fit back, which the solver calls an error."""


class Interrupted(Exception):
    """``stops`` said so; ``solved`` is what there was until then, if anything."""

    def __init__(self, solved: "Solved | None") -> None:
        super().__init__()
        self.solved = solved


@dataclass(frozen=True, slots=True)
class Column:
    lower: int
    upper: int
    unit: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of the terms is at least ``lower`` and at most ``upper``; None is no bound."""

    terms: Terms
    lower: int | Fraction | None = None
    upper: int | Fraction | None = None

    @property
    def allows_nothing(self) -> bool:
        """Whether a sum of zero will do."""
        return (self.lower is None or self.lower <= 0) and (self.upper is None or self.upper >= 0)


@dataclass(frozen=True, slots=True)
class Solved:
    """``on`` holds the whole columns that are one; nothing is less than ``bound``."""

    on: frozenset[int]
    bound: float


@dataclass(frozen=True)
class Program:
    """Columns from zero to one, or of cents; and what must hold."""

    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add_switch(self) -> int:
        """A column that is 0 or 1; its number."""
        return self._add(Column(0, 1, 1, whole=True))

    def add_amount(self, lower: int, upper: int) -> int:
        """A column of cents between these."""
        return self._add(Column(lower, upper, max(1, abs(lower), abs(upper)), whole=False))

    def add_row(
        self, terms: Terms, lower: int | Fraction | None = None, upper: int | Fraction | None = None
    ) -> None:
        self.rows.append(Row(terms, lower, upper))

    def minimise(self, terms: Terms, rows: list[Row], stops: Callable[[], bool]) -> Solved | None:
        """The least sum of the terms, with ``rows`` beside those that always hold; None where there is none.

        ``stops`` is asked very often whether to stop; ``Interrupted`` is raised then.
        """
        if not all(row.allows_nothing for row in (*self.rows, *rows) if not any(row.terms.values())):
            return None
        if not self.columns:  # the solver takes that for no question at all
            return Solved(frozenset(), 0.0)
        costs, scale = self._scaled(terms, LARGEST_COST)
        solver = _run(self._model(costs, [*self.rows, *rows]), stops)
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status == highspy.HighsModelStatus.kInterrupt:
            raise Interrupted(self._solved(solver, scale))
        solved = self._solved(solver, scale)
        if status != highspy.HighsModelStatus.kOptimal or solved is None:
            raise RuntimeError(f"the solver gave up: {solver.modelStatusToString(status)}")
        return solved

    def prices(self, terms: Terms) -> list[float]:
        """Per row what a cent of it costs of the least sum where columns need not be whole.

        Above zero for its lower bound, below zero for its upper; zero where there is no such least.
        """
        costs, scale = self._scaled(terms, LARGEST_COST)
        model = self._model(costs, self.rows)
        model.integrality_ = [highspy.HighsVarType.kContinuous] * len(self.columns)
        solver = _run(model, lambda: False)
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return [0.0] * len(self.rows)
        prices = solver.getSolution().row_dual
        return [
            price * self._scaled(row.terms, LARGEST_COEFFICIENT)[1] / scale
            for price, row in zip(prices, self.rows, strict=True)
        ]

    def _solved(self, solver: highspy.Highs, scale: float) -> Solved | None:
        info = solver.getInfo()
        if int(info.primal_solution_status) != int(highspy.kSolutionStatusFeasible):
            return None
        values = solver.getSolution().col_value
        on = frozenset(i for i, column in enumerate(self.columns) if column.whole and values[i] > 0.5)
        return Solved(on, info.mip_dual_bound / scale)

    def _add(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1

    def _scaled(self, terms: Terms, largest: int) -> tuple[dict[int, float], float]:
        """The coefficients of the columns as the solver has them, and what they were multiplied by."""
        plain = {i: cents * self.columns[i].unit for i, cents in terms.items() if cents}
        shared = _shared(plain.values())
        size = frexp(max((abs(float(each / shared)) for each in plain.values()), default=1.0))[1]
        scale = 2.0 ** min(0, largest - size)
        return {i: float(each / shared) * scale for i, each in plain.items()}, scale / float(shared)

    def _model(self, costs: dict[int, float], rows: list[Row]) -> highspy.HighsLp:
        starts: list[int] = [0]
        index: list[int] = []
        values: list[float] = []
        lower: list[float] = []
        upper: list[float] = []
        for row in rows:
            terms, scale = self._scaled(row.terms, LARGEST_COEFFICIENT)
            index += terms.keys()
            values += terms.values()
            starts.append(len(index))
            lower.append(-highspy.kHighsInf if row.lower is None else float(row.lower) * scale)
            upper.append(highspy.kHighsInf if row.upper is None else float(row.upper) * scale)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.columns), len(rows)
        model.col_cost_ = np.array([costs.get(i, 0.0) for i in range(len(self.columns))])
        model.col_lower_ = np.array([each.lower / each.unit for each in self.columns])
        model.col_upper_ = np.array([each.upper / each.unit for each in self.columns])
        model.row_lower_, model.row_upper_ = np.array(lower), np.array(upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts)
        model.a_matrix_.index_ = np.array(index, np.int32)
        model.a_matrix_.value_ = np.array(values, np.float64)
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        model.integrality_ = [kinds[each.whole] for each in self.columns]
        return model


def _shared(values: Iterable[int | Fraction]) -> Fraction:
    """What all are a whole number of times: round amounts become small numbers, which solve faster."""
    exact = [Fraction(each) for each in values]
    if not exact:
        return Fraction(1)
    return Fraction(gcd(*(each.numerator for each in exact)), lcm(*(each.denominator for each in exact)))


class _Silent(highspy.Highs):
    """Prints nothing: without this a banner goes to standard output when the first one is made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # highspy has no types here

    def enableCallbacks(self) -> None:  # noqa: N802  # the library's name
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # nor here


def _run(model: highspy.HighsLp, stops: Callable[[], bool]) -> highspy.Highs:
    def asked(event: highspy.highs.HighsCallbackEvent) -> None:
        if stops():
            event.interrupt()

    for tolerance, presolve in ATTEMPTS:
        solver = _Silent()
        for option, value in SETTINGS.items():
            solver.setOptionValue(option, value)
        solver.setOptionValue("mip_feasibility_tolerance", tolerance)
        solver.setOptionValue("primal_feasibility_tolerance", tolerance)
        solver.setOptionValue("presolve", presolve)
        solver.cbMipInterrupt += asked
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kSolveError:
            break
    return solver
