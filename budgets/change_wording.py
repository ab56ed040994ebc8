"""What a change did, in Dutch: of what, which part, from what, to what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models

from budgets.change_names import NAMED, Names
from budgets.dutch_numbers import NO_BREAK, fraction_words, percentage, shortest, whole
from budgets.engine.money import cents_from_decimal
from budgets.history import RowChange, history_of, row_changes
from budgets.models import (
    AdjustmentOption,
    AllocationKey,
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
from measures.models import Change, Measure, Participation, Plan
from municipalities.models import Municipality

EMPTY = "leeg"
HIDDEN = frozenset({"id", "plan_id", "code", "position"})
"""Columns that say nothing to a reader by themselves."""
PARENTS: dict[type[models.Model], tuple[str, type[models.Model]]] = {
    CostAmount: ("cost_line_id", CostLine),
    StreamAmount: ("stream_id", FundingStream),
    TargetAmount: ("target_id", SavingsTarget),
    MemorandumEstimate: ("item_id", MemorandumItem),
    StreamEstimate: ("stream_id", FundingStream),
    OptionEffect: ("option_id", AdjustmentOption),
    OptionLine: ("option_id", AdjustmentOption),
    KeyWeight: ("key_id", AllocationKey),
    Participation: ("measure_id", Measure),
    HousingTarget: ("kind_id", HousingKind),
    HousingRealised: ("kind_id", HousingKind),
}
"""Rows that are a part of another row, by which they are called."""
SPLIT = (KeyWeight, KeyUse, Participation, Cover, CoverAmount)
HOUSING = (HousingTerms, HousingTarget, HousingRealised)
PLACES = ("agreed", "start")
"""Columns of a kind of housing that count places."""
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed; ``before`` and ``after`` are empty where the row only came, went or moved."""

    subject: str
    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A change with its entries, the first few of many; ``more`` is how many are left out."""

    change: Change
    entries: list[Entry]
    more: int
    rows: list[RowChange]
    """What was written, the first few of each table."""
    rows_left_out: int
    names: Names

    @property
    def remark(self) -> str:
        """For within a sentence: names keep their capitals."""
        return self.change.remark[:1].lower() + self.change.remark[1:]


def stories(plan: Plan, changes: Sequence[Change], most: int = MOST_SHOWN) -> list[Story]:
    """What each of ``changes`` of one plan did; a number of queries that does not grow with them."""
    found = row_changes(changes, most)
    names = Names(plan, [row for of_change in found.values() for row in of_change.rows])
    told = []
    for change in changes:
        of_change = found[change.pk]
        entries = [
            entry
            for row in of_change.rows
            for entry in _entries(row, names)
            if not _said(change.remark, entry)
        ]
        more = max(0, len(entries) - most) + of_change.left_out
        told.append(Story(change, entries[:most], more, of_change.rows, of_change.left_out, names))
    return told


def _said(remark: str, entry: Entry) -> bool:
    """The remark tells it already: "Maatregel ‘Inloop’ toegevoegd"."""
    came_or_went = entry.field.endswith((" toegevoegd", " verwijderd"))
    return came_or_went and f"‘{entry.subject}’" in remark


def _entries(row: RowChange, names: Names) -> Iterable[Entry]:
    record = row.after or row.before
    if record is None:
        return
    column, called_by = PARENTS.get(row.model, ("id", row.model))
    subject, kind = names.of(called_by, getattr(record, column)), str(row.model._meta.verbose_name)
    if row.model is OptionLine:
        kind = f"kostenpost {names.of(CostLine, record.cost_line_id)}"
    elif told := next((tell for models, tell in TOLD if row.model in models), None):
        yield from told(row, record, names)
        return
    elif row.model in PARENTS:
        yield from _amount(row, record, subject, names)
        return
    if row.before is None or row.after is None:
        yield from _came_or_went(row, subject, kind)
        return
    if "position" in row.fields:
        yield Entry(subject, f"volgorde van {kind} gewijzigd")
    for name in row.fields:
        if name == "last_year" and row.model is Measure:
            yield Entry(subject, "looptijd", _end(row.before.last_year), _end(row.after.last_year))
        elif name not in HIDDEN:
            field: Any = row.model._meta.get_field(name)
            before, after = (_value(field, getattr(r, name), names) for r in (row.before, row.after))
            yield Entry(subject, _title(field), before, after)


def _title(field: Any) -> str:
    """A line's link to its measure is called after that."""
    return str((Measure._meta if field.related_model is Measure else field).verbose_name)


def _came_or_went(row: RowChange, subject: str, kind: str) -> Iterable[Entry]:
    yield Entry(subject, f"{kind} {'toegevoegd' if row.before is None else 'verwijderd'}")
    if row.model is HousingKind and row.before is None:
        for name in PLACES:
            field: Any = HousingKind._meta.get_field(name)
            yield Entry(subject, str(field.verbose_name), "geen", _places(getattr(row.after, name)))


