"""From the tables to ``BudgetData``: the one place where a budget is read."""

from collections import OrderedDict, defaultdict
from dataclasses import replace
from fractions import Fraction
from threading import Lock
from typing import Any

from django.db import connection, transaction

from budgets.engine import (
    BudgetData,
    ControlTotal,
    Effect,
    Goal,
    Level,
    Line,
    MemorandumItem,
    Option,
    Stream,
    Target,
)
from budgets.engine.data import Amounts, Measure
from budgets.engine.estimates import PerYear
from budgets.engine.members import PLAN_KEY
from budgets.engine.money import cents_from_decimal
from budgets.models import (
    CostAmount,
    CostLine,
    MemorandumEstimate,
    OptionEffect,
    OptionLevel,
    OptionLine,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from budgets.models.lines import LINE_ORDER
from budgets.snapshot_housing import housing
from budgets.snapshot_split import cover, key_uses, keys, municipalities, participation
from measures.models import Change, Plan

KEPT = 64
MOST_CAUGHT_UP = 200
ATTEMPTS = 3
SIDES = ("low", "likely", "high")


_kept: OrderedDict[tuple[int, int], BudgetData] = OrderedDict()
_lock = Lock()
_reading = Lock()


def budget_data(plan: Plan) -> BudgetData:
    """The budget of ``plan`` as a value; read again only when its revision rose.

    Inside a transaction nothing is kept: what was read there may yet be undone,
    and its revision number be given to another state.
    """
    return budget_as_of(plan)[0]


def budget_as_of(plan: Plan) -> tuple[BudgetData, int]:
    """The budget and its revision, which may be later than that of ``plan`` as it was read before."""
    key = (plan.pk, plan.revision)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key], plan.revision
    if connection.in_atomic_block:
        return _read_whole(plan)
    with _reading:  # one thread reads, the others find it kept
        data, revision = _caught_up(plan) or _read_whole(plan)
        with _lock:
            _kept[plan.pk, revision] = data
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return data, revision


def forget_snapshots() -> None:
    """Drop everything that is kept."""
    with _lock:
        _kept.clear()


def _caught_up(plan: Plan) -> tuple[BudgetData, int] | None:
    """The last state that is kept, with the amounts that were changed since; None where that will not do.

    A cell that is saved would else have the whole budget read again.  Every
    revision has its ``Change``, and that says whether only amounts were written.
    """
    with _lock:
        last = max((revision for pk, revision in _kept if pk == plan.pk), default=None)
        data = None if last is None else _kept[plan.pk, last]
    if last is None or data is None:
        return None
    changes = list(
        Change.objects.filter(plan=plan, revision__gt=last)
        .order_by("revision")
        .values_list("pk", "revision", "touched")[: MOST_CAUGHT_UP + 1]
    )
    if not changes and last >= plan.revision:
        return data, last
    revisions = [revision for _, revision, _ in changes]
    tables = {part.partition(".")[0] for _, _, touched in changes for part in touched.split()}
    if len(changes) > MOST_CAUGHT_UP or not tables <= AMOUNTS.keys():
        return None
    complete = revisions and revisions == list(range(last + 1, revisions[-1] + 1))
    if not complete or revisions[-1] < plan.revision:
        return None
    try:
        for table in tables:
            data = AMOUNTS[table](data, [pk for pk, _, _ in changes])
    except KeyError:  # a line that was written is gone since: that is a later change
        return None
    return data, revisions[-1]


def _with_line_amounts(data: BudgetData, changes: list[int]) -> BudgetData:
    lines = {line.code: line for line in data.lines}
    for code, year, amount, pm, kind in _written(CostAmount, changes, "cost_line__code", "pm"):
        line, j = lines[code], data.year_index[year]
        cents = None if kind == "-" or amount is None else cents_from_decimal(amount)
        flags = _with(line.pm or (False,) * len(data.years), j, kind != "-" and pm)
        lines[code] = replace(line, amounts=_with(line.amounts, j, cents), pm=flags if any(flags) else ())
    return replace(data, lines=tuple(lines.values()), derived={})


def _with_stream_amounts(data: BudgetData, changes: list[int]) -> BudgetData:
    streams = {stream.code: stream for stream in data.streams}
    for code, year, amount, kind in _written(StreamAmount, changes, "stream__code"):
        cents = 0 if kind == "-" else cents_from_decimal(amount)
        amounts = _with(streams[code].amounts, data.year_index[year], cents)
        streams[code] = replace(streams[code], amounts=amounts)
    return replace(data, streams=tuple(streams.values()), derived={})


def _with_target_amounts(data: BudgetData, changes: list[int]) -> BudgetData:
    targets = {target.code: target for target in data.targets}
    for code, year, amount, kind in _written(TargetAmount, changes, "target__code"):
        cents = 0 if kind == "-" else cents_from_decimal(amount)
        amounts = _with(targets[code].amounts, data.year_index[year], cents)
        targets[code] = replace(targets[code], amounts=amounts)
    return replace(data, targets=tuple(targets.values()), derived={})


