"""What differs between two budgets: every part by its code, and the totals per year.

A line, stream or another part is the same one in both when its code is, so that
a new name is a change and not one gone and one added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from budgets.engine.compute import unchanged
from budgets.engine.data import (
    Amounts,
    BudgetData,
    Goal,
    Line,
    Measure,
    MemorandumItem,
    Option,
    Stream,
    Target,
)

PARTS = ("goals", "measures", "lines", "streams", "targets", "options", "memorandum_items")
"""What a budget consists of, and a ``BudgetDiff`` has items of."""
FIGURES = ("costs", "income", "result", "savings_target", "result_after_target")


Part = Goal | Measure | Line | Stream | Target | Option | MemorandumItem


SPLIT = ("municipalities", "keys", "key", "participation", "cover", "housing")
"""What a budget is split by."""
OF_THE_PLAN = ("region", "plan", "title", "years", "control_totals", *SPLIT)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``field`` is the name in the dataclass; a value is None where that side has none."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Item:
    """One of ``PARTS`` that differs.  Amounts are cents per year of the comparison."""

    code: str
    old: Any
    new: Any
    """The whole item on either side, None where it is not there."""
    fields: tuple[FieldChange, ...]
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]
    """As budgeted; None is no amount or p.m. — what of it is p.m. stands in the pm fields."""
    before_pm: tuple[bool, ...]
    after_pm: tuple[bool, ...]

    @property
    def kind(self) -> str:
        return "added" if self.old is None else "gone" if self.new is None else "changed"

    @property
    def difference(self) -> Amounts:
        """No amount and p.m. count as nothing, as they do in the totals."""
        return tuple((b or 0) - (a or 0) for a, b in zip(self.before, self.after, strict=True))


@dataclass(frozen=True, slots=True)
class Total:
    figure: str
    before: Amounts
    after: Amounts

    @property
    def difference(self) -> Amounts:
        return tuple(b - a for a, b in zip(self.before, self.after, strict=True))


@dataclass(frozen=True, slots=True)
class BudgetDiff:
    """``years`` are those of either budget; a year that a budget does not have counts as no amounts."""

    old: BudgetData
    new: BudgetData
    years: tuple[int, ...]
    goals: tuple[Item, ...]
    measures: tuple[Item, ...]
    """Empty where a side of before schema 3 did not keep them."""
    lines: tuple[Item, ...]
    streams: tuple[Item, ...]
    targets: tuple[Item, ...]
    options: tuple[Item, ...]
    memorandum_items: tuple[Item, ...]
    totals: tuple[Total, ...]
    plan: tuple[FieldChange, ...]
    """Of the plan itself: those of ``OF_THE_PLAN`` that differ."""
    reordered: tuple[str, ...]
    """The parts of which the items that both have stand in another order."""

    @property
    def same(self) -> bool:
        """Whether the two say the same, as ``same_budget``."""
        return not (self.plan or self.reordered or any(getattr(self, part) for part in PARTS))


def diff(old: BudgetData, new: BudgetData) -> BudgetDiff:
    """``new`` held against ``old``, both as budgeted, no option on.

    The differences of the lines add up to the difference of the costs.
    """
    years = tuple(sorted({*old.years, *new.years}))
    sides = old, new = _as_much_said(old, new)
    return BudgetDiff(
        old=old,
        new=new,
        years=years,
        **{part: _items(sides, years, getattr(old, part), getattr(new, part)) for part in PARTS},
        totals=tuple(
            Total(
                figure,
                _spread(old, unchanged(old).figure(figure), years),
                _spread(new, unchanged(new).figure(figure), years),
            )
            for figure in FIGURES
        ),
        plan=tuple(
            FieldChange(name, getattr(old, name), getattr(new, name))
            for name in OF_THE_PLAN
            if getattr(old, name) != getattr(new, name)
        ),
        reordered=tuple(part for part in PARTS if _reordered(getattr(old, part), getattr(new, part))),
    )


def _reordered(old: Sequence[Part], new: Sequence[Part]) -> bool:
    before, after = [item.code for item in old], [item.code for item in new]
    kept = {*before} & {*after}
    return [code for code in before if code in kept] != [code for code in after if code in kept]


def same_budget(old: BudgetData, new: BudgetData) -> bool:
    """Whether the two say the same, as far as both keep it."""
    old, new = _as_much_said(old, new)
    return old == new


def _as_much_said(old: BudgetData, new: BudgetData) -> tuple[BudgetData, BudgetData]:
    """Both without what the other, of an older schema, did not keep.

    Before schema 5 that is the year of a count, before schema 4 what it is split by,
    before schema 3 the measures, before schema 2 which measure a line is of.
    """
    if old.keeps_measures != new.keeps_measures:
        old, new = replace(old, measures=(), derived={}), replace(new, measures=(), derived={})
    if bool(old.municipalities) != bool(new.municipalities):
        old, new = _without_split(old), _without_split(new)
    if _names_counts(old) != _names_counts(new):
        old, new = _without_counts(old), _without_counts(new)
    if _names_measures(old) != _names_measures(new):
        old, new = _without_codes(old), _without_codes(new)
    return old, new


def _without_split(data: BudgetData) -> BudgetData:
    return replace(
        data,
        municipalities=(),
        keys=(),
        key="",
        participation=(),
        cover=(),
        housing=None,
        streams=tuple(replace(stream, key="") for stream in data.streams),
        measures=tuple(replace(measure, key="") for measure in data.measures),
        derived={},
    )


def _names_counts(data: BudgetData) -> bool:
    return any(key.count_year for key in data.keys)


def _without_counts(data: BudgetData) -> BudgetData:
    return replace(data, keys=tuple(replace(key, count_year=None) for key in data.keys), derived={})


def _names_measures(data: BudgetData) -> bool:
    return any(line.measure_code for line in data.lines)


def _without_codes(data: BudgetData) -> BudgetData:
    return replace(data, lines=tuple(replace(line, measure_code="") for line in data.lines), derived={})


def _items(
    sides: tuple[BudgetData, BudgetData], years: Amounts, old: Iterable[Part], new: Iterable[Part]
) -> tuple[Item, ...]:
    """In the order of the new budget, and what is gone behind it."""
    before, after = {item.code: item for item in old}, {item.code: item for item in new}
    codes = [*after, *(code for code in before if code not in after)]
    found = (_item(sides, years, code, before.get(code), after.get(code)) for code in codes)
    return tuple(item for item in found if item is not None)


def _item(
    sides: tuple[BudgetData, BudgetData], years: Amounts, code: str, old: Part | None, new: Part | None
) -> Item | None:
    if _untouched(sides, old, new):
        return None
    before, after = _amounts(sides[0], old, years), _amounts(sides[1], new, years)
    before_pm, after_pm = _pm(sides[0], old, years), _pm(sides[1], new, years)
    changes = _field_changes(_own(sides[0], old), _own(sides[1], new))
    if old is not None and new is not None and not changes and (before, before_pm) == (after, after_pm):
        return None
    return Item(code, old, new, changes, before, after, before_pm, after_pm)


def _untouched(sides: tuple[BudgetData, BudgetData], old: Part | None, new: Part | None) -> bool:
    """Most parts of a large budget are: seen at once.  What a target comes to depends on its stream."""
    if old != new or isinstance(new, Target) or sides[0].years != sides[1].years:
        return False
    return not isinstance(new, Line) or sides[0].measure(new.measure_code) == sides[1].measure(
        new.measure_code
    )


def _own(data: BudgetData, part: Part | None) -> Part | None:
    """A line without the goal, name and note of its measure, which differs by itself."""
    of = data.measure(part.measure_code) if isinstance(part, Line) else None
    if not isinstance(part, Line) or of is None or not of.is_of(part):
        return part
    return replace(part, goal="", measure="", note=of.own_note(part))


def _field_changes(old: Part | None, new: Part | None) -> tuple[FieldChange, ...]:
    if old is None or new is None:
        return ()
    names = [f.name for f in fields(new) if f.name not in ("amounts", "pm")]
    changed = [name for name in names if getattr(old, name) != getattr(new, name)]
    return tuple(FieldChange(name, getattr(old, name), getattr(new, name)) for name in changed)


def _amounts(data: BudgetData, part: Part | None, years: Amounts) -> tuple[int | None, ...]:
    """As budgeted; of an option what it changes in all; of a target what it comes to; else none."""
    match part:
        case None | Goal() | Measure() | MemorandumItem():
            return (None,) * len(years)
        case Option():
            sums = dict.fromkeys(years, 0)
            for effect in part.effects:
                sums[effect.year] += effect.change
            return tuple(sums[year] if year in data.year_index else None for year in years)
        case Target():
            return _by_year(data, unchanged(data).savings_targets[part.code], years)
        case _:
            return _by_year(data, part.amounts, years)


def _pm(data: BudgetData, part: Part | None, years: Amounts) -> tuple[bool, ...]:
    if not isinstance(part, Line | MemorandumItem) or not part.pm:
        return (False,) * len(years)
    return tuple(year in data.year_index and part.pm[data.year_index[year]] for year in years)


def _by_year(data: BudgetData, amounts: Sequence[int | None], years: Amounts) -> tuple[int | None, ...]:
    return tuple(amounts[data.year_index[year]] if year in data.year_index else None for year in years)


def _spread(data: BudgetData, amounts: Amounts, years: Amounts) -> Amounts:
    return tuple(amounts[data.year_index[year]] if year in data.year_index else 0 for year in years)
