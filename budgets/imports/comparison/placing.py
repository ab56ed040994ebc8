"""Under which goal and measure the lines of a file stand, and what that changes.

A name that all lines of a measure have in the file is a new name of the measure; a name that
only some have puts those lines under another measure.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from budgets.engine.data import Line
from budgets.imports.comparison.draft import Draft
from budgets.imports.comparison.lines_paired import Pairing, name_with_note
from budgets.imports.comparison.merging import About, merged
from budgets.imports.comparison.names import bare, one_line
from budgets.imports.comparison.situation import Situation, place_of
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity

WITHOUT_GOAL = "Zonder doel"
NAMELESS = "Regel zonder naam"
LONGEST_NAME, LONGEST_GOAL = 300, 200

Place = tuple[str, str]
"""The code of a goal and the name of a measure."""


@dataclass(slots=True)
class Placer:
    situation: Situation
    draft: Draft
    pairing: Pairing
    goals: dict[str, str]
    """The codes of goals by the titles in the file."""
    gone: dict[str, str] = field(init=False)
    """Titles by code of the goals that the file was exported with and that went since."""

    def __post_init__(self) -> None:
        exported = self.situation.base.goals
        self.gone = {goal.code: goal.title for goal in exported if goal.code not in self.draft.goals}

    def place_found(self) -> None:
        """Moves and renames what the file has elsewhere or under another name.

        Measures that get another name as a whole go first, and let go of the old one: of two that
        change names neither is to take in the lines of the other.
        """
        rows_of: defaultdict[str, list[tuple[str, Place, Place]]] = defaultdict(list)
        for i, code in self.pairing.found.items():
            line = self.draft.data.line(code)
            ours = (line.goal, line.measure)
            wanted = self._wanted(self.pairing.rows[i], code, ours)
            rows_of[line.measure_code].append((code, ours, wanted))
        changed = {code: rows for code, rows in rows_of.items() if any(ours != to for _, ours, to in rows)}
        whole = {code for code, rows in changed.items() if len({wanted for _, _, wanted in rows}) == 1}
        for measure in whole:
            self.draft.let_go_of_name(measure)
        for measure in sorted(changed, key=lambda code: code not in whole):
            self._place(measure, changed[measure], whole=measure in whole)

    def _wanted(self, row: ReadRow, code: str, ours: Place) -> Place:
        """Where a line goes, once what the file says is held against what the budget had and has."""
        file = (self.goals.get(row.goal, ours[0]), self._name(row, self.draft.data.line(code)))
        if file == ours:
            return ours
        base = self.situation.base_lines.get(code)
        before = ours if base is None else (base.goal, base.measure)

        def merge(i: int, part: str, what: str, words: Callable[[Any], str]) -> str:
            about = About(f"line:{code}:{part}", ours[1] or NAMELESS, what, place_of(row))
            return str(
                merged(
                    self.situation.inquiry,
                    lambda: about,
                    base=before[i],
                    ours=ours[i],
                    file=file[i],
                    words=words,
                )
            )

        goal, name = merge(0, "goal", "doel", self._title), merge(1, "name", "naam", str)
        return self._kept(goal), name

    def _title(self, goal: str) -> str:
        return self.draft.goals[goal].title if goal in self.draft.goals else self.gone[goal]

    def _kept(self, goal: str) -> str:
        """The goal itself; one that went here since the export is added anew, under another code."""
        if goal in self.draft.goals:
            return goal
        title = self.gone[goal]
        return self.draft.goal_called(title) or self.draft.add_goal(title)

    def _name(self, row: ReadRow, line: Line) -> str:
        """Of a file of another make only what is another name to people, too."""
        name, ours = one_line(row.label), line.measure
        if not name and ours:
            if self.situation.own:
                message = f"de naam is leeg; de kostenpost blijft ‘{ours}’ heten"
                self.situation.say(Severity.WARNING, "name_missing", message, row)
            return ours
        alike = not self.situation.own and bare(name) in (bare(ours), name_with_note(line))
        return ours if alike else name

    def _place(self, measure: str, rows: list[tuple[str, Place, Place]], *, whole: bool) -> None:
        _, ours, (goal, title) = rows[0]
        if whole and self.draft.measure_called(goal, title) in (None, measure):
            self.draft.change_measure(measure, goal=goal, title=title)
            return
        for code, _, wanted in rows:
            if wanted != ours:
                self.draft.move_line(code, self._measure(wanted, measure, like=measure))
        if not self.draft.lines_of[measure]:
            self.draft.remove_measure(measure)

    def _measure(self, place: Place, after: str | None, like: str | None = None) -> str:
        goal, title = place
        found = self.draft.measure_called(goal, title)
        return found or self.draft.add_measure(goal, title, after, like)

    def place_new(self, row: ReadRow, after: str | None) -> str:
        """The measure of a new line; ``after`` is the measure before it in the file."""
        title = one_line(row.label)
        return self._measure((self.goal_of(row), title), after)

    def goal_of(self, row: ReadRow) -> str:
        """A line without a goal goes under the only one that there is, or under one that says so."""
        if row.goal in self.goals:
            return self._kept(self.goals[row.goal])
        if len(self.draft.goals) == 1:
            return next(iter(self.draft.goals))
        return self.draft.goal_called(WITHOUT_GOAL) or self.draft.add_goal(WITHOUT_GOAL)


def goals_of_file(situation: Situation, draft: Draft, pairing: Pairing) -> dict[str, str]:
    """Codes by title as the file has it; new goals are added, and one that was renamed is renamed.

    In our own export a title is that of the goal that had it then, even where that went since.
    """
    titles = dict.fromkeys(row.goal for row in pairing.rows if row.goal)
    exported = {bare(goal.title): goal.code for goal in situation.base.goals} if situation.own else {}
    called = ((title, exported.get(bare(title)) or draft.goal_called(title)) for title in titles)
    known = {title: code for title, code in called if code is not None}
    for title, code in known.items():
        _rename_goal(situation, draft, code, title)
    goals_under = _goals_under(draft, pairing)
    taken = set(known.values())
    for title in titles:
        if title in known:
            continue
        if (same := draft.goal_called(title)) is not None:  # written otherwise in a row above
            known[title] = same
            continue
        under = goals_under.get(title, set())
        renamed = len(under) == 1 and under.isdisjoint(taken)
        known[title] = min(under) if renamed else draft.add_goal(_fitting(situation, title))
        taken.add(known[title])
        _rename_goal(situation, draft, known[title], title)
    return known


def _goals_under(draft: Draft, pairing: Pairing) -> dict[str, set[str]]:
    """By title in the file the goals that the lines under it now have."""
    found: dict[str, set[str]] = {}
    for i, code in pairing.found.items():
        found.setdefault(pairing.rows[i].goal, set()).add(draft.data.line(code).goal)
    return found


def _fitting(situation: Situation, title: str) -> str:
    title = one_line(title)
    if len(title) > LONGEST_GOAL:
        situation.say(Severity.WARNING, "goal_too_long", f"de naam van het doel is ingekort: ‘{title[:60]}…’")
    return title[:LONGEST_GOAL]


def _rename_goal(situation: Situation, draft: Draft, code: str, title: str) -> None:
    """Of our own export only: elsewhere a goal may be written otherwise."""
    if not situation.own or code not in draft.goals:
        return
    goal = draft.goals[code]
    base = next((each.title for each in situation.base.goals if each.code == code), goal.title)
    about = About(f"goal:{code}:title", goal.title, "naam van het doel")
    name = merged(
        situation.inquiry, lambda: about, base=base, ours=goal.title, file=_fitting(situation, title)
    )
    if name != goal.title:
        draft.rename_goal(code, name)


def check_name(situation: Situation, row: ReadRow) -> bool:
    """Whether the budget can hold the name of a line; else an error says why not."""
    length = len(one_line(row.label))
    if length > LONGEST_NAME:
        message = f"de naam is te lang: {length} tekens, het mogen er {LONGEST_NAME} zijn"
        situation.say(Severity.ERROR, "name_too_long", message, row)
    return length <= LONGEST_NAME
