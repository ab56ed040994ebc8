"""The figures of a budget as rows of a table of all combinations."""

from collections.abc import Callable

import numpy as np

from budgets.engine.allocation import contribution_weights
from budgets.engine.ints import Ints, ints
from budgets.engine.membership import CONTRIBUTION, members
from budgets.engine.search.model import Model
from budgets.engine.search.question import Question
from budgets.engine.search.recompute import impact_years, priority_weight, recomputed, variant_weight
from budgets.engine.search.tabulate import Table, Taken, sums_of
from budgets.engine.splitting import split_rows

AT_ONCE = 1 << 15


def add_realised(table: Table, row: int, model: Model, year: int) -> None:
    """What all options together save in a year (its place)."""
    table.start_at(row, model.base.realised[year])
    table.add_taken(row, (Taken(cell) for cell in model.cells if cell.year == year))
    table.add_variants(row, model.stream_changes[:, :, year].sum(axis=1).tolist())


def add_result(table: Table, row: int, model: Model, year: int) -> None:
    """Income less costs: the saving, less what falls away with who left."""
    add_realised(table, row, model, year)
    table.start_at(row, model.base.result[year] - model.base.realised[year])
    if has_lost(model):
        add_lost(table, row, model, year, sign=-1)


def has_lost(model: Model) -> bool:
    """Whether combinations differ in what falls away with municipalities that left."""
    return model.space.choice.share_falls_away and bool(contributions(model))


def add_lost(table: Table, row: int, model: Model, year: int, sign: int = 1) -> None:
    """What falls away beyond what does without the options that take part."""
    for stream in contributions(model):
        options, values = contributed(
            model, stream, year, lambda parts, here: sign * parts[:, ~here].sum(axis=1)
        )
        table.add_function(row, options, values)


def add_impact(table: Table, row: int, model: Model, question: Question) -> None:
    if question.option_weights:
        weights = [variant_weight(question, option.code, part) for option, part in model.space.variants]
        table.add_variants(row, weights)
        return
    data = model.space.data
    years = impact_years(data, question)
    none = (0,) * len(model.space.codes)
    table.start_at(row, recomputed(model.space, question, none).impact)
    table.add_taken(
        row,
        (
            Taken(cell, priority_weight(question, data.lines[cell.line].priority_key), gains=False)
            for cell in model.cells
            if cell.year in years
        ),
    )


def add_contribution(table: Table, row: int, model: Model, municipality: int, year: int) -> None:
    """What a municipality (its place) contributes, of all streams together."""
    for stream in contributions(model):
        options, values = contributed(
            model, stream, year, lambda parts, here: parts[:, municipality] * here[municipality]
        )
        table.start_at(row, int(values.flat[0]))
        table.add_function(row, options, values)


def contributions(model: Model) -> tuple[int, ...]:
    """The streams, by their place, that the municipalities pay."""
    return tuple(i for i, each in enumerate(model.space.data.streams) if each.kind == CONTRIBUTION)


def contributed(
    model: Model, stream: int, year: int, part: Callable[[Ints, Ints], Ints]
) -> tuple[tuple[int, ...], Ints]:
    """A part of a contribution, for all ways that the options that change it can stand.

    ``part`` is asked for it of (amounts, municipalities) and of who is a member.
    """
    data, choice, space = model.space.data, model.space.choice, model.space
    changes = model.stream_changes[:, stream, year]
    options = tuple(dict.fromkeys(space.option_of[variant] for variant in np.flatnonzero(changes).tolist()))
    per_stand = [[0] * space.shape[option] for option in options]
    for variant in np.flatnonzero(changes).tolist():
        per_stand[options.index(space.option_of[variant])][space.stand_of[variant]] = int(changes[variant])
    amounts, places = np.unique(
        sums_of(per_stand, int(model.base.stream_amounts[stream, year])), return_inverse=True
    )
    weights = contribution_weights(data, choice, data.streams[stream].key, year)
    here = np.array(members(data, choice, year))
    values = np.concatenate(
        [
            part(split_rows(amounts[first : first + AT_ONCE], weights), here)
            for first in range(0, amounts.size, AT_ONCE)
        ]
    )
    return options, ints(values[places]).reshape([space.shape[option] for option in options])
