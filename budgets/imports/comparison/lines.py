"""The cost lines of a file in the budget: changed, added, and those that the file does not have."""

from dataclasses import dataclass, replace

from budgets.amount_text import shown
from budgets.engine.data import BudgetData, Line
from budgets.imports.comparison.draft import Draft
from budgets.imports.comparison.line_fields import amounts_of, check_end, merge_line, note_of
from budgets.imports.comparison.lines_paired import Pairing, pair_lines, value_of
from budgets.imports.comparison.names import bare, one_line
from budgets.imports.comparison.placing import NAMELESS, Placer, check_name, goals_of_file
from budgets.imports.comparison.situation import Situation, place_of
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from budgets.wording import COST_TYPE_TITLES

MOST_MOVED = 4
"""From this many rows under another goal on, and a fifth of all, a table was sorted."""


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """A row of the file and the code of its line."""

    row: ReadRow
    code: str


def compare_lines(situation: Situation, draft: Draft) -> list[LineOutcome]:
    """Changes the draft; what must be asked or said goes into the situation."""
    rows = [row for row in situation.content.of_kind(RowKind.LINE) if check_name(situation, row)]
    pairing = pair_lines(rows, situation.ours, trust_ids=situation.own, known=situation.base_lines)
    unsure = _ask_renames(situation, pairing)
    gone = _gone(situation, pairing, unsure) if rows else []
    if was_sorted(situation, pairing):
        rows = pairing.rows = [_without_goal(row, i in pairing.by_id) for i, row in enumerate(rows)]
    placer = Placer(situation, draft, pairing, goals_of_file(situation, draft, pairing))
    placer.place_found()
    numbers = _numbers(situation, pairing)
    for i, code in pairing.found.items():
        draft.lines[code] = merge_line(situation, draft, rows[i], draft.lines[code], numbers.get(i))
    added = _add_lines(situation, draft, placer, unsure, numbers)
    draft.remove_lines(gone)
    _keep_numbers_apart(situation, draft)
    outcomes = sorted((pairing.found | added).items())
    for i, code in outcomes:
        if code not in situation.ours.line_index or draft.lines[code] != situation.ours.line(code):
            check_end(situation, draft, rows[i], draft.lines[code])
    return [LineOutcome(rows[i], code) for i, code in outcomes]


def was_sorted(situation: Situation, pairing: Pairing) -> bool:
    """Whether somebody sorted our own table across its goals, so that these no longer stand above their rows.

    A row or two may be moved to another goal; many at once is what sorting does.
    """
    known = {goal.code: goal.title for goal in situation.base.goals}
    exported = [
        (pairing.rows[i], line)
        for i in pairing.by_id
        if (line := situation.base_lines.get(pairing.found[i])) is not None
    ]
    moved = sum(bare(row.goal) != bare(known[line.goal]) for row, line in exported)
    # Whole goals under one new title are a new name of that goal.
    titles = {(bare(row.goal), line.goal) for row, line in exported}
    scattered = len(titles) > len({line.goal for _, line in exported})
    if not scattered or moved < MOST_MOVED or 5 * moved < len(exported):
        return False
    situation.say(
        Severity.WARNING,
        "sorted",
        f"{moved} kostenposten staan onder een ander doel dan bij de export, zoals na sorteren van het hele "
        "blad. Zij blijven bij hun doel. Wilde u ze verplaatsen, doe dat dan in de applicatie",
    )
    return True


def _without_goal(row: ReadRow, known: bool) -> ReadRow:
    return replace(row, goal="") if known else row


def _ask_renames(situation: Situation, pairing: Pairing) -> set[int]:
    """Pairs the rows that are a line under another name; those of which nobody said so yet."""
    unsure = set()
    for i, code in sorted(pairing.probable.items()):
        row, line = pairing.rows[i], situation.ours.line(code)
        answer = situation.inquiry.ask(
            "rename",
            f"{row.sheet}:{row.row}",
            subject=row.label or NAMELESS,
            ours=line.measure or NAMELESS,
            file=row.label or NAMELESS,
            place=place_of(row),
        )
        if answer == "same":
            pairing.pair(i, code)
        elif not answer:
            unsure.add(i)
            pairing.taken.add(code)
    return unsure


def _gone(situation: Situation, pairing: Pairing, unsure: set[int]) -> list[str]:
    """The codes of lines that go.  A line that came after the export is not missed in it."""
    used = _options_by_line(situation.ours)
    going = []
    for line in pairing.lines_left:
        if line.code not in situation.base_lines:
            continue
        users = used.get(line.code, [])
        answer = situation.inquiry.ask(
            "gone",
            f"line:{line.code}",
            subject=line.measure or NAMELESS,
            ours=", ".join(shown(value_of(line, year)) for year in range(len(situation.ours.years))),
            because=f"wordt gebruikt door de optie {' en '.join(f'‘{title}’' for title in users)}"
            if users
            else "",
        )
        if answer == "delete" and users:
            situation.say(
                Severity.ERROR,
                "line_used",
                f"‘{line.measure}’ kan niet verwijderd worden: de optie ‘{users[0]}’ gebruikt deze "
                "kostenpost. Kies behouden, of wijzig eerst de optie.",
            )
        elif answer == "delete":
            going.append(line.code)
    return going


