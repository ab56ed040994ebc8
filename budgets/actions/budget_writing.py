"""The difference between two budgets into the tables, in bulk and within one change.

Only what a file can bring: goals, measures, lines, streams, targets, p.m. items, control totals.
The rows are known by their codes; of options, keys and cover nothing is written but what goes
with a line that goes.
"""

from collections.abc import Iterator

from budgets.actions.cover import delete_covers
from budgets.actions.income_writing import (
    write_controls,
    write_covers,
    write_memorandum,
    write_streams,
    write_targets,
)
from budgets.actions.measures import delete_lines
from budgets.actions.written_rows import any_negative, grouped, positions, write_rows
from budgets.engine import BudgetData, Line
from budgets.engine.money import decimal_from_cents
from budgets.imports.comparison.preview import Preview
from budgets.models import (
    ControlTotal,
    CostAmount,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    KeyUse,
    MemorandumItem,
    SavingsTarget,
    StreamAmount,
    TargetAmount,
)
from measures.changes import Recorder, in_batches
from measures.models import Goal, Measure, Participation
from municipalities.models import User

WRITTEN = (
    Goal,
    Measure,
    CostLine,
    CostAmount,
    FundingStream,
    StreamAmount,
    SavingsTarget,
    TargetAmount,
    MemorandumItem,
    ControlTotal,
)


def write_difference(recorder: Recorder, preview: Preview, *, by: User) -> None:
    """Makes the tables of the held plan, which say ``preview.old``, say ``preview.new``.

    Raises ``Refused``.
    """
    old, new = preview.old, preview.new
    lines = _Lines(recorder, old, new)
    lines.write()
    for code, like in preview.split_off.items():
        _share(recorder, lines.measures[code], lines.measures[like])
    lines.remove(by)
    write_streams(recorder, old, new)
    write_covers(recorder, preview.covers)
    write_targets(recorder, old, new)
    write_memorandum(recorder, old, new)
    write_controls(recorder, old, new)


