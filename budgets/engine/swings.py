"""What is not sure in a budget: how far each p.m. item and stream can move the result."""

from dataclasses import dataclass
from itertools import chain

from budgets.engine.data import BudgetData
from budgets.engine.estimates import Estimate

ESTIMATE_TERMS = {"memorandum": "memorandum", "stream": "stream_estimate"}
"""What the term of an explanation is called for each kind of swing."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One estimate in one year, as cents that it adds to the result: ``worst`` ≤ ``middle`` ≤ ``best``.

    A p.m. item takes away what it costs.  A stream adds what it brings in beside the
    budgeted amount; options, own adjustments and the share of who left stay what they are.
    """

    kind: str
    """"memorandum" or "stream": what ``code`` is the code of."""
    code: str
    worst: int
    middle: int
    best: int
    peaked: bool
    """Whether an amount in the middle is likelier than at the ends; else all are alike."""


def swings(data: BudgetData, year: int) -> tuple[Swing, ...]:
    """Every estimate in a year (its position): the p.m. items, then the streams."""
    items = (_of_item(item.code, item.estimate(year)) for item in data.memorandum_items)
    streams = (
        _of_stream(stream.code, stream.amounts[year], stream.estimate(year)) for stream in data.streams
    )
    return tuple(swing for swing in chain(items, streams) if swing is not None)


def any_estimated(data: BudgetData) -> bool:
    return any(swings(data, year) for year in range(len(data.years)))


def _of_item(code: str, found: Estimate | None) -> Swing | None:
    if found is None:
        return None
    return Swing("memorandum", code, -found.high, -found.middle, -found.low, found.likely is not None)


def _of_stream(code: str, budgeted: int, found: Estimate | None) -> Swing | None:
    if found is None:
        return None
    low, middle, high = (cents - budgeted for cents in (found.low, found.middle, found.high))
    return Swing("stream", code, low, middle, high, found.likely is not None)
