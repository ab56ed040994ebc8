"""Under which goal and measure the lines of a file stand, and what that changes.

A name that all lines of a measure have in the file is a new name of the measure; a name that
only some have puts those lines under another measure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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

    def place_found(self) -> None:
        """Moves and renames what the file has elsewhere or under another name."""
        rows_of: defaultdict[str, list[tuple[str, Place, Place]]] = defaultdict(list)
        for i, code in self.pairing.found.items():
            line = self.draft.data.line(code)
            ours = (line.goal, line.measure)
            wanted = self._wanted(self.pairing.rows[i], code, ours)
            rows_of[line.measure_code].append((code, ours, wanted))
        for measure, rows in rows_of.items():
            if any(wanted != ours for _, ours, wanted in rows):
                self._place(measure, rows)

    def _wanted(self, row: ReadRow, code: str, ours: Place) -> Place:
        """Where a line goes, once what the file says is held against what the budget had and has."""
        file = (self.goals.get(row.goal, ours[0]), self._name(row, self.draft.data.line(code)))
        if file == ours:
            return ours
        base = self.situation.base_lines.get(code)
        before = ours if base is None else (base.goal, base.measure)
        about = About(f"line:{code}:place", ours[1] or NAMELESS, "doel en naam", place_of(row))
        wanted: Place = merged(
            self.situation.inquiry,
            lambda: about,
            base=before,
            ours=ours,
            file=file,
            shown=lambda place: f"{self.draft.goals[place[0]].title}: {place[1]}",
        )
        return wanted

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

    def _place(self, measure: str, rows: list[tuple[str, Place, Place]]) -> None:
        ours = rows[0][1]
        together = {wanted for _, _, wanted in rows}
        if len(together) == 1:
            goal, title = together.pop()
            other = self.draft.measure_called(goal, title)
            if other in (None, measure):
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
            return self.goals[row.goal]
        if len(self.draft.goals) == 1:
            return next(iter(self.draft.goals))
        return self.draft.goal_called(WITHOUT_GOAL) or self.draft.add_goal(WITHOUT_GOAL)


def goals_of_file(situation: Situation, draft: Draft, pairing: Pairing) -> dict[str, str]:
    """Codes by title as the file has it; new goals are added, and one that was renamed is renamed."""
    titles = dict.fromkeys(row.goal for row in pairing.rows if row.goal)
    known = {title: code for title in titles if (code := draft.goal_called(title)) is not None}
    for title, code in known.items():
        _rename_goal(situation, draft, code, title)
    for title in titles:
        if title not in known:
            renamed = _renamed(draft, pairing, title, known.values())
            if renamed is None:
                known[title] = draft.add_goal(_fitting(situation, title))
            else:
                known[title] = renamed
                _rename_goal(situation, draft, renamed, title)
    return known


def _fitting(situation: Situation, title: str) -> str:
    title = one_line(title)
    if len(title) > LONGEST_GOAL:
        situation.say(Severity.WARNING, "goal_too_long", f"de naam van het doel is ingekort: ‘{title[:60]}…’")
    return title[:LONGEST_GOAL]


def _renamed(draft: Draft, pairing: Pairing, title: str, taken: Iterable[str]) -> str | None:
    """The goal that all lines under this title now have, where the file has no other name for it."""
    goals = {draft.data.line(code).goal for i, code in pairing.found.items() if pairing.rows[i].goal == title}
    return goals.pop() if len(goals) == 1 and goals.isdisjoint(taken) else None


def _rename_goal(situation: Situation, draft: Draft, code: str, title: str) -> None:
    """Of our own export only: elsewhere a goal may be written otherwise."""
    goal = draft.goals[code]
    if not situation.own:
        return
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