class _Lines:
    """Goals, measures and lines: parents first, what goes last."""

    def __init__(self, recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
        self.recorder, self.old, self.new = recorder, old, new
        self.plan = recorder.plan
        self.goals = {row.code: row for row in Goal.objects.filter(plan=self.plan)}
        self.measures = {row.code: row for row in Measure.objects.filter(plan=self.plan)}
        self.lines = {row.code: row for row in CostLine.objects.filter(plan=self.plan)}

    def write(self) -> None:
        self._goals()
        self._measures()
        self._lines()
        self._amounts()

    def _goals(self) -> None:
        wanted = {goal.code: {"title": goal.title} for goal in self.new.goals}
        places = positions([goal.code for goal in self.new.goals], self.goals)
        write_rows(self.recorder, Goal, self.goals, wanted, places, plan=self.plan)

    def _measures(self) -> None:
        wanted = {
            measure.code: {
                "goal_id": self.goals[measure.goal].pk,
                "title": measure.title,
                "note": measure.note,
                "last_year": measure.last_year,
            }
            for measure in self.new.measures
        }
        in_goal = grouped((measure.goal, measure.code) for measure in self.new.measures)
        places = {code: place for codes in in_goal for code, place in positions(codes, self.measures).items()}
        write_rows(self.recorder, Measure, self.measures, wanted, places, plan=self.plan)

    def _lines(self) -> None:
        notes = {measure.code: measure for measure in self.new.measures}
        wanted = {
            line.code: {
                "measure_id": self.measures[line.measure_code].pk,
                "number": line.number,
                "cost_type": line.cost_type,
                "priority": line.priority,
                "note": notes[line.measure_code].own_note(line),
            }
            | ({"negative_allowed": True} if any_negative(line.amounts) else {})
            for line in self._touched()
        }
        in_measure = grouped((line.measure_code, line.code) for line in self.new.lines)
        places = {code: place for codes in in_measure for code, place in positions(codes, self.lines).items()}
        write_rows(self.recorder, CostLine, self.lines, wanted, places, plan=self.plan)

    def _touched(self) -> list[Line]:
        """New lines, and those of which anything differs, the note of their measure included."""
        notes = {measure.code: measure.note for measure in self.old.measures}
        renoted = {
            measure.code
            for measure in self.new.measures
            if notes.get(measure.code, measure.note) != measure.note
        }
        known = {line.code: line for line in self.old.lines}
        return [
            line for line in self.new.lines if known.get(line.code) != line or line.measure_code in renoted
        ]

    def _amounts(self) -> None:
        cells = list(self._changed_cells())
        known = {line.code for line in self.old.lines}
        rows = [self.lines[code].pk for code in dict.fromkeys(code for code, *_ in cells) if code in known]
        in_years = CostAmount.objects.filter(year__in={year for _, year, *_ in cells})
        stored = {(row.cost_line_id, row.year): row for row in in_batches(in_years, "cost_line", rows)}
        created, updated, deleted = [], [], []
        for code, year, cents, pm in cells:
            key = (self.lines[code].pk, year)
            present = stored.get(key)
            amount = None if cents is None else decimal_from_cents(cents)
            if cents is None and not pm:
                deleted += [] if present is None else [present]
            elif present is None:
                created.append((*key, amount, pm))
            else:
                present.amount, present.pm = amount, pm
                updated.append(present)
        self.recorder.delete(deleted)
        self.recorder.bulk_update(updated, ["amount", "pm"])
        self.recorder.insert(CostAmount, ("cost_line", "year", "amount", "pm"), created)

    def _changed_cells(self) -> Iterator[tuple[str, int, int | None, bool]]:
        """Code of the line, year, cents, p.m."""
        known = {line.code: line for line in self.old.lines}
        nothing = [(None, False)] * len(self.new.years)
        for line in self.new.lines:
            old = known.get(line.code)
            if old is not None and (old.amounts, old.pm) == (line.amounts, line.pm):
                continue
            before = nothing if old is None else cells_of(old)
            for year, was, becomes in zip(self.new.years, before, cells_of(line), strict=True):
                if was != becomes:
                    yield line.code, year, *becomes

    def remove(self, by: User) -> None:
        """Lines that go with what hangs on them, and the measures that are left without any."""
        lines = {line.code for line in self.new.lines}
        going = [row for code, row in self.lines.items() if code not in lines]
        if going:
            delete_lines(self.recorder, going, [], by)
        measures = {measure.code for measure in self.new.measures}
        emptied = [row for code, row in self.measures.items() if code not in measures]
        of_these = [row.pk for row in emptied]
        delete_covers(self.recorder, in_batches(Cover.objects.all(), "measure", of_these))
        for model in (Participation, KeyUse):
            self.recorder.delete(list(in_batches(model._default_manager.all(), "measure", of_these)))
        self.recorder.delete(emptied)


def _share(recorder: Recorder, measure: Measure, like: Measure) -> None:
    """Participation, key and cover of a measure for one that was split off from it."""
    recorder.bulk_create(
        [
            Participation(
                measure=measure, municipality_id=row.municipality_id, year=row.year, percentage=row.percentage
            )
            for row in Participation.objects.filter(measure=like)
        ]
    )
    recorder.bulk_create(
        [KeyUse(measure=measure, key_id=row.key_id) for row in KeyUse.objects.filter(measure=like)]
    )
    for row in Cover.objects.filter(measure=like).prefetch_related("amounts"):
        cover = Cover(
            measure=measure,
            stream_id=row.stream_id,
            numerator=row.numerator,
            denominator=row.denominator,
            assumed=row.assumed,
        )
        recorder.bulk_create([cover])
        recorder.bulk_create(
            [CoverAmount(cover=cover, year=each.year, amount=each.amount) for each in row.amounts.all()]
        )


def cells_of(line: Line) -> list[tuple[int | None, bool]]:
    """Cents and p.m. per year."""
    return list(zip(line.amounts, line.pm or (False,) * len(line.amounts), strict=True))
