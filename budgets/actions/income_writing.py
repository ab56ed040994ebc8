"""The difference between two budgets in streams, cover, targets, p.m. items and control totals."""

from collections.abc import Mapping, Sequence

from budgets.actions.cover import delete_covers
from budgets.actions.written_rows import any_negative, positions, write_rows, write_years
from budgets.engine import BudgetData
from budgets.engine import Cover as CoverData
from budgets.engine.money import decimal_from_cents, decimal_from_percentage
from budgets.models import (
    ControlTotal,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    KeyUse,
    MemorandumItem,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from measures.changes import Recorder, in_batches


def write_streams(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    rows = {row.code: row for row in FundingStream.objects.filter(plan=recorder.plan)}
    known = {stream.code: stream for stream in old.streams}
    changed = [stream for stream in new.streams if known.get(stream.code) != stream]
    wanted = {
        stream.code: {"title": stream.title, "kind": stream.kind, "note": stream.note}
        | ({"negative_allowed": True} if any_negative(stream.amounts) else {})
        for stream in changed
    }
    places = positions([stream.code for stream in new.streams], rows)
    write_rows(recorder, FundingStream, rows, wanted, places, plan=recorder.plan)
    write_years(
        recorder, StreamAmount, "stream", [(rows[each.code], each.amounts) for each in changed], new.years
    )
    going = [rows[code] for code in known if code not in {stream.code for stream in new.streams}]
    recorder.delete(list(StreamAmount.objects.filter(stream__in=going)))
    recorder.delete(list(StreamEstimate.objects.filter(stream__in=going)))
    recorder.delete(list(KeyUse.objects.filter(stream__in=going)))
    recorder.delete(going)


def write_covers(recorder: Recorder, covers: Mapping[str, Sequence[CoverData]]) -> None:
    """What pays a line, in place of what did.  A row of the same stream stays that row."""
    codes = list(covers)
    in_plan = CostLine.objects.filter(plan=recorder.plan)
    lines = {row.code: row for row in in_batches(in_plan, "code", codes)}
    streams = {row.code: row for row in FundingStream.objects.filter(plan=recorder.plan)}
    present = {
        (row.cost_line_id, row.stream_id): row
        for row in in_batches(Cover.objects.all(), "cost_line", [row.pk for row in lines.values()])
    }
    created: list[Cover] = []
    changed: list[Cover] = []
    for code, parts in covers.items():
        for each in parts:
            line, stream = lines[code], streams[each.stream]
            assert each.share is not None  # a file names fractions
            row = present.pop((line.pk, stream.pk), None)
            (created if row is None else changed).append(row := row or Cover(cost_line=line, stream=stream))
            row.numerator, row.denominator = each.share.numerator, each.share.denominator
            row.assumed = False
    fixed = list(in_batches(CoverAmount.objects.all(), "cover", [row.pk for row in changed]))
    recorder.delete(fixed)
    delete_covers(recorder, present.values())
    recorder.bulk_update(changed, ["numerator", "denominator", "assumed"])
    recorder.bulk_create(created)


def write_targets(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    rows = {row.code: row for row in SavingsTarget.objects.filter(plan=recorder.plan)}
    known = {target.code: target for target in old.targets}
    changed = [target for target in new.targets if known.get(target.code) != target]
    streams = {row.code: row for row in FundingStream.objects.filter(plan=recorder.plan)}
    wanted = {
        target.code: {
            "title": target.title,
            "stream_id": streams[target.stream].pk if target.stream else None,
            "percentage": None if target.percentage is None else decimal_from_percentage(target.percentage),
        }
        for target in changed
    }
    places = positions([target.code for target in new.targets], rows)
    write_rows(recorder, SavingsTarget, rows, wanted, places, plan=recorder.plan)
    fixed = [(rows[each.code], each.amounts) for each in changed if each.percentage is None]
    write_years(recorder, TargetAmount, "target", fixed, new.years)


def write_memorandum(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
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


def write_controls(recorder: Recorder, old: BudgetData, new: BudgetData) -> None:
    """Totals of one source give way to those of the same source; the others stay."""
    if old.control_totals == new.control_totals:
        return
    rows = {
        (row.figure, row.year, row.source): row for row in ControlTotal.objects.filter(plan=recorder.plan)
    }
    created: list[ControlTotal] = []
    changed: list[ControlTotal] = []
    last, figure = 0, ("", "")
    for each in new.control_totals:
        present = rows.pop((each.figure, each.year, each.source), None)
        row = present or ControlTotal(
            plan=recorder.plan, figure=each.figure, year=each.year, source=each.source
        )
        last = max(last + ((each.figure, each.source) != figure), row.position)
        figure = (each.figure, each.source)
        values = (last, decimal_from_cents(each.amount), each.reason)
        if present is None:
            created.append(row)
        elif (row.position, row.amount, row.reason) != values:
            changed.append(row)
        row.position, row.amount, row.reason = values
    recorder.delete(list(rows.values()))
    recorder.bulk_update(changed, ["position", "amount", "reason"])
    recorder.bulk_create(created)
