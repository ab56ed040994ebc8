"""What the rows of a whole file add up to, by the names of the engine's figures."""

from collections import defaultdict
from collections.abc import Iterable

from budgets.amount_text import Value
from budgets.imports.content import ReadRow
from budgets.imports.mapping import RowKind
from budgets.imports.recognition.stands import STREAM
from budgets.imports.recognition.words import plain

INCOME_OF_GOAL = "income of goal "
Counts = dict[int, list[int]]
Sums = dict[int, tuple[int, int]]
"""Per year the cents, and how many rows with an amount."""


class FileSums:
    """Adds up lines, streams and targets once; a figure is then looked up."""

    def __init__(self, rows: Iterable[ReadRow]) -> None:
        self._found: defaultdict[str, Counts] = defaultdict(dict)
        groups: defaultdict[tuple[int | None, str | None, str], Counts] = defaultdict(dict)
        for row in rows:
            if row.kind is RowKind.LINE:
                _add(groups[row.priority, row.cost_type, row.goal], row.amounts)
                if row.income:
                    self._income(row, row.income)
            elif row.kind is RowKind.STREAM:
                self._income(row, row.amounts)
                for key in {row.id, plain(row.label)} - {""}:
                    _add(self._found[STREAM + key], row.amounts)
            elif row.kind is RowKind.TARGET:
                _add(self._found["savings_target"], row.amounts)
        for (priority, cost_type, goal), sums in groups.items():
            self._costs("none" if priority is None else priority, cost_type or "none", goal, sums)

    def of(self, figure: str) -> Sums:
        """Empty where no row is of this figure."""
        if figure == "result":
            return _less(self.of("income"), self.of("costs"), both=True)
        if figure == "result_after_target":
            return _less(self.of("result"), self.of("savings_target"), both=False)
        return {year: (cents, count) for year, (cents, count) in self._found.get(figure, {}).items()}

    def _income(self, row: ReadRow, amounts: Iterable[tuple[int, Value]]) -> None:
        _add(self._found["income"], amounts)
        _add(self._found[INCOME_OF_GOAL + row.goal], amounts)

    def _costs(self, priority: object, cost_type: str, goal: str, sums: Counts) -> None:
        """What lines that are alike add up to, in each figure that they are in."""
        for figure in (
            "costs",
            f"costs_by_priority.{priority}",
            f"costs_by_cost_type.{cost_type}",
            f"costs_by_goal:{goal}",
        ):
            found = self._found[figure]
            for year, (cents, count) in sums.items():
                total = found.setdefault(year, [0, 0])
                total[0] += cents
                total[1] += count


def _add(sums: Counts, amounts: Iterable[tuple[int, Value]]) -> None:
    for year, value in amounts:
        if type(value) is int:
            total = sums.get(year)
            if total is None:
                sums[year] = [value, 1]
            else:
                total[0] += value
                total[1] += 1


def _less(first: Sums, second: Sums, *, both: bool) -> Sums:
    """The first less the second; only the years of both where both must be there."""
    years = first.keys() & second.keys() if both else first.keys()
    nothing = (0, 0)
    return {
        year: (first[year][0] - second.get(year, nothing)[0], first[year][1] + second.get(year, nothing)[1])
        for year in years
    }