def _options_by_line(data: BudgetData) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {}
    for option in data.options:
        for code in dict.fromkeys(code for effect in option.effects for code in effect.lines):
            used.setdefault(code, []).append(option.title)
    return used


def _numbers(situation: Situation, pairing: Pairing) -> dict[int, int]:
    """By position of a row the number of it in the source, where no other row has that number."""
    seen: dict[int, ReadRow] = {}
    double = set()
    for row in pairing.rows:
        if row.number is not None and row.number in seen:
            double.add(row.number)
        elif row.number is not None:
            seen[row.number] = row
    if double:
        first = min(double)
        situation.say(
            Severity.NOTE,
            "number_twice",
            f"nummer {first} staat meer dan een keer in het bestand"
            + (f", en zo nog {len(double) - 1}" if len(double) > 1 else "")
            + "; zulke nummers worden niet overgenomen",
            seen[first],
        )
    rows = enumerate(pairing.rows)
    return {i: row.number for i, row in rows if row.number is not None and row.number not in double}


def _keep_numbers_apart(situation: Situation, draft: Draft) -> None:
    """A number that the file gives a line, but that another line has, is not taken over."""
    holders: dict[int, list[str]] = {}
    for code, line in draft.lines.items():
        if line.number is not None:
            holders.setdefault(line.number, []).append(code)
    known = {line.code: line.number for line in situation.ours.lines}
    for number, codes in holders.items():
        if len(codes) < 2:
            continue
        situation.say(
            Severity.NOTE,
            "number_taken",
            f"nummer {number} is al van een andere kostenpost en wordt niet overgenomen",
        )
        for code in codes:
            if known.get(code) != number:
                draft.lines[code] = replace(draft.lines[code], number=known.get(code))


def _add_lines(
    situation: Situation, draft: Draft, placer: Placer, unsure: set[int], numbers: dict[int, int]
) -> dict[int, str]:
    """The new lines: codes by the positions of their rows, each behind the line before it in the file."""
    pairing, added = placer.pairing, {}
    taken_numbers = {line.number for line in draft.lines.values()}
    line_before = measure_before = None
    for i, row in enumerate(pairing.rows):
        code = pairing.found.get(i)
        if code is None and i not in unsure and _is_wanted(situation, pairing, i):
            measure = placer.place_new(row, measure_before)
            number = numbers.get(i)
            code = _add_line(
                situation, draft, row, measure, line_before, None if number in taken_numbers else number
            )
            added[i] = code
        if code is not None:
            line_before, measure_before = code, draft.lines[code].measure_code
    return added


def _is_wanted(situation: Situation, pairing: Pairing, i: int) -> bool:
    """Whether a row that is no line of the budget is to become one.

    A line that was deleted here comes back only where the file changed it and somebody says so.
    """
    code, row = pairing.gone_ids.get(i), pairing.rows[i]
    if code is None:
        return True
    base = situation.base_lines.get(code)
    if base is not None and _says_the_same(situation.base, row, base):
        situation.say(
            Severity.NOTE, "deleted_here", "deze kostenpost is intussen verwijderd en blijft weg", row
        )
        return False
    answer = situation.inquiry.ask(
        "back", f"line:{code}", subject=row.label or NAMELESS, file=row.label or NAMELESS, place=place_of(row)
    )
    return answer == "add"


def _says_the_same(base: BudgetData, row: ReadRow, line: Line) -> bool:
    amounts = all(
        value_of(line, base.year_index[year]) == value
        for year, value in row.amounts
        if year in base.year_index
    )
    return amounts and one_line(row.label) == line.measure and row.cost_type in (None, line.cost_type)


def _add_line(
    situation: Situation, draft: Draft, row: ReadRow, measure: str, after: str | None, number: int | None
) -> str:
    data, cost_type = situation.ours, row.cost_type or ""
    file = dict(row.amounts)
    amounts, pm = amounts_of([file.get(year, "") for year in data.years])
    of = draft.measures[measure]
    kind = COST_TYPE_TITLES[cost_type] if cost_type else ""
    code = draft.codes["lines"].of(f"{of.title[:36]} {kind}")
    own = note_of(situation, row)
    note = own if own.startswith(of.note) else f"{of.note} {own}".strip()
    line = Line(
        code=code,
        goal=of.goal,
        measure=of.title,
        amounts=amounts,
        number=number,
        note=note,
        cost_type=cost_type,
        priority=row.priority,
        pm=pm,
        measure_code=measure,
    )
    draft.add_line(line, after)
    return code
