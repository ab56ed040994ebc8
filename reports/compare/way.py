"""The table beneath the waterfall: the steps from one budget to another."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.comparison_wording import leg_title
from budgets.dutch_numbers import signed, whole
from budgets.engine.compare import Comparison
from budgets.engine.path import Leg, Path
from budgets.sides import Side
from reports.figure_cells import figure_cell
from reports.sides import address_of

AFTER_TARGET = "result_after_target"


@dataclass(frozen=True, slots=True)
class StepRow:
    title: str
    cells: SafeString
    css: str = ""


def step_rows(found: Comparison, way: Path, ends: tuple[Side, Side], year: int | None) -> list[StepRow]:
    """In the chosen year, or in all that both have."""
    places = [i for i, each in enumerate(way.years) if year in (None, each)]
    start, end = (
        StepRow(f"{side.title}: na taakstelling", _total(side, way, amounts, places), "sum")
        for side, amounts in zip(ends, (way.start, way.end), strict=True)
    )
    steps = [StepRow(leg_title(found, leg), _step(leg, way, ends, places)) for leg in way.legs]
    return [start, *steps, end]


def _total(side: Side, way: Path, amounts: tuple[int, ...], places: list[int]) -> SafeString:
    at = address_of(side)
    cells = [
        figure_cell("step.total", way.years[i], amounts[i], whole(amounts[i]), asks=AFTER_TARGET, at=at)
        for i in places
    ]
    return SafeString("".join(cells))


def _step(leg: Leg, way: Path, ends: tuple[Side, Side], places: list[int]) -> SafeString:
    """An option's step is a difference that both pages know; the others are figures of the way."""
    start, end = ends
    both = all(leg.ref in side.data.option_index for side in ends)
    asked = f"difference.options.{leg.ref}.realised" if leg.kind == "option" and both else f"way.{leg.key}"
    cells = [
        figure_cell(
            f"step.{leg.key}",
            way.years[i],
            leg.changes[i],
            signed(leg.changes[i]),
            asks=asked,
            at=address_of(end),
            against=start.key,
        )
        for i in places
    ]
    return SafeString("".join(cells))
