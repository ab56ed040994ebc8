"""Which row of a file is which line of the budget.

By our id, then by number and name, then by name and kind of costs, then by name alone; what is
left over may be a line under another name, and that is asked.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from budgets.amount_text import Value
from budgets.engine.data import BudgetData, Line
from budgets.imports.comparison.names import ALIKE, bare, likeness
from budgets.imports.content import ReadRow

MOST_COMPARED = 50_000_000
"""Pairs of letters of names that are held against each other; beyond that only numbers tell."""
LINE = "line:"


@dataclass(slots=True)
class Pairing:
    """``found`` has the code of a line per position of a row."""

    rows: Sequence[ReadRow]
    data: BudgetData
    found: dict[int, str] = field(default_factory=dict)
    by_id: set[int] = field(default_factory=set)
    """Positions of rows that their id tells."""
    copies: list[int] = field(default_factory=list)
    """Positions of rows with an id that another row has too: somebody copied a row."""
    gone_ids: dict[int, str] = field(default_factory=dict)
    """Positions of rows with the id of a line that the budget has no more."""
    probable: dict[int, str] = field(default_factory=dict)
    """What may be a line under another name."""
    taken: set[str] = field(default_factory=set)

    def pair(self, row: int, code: str) -> None:
        self.found[row] = code
        self.taken.add(code)

    @property
    def rows_left(self) -> list[int]:
        return [i for i in range(len(self.rows)) if i not in self.found and i not in self.gone_ids]

    @property
    def lines_left(self) -> list[Line]:
        return [line for line in self.data.lines if line.code not in self.taken]


def pair_lines(
    rows: Sequence[ReadRow], data: BudgetData, *, trust_ids: bool, known: Iterable[str]
) -> Pairing:
    """``known`` are the codes of lines that the file was exported with, where it says so."""
    pairing = Pairing(rows, data)
    if trust_ids:
        _by_id(pairing, frozenset(known))
    if _numbers_tell(pairing):
        _by_key(pairing, _row_number_and_name, _line_number_and_name)
    if any(row.cost_type is not None for row in rows):
        _by_key(pairing, _row_goal_name_and_type, _line_goal_name_and_type(data))
        _by_key(
            pairing,
            lambda row: (bare(row.label), row.cost_type),
            lambda line: (bare(line.measure), line.cost_type),
        )
    _by_key(pairing, _row_goal_and_name, _line_goal_and_name(data))
    _by_key(pairing, lambda row: bare(row.label), lambda line: bare(line.measure))
    _by_key(pairing, lambda row: bare(row.label), name_with_note)
    _probable(pairing)
    return pairing


def _by_id(pairing: Pairing, known: frozenset[str]) -> None:
    """The first row of an id keeps it, unless a later one is still called as the line is."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(pairing.rows):
        if row.id.startswith(LINE):
            holders[row.id.removeprefix(LINE)].append(i)
    for code, holding in holders.items():
        if code not in pairing.data.line_index:
            if code in known:
                pairing.gone_ids |= dict.fromkeys(holding[:1], code)
                pairing.copies += holding[1:]
            continue
        line = pairing.data.line(code)
        same = [i for i in holding if bare(pairing.rows[i].label) == bare(line.measure)]
        keeper = (same or holding)[0]
        pairing.pair(keeper, code)
        pairing.by_id.add(keeper)
        pairing.copies += [i for i in holding if i != keeper]


def _by_key(
    pairing: Pairing, of_row: Callable[[ReadRow], Hashable], of_line: Callable[[Line], Hashable]
) -> None:
    """Rows and lines of one key: those with the same amounts first, the others in their order.

    A copy of a row is never another line.
    """
    lines: defaultdict[Hashable, list[Line]] = defaultdict(list)
    for line in pairing.lines_left:
        key = of_line(line)
        if key is not None:
            lines[key].append(line)
    if not lines:
        return
    copies = set(pairing.copies)
    rows: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i in pairing.rows_left:
        key = of_row(pairing.rows[i])
        if key in lines and i not in copies:
            rows[key].append(i)
    for key, candidates in rows.items():
        _in_order(pairing, candidates, lines[key])


