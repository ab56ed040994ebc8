"""The difference between two budgets into the tables, in bulk and within one change.

Only what a file can bring: goals, measures, lines, streams, targets, p.m. items, control totals.
The rows are known by their codes; of options, keys and cover nothing is written but what goes
with a line that goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.actions.cover import delete_covers
from budgets.actions.measures import delete_lines
from budgets.engine import BudgetData, Line
from budgets.engine.money import decimal_from_cents
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


def write_difference(
    recorder: Recorder, old: BudgetData, new: BudgetData, split_off: Mapping[str, str], *, by: User
) -> None:
    """Makes the tables of the held plan, which say ``old``, say ``new``.

    ``split_off`` has new measures with the measure that they get participation, key and cover
    of.  Raises ``Refused``.
    """
    lines = _Lines(recorder, old, new)
    lines.write()
    for code, like in split_off.items():
        _share(recorder, lines.measures[code], lines.measures[like])
    lines.remove(by)
    _write_streams(recorder, old, new)
    _write_targets(recorder, old, new)
    _write_memorandum(recorder, old, new)
    _write_controls(recorder, old, new)


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
        places = _places([goal.code for goal in self.new.goals], self.goals)
        _write_rows(self.recorder, Goal, self.goals, wanted, places, plan=self.plan)

    def _measures(self) -> None:
        wanted = {
            measure.code: {
                "goal": self.goals[measure.goal],
                "title": measure.title,
                "note": measure.note,
                "last_year": measure.last_year,
            }
            for measure in self.new.measures
        }
        in_goal = _grouped((measure.goal, measure.code) for measure in self.new.measures)
        places = {code: place for codes in in_goal for code, place in _places(codes, self.measures).items()}
        _write_rows(self.recorder, Measure, self.measures, wanted, places, plan=self.plan)

    def _lines(self) -> None:
        notes = {measure.code: measure for measure in self.new.measures}
        wanted = {
            line.code: {
                "measure": self.measures[line.measure_code],
                "number": line.number,
                "cost_type": line.cost_type,
                "priority": line.priority,
                "note": notes[line.measure_code].own_note(line),
            }
            | ({"negative_allowed": True} if _any_negative(line.amounts) else {})
            for line in self._touched()
        }
        in_measure = _grouped((line.measure_code, line.code) for line in self.new.lines)
        places = {code: place for codes in in_measure for code, place in _places(codes, self.lines).items()}
        _write_rows(self.recorder, CostLine, self.lines, wanted, places, plan=self.plan)

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
        known = {line.code: line for line in self.old.lines}
        changed = [line for line in self._touched() if not _same_amounts(known.get(line.code), line)]
        rows = [self.lines[line.code] for line in changed if line.code in known]
        stored = {
            (row.cost_line_id, row.year): row
            for row in in_batches(CostAmount.objects.all(), "cost_line", [row.pk for row in rows])
        }
        created, updated, deleted = [], [], []
        for line in changed:
            row = self.lines[line.code]
            for place, year in enumerate(self.new.years):
                cents, pm = line.amounts[place], bool(line.pm) and line.pm[place]
                present = stored.get((row.pk, year))
                amount = None if cents is None else decimal_from_cents(cents)
                if cents is None and not pm:
                    if present is not None:
                        deleted.append(present)
                elif present is None:
                    created.append(CostAmount(cost_line=row, year=year, amount=amount, pm=pm))
                elif (present.amount, present.pm) != (amount, pm):
                    present.amount, present.pm = amount, pm
                    updated.append(present)
        self.recorder.delete(deleted)
        self.recorder.bulk_update(updated, ["amount", "pm"])
        self.recorder.bulk_create(created)

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


def _write_streams(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    rows = {row.code: row for row in FundingStream.objects.filter(plan=recorder.plan)}
    known = {stream.code: stream for stream in old.streams}
    changed = [stream for stream in new.streams if known.get(stream.code) != stream]
    wanted = {
        stream.code: {"title": stream.title, "kind": stream.kind, "note": stream.note}
        | ({"negative_allowed": True} if _any_negative(stream.amounts) else {})
        for stream in changed
    }
    places = _places([stream.code for stream in new.streams], rows)
    _write_rows(recorder, FundingStream, rows, wanted, places, plan=recorder.plan)
    _write_years(
        recorder, StreamAmount, "stream", [(rows[each.code], each.amounts) for each in changed], new.years
    )
    going = [rows[code] for code in known if code not in {stream.code for stream in new.streams}]
    recorder.delete(list(StreamAmount.objects.filter(stream__in=going)))
    recorder.delete(list(KeyUse.objects.filter(stream__in=going)))
    recorder.delete(going)


def _write_targets(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    rows = {row.code: row for row in SavingsTarget.objects.filter(plan=recorder.plan)}
    known = {target.code: target for target in old.targets}
    changed = [target for target in new.targets if known.get(target.code) != target]
    streams = {row.code: row for row in FundingStream.objects.filter(plan=recorder.plan)}
    wanted = {
        target.code: {
            "title": target.title,
            "stream": streams[target.stream] if target.stream else None,
            "percentage": None if target.percentage is None else _decimal(target.percentage),
        }
        for target in changed
    }
    places = _places([target.code for target in new.targets], rows)
    _write_rows(recorder, SavingsTarget, rows, wanted, places, plan=recorder.plan)
    fixed = [(rows[each.code], each.amounts) for each in changed if each.percentage is None]
    _write_years(recorder, TargetAmount, "target", fixed, new.years)


def _write_memorandum(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    known = {item.code for item in old.memorandum_items}
    last = max(
        MemorandumItem.objects.filter(plan=recorder.plan).values_list("position", flat=True), default=0
    )
    added = [item for item in new.memorandum_items if item.code not in known]
    recorder.bulk_create(
        [
            MemorandumItem(
                plan=recorder.plan,
                code=item.code,
                title=item.title,
                note=item.note,
                first_year=new.years[item.pm.index(True)],
                last_year=new.years[len(item.pm) - 1 - item.pm[::-1].index(True)],
                position=position,
            )
            for position, item in enumerate(added, last + 1)
        ]
    )


def _write_controls(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    """Totals of one source give way to those of the same source; the others stay."""
    if old.control_totals == new.control_totals:
        return
    kept = {
        (each.figure, each.year, each.source) for each in old.control_totals if each in new.control_totals
    }
    rows = list(ControlTotal.objects.filter(plan=recorder.plan))
    going = [row for row in rows if (row.figure, row.year, row.source) not in kept]
    last = max((row.position for row in rows if row not in going), default=0)
    recorder.delete(going)
    added = [each for each in new.control_totals if (each.figure, each.year, each.source) not in kept]
    place = {figure: last + i for i, figure in enumerate(dict.fromkeys(each.figure for each in added), 1)}
    recorder.bulk_create(
        [
            ControlTotal(
                plan=recorder.plan,
                figure=each.figure,
                year=each.year,
                amount=decimal_from_cents(each.amount),
                source=each.source,
                reason=each.reason,
                position=place[each.figure],
            )
            for each in added
        ]
    )


def _write_rows(
    recorder: Recorder,
    model: type[Any],
    rows: dict[str, Any],
    wanted: dict[str, dict[str, Any]],
    places: dict[str, int],
    **common: Any,
) -> None:
    """Adds what is new to ``rows`` and changes what differs, fields and positions."""
    created, changed, names = [], [], {"position": None}
    for code, place in places.items():
        fields = wanted.get(code, {}) | {"position": place}
        row = rows.get(code)
        if row is None:
            rows[code] = model(code=code, **common, **fields)
            created.append(rows[code])
            continue
        different = {name: value for name, value in fields.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            changed.append(row)
            names |= dict.fromkeys(different)
    recorder.bulk_create(created)
    recorder.bulk_update(changed, list(names))


def _write_years(
    recorder: Recorder,
    model: type[Any],
    link: str,
    owners: Sequence[tuple[Any, Sequence[int]]],
    years: Sequence[int],
) -> None:
    """One amount per year of each owner."""
    rows = model._default_manager.filter(**{f"{link}__in": [owner.pk for owner, _ in owners]})
    stored = {(getattr(row, f"{link}_id"), row.year): row for row in rows}
    created, updated = [], []
    for owner, amounts in owners:
        for year, cents in zip(years, amounts, strict=True):
            amount, present = decimal_from_cents(cents), stored.get((owner.pk, year))
            if present is None:
                created.append(model(**{link: owner, "year": year, "amount": amount}))
            elif present.amount != amount:
                present.amount = amount
                updated.append(present)
    recorder.bulk_update(updated, ["amount"])
    recorder.bulk_create(created)


def _places(codes: Sequence[str], rows: dict[str, Any]) -> dict[str, int]:
    """Positions that rise in this order, as few of them new as can be."""
    places, last = {}, -1
    for code in codes:
        present = rows[code].position if code in rows else last + 1
        last = places[code] = present if present > last else last + 1
    return places


def _grouped(pairs: Iterable[tuple[str, str]]) -> Iterable[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, code in pairs:
        groups[group].append(code)
    return groups.values()


def _same_amounts(old: Line | None, new: Line) -> bool:
    return old is not None and (old.amounts, old.pm) == (new.amounts, new.pm)


def _any_negative(amounts: Iterable[int | None]) -> bool:
    return any(cents is not None and cents < 0 for cents in amounts)


def _decimal(percentage: Fraction) -> Decimal:
    return Decimal(percentage.numerator) / Decimal(percentage.denominator)
