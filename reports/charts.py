"""What the charts draw, with every number and word already in place; the browser only draws."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from budgets.comparison_wording import leg_title
from budgets.dutch_numbers import change_in_percent, signed, verdict, whole
from budgets.engine import BudgetResult, Step, difference, unchanged, waterfall
from budgets.engine.compare import Comparison
from budgets.engine.explain_waterfall import figure_of, stand_of
from budgets.engine.path import Path
from budgets.engine.waterfall import TOTALS
from budgets.wording import PRIORITY_WORDS, step_title
from reports.figure_cells import TO_BUDGET, ask_link, figure_cell, plain_cell


@dataclass(frozen=True, slots=True)
class StepCells:
    title: str
    cells: SafeString
    """What the step changes, and what it leads to."""
    css: str


def chart_data(result: BudgetResult, year: int) -> dict[str, Any]:
    """Both charts of the scenario page for ``year``, ready for JSON."""
    return {"waterfall": _waterfall(result, year), "priorities": _priorities(result, year)}


def waterfall_rows(result: BudgetResult, year: int) -> list[StepCells]:
    """The same steps for the table beneath the chart."""
    return [
        StepCells(
            step_title(result.data, step, choice=result.choice),
            SafeString(_change_cell(step, year) + _stand_cell(step, year)),
            "sum" if step.kind in TOTALS else "",
        )
        for step in waterfall(result, year)
    ]


def path_chart(found: Comparison, way: Path, titles: tuple[str, str], year: int) -> dict[str, Any]:
    """The way from one budget to another in ``year``; ``titles`` are those of both."""
    steps, names = way.steps(year), [leg_title(found, leg, short=True) for leg in way.legs]
    return {
        "dotted": False,
        "label": f"Waterval {year}, resultaat na taakstelling: van {whole(steps[0].end)} euro ({titles[0]}) "
        f"naar {whole(steps[-1].end)} euro ({titles[1]}). De cijfers staan in de tabel eronder.",
        "steps": [_bar(step, name) for step, name in zip(steps, [titles[0], *names, titles[1]], strict=True)],
    }


def _change_cell(step: Step, year: int) -> str:
    """What is explained of an option that is off, and of a target, is another amount than the change."""
    if step.kind in TOTALS:
        return plain_cell("")
    figure, words = figure_of(step), _change(step)
    if not step.on or step.kind == "target":
        return plain_cell(ask_link(figure, year, words))
    return figure_cell(f"waterfall.change.{step.key}", year, step.change, words, asks=figure)


def _stand_cell(step: Step, year: int) -> str:
    at = TO_BUDGET if step.kind == "base" else ""
    return figure_cell(
        f"waterfall.stand.{step.key}", year, step.end, whole(step.end), asks=stand_of(step), at=at
    )


def _waterfall(result: BudgetResult, year: int) -> dict[str, Any]:
    i = result.data.year_index[year]
    base, now, after = unchanged(result.data).result[i], result.result[i], result.result_after_target[i]
    steps = waterfall(result, year)
    return {
        "dotted": any(step.reach != step.end for step in steps),
        "label": f"Waterval {year}: van {whole(base)} euro ongewijzigd naar {whole(now)} in het scenario en "
        f"{whole(after)} na taakstelling, {verdict(after)}. De cijfers staan in de tabel eronder.",
        "steps": [
            _bar(step, step_title(result.data, step, short=True, choice=result.choice)) for step in steps
        ],
    }


def _bar(step: Step, name: str) -> dict[str, Any]:
    total = step.kind in TOTALS
    return {
        "name": name,
        "start": step.start,
        "end": step.end,
        "reach": step.reach,
        "total": total,
        "off": not step.on or (step.kind == "option" and not step.change and not step.shortfall),
        "text": whole(step.end) if total else _change(step),
    }


def _change(step: Step) -> str:
    if not step.on:
        return "uit"
    return signed(step.change) if step.change else "geen effect"


def _priorities(result: BudgetResult, year: int) -> dict[str, Any]:
    """The unchanged budget is 100%: on one axis of euros priority 0 would hide the rest."""
    base, i = unchanged(result.data), result.data.year_index[year]
    rows, sentences = [], []
    for key, amounts in result.costs_by_priority.items():
        before, now = base.costs_by_priority[key][i], amounts[i]
        if not before and not now:
            continue
        change = difference(result, base, f"costs_by_priority.{key}")[i]
        rows.append(
            {
                "name": PRIORITY_WORDS[key] if key == "none" else f"{key}  {PRIORITY_WORDS[key]}",
                "share": 100 * now / before if before else 0,
                "before": f"ongewijzigd {whole(before)}",
                "now": " ".join([whole(now), change_in_percent(change, before) if change else ""]).strip(),
            }
        )
        sentences.append(f"{_priority_name(key)} van {whole(before)} naar {whole(now)}")
    return {
        "label": f"Kosten per prioriteit {year}, ongewijzigd en in het scenario: "
        f"{'; '.join(sentences)} euro. De cijfers staan in de tabel eronder.",
        "rows": rows,
    }


def _priority_name(key: str) -> str:
    return "zonder prioriteit" if key == "none" else f"prioriteit {key}"