def _in_order(pairing: Pairing, rows: list[int], lines: list[Line]) -> None:
    left = {line.code: line for line in lines}
    alike: dict[tuple[int, ...], defaultdict[tuple[int | str, ...], list[str]]] = {}
    waiting = []
    for i in rows:
        amounts = pairing.rows[i].amounts
        years = tuple(pairing.data.year_index[year] for year, _ in amounts)
        if years not in alike:
            alike[years] = defaultdict(list)
            for line in reversed(lines):
                alike[years][tuple(value_of(line, year) for year in years)].append(line.code)
        equal = alike[years][tuple(value for _, value in amounts)] if amounts else []
        while equal and equal[-1] not in left:
            equal.pop()
        if equal:
            pairing.pair(i, left.pop(equal.pop()).code)
        else:
            waiting.append(i)
    for i, code in zip(waiting, left, strict=False):
        pairing.pair(i, code)


def same_amounts(data: BudgetData, row: ReadRow, line: Line) -> bool:
    """Whether what the file has is what the line has, in every year that it says something of."""
    return bool(row.amounts) and all(
        value_of(line, data.year_index[year]) == value for year, value in row.amounts
    )


def value_of(line: Line, year: int) -> Value:
    """Cents, "pm" or "" for nothing, in a year by its position."""
    if line.pm and line.pm[year]:
        return "pm"
    cents = line.amounts[year]
    return "" if cents is None else cents


def name_with_note(line: Line) -> str:
    """As a source may print a name: with its explanation behind it."""
    return bare(f"{line.measure} {line.note}")


def _row_number_and_name(row: ReadRow) -> Hashable:
    return None if row.number is None else (row.number, bare(row.label))


def _line_number_and_name(line: Line) -> Hashable:
    return None if line.number is None else (line.number, bare(line.measure))


def _numbers_tell(pairing: Pairing) -> bool:
    """Whether most numbers stand at the names that they had: one row put on top shifts all of them."""
    names = {bare(line.measure) for line in pairing.lines_left}
    known = {_line_number_and_name(line) for line in pairing.lines_left}
    numbered = [pairing.rows[i] for i in pairing.rows_left if pairing.rows[i].number is not None]
    named = [row for row in numbered if bare(row.label) in names]
    return 2 * sum(_row_number_and_name(row) in known for row in named) >= len(named)


def _row_goal_name_and_type(row: ReadRow) -> Hashable:
    return bare(row.goal), bare(row.label), row.cost_type


def _line_goal_name_and_type(data: BudgetData) -> Callable[[Line], Hashable]:
    titles = {goal.code: bare(goal.title) for goal in data.goals}
    return lambda line: (titles[line.goal], bare(line.measure), line.cost_type)


def _row_goal_and_name(row: ReadRow) -> Hashable:
    return bare(row.goal), bare(row.label)


def _line_goal_and_name(data: BudgetData) -> Callable[[Line], Hashable]:
    titles = {goal.code: bare(goal.title) for goal in data.goals}
    return lambda line: (titles[line.goal], bare(line.measure))


def _probable(pairing: Pairing) -> None:
    """Each row that is left with the line that it most resembles; no line twice."""
    copies = set(pairing.copies)
    rows = [i for i in pairing.rows_left if i not in copies]
    lines = pairing.lines_left
    if not rows or not lines:
        return
    letters = sum(len(pairing.rows[i].label) for i in rows) * sum(len(line.measure) for line in lines)
    many = max(letters, 800 * len(rows) * len(lines)) > MOST_COMPARED
    offers = [
        (score, i, line.code)
        for i, line in _candidates(pairing, rows, lines, many=many)
        if (score := _resemblance(pairing, i, line, by_name=not many)) >= ALIKE
    ]
    used: set[str] = set()
    for _, i, code in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if i not in pairing.probable and code not in used:
            pairing.probable[i] = code
            used.add(code)


def _candidates(
    pairing: Pairing, rows: list[int], lines: list[Line], *, many: bool
) -> Iterable[tuple[int, Line]]:
    if not many:
        return ((i, line) for i in rows for line in lines)
    by_number = {line.number: line for line in lines if line.number is not None}
    numbers = ((i, pairing.rows[i].number) for i in rows)
    return ((i, by_number[number]) for i, number in numbers if number is not None and number in by_number)


def _resemblance(pairing: Pairing, i: int, line: Line, *, by_name: bool) -> float:
    """A number counts, and so do equal amounts that are not all nothing: names change more often."""
    row = pairing.rows[i]
    score = likeness(row.label, line.measure) if by_name else 0.0
    if row.number is not None and row.number == line.number:
        score = max(score, ALIKE) + 0.1
    telling = any(value not in ("", 0) for _, value in row.amounts)
    if telling and same_amounts(pairing.data, row, line):
        score = max(score, ALIKE) + 0.1
    if row.cost_type is not None and row.cost_type != line.cost_type:
        score -= 0.05
    return score