AMOUNTS = {
    "costamount": _with_line_amounts,
    "streamamount": _with_stream_amounts,
    "targetamount": _with_target_amounts,
}
"""The tables that a kept state is caught up with, as these changes left them."""


def _written(model: Any, changes: list[int], owner: str, *more: str) -> Any:
    """The rows of the history of these changes, the oldest first: owner, year, amount, ``more``, kind."""
    rows = model.history.filter(made_in__in=changes).order_by("history_id")
    return rows.values_list(owner, "year", "amount", *more, "history_type")


def _with(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _read_whole(plan: Plan) -> tuple[BudgetData, int]:
    """One state of the tables, the plan's own row included: read again when the revision rose meanwhile.

    Where writers keep coming, the last attempt holds the plan, so that they wait.
    """
    plans = Plan.objects.select_related("region")
    for _ in range(ATTEMPTS):
        current = plans.get(pk=plan.pk)
        data = read(current)
        if Plan.objects.values_list("revision", flat=True).get(pk=plan.pk) == current.revision:
            return data, current.revision
    with transaction.atomic():
        current = plans.select_for_update(of=("self",)).get(pk=plan.pk)
        return read(current), current.revision


def read(plan: Plan) -> BudgetData:
    """The tables as they stand; a number of queries that does not depend on their size."""
    years = plan.years
    goals, measures = _goals(plan)
    rows = list(CostLine.objects.filter(plan=plan).select_related("measure__goal"))
    members = municipalities(plan)
    split_keys, default = keys(plan, members)
    of_measures, of_streams = key_uses(plan)
    return BudgetData(
        region=plan.region.slug,
        plan=plan.slug,
        title=plan.title,
        years=years,
        goals=goals,
        lines=_lines(plan, rows),
        streams=tuple(
            replace(stream, key=of_streams.get(stream.code, PLAN_KEY)) for stream in _streams(plan)
        ),
        targets=_targets(plan),
        options=_options(plan),
        memorandum_items=_memorandum_items(plan),
        control_totals=tuple(
            ControlTotal(c.figure, c.year, cents_from_decimal(c.amount), c.source, c.reason)
            for c in plan.control_totals.all()
        ),
        measures=tuple(replace(each, key=of_measures.get(each.code, PLAN_KEY)) for each in measures),
        municipalities=members,
        keys=split_keys,
        key=default,
        participation=participation(plan, members),
        cover=cover(plan, rows),
        housing=housing(plan, members),
    )


def _goals(plan: Plan) -> tuple[tuple[Goal, ...], tuple[Measure, ...]]:
    """The goals and their measures, in order, in one query: a goal without measures has one row too."""
    rows = plan.goals.order_by("position", "pk", "measures__position", "measures__pk").values_list(
        "code", "title", *(f"measures__{part}" for part in ("code", "title", "note", "last_year"))
    )
    goals, measures = {}, []
    for goal, title, code, *said in rows:
        goals[goal] = Goal(goal, title)
        if code is not None:
            measures.append(Measure(code, goal, *said))
    return tuple(goals.values()), tuple(measures)


def _lines(plan: Plan, lines: list[CostLine]) -> tuple[Line, ...]:
    amounts: defaultdict[int, dict[int, int | None]] = defaultdict(dict)
    rows = CostAmount.objects.filter(cost_line__plan=plan).values_list("cost_line_id", "year", "amount")
    for line, year, amount in rows.iterator(chunk_size=10_000):
        amounts[line][year] = None if amount is None else cents_from_decimal(amount)
    return tuple(
        Line(
            code=line.code,
            goal=line.measure.goal.code,
            measure=line.measure.title,
            amounts=tuple(amounts[line.pk].get(year) for year in plan.years),
            number=line.number,
            note=" ".join(filter(None, (line.measure.note, line.note))),
            cost_type=line.cost_type,
            priority=line.priority,
            pm=_pm_flags(plan, amounts[line.pk]),
            measure_code=line.measure.code,
            incidental=line.incidental,
        )
        for line in lines
    )


def _pm_flags(plan: Plan, amounts: dict[int, int | None]) -> tuple[bool, ...]:
    """A row without an amount is p.m.; no row at all is nothing."""
    flags = tuple(year in amounts and amounts[year] is None for year in plan.years)
    return flags if any(flags) else ()


def _estimates(rows: Any, plan: Plan) -> dict[int, dict[str, Any]]:
    """Of each owner with an estimate low, likely and high per year; ``rows`` hold owner, year and these."""
    found: defaultdict[int, dict[int, tuple[int | None, ...]]] = defaultdict(dict)
    for owner, year, *sides in rows:
        found[owner][year] = tuple(None if euros is None else cents_from_decimal(euros) for euros in sides)

    def per_year(years: dict[int, tuple[int | None, ...]], place: int) -> PerYear:
        row = tuple(years[year][place] if year in years else None for year in plan.years)
        return row if any(cents is not None for cents in row) else ()

    return {
        owner: {side: per_year(years, place) for place, side in enumerate(SIDES)}
        for owner, years in found.items()
    }


def _memorandum_items(plan: Plan) -> tuple[MemorandumItem, ...]:
    """With their estimates, where there are any."""
    rows = MemorandumEstimate.objects.filter(item__plan=plan).values_list("item_id", "year", *SIDES)
    estimates = _estimates(rows, plan)
    return tuple(
        MemorandumItem(
            row.code,
            row.title,
            tuple(row.first_year <= year <= row.last_year for year in plan.years),
            row.note,
            municipality=row.municipality.code if row.municipality else "",
            **estimates.get(row.pk, {}),
        )
        for row in plan.memorandum_items.select_related("municipality")
    )


def _streams(plan: Plan) -> tuple[Stream, ...]:
    amounts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = StreamAmount.objects.filter(stream__plan=plan).values_list("stream_id", "year", "amount")
    for stream, year, amount in rows:
        amounts[stream][year] = cents_from_decimal(amount)
    thought = StreamEstimate.objects.filter(stream__plan=plan).values_list("stream_id", "year", *SIDES)
    estimates = _estimates(thought, plan)
    return tuple(
        Stream(
            stream.code,
            stream.title,
            stream.kind,
            _per_year(plan, amounts[stream.pk]),
            stream.note,
            incidental=stream.incidental,
            **estimates.get(stream.pk, {}),
        )
        for stream in plan.streams.all()
    )


def _targets(plan: Plan) -> tuple[Target, ...]:
    amounts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = TargetAmount.objects.filter(target__plan=plan).values_list("target_id", "year", "amount")
    for target, year, amount in rows:
        amounts[target][year] = cents_from_decimal(amount)
    return tuple(
        Target(
            code=target.code,
            title=target.title,
            stream=target.stream.code if target.stream else None,
            percentage=None if target.percentage is None else Fraction(target.percentage),
            amounts=() if target.stream else _per_year(plan, amounts[target.pk]),
        )
        for target in SavingsTarget.objects.filter(plan=plan).select_related("stream")
    )


def _options(plan: Plan) -> tuple[Option, ...]:
    effects: defaultdict[int, list[OptionEffect]] = defaultdict(list)
    for effect in (
        OptionEffect.objects.filter(option__plan=plan)
        .select_related("cost_line", "stream")
        .order_by("year", *(f"cost_line__{part}" for part in LINE_ORDER), "stream__position", "pk")
    ):
        effects[effect.option_id].append(effect)
    named: defaultdict[int, list[str]] = defaultdict(list)
    for option, line in (
        OptionLine.objects.filter(option__plan=plan)
        .order_by(*(f"cost_line__{part}" for part in LINE_ORDER))
        .values_list("option_id", "cost_line__code")
    ):
        named[option].append(line)
    levels, relations = _levels(plan), _relations(plan)
    return tuple(
        Option(
            code=option.code,
            title=option.title,
            kind=option.kind,
            effects=tuple(_effect(effect, named[option.pk]) for effect in effects[option.pk]),
            was=None if option.was is None else cents_from_decimal(option.was),
            becomes=None if option.becomes is None else cents_from_decimal(option.becomes),
            short_title=option.short_title,
            note=option.note,
            levels=tuple(levels[option.pk]),
            excludes=tuple(relations[option.pk, "excludes"]),
            needs=tuple(relations[option.pk, "needs"]),
            incidental=option.incidental,
        )
        for option in plan.options.all()
    )


def _levels(plan: Plan) -> defaultdict[int, list[Level]]:
    levels: defaultdict[int, list[Level]] = defaultdict(list)
    for row in OptionLevel.objects.filter(option__plan=plan):
        levels[row.option_id].append(Level(row.code, row.title, row.part))
    return levels


def _relations(plan: Plan) -> defaultdict[tuple[int, str], list[str]]:
    """By option and kind the codes of the others, in their order."""
    relations: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    rows = OptionRelation.objects.filter(option__plan=plan)
    for option, kind, other in rows.values_list("option_id", "kind", "other__code"):
        relations[option, kind].append(other)
    return relations


def _effect(effect: OptionEffect, named: list[str]) -> Effect:
    change = cents_from_decimal(effect.change)
    if effect.stream:
        return Effect(effect.year, change, stream=effect.stream.code)
    lines = (effect.cost_line.code,) if effect.cost_line else tuple(named)
    return Effect(effect.year, change, lines)


def _per_year(plan: Plan, amounts: dict[int, int]) -> Amounts:
    return tuple(amounts.get(year, 0) for year in plan.years)