def _split(row: RowChange, record: Any, names: Names) -> Iterable[Entry]:
    """What an amount is split by: its coming and going is a change from or to what holds without it."""
    if row.model is Cover:
        yield Entry(names.of(Cover, record.id), "deel", _fraction(row.before), _fraction(row.after))
        return
    if row.model is CoverAmount:
        subject = names.of(Cover, record.cover_id)
        yield Entry(subject, f"bedrag {record.year}", _amount_text(row.before), _amount_text(row.after))
        return
    if row.model is KeyUse:
        of = (Measure, record.measure_id) if record.measure_id else (FundingStream, record.stream_id)
        before, after = (
            names.of(AllocationKey, r.key_id) if r else "die van het plan" for r in (row.before, row.after)
        )
        yield Entry(names.of(*of), "verdeelsleutel", before, after)
        return
    municipality = names.of(Municipality, record.municipality_id)
    if row.model is KeyWeight:
        before, after = (_number(r.weight) if r else "geen" for r in (row.before, row.after))
        yield Entry(
            names.of(AllocationKey, record.key_id), f"gewicht van {municipality} {record.year}", before, after
        )
        return
    before, after = (_taking_part(r) for r in (row.before, row.after))
    yield Entry(
        names.of(Measure, record.measure_id), f"deelname van {municipality} {record.year}", before, after
    )


def _housing(row: RowChange, record: Any, names: Names) -> Iterable[Entry]:
    """Places that nobody filled in are not the same as none."""
    if row.model is HousingTerms:
        for name in [name for name in row.fields if name not in HIDDEN]:
            field: Any = row.model._meta.get_field(name)
            before, after = (
                _value(field, getattr(r, name), names) if r else EMPTY for r in (row.before, row.after)
            )
            yield Entry("Verrekening van woningen", str(field.verbose_name), before, after)
        return
    what, without = f"jaardoel {record.year}", "geen"
    if row.model is HousingRealised:
        municipality = names.of(Municipality, record.municipality_id)
        what, without = f"gerealiseerd in {municipality} {record.year}", "niet ingevuld"
    before, after = (_places(r.places) if r else without for r in (row.before, row.after))
    yield Entry(names.of(HousingKind, record.kind_id), what, before, after)


def _option_term(row: RowChange, record: Any, names: Names) -> Iterable[Entry]:
    """A level, or how an option goes with another."""
    subject = names.of(AdjustmentOption, record.option_id)
    if row.model is OptionLevel:
        yield Entry(subject, f"niveau {record.position + 1}", _level(row.before), _level(row.after))
        return
    before, after = (
        f"{OptionRelation.Kind(r.kind).label} ‘{names.of(AdjustmentOption, r.other_id)}’" if r else "geen"
        for r in (row.before, row.after)
    )
    yield Entry(subject, "verband", before, after)


def _level(record: Any) -> str:
    if record is None:
        return "geen"
    return f"{record.title} ({fraction_words(Fraction(record.numerator, record.denominator))})"


Teller = Callable[[RowChange, Any, Names], Iterable[Entry]]
TOLD: tuple[tuple[tuple[type[models.Model], ...], Teller], ...] = (
    (SPLIT, _split),
    (HOUSING, _housing),
    ((OptionLevel, OptionRelation), _option_term),
)
"""Rows of which the coming and going is a change from or to what holds without them."""


def _places(count: int) -> str:
    return whole(100 * count)


def _fraction(cover: Any) -> str:
    if cover is None:
        return "geen"
    if cover.numerator is None:
        return "vaste bedragen"
    whole = cover.numerator == cover.denominator
    return "alles" if whole else f"{cover.numerator}/{cover.denominator}"


def _taking_part(record: Any) -> str:
    """No row is taking part for the whole."""
    if record is None:
        return "ja"
    return "nee" if not record.percentage else f"deels, {percentage(Fraction(record.percentage))}"


def _number(value: Decimal) -> str:
    return shortest(cents_from_decimal(value))


def _amount(row: RowChange, record: Any, subject: str, names: Names) -> Iterable[Entry]:
    """An amount per year: its coming and going is a change from or to nothing.

    An effect is told as the screen has it, as what it brings: lower costs and more income are above zero.
    """
    if row.model is OptionEffect:
        target = ""
        if record.cost_line_id:
            target = f" op {names.of(CostLine, record.cost_line_id)}"
        elif record.stream_id:
            target = f" op {names.of(FundingStream, record.stream_id)}"
        sign = 1 if record.stream_id else -1
        before, after = (_euros(sign * r.change) if r else "geen" for r in (row.before, row.after))
        yield Entry(subject, f"voordeel{target}, {record.year}", before, after)
        return
    if row.model in (MemorandumEstimate, StreamEstimate):
        before, after = (_estimate(r) for r in (row.before, row.after))
        yield Entry(subject, f"schatting {record.year}", before, after)
        return
    before, after = (_amount_text(r) for r in (row.before, row.after))
    yield Entry(subject, f"bedrag {record.year}", before, after)


def _estimate(record: Any) -> str:
    if record is None:
        return "geen"
    likely = "" if record.likely is None else f", waarschijnlijk {_euros(record.likely)}"
    return f"{_euros(record.low)} tot {_euros(record.high)}{likely}"


def _end(last_year: int | None) -> str:
    return "loopt door" if last_year is None else f"eindigt na {last_year}"


def amount_words(record: Any) -> str:
    """What a row of amounts holds; an effect as the screen has it, above zero where it is favourable."""
    if isinstance(record, history_of(OptionEffect)):
        return _euros(record.change if record.stream_id else -record.change)
    return _amount_text(record)


def _amount_text(record: Any) -> str:
    if record is None:
        return "geen bedrag"
    return "p.m." if getattr(record, "pm", False) else _euros(record.amount)


def _value(field: Any, value: Any, names: Names) -> str:
    """A column's value as a reader knows it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field.related_model in NAMED:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.name in PLACES:
        return _places(value)
    if field.name == "percentage":
        return percentage(Fraction(value))
    if isinstance(value, Decimal):
        return _euros(value)
    return str(value)


def _euros(value: Decimal) -> str:
    return f"€{NO_BREAK}{shortest(cents_from_decimal(value))}"
