"""What a change did, row by row: from what to what, read from the history tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from budgets.models import (
    AdjustmentOption,
    AllocationKey,
    ControlTotal,
    CostAmount,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    HousingKind,
    HousingRealised,
    HousingTarget,
    HousingTerms,
    KeyUse,
    KeyWeight,
    MemorandumEstimate,
    MemorandumItem,
    OptionEffect,
    OptionLevel,
    OptionLine,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from measures.models import Change, Goal, Measure, Participation, Plan

PARENTS_FIRST: tuple[type[models.Model], ...] = (
    Plan,
    Goal,
    Measure,
    CostLine,
    CostAmount,
    FundingStream,
    StreamAmount,
    StreamEstimate,
    SavingsTarget,
    TargetAmount,
    AdjustmentOption,
    OptionLine,
    OptionEffect,
    OptionLevel,
    OptionRelation,
    MemorandumItem,
    MemorandumEstimate,
    ControlTotal,
    AllocationKey,
    KeyWeight,
    KeyUse,
    Participation,
    Cover,
    CoverAmount,
    HousingTerms,
    HousingKind,
    HousingTarget,
    HousingRealised,
)
"""The tables of a plan, each after what it hangs on."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table in one change: history rows from ``before`` and ``after`` it, None for no row."""

    model: type[models.Model]
    pk: int
    before: Any
    after: Any

    @property
    def fields(self) -> list[str]:
        """The columns that differ; all of them where the row came or went."""
        tracked = _tracked(self.model)
        if self.before is None or self.after is None:
            return tracked
        return [name for name in tracked if getattr(self.before, name) != getattr(self.after, name)]


@cache
def history_of(model: type[models.Model]) -> Any:
    """The model of the history rows of ``model``; kept, because asking for it makes a manager each time."""
    manager: Any = getattr(model, model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]  # simple_history
    return manager.model


@cache
def _tracked(model: type[models.Model]) -> list[str]:
    return [field.attname for field in history_of(model).tracked_fields]


def touched_models(change: Change) -> list[type[models.Model]]:
    return [model for model in PARENTS_FIRST if f" {model._meta.model_name}." in change.touched]


@dataclass(frozen=True, slots=True)
class Rows:
    """What one change did; ``left_out`` is how many more rows it wrote than were asked for."""

    rows: list[RowChange]
    left_out: int = 0


def created_only(change: Change, at_least: int) -> dict[type[models.Model], list[int]]:
    """The keys of tables to which the change only added rows, many of them, that nobody wrote since."""
    found = {}
    for model in touched_models(change):
        history = history_of(model).objects
        made = history.filter(made_in=change)
        if made.count() < at_least or made.exclude(history_type="+").exists():
            continue
        last = made.order_by("-history_id").values_list("history_id", flat=True).first()
        if not history.filter(history_id__gt=last, id__in=made.values("id")).exists():
            found[model] = list(made.values_list("id", flat=True))
    return found


def row_changes(
    changes: Sequence[Change], most: int | None = None, without: Collection[type[models.Model]] = ()
) -> dict[int, Rows]:
    """Per change (its pk) what it did to each row; of each table at most the first ``most`` rows of each.

    Tables of ``without`` are passed over.  A fixed number of queries for each table that was touched.
    """
    found: dict[int, list[RowChange]] = {change.pk: [] for change in changes}
    left_out = dict.fromkeys(found, 0)
    touched = {change.pk: set(touched_models(change)) for change in changes}
    for model in [model for model in PARENTS_FIRST if model not in without]:
        if concerned := [pk for pk, tables in touched.items() if model in tables]:
            records = _records(model, concerned, most)
            for change_pk, total in {record.made_in_id: record.total for record in records}.items():
                left_out[change_pk] += total - min(total, most or total)
            for change_pk, row in _rows(model, records):
                found[change_pk].append(row)
    return {pk: Rows(rows, left_out[pk]) for pk, rows in found.items()}


def rows_after(change: Change, after: tuple[int, int], most: int) -> list[tuple[int, RowChange]]:
    """The next ``most`` rows that a change touched, each with the place of its table in ``PARENTS_FIRST``.

    In the order of tables and keys; ``after`` is the place and the key of the last one before them, (0, 0) at
    the start.
    """
    found: list[tuple[int, RowChange]] = []
    touched = touched_models(change)
    for place, model in enumerate(PARENTS_FIRST):
        if model not in touched or place < after[0] or len(found) == most:
            continue
        keys = history_of(model).objects.filter(made_in=change).values_list("id", flat=True).distinct()
        keys = keys.filter(id__gt=after[1]) if place == after[0] else keys
        records = _records(model, [change.pk], None, list(keys.order_by("id")[: most - len(found)]))
        found += sorted(((place, row) for _, row in _rows(model, records)), key=lambda each: each[1].pk)
    return found


