"""A budget that is being changed: goals, their measures, their lines, in order."""

from collections.abc import Iterable
from dataclasses import replace

from budgets.engine.data import BudgetData, Goal, Line, Measure
from budgets.imports.comparison.names import bare
from budgets.texts import RESERVED_LINES, RESERVED_MEASURES, Codes


class Draft:
    """``taken`` are codes per table ("goals", "measures", "lines", "streams", "targets",
    "memorandum_items") that were in use once: a code is not given twice.

    New measures and lines go behind the one that is placed before them, so that a file's order
    is kept where the budget has none yet.
    """

    def __init__(self, data: BudgetData, taken: dict[str, set[str]]) -> None:
        self.data = data
        self.goals = {goal.code: goal for goal in data.goals}
        self.measures = {measure.code: measure for measure in data.measures}
        self.lines = {line.code: line for line in data.lines}
        self.measures_of: dict[str, list[str]] = {goal.code: [] for goal in data.goals}
        for measure in data.measures:
            self.measures_of[measure.goal].append(measure.code)
        self.lines_of: dict[str, list[str]] = {measure.code: [] for measure in data.measures}
        for line in data.lines:
            self.lines_of[line.measure_code].append(line.code)
        self.split_off: dict[str, str] = {}
        """New measures by code, with the measure that their lines were of."""
        self._goal_by_title = {bare(goal.title): goal.code for goal in reversed(data.goals)}
        self._measure_by_title = {
            (measure.goal, bare(measure.title)): measure.code for measure in reversed(data.measures)
        }
        self.codes = {
            part: Codes(taken.get(part, set()) | reserved, longest=longest, otherwise=otherwise)
            for part, longest, otherwise, reserved in (
                ("goals", 50, "doel", frozenset[str]()),
                ("measures", 80, "maatregel", RESERVED_MEASURES),
                ("lines", 50, "post", RESERVED_LINES),
            )
        }

    def goal_called(self, title: str) -> str | None:
        return self._goal_by_title.get(bare(title))

    def add_goal(self, title: str) -> str:
        code = self.codes["goals"].of(title)
        self.goals[code] = Goal(code, title)
        self.measures_of[code] = []
        self._goal_by_title.setdefault(bare(title), code)
        return code

    def rename_goal(self, code: str, title: str) -> None:
        self.goals[code] = replace(self.goals[code], title=title)
        self._goal_by_title.setdefault(bare(title), code)

    def measure_called(self, goal: str, title: str) -> str | None:
        """The measure of this goal and name; a measure without a name is not found by that."""
        return self._measure_by_title.get((goal, bare(title))) if title else None

    def add_measure(self, goal: str, title: str, after: str | None, like: str | None = None) -> str:
        """Behind the measure ``after`` where that is of the same goal, else at its end.

        Who takes part, which key splits it and what pays it are those of the measure ``like``.
        """
        code = self.codes["measures"].of(title)
        self.measures[code] = Measure(code, goal, title)
        if like is not None:
            self.split_off[code] = self.split_off.get(like, like)
            of = self.measures[like]
            self.measures[code] = Measure(code, goal, title, key=of.key, last_year=of.last_year)
        self.lines_of[code] = []
        _insert(self.measures_of[goal], code, after)
        if title:
            self._measure_by_title.setdefault((goal, bare(title)), code)
        return code

    def add_line(self, line: Line, after: str | None) -> None:
        self.lines[line.code] = line
        _insert(self.lines_of[line.measure_code], line.code, after)

    def move_line(self, code: str, measure: str) -> None:
        """To the end of another measure, whose note then comes before its own."""
        line = self.lines[code]
        own, of_measure = self.measures[line.measure_code].own_note(line), self.measures[measure].note
        note = f"{of_measure} {own}".strip() if of_measure else line.note
        self.lines_of[line.measure_code].remove(code)
        self.lines_of[measure].append(code)
        self.lines[code] = replace(line, measure_code=measure, note=note)

    def let_go_of_name(self, code: str) -> None:
        """It is not found by its name any more, until it gets another."""
        name = self.measures[code].goal, bare(self.measures[code].title)
        if self._measure_by_title.get(name) == code:
            del self._measure_by_title[name]

    def change_measure(self, code: str, *, goal: str, title: str) -> None:
        """Another name, or to the end of another goal."""
        measure = self.measures[code]
        self.let_go_of_name(code)
        if goal != measure.goal:
            self.measures_of[measure.goal].remove(code)
            self.measures_of[goal].append(code)
        self.measures[code] = replace(measure, goal=goal, title=title)
        if title:
            self._measure_by_title.setdefault((goal, bare(title)), code)

    def remove_lines(self, codes: Iterable[str]) -> None:
        """With the measures that are left without any."""
        emptied = set()
        for code in codes:
            line = self.lines.pop(code)
            self.lines_of[line.measure_code].remove(code)
            if not self.lines_of[line.measure_code]:
                emptied.add(line.measure_code)
        for code in emptied:
            self.remove_measure(code)

    def remove_measure(self, code: str) -> None:
        """One without lines."""
        self.let_go_of_name(code)
        measure = self.measures.pop(code)
        self.measures_of[measure.goal].remove(code)
        del self.lines_of[code]

    def ordered_measures(self) -> tuple[Measure, ...]:
        return tuple(self.measures[code] for goal in self.goals for code in self.measures_of[goal])

    def ordered_lines(self) -> tuple[Line, ...]:
        """With goal and name as their measures now have them."""
        return tuple(
            _of_measure(self.lines[code], measure)
            for measure in self.ordered_measures()
            for code in self.lines_of[measure.code]
        )


def _of_measure(line: Line, measure: Measure) -> Line:
    if (line.goal, line.measure) == (measure.goal, measure.title):
        return line
    return replace(line, goal=measure.goal, measure=measure.title)


def _insert(codes: list[str], code: str, after: str | None) -> None:
    if after is None or codes[-1:] == [after] or after not in codes:  # the last is the usual one
        codes.append(code)
    else:
        codes.insert(codes.index(after) + 1, code)
