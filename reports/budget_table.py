"""The budget in its printed layout: sections of rows, each with its sum."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import Amounts, BudgetData, BudgetResult, Line, subtotal
from budgets.engine.figures import SELECTION
from budgets.engine.structural import any_incidental
from budgets.engine.swings import any_estimated
from budgets.wording import COST_TYPE_TITLES, FIGURE_TITLES, PRIORITY_TITLES, PRIORITY_WORDS
from reports.figure_cells import (
    PM,
    figure_cell,
    figure_cells,
    memorandum_cells,
    no_amount,
    plain_cell,
)
from reports.pro_memorie import without_pm


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line of the budget, a subtotal, or a result."""

    title: str
    cells: SafeString
    css: str = "plain"
    line: Line | None = None
    priority: str = ""
    """A key of ``PRIORITY_WORDS``, or empty."""
    priority_word: str = ""
    kind: str = ""
    """Cost type, or kind of stream."""
    options: tuple[str, ...] = ()
    """Titles of the options that touch the line."""
    without_amounts: bool = False
    """The source gives the line no amount in any year."""


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    rows: tuple[Row, ...]
    hint: str = ""


def sections(result: BudgetResult, shown: Collection[str] | None) -> list[Section]:
    """The whole budget, or where ``shown`` names lines only those, under their goals."""
    if shown is not None:
        return [section for section in _goals(result, shown) if section.rows]
    return [*_goals(result, None), *_totals(result), _income(result), _outcome(result)]


def selection_cells(result: BudgetResult, shown: Collection[str], chosen: str) -> SafeString:
    """The sum of the lines that a filter shows; ``chosen`` is that filter, as in an address."""
    return figure_cells(SELECTION, result.years, subtotal(result, shown), more=chosen)


def _goals(result: BudgetResult, shown: Collection[str] | None) -> Iterator[Section]:
    touched = _options_by_line(result.data)
    by_goal = defaultdict(list)
    for line in result.data.lines:
        by_goal[line.goal].append(line)
    for number, goal in enumerate(result.data.goals, 1):
        lines = [line for line in by_goal[goal.code] if shown is None or line.code in shown]
        rows = [_line(result, line, tuple(touched[line.code])) for line in lines]
        count = f"{len(by_goal[goal.code])} {'regel' if len(by_goal[goal.code]) == 1 else 'regels'}"
        if shown is None:
            figure = f"costs_by_goal.{goal.code}"
            title = f"Totaal {goal.title[:1].lower()}{goal.title[1:]}{without_pm(result, figure)}"
            rows.append(_sum(result, title, figure))
        else:
            count = f"{len(lines)} van {count}"
        yield Section(f"doel-{goal.code}", f"{number}. {goal.title}", tuple(rows), count)


def _totals(result: BudgetResult) -> Iterator[Section]:
    """Costs by cost type, by priority, and in all."""
    yield Section("soorten", "Kosten per soort", tuple(_cost_types(result)))
    rows = [
        Row(
            PRIORITY_TITLES[key],
            figure_cells(f"costs_by_priority.{key}", result.years, amounts),
            priority=key,
            priority_word=PRIORITY_WORDS[key],
        )
        for key, amounts in result.costs_by_priority.items()
    ]
    total = _sum(result, f"Totaal kosten{without_pm(result, 'costs')}", "costs")
    yield Section("prioriteiten", "Kosten per prioriteit", (*rows, total))


def _cost_types(result: BudgetResult) -> Iterator[Row]:
    for key, title in COST_TYPE_TITLES.items():
        if key in result.costs_by_cost_type:
            amounts = result.costs_by_cost_type[key]
            yield Row(title, figure_cells(f"costs_by_cost_type.{key}", result.years, amounts))


def _income(result: BudgetResult) -> Section:
    rows = []
    for stream in result.data.streams:
        figure = f"income_by_stream.{stream.code}"
        rows.append(
            Row(stream.title, figure_cells(figure, result.years, result.figure(figure)), kind=stream.kind)
        )
    return Section("baten", "Baten", (*rows, _sum(result, "Totaal baten", "income")))


