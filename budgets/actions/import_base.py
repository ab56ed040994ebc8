"""What a file of our own was exported with: from the file itself, or else from the history."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from budgets.actions.amounts import value_of as stored_value
from budgets.engine import BudgetData, Goal, Line, Measure, Stream, Target
from budgets.history import RowChange, row_changes
from budgets.imports.comparison.lines_paired import value_of
from budgets.imports.findings import CellFinding, Severity
from budgets.imports.mark import Mark, slim
from budgets.models import CostAmount, CostLine, FundingStream, SavingsTarget, StreamAmount, TargetAmount
from measures.models import Change, Plan
from measures.models import Goal as GoalRow
from measures.models import Measure as MeasureRow

First = dict[tuple[type[Any], int], RowChange]
"""Per row what the first change since the export did to it: its ``before`` is what was exported."""


def base_of(mark: Mark | None, plan: Plan, data: BudgetData) -> tuple[BudgetData | None, list[CellFinding]]:
    """The budget as exported, and what is to be said of where the file came from.

    None for a file of another make or of another plan: of that the ids say nothing here.
    """
    if mark is None:
        return None, []
    if (mark.region, mark.plan) != (plan.region.slug, plan.slug):
        return None, [_finding(Severity.WARNING, "other_plan", _other_plan(mark, plan))]
    if mark.base is not None:
        return mark.base, [_finding(Severity.NOTE, "own_export", f"dit is een export van {_edition(mark)}")]
    base = budget_at(plan, data, mark.revision)
    if base is None:
        return slim(data), [_finding(Severity.WARNING, "base_unknown", _base_unknown(mark))]
    why = "is gewijzigd" if mark.damaged else "ontbreekt"
    said = (
        f"dit is een kopie van een export van revisie {mark.revision}; het verborgen blad met de bedragen "
        f"van toen {why}. Wat er sindsdien in de applicatie wijzigde, is uit de geschiedenis gehaald"
    )
    return base, [_finding(Severity.NOTE, "base_from_history", said)]


def _finding(severity: Severity, code: str, message: str) -> CellFinding:
    return CellFinding(severity, code, message)


def _other_plan(mark: Mark, plan: Plan) -> str:
    if mark.region != plan.region.slug:
        whence = f"uit een andere regio ({mark.region})"
    else:
        whence = f"van een ander beleidsplan van deze regio ({mark.plan})"
    return (
        f"deze werkmap is een export {whence}. De regels worden op naam herkend, niet op hun kenmerk. "
        "Klopt dat, vink dan aan dat u dit gezien hebt"
    )


def _edition(mark: Mark) -> str:
    moment = ""
    if mark.exported_at is not None and timezone.is_aware(mark.exported_at):
        local = timezone.localtime(mark.exported_at)
        moment = f", gemaakt op {date_format(local, 'j F Y')} om {date_format(local, 'H:i')}"
    edition = mark.edition[:1].lower() + mark.edition[1:]
    return f"{edition or 'deze begroting'} (revisie {mark.revision}{moment})"


def _base_unknown(mark: Mark) -> str:
    return (
        f"van deze kopie is niet na te gaan wat er bij de export (revisie {mark.revision}) stond. Elk "
        "verschil met de begroting van nu telt als een wijziging in het bestand"
    )


def budget_at(plan: Plan, data: BudgetData, revision: int) -> BudgetData | None:
    """What a workbook brings back, as it was at ``revision``; None where the history does not tell."""
    changes = list(Change.objects.filter(plan=plan, revision__gt=revision).order_by("revision"))
    if revision < 1 or len(changes) != plan.revision - revision:
        return None
    first: First = {}
    for rows in row_changes(changes).values():
        for row in rows.rows:
            first.setdefault((row.model, row.pk), row)
    return _Back(plan, slim(data), first).data() if first else slim(data)


class _Back:
    """Takes back what changed since."""

    def __init__(self, plan: Plan, data: BudgetData, first: First) -> None:
        self.plan = plan
        self.now = data
        self.first = first
        self.goals = self._codes(GoalRow, plan)
        self.measures = self._codes(MeasureRow, plan)
        self.lines = self._codes(CostLine, plan)

    def data(self) -> BudgetData:
        goals = self._goals()
        measures = self._measures(goals)
        return replace(
            self.now,
            goals=tuple(goals.values()),
            measures=tuple(measures.values()),
            lines=tuple(self._lines(measures).values()),
            streams=tuple(self._streams().values()),
            targets=tuple(self._targets().values()),
            derived={},
        )

    def _codes(self, model: type[Any], plan: Plan) -> dict[int, str]:
        """By key, of rows that are there and of rows that went since."""
        now = dict(model._default_manager.filter(plan=plan).values_list("pk", "code"))
        went = {row.pk: row.before.code for row in self._rows(model) if row.before is not None}
        return went | now

    def _rows(self, model: type[Any]) -> Iterable[RowChange]:
        return (row for (kind, _), row in self.first.items() if kind is model)

    def _goals(self) -> dict[str, Goal]:
        found = {goal.code: goal for goal in self.now.goals}
        for row in self._rows(GoalRow):
            if row.before is None:
                found.pop(row.after.code, None)
            else:
                found[row.before.code] = Goal(row.before.code, row.before.title)
        return found

    def _measures(self, goals: dict[str, Goal]) -> dict[str, Measure]:
        found = {measure.code: measure for measure in self.now.measures if measure.goal in goals}
        for row in self._rows(MeasureRow):
            before = row.before
            if before is None:
                found.pop(row.after.code, None)
            elif (goal := self.goals.get(before.goal_id)) in goals:
                found[before.code] = Measure(
                    before.code, str(goal), before.title, before.note, before.last_year
                )
        return found

    def _lines(self, measures: dict[str, Measure]) -> dict[str, Line]:
        found = {line.code: line for line in self.now.lines if line.measure_code in measures}
        empty = (None,) * len(self.now.years)
        for row in self._rows(CostLine):
            before = row.before
            if before is None:
                found.pop(row.after.code, None)
            elif (code := self.measures.get(before.measure_id)) in measures:
                line = found.get(before.code, Line(before.code, "", "", empty))
                found[before.code] = replace(
                    line,
                    number=before.number,
                    cost_type=before.cost_type,
                    priority=before.priority,
                    note=before.note,
                    measure_code=str(code),
                )
        renoted = {self.lines[row.pk] for row in self._rows(CostLine) if row.before is not None}
        found = {
            code: _of(line, measures[line.measure_code], code in renoted) for code, line in found.items()
        }
        return self._with_amounts(found)

    def _with_amounts(self, lines: dict[str, Line]) -> dict[str, Line]:
        for row in self._rows(CostAmount):
            one = row.before or row.after
            line, place = lines.get(self.lines.get(one.cost_line_id, "")), self.now.year_index.get(one.year)
            if line is None or place is None:
                continue
            values: list[Any] = [value_of(line, year) for year in range(len(self.now.years))]
            values[place] = stored_value("line:", row.before)
            pm = tuple(value == "pm" for value in values)
            amounts = tuple(value if isinstance(value, int) else None for value in values)
            lines[line.code] = replace(line, amounts=amounts, pm=pm if any(pm) else ())
        return lines

    def _streams(self) -> dict[str, Stream]:
        found = {stream.code: stream for stream in self.now.streams}
        codes = {row.pk: (row.before or row.after).code for row in self._rows(FundingStream)}
        codes |= dict(FundingStream.objects.filter(plan=self.plan).values_list("pk", "code"))
        for row in self._rows(FundingStream):
            if row.before is None:
                found.pop(row.after.code, None)
            elif row.before.code in found:
                found[row.before.code] = replace(found[row.before.code], title=row.before.title)
        self._back_years(found, StreamAmount, "stream_id", codes)
        return found

    def _targets(self) -> dict[str, Target]:
        found = {target.code: target for target in self.now.targets}
        codes = dict(SavingsTarget.objects.filter(plan=self.plan).values_list("pk", "code"))
        self._back_years(found, TargetAmount, "target_id", codes)
        return found

    def _back_years(self, found: dict[str, Any], model: type[Any], link: str, codes: dict[int, str]) -> None:
        for row in self._rows(model):
            one = row.before or row.after
            owner, place = found.get(codes.get(getattr(one, link), "")), self.now.year_index.get(one.year)
            if owner is None or place is None or not owner.amounts:
                continue
            cents = stored_value("stream:", row.before)
            amounts = (*owner.amounts[:place], cents, *owner.amounts[place + 1 :])
            found[owner.code] = replace(owner, amounts=amounts)


def _of(line: Line, measure: Measure, own_note: bool) -> Line:
    """With goal and name of the measure as they were, and its note where the line has only its own."""
    note = " ".join(filter(None, (measure.note, line.note))) if own_note else line.note
    return replace(line, goal=measure.goal, measure=measure.title, note=note)
