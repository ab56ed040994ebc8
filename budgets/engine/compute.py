"""``compute(data, choice)``: every figure of a budget under a choice."""

from fractions import Fraction

import numpy as np

from budgets.engine.allocation import leavers_share
from budgets.engine.claims import KEPT_PARTS
from budgets.engine.data import Amounts, BudgetData, Choice
from budgets.engine.ints import Ints
from budgets.engine.kept import keep
from budgets.engine.layout import Layout, layout_of
from budgets.engine.result import BudgetResult, OptionResult
from budgets.engine.shortfall import split_shortfall


def compute(data: BudgetData, choice: Choice | None = None) -> BudgetResult:
    """The result of ``data`` under ``choice`` (nothing on, when left out).

    Domain text, rules 1 to 5 and 7.  An option in the choice that the budget
    does not have changes nothing and is reported as a finding.
    """
    choice = choice or Choice()
    layout = layout_of(data, choice)
    on = np.zeros(len(data.options), np.int64)
    for code in choice.on:
        if (number := data.option_index.get(code)) is not None:
            on[number] = 1

    taken, realised, lost = _take(layout, on)
    delta = layout.to_subtotals.add(taken, layout.size)
    subtotals = layout.subtotals - delta.reshape(layout.subtotals.shape)
    amounts = layout.amounts.copy()
    amounts[layout.cell_year, layout.cell_line] -= taken
    amounts.flags.writeable = False

    shape = (len(data.options), len(data.years))
    realised_per_option = layout.to_options.add(realised, shape[0] * shape[1]).reshape(shape)
    shortfall = layout.unspread * on[:, None]
    if lost is not None:
        shortfall += layout.to_options.add(lost, shape[0] * shape[1]).reshape(shape)
    streams = layout.streams
    if layout.stream_changes.size:
        changes = layout.stream_changes * on[:, None, None]
        streams = streams + changes.sum(axis=0)
        realised_per_option = realised_per_option + changes.sum(axis=1)
    before_leaving = streams
    streams = streams - leavers_share(data, choice, streams)
    options = tuple(
        OptionResult(option.code, option.code in choice.on, claimed, tuple(done), tuple(short))
        for option, claimed, done, short in zip(
            data.options, layout.claimed, realised_per_option.tolist(), shortfall.tolist(), strict=True
        )
    )
    return _result(data, choice, layout, subtotals, streams, before_leaving, options, amounts, realised)


def unchanged(data: BudgetData) -> BudgetResult:
    """The budget as it stands, no option on; worked out once for a value."""
    result: BudgetResult | None = data.derived.get("unchanged")
    if result is None:
        result = data.derived["unchanged"] = compute(data)
    return result


def alone(data: BudgetData, choice: Choice | None = None) -> dict[str, Amounts]:
    """What each option realises when it is the only one on, for the part in ``choice``; cents per year."""
    choice = choice or Choice()
    made: dict[tuple[str, Fraction], Amounts] = data.derived.setdefault("alone", {})
    found: dict[str, Amounts] = {}
    for option in data.options:
        code, part = option.code, choice.part_of(option)
        realised = made.get((code, part))
        if realised is None:
            only = compute(data, Choice(frozenset({code}), parts=((code, part),)))
            realised = only.option(code).realised
            keep(made, (code, part), realised, KEPT_PARTS)
        found[code] = realised
    return found


def _take(layout: Layout, on: Ints) -> tuple[Ints, Ints, Ints | None]:
    """Cents taken per cell; realised and lost per entry, ``None`` where nothing is.

    No line goes below zero (domain text, rule 3).
    """
    claims = layout.entry_claim * on[layout.entry_option]
    if not claims.size:
        return claims, claims, None
    asked = np.add.reduceat(claims, layout.cell_start)
    short = np.maximum(asked - layout.headroom, 0)
    if not short.any():
        return asked, claims, None
    lost = split_shortfall(short, claims, layout.entry_cell)
    return asked - short, claims - lost, lost


def _result(
    data: BudgetData,
    choice: Choice,
    layout: Layout,
    subtotals: Ints,
    streams: Ints,
    before_leaving: Ints,
    options: tuple[OptionResult, ...],
    amounts: Ints,
    entries: Ints,
) -> BudgetResult:
    income = streams.sum(axis=0)
    result = income - subtotals[0]
    target = np.zeros(len(data.years), np.int64)
    for per_year in layout.targets:
        target = target + per_year
    rows = iter(map(tuple, subtotals.tolist()))  # each group takes its own from the front
    costs, priorities, goals, types = (dict(zip(keys, rows, strict=False)) for keys in layout.groups)
    return BudgetResult(
        data=data,
        choice=choice,
        costs=costs["total"],
        costs_by_priority=priorities,
        costs_by_goal=goals,
        costs_by_cost_type=types,
        income=tuple(income.tolist()),
        income_by_stream=dict(zip(data.stream_index, map(tuple, streams.tolist()), strict=True)),
        result=tuple(result.tolist()),
        savings_targets={t.code: a for t, a in zip(data.targets, layout.targets, strict=True)},
        savings_target=tuple(target.tolist()),
        result_after_target=tuple((result - target).tolist()),
        options=options,
        line_amounts=amounts,
        adjustments=layout.adjustments,
        realised_entries=entries,
        stream_amounts=before_leaving,
        base=unchanged(data) if choice != Choice() else None,
    )