def _outcome(result: BudgetResult) -> Section:
    """Result, targets, the p.m. items beside the lines, and the verdict."""
    years, targets = result.years, result.data.targets
    rows = [
        Row(
            f"Resultaat: baten min kosten{without_pm(result, 'result')}",
            figure_cells("result", years, result.result, verdicts=True),
        ),
        *_structural(result),
    ]
    if len(targets) == 1:
        rows.append(Row(targets[0].title, figure_cells("savings_target", years, result.savings_target)))
    else:
        for target in targets:
            figure = f"savings_targets.{target.code}"
            rows.append(Row(target.title, figure_cells(figure, years, result.savings_targets[target.code])))
        rows.append(Row("Taakstelling samen", figure_cells("savings_target", years, result.savings_target)))
    for item in result.data.memorandum_items:
        title = f"{item.title}: {item.note}" if item.note else item.title
        rows.append(Row(title, memorandum_cells(item, result.years)))
    verdict = figure_cells("result_after_target", years, result.result_after_target, verdicts=True)
    rows.append(Row(f"Resultaat na taakstelling{without_pm(result)}", verdict, "verdict"))
    rows += [Row(title, cells, "quiet-row") for title, cells in range_rows(result)]
    return Section("resultaat", "Resultaat", tuple(rows))


def _structural(result: BudgetResult) -> Iterator[Row]:
    """What of the result does not recur, where anything is marked so."""
    if any_incidental(result.data):
        for figure in ("incidental_balance", "structural_balance"):
            cells = figure_cells(figure, result.years, result.figure(figure), verdicts=True)
            yield Row(FIGURE_TITLES[figure], cells, "quiet-row")


def range_rows(result: BudgetResult, chosen: int | None = None) -> Iterator[tuple[str, SafeString]]:
    """Between what the result after target lies, where somebody estimated what is p.m."""
    if any_estimated(result.data):
        for figure in ("result_after_target_low", "result_after_target_high"):
            cells = figure_cells(figure, result.years, result.figure(figure), chosen=chosen, verdicts=True)
            yield f"{FIGURE_TITLES[figure]}{without_pm(result, figure)}", cells


def _sum(result: BudgetResult, title: str, figure: str) -> Row:
    return Row(title, figure_cells(figure, result.years, result.figure(figure)), "sum")


def _line(result: BudgetResult, line: Line, options: tuple[str, ...]) -> Row:
    key = "" if line.priority is None else str(line.priority)
    return Row(
        line.measure,
        SafeString("".join(_amounts(result, line))),
        "",
        line,
        key,
        PRIORITY_WORDS[key] if key else "",
        COST_TYPE_TITLES[line.cost_type] if line.cost_type else "",
        options,
        without_amounts=not any(line.pm or ()) and all(cents is None for cents in line.amounts),
    )


def _amounts(result: BudgetResult, line: Line) -> Iterator[str]:
    """An amount that is the same as the year before is quiet: where a line moves stands out."""
    amounts: Amounts = result.line(line.code)
    for i, (year, cents) in enumerate(zip(result.years, amounts, strict=True)):
        if line.pm and line.pm[i]:
            yield plain_cell(PM, " pm")
        elif line.amounts[i] is None:
            yield plain_cell(no_amount("geen bedrag in de bron"))
        else:
            same = i > 0 and line.amounts[i - 1] is not None and amounts[i - 1] == cents
            yield figure_cell(f"lines.{line.code}", year, cents, whole(cents), css=" is-same" if same else "")


def _options_by_line(data: BudgetData) -> defaultdict[str, list[str]]:
    touching: defaultdict[str, list[str]] = defaultdict(list)
    for option in data.options:
        for code in dict.fromkeys(code for effect in option.effects for code in effect.lines):
            touching[code].append(option.title)
    return touching