def _records(
    model: type[models.Model], changes: list[int], most: int | None, keys: Collection[int] | None = None
) -> list[Any]:
    """History rows with ``earlier``, the id of the row before it, and ``total``, how many the change has."""
    history = history_of(model)
    earlier = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    records = (
        history.objects.filter(made_in__in=changes)
        .annotate(
            earlier=Subquery(earlier.order_by("-history_id").values("history_id")[:1]),
            total=Window(Count("pk"), partition_by=[F("made_in")]),
        )
        .order_by("history_id")
    )
    if keys is not None:
        records = records.filter(id__in=keys)
    if most is not None:
        place = Window(RowNumber(), partition_by=[F("made_in")], order_by="history_id")
        records = records.annotate(place=place).filter(place__lte=most)
    return list(records)


def _rows(model: type[models.Model], rows: list[Any]) -> Iterable[tuple[int, RowChange]]:
    history = history_of(model)
    before = history.objects.in_bulk([row.earlier for row in rows if row.earlier is not None])
    by_object: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        by_object[row.made_in_id, row.id].append(row)
    for (change, pk), (first, *rest) in by_object.items():
        last = rest[-1] if rest else first
        started = None if first.history_type == "+" else before.get(first.earlier)
        yield change, RowChange(model, pk, started, None if last.history_type == "-" else last)


def changes_of_measure(plan: Plan, measure: Measure) -> QuerySet[Change]:
    """The changes that touched a measure or what hangs on it, gone rows included.

    That is its lines with their amounts, the cover of both, who takes part, and its own key.
    """
    lines = history_of(CostLine).objects.filter(measure_id=measure.pk).values("id")
    covers = history_of(Cover).objects.filter(Q(measure_id=measure.pk) | Q(cost_line_id__in=lines))
    return _changes(
        plan,
        history_of(Measure).objects.filter(id=measure.pk),
        history_of(CostLine).objects.filter(measure_id=measure.pk),
        history_of(CostAmount).objects.filter(cost_line_id__in=lines),
        covers,
        history_of(CoverAmount).objects.filter(cover_id__in=covers.values("id")),
        history_of(Participation).objects.filter(measure_id=measure.pk),
        history_of(KeyUse).objects.filter(measure_id=measure.pk),
    )


def amount_changes(plan: Plan, until: int | None = None) -> QuerySet[Change]:
    """The changes of amounts in the budget, up to and with revision ``until``."""
    tables = Q(touched__contains=" costamount.") | Q(touched__contains=" streamamount.")
    changes = Change.objects.filter(tables | Q(touched__contains=" targetamount."), plan=plan)
    return changes if until is None else changes.filter(revision__lte=until)


def changes_of_option(plan: Plan, option: AdjustmentOption) -> QuerySet[Change]:
    """The changes that touched an option, or its named lines, effects, levels or relations."""
    return _changes(
        plan,
        history_of(AdjustmentOption).objects.filter(id=option.pk),
        history_of(OptionLine).objects.filter(option_id=option.pk),
        history_of(OptionEffect).objects.filter(option_id=option.pk),
        history_of(OptionLevel).objects.filter(option_id=option.pk),
        history_of(OptionRelation).objects.filter(Q(option_id=option.pk) | Q(other_id=option.pk)),
    )


def changes_of_stream(plan: Plan, stream: FundingStream) -> QuerySet[Change]:
    """The changes that touched a stream, or what hangs on it, gone rows included.

    That is its amounts and estimates, what it pays, and the targets that were a percentage of it.
    """
    covers = history_of(Cover).objects.filter(stream_id=stream.pk)
    return _changes(
        plan,
        history_of(FundingStream).objects.filter(id=stream.pk),
        history_of(StreamAmount).objects.filter(stream_id=stream.pk),
        history_of(StreamEstimate).objects.filter(stream_id=stream.pk),
        covers,
        history_of(CoverAmount).objects.filter(cover_id__in=covers.values("id")),
        history_of(SavingsTarget).objects.filter(stream_id=stream.pk),
    )


def _changes(plan: Plan, *histories: QuerySet[Any]) -> QuerySet[Change]:
    condition = Q()
    for rows in histories:
        condition |= Q(pk__in=rows.filter(made_in__isnull=False).values("made_in_id"))
    return Change.objects.filter(condition, plan=plan)
