"""What is wanted of some combinations at once, exactly: shape (combinations, variants), true where on."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from budgets.engine.ints import Ints, ints
from budgets.engine.search.figures import has_lost
from budgets.engine.search.model import Cell, Model
from budgets.engine.search.question import Question
from budgets.engine.search.recompute import impact_years, priority_weight, recomputed, variant_weight

Flags = NDArray[np.bool_]


def reached(model: Model, question: Question, on: Flags) -> Flags:
    """Whether every amount that is wanted is reached; true where that needs who left."""
    base, enough = model.base, np.ones(len(on), np.bool_)
    for wanted in question.wanted:
        if wanted.figure == "realised" or not has_lost(model):
            year = model.space.data.year_index[wanted.year]
            start = base.figure(wanted.figure)[year]
            enough &= start + _saved(model, year, on) >= wanted.least
    return enough


def impact(model: Model, question: Question, on: Flags) -> Ints:
    space, data = model.space, model.space.data
    if question.option_weights:
        weights = [variant_weight(question, option.code, part) for option, part in space.variants]
        return _sum(on, weights)
    years = impact_years(data, question)
    total = np.full(len(on), recomputed(space, question, (0,) * len(space.codes)).impact)
    for cell in model.cells:
        weight = priority_weight(question, data.lines[cell.line].priority_key)
        if cell.year in years and weight:
            total += weight * _beyond(cell, on, lambda asked, cell: np.clip(asked, 0, cell.headroom))
    return total


def _saved(model: Model, year: int, on: Flags) -> Ints:
    """Beyond what is saved without the options that take part."""
    total = _sum(on, model.stream_changes[:, :, year].sum(axis=1).tolist())
    for cell in model.cells:
        if cell.year == year:
            total += _beyond(cell, on, lambda asked, cell: np.minimum(asked, cell.headroom))
    return total


def _beyond(cell: Cell, on: Flags, taken: Callable[[Ints, Cell], Ints]) -> Ints:
    """What is taken of a cell, less what is taken with nothing on."""
    asked = np.full(len(on), cell.fixed)
    for variant, claim in cell.claims:
        asked += claim * on[:, variant]
    beyond: Ints = taken(asked, cell) - taken(ints([cell.fixed]), cell)
    return beyond


def _sum(on: Flags, worth: list[int]) -> Ints:
    total = np.zeros(len(on), np.int64)
    for variant, cents in enumerate(worth):
        if cents:
            total += cents * on[:, variant]
    return total
