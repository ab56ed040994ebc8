"""Which stream pays what of which line (domain text, rule 6)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from budgets.engine.data import Amounts, BudgetData
from budgets.engine.ints import Ints
from budgets.engine.members import Cover
from budgets.engine.membership import CONTRIBUTION
from budgets.engine.splitting import split_rows

Signature = tuple[tuple[int, Fraction], ...]
"""The streams, by their place, that pay a fraction of a line, and that fraction."""


@dataclass(frozen=True)
class Coverage:
    """Cents per year; ``paid`` is (streams, years, lines), what a stream is named for of each line."""

    data: BudgetData
    available: Ints
    """(streams, years)"""
    paid: Mapping[int, Ints]
    """Per stream, by its place, that is named for a line: (years, lines)."""
    costs: Ints
    """(years, lines)"""

    @cached_property
    def used(self) -> Ints:
        """(streams, years): what each stream is named for in all."""
        used = np.zeros_like(self.available)
        for place, amounts in self.paid.items():
            used[place] = amounts.sum(axis=1)
        return used

    @cached_property
    def balance(self) -> Ints:
        """(streams, years): below zero where more is asked of a stream than it has."""
        return self.available - self.used

    @cached_property
    def earmarked(self) -> Ints:
        """(years, lines): what streams pay of a line that are not the municipalities' own contribution."""
        paid = np.zeros_like(self.costs)
        for place, amounts in self.paid.items():
            if self.data.streams[place].kind != CONTRIBUTION:
                paid = paid + amounts
        return paid

    @cached_property
    def uncovered(self) -> Ints:
        """(years, lines): what no stream is named for, and the general means pay."""
        return self.costs - sum(self.paid.values(), np.zeros_like(self.costs))

    @cached_property
    def order_of_general(self) -> list[int]:
        """The places of the streams in the order in which the general means are taken from them."""
        streams = self.data.streams
        return sorted(range(len(streams)), key=lambda place: streams[place].kind != CONTRIBUTION)

    @cached_property
    def general(self) -> Ints:
        """(streams, years): what is taken from each stream for the general means.

        The contribution first, then the others in their order, each as far as it goes.
        """
        taken = np.zeros_like(self.available)
        asked = self.uncovered.sum(axis=1)
        for place in self.order_of_general:
            taken[place] = np.minimum(asked, np.maximum(self.balance[place], 0))
            taken[place] = np.where(asked > 0, taken[place], 0)
            asked = asked - taken[place]
        return taken

    def together(self, name: str) -> Amounts:
        """``available``, ``used``, ``balance`` or ``general`` of all streams."""
        return tuple(getattr(self, name).sum(axis=0).tolist())

    @cached_property
    def asked(self) -> Amounts:
        """What no stream is named for, of all lines: asked of the general means."""
        return tuple(self.uncovered.sum(axis=1).tolist())

    @cached_property
    def lacking(self) -> Amounts:
        """What the general means fall short of what is asked of them."""
        pairs = zip(self.asked, self.together("general"), strict=True)
        return tuple(max(0, asked - taken) for asked, taken in pairs)

    def figures(self, code: str) -> dict[str, Amounts]:
        """``available``, ``used`` and ``balance`` of a stream."""
        place = self.data.stream_index[code]
        return {
            name: tuple(getattr(self, name)[place].tolist())
            for name in ("available", "used", "balance", "general")
        }


def coverage_of(data: BudgetData, available: Ints, costs: Ints) -> Coverage:
    """``available`` is (streams, years) after options, ``costs`` (years, lines)."""
    shares, fixed = _by_line(data)
    paid: defaultdict[int, Ints] = defaultdict(lambda: np.zeros_like(costs))
    rest: dict[int, Ints] = {}
    for signature, columns in shares.items():
        parts = _split(signature, costs[:, columns])
        for (place, _), part in zip(signature, parts, strict=False):
            paid[place][:, columns] = part
        rest |= {column: parts[-1][:, i] for i, column in enumerate(columns)}
    for column, covers in fixed.items():
        left = rest.get(column, costs[:, column])
        for cover in covers:
            part = np.clip(np.array(cover.amounts, np.int64), 0, np.maximum(left, 0))
            paid[data.stream_index[cover.stream]][:, column] += part
            left = left - part
    return Coverage(data, available, dict(paid), costs)


def _by_line(data: BudgetData) -> tuple[dict[Signature, list[int]], dict[int, list[Cover]]]:
    """Lines, by their place, with the same fractions together; and the fixed amounts of each line."""
    if "covers" in data.derived:
        found: tuple[dict[Signature, list[int]], dict[int, list[Cover]]] = data.derived["covers"]
        return found
    fractions: defaultdict[int, list[tuple[int, Fraction]]] = defaultdict(list)
    fixed: defaultdict[int, list[Cover]] = defaultdict(list)
    for cover in sorted(data.cover, key=lambda each: data.stream_index[each.stream]):
        column = data.line_index[cover.line]
        if cover.share is None:
            fixed[column].append(cover)
        else:
            fractions[column].append((data.stream_index[cover.stream], cover.share))
    alike: defaultdict[Signature, list[int]] = defaultdict(list)
    for column, signature in fractions.items():
        alike[tuple(signature)].append(column)
    data.derived["covers"] = alike, fixed
    return alike, fixed


def weights_of_parts(shares: Sequence[Fraction]) -> list[int]:
    """Fractions of a line as whole numbers, and behind them what is left."""
    scale = lcm(*(share.denominator for share in shares))
    weights = [share.numerator * (scale // share.denominator) for share in shares]
    return [*weights, max(0, scale - sum(weights))]


def _split(signature: Signature, costs: Ints) -> list[Ints]:
    """What each stream pays, (years, lines) each, and behind them what is left."""
    parts = split_rows(costs.ravel(), weights_of_parts([share for _, share in signature]))
    return [parts[:, i].reshape(costs.shape) for i in range(parts.shape[1])]
