"""What the file changed of a line that the budget has: its amounts and its other fields."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from budgets.amount_text import shown
from budgets.engine.data import Line
from budgets.imports.comparison.draft import Draft
from budgets.imports.comparison.lines_paired import value_of
from budgets.imports.comparison.merging import About, merged
from budgets.imports.comparison.placing import NAMELESS
from budgets.imports.comparison.situation import Situation, place_of
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import ColumnRole
from budgets.texts import paragraphs
from budgets.wording import COST_TYPE_TITLES
from municipalities.refusals import Refused


def merge_line(situation: Situation, draft: Draft, row: ReadRow, line: Line, number: int | None) -> Line:
    """The line with what the file changed of it."""
    base = situation.base_lines.get(line.code, line)
    fields: dict[str, Any] = {}
    title = line.measure or NAMELESS

    def merge(name: str, what: str, file: Any, was: Any, now: Any, words: Callable[[Any], str]) -> Any:
        return merged(
            situation.inquiry,
            lambda: About(f"line:{line.code}:{name}", title, what, place_of(row)),
            base=was,
            ours=now,
            file=file,
            words=words,
        )

    if row.cost_type is not None:
        fields["cost_type"] = merge(
            "cost_type", "soort kosten", row.cost_type, base.cost_type, line.cost_type, _cost_type
        )
    if ColumnRole.PRIORITY in situation.content.fields:
        fields["priority"] = merge(
            "priority", "prioriteit", row.priority, base.priority, line.priority, _priority
        )
    if number is not None:
        fields["number"] = merge("number", "nummer", number, base.number, line.number, str)
    if ColumnRole.NOTE in situation.content.fields:
        fields["note"] = _merge_note(situation, draft, row, line, base, merge)
    amounts, pm = _merge_amounts(situation, row, line, base, merge)
    fields |= {"amounts": amounts, "pm": pm}
    changed = {name: value for name, value in fields.items() if getattr(line, name) != value}
    return replace(line, **changed) if changed else line


def _merge_amounts(
    situation: Situation, row: ReadRow, line: Line, base: Line, merge: Callable[..., Any]
) -> tuple[tuple[int | None, ...], tuple[bool, ...]]:
    """Amounts and p.m. of all years; those that the file says nothing of stay."""
    ours, theirs = situation.ours, situation.base
    values = [value_of(line, year) for year in range(len(ours.years))]
    for year, file in row.amounts:
        place = ours.year_index[year]
        if file == values[place]:
            continue
        was = value_of(base, theirs.year_index[year]) if year in theirs.year_index else values[place]
        values[place] = merge(f"{year}", f"{year}", file, was, values[place], shown)
    return amounts_of(values)


def check_end(situation: Situation, draft: Draft, row: ReadRow, line: Line) -> None:
    """Says an error where the line has an amount after its measure ended."""
    last = draft.measures[line.measure_code].last_year
    for place, year in enumerate(situation.ours.years):
        if last is not None and year > last and value_of(line, place) != "":
            situation.say(
                Severity.ERROR,
                "after_end",
                f"de maatregel is beëindigd na {last}; in {year} kan geen bedrag staan",
                row,
            )
            return


def amounts_of(values: Sequence[int | str]) -> tuple[tuple[int | None, ...], tuple[bool, ...]]:
    flags = tuple(value == "pm" for value in values)
    return tuple(value if isinstance(value, int) else None for value in values), flags if any(flags) else ()


def _merge_note(
    situation: Situation, draft: Draft, row: ReadRow, line: Line, base: Line, merge: Callable[..., Any]
) -> str:
    """The note with the measure's before it, as ``Line.note`` has it.

    A note that no longer begins with the measure's cannot be taken over where the measure has
    more lines: it would change those, too.
    """
    file = note_of(situation, row)
    if not file and not situation.own:  # another make says nothing there, and takes nothing back
        return line.note
    same = " ".join(file.split())
    before, now = " ".join(base.note.split()), " ".join(line.note.split())
    if same in (before, now):
        return line.note
    measure = draft.measures[line.measure_code]
    if measure.note and not file.startswith(measure.note):
        if len(draft.lines_of[measure.code]) > 1:
            situation.say(
                Severity.WARNING,
                "note_of_measure",
                "de toelichting is van de hele maatregel en blijft; wijzig die op de pagina van de maatregel",
                row,
            )
            return line.note
        wanted = merge("note", "toelichting", file, base.note, line.note, str)
        if wanted == file:
            draft.measures[measure.code] = replace(measure, note="")
        return str(wanted)
    return str(merge("note", "toelichting", file, base.note, line.note, str))


def note_of(situation: Situation, row: ReadRow) -> str:
    """The note of a row; of one that is too long an error is said, and it is left out."""
    try:
        return paragraphs(row.note)
    except Refused as refused:
        situation.say(Severity.ERROR, "note_too_long", refused.message, row)
        return ""


def _cost_type(code: str) -> str:
    return COST_TYPE_TITLES.get(code or "none", code)


def _priority(priority: int | None) -> str:
    return "geen" if priority is None else str(priority)
