"""The grid as HTML: every goal with its lines, then income, targets and the outcome.

Made in Python, like ``figure_cells``: 2,000 lines of six years are 12,000 cells,
over which a template would take seconds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.amount_text import Value, shown
from budgets.engine import BudgetResult, Goal, Line
from budgets.models import CostLine
from budgets.wording import COST_TYPE_TITLES, PRIORITY_WORDS
from measures.models import Measure, Plan
from reports.figure_cells import ask_link
from reports.grid.totals import TO_BUDGET, total_text

UNNAMED = '<em class="quiet">regel zonder naam in de bron</em>'
ENDED = "Beëindigd na {}"


class Grid:
    """One page's table.

    ``chosen`` holds the lines that a filter leaves, None for all; ``unfilled`` the
    measures without lines, to which somebody who ``may_add`` is shown the way.  Amounts are ``asked``
    where they come from by who cannot type in them.
    """

    def __init__(
        self,
        plan: Plan,
        result: BudgetResult,
        chosen: Collection[str] | None,
        unfilled: Collection[Measure] = (),
        *,
        may_add: bool = False,
        asked: bool = False,
    ) -> None:
        self.plan = plan
        self.result = result
        self.data = result.data
        self.chosen = chosen
        self.links = _links("measure", plan)
        self.asked = asked
        self.adding = _links("line_new", plan) if may_add else ""
        self.unfilled: defaultdict[str, list[Measure]] = defaultdict(list)
        for measure in unfilled:
            self.unfilled[measure.goal.code].append(measure)
        lines = CostLine.objects.filter(plan=plan)
        self.measures: dict[str, tuple[str, int | None]] = {
            code: (measure, last)
            for code, measure, last in lines.order_by().values_list(
                "code", "measure__code", "measure__last_year"
            )
        }

    def html(self) -> SafeString:
        """The bodies of the table."""
        return SafeString("".join((*self._goals(), self._costs(), self._income(), self._outcome())))

    def _goals(self) -> Iterator[str]:
        by_goal: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.data.lines:
            if self.chosen is None or line.code in self.chosen:
                by_goal[line.goal].append(line)
        for number, goal in enumerate(self.data.goals, 1):
            if by_goal[goal.code] or self.unfilled[goal.code] or self.chosen is None:
                yield self._goal(number, goal, by_goal[goal.code])

    def _goal(self, number: int, goal: Goal, lines: list[Line]) -> str:
        unfilled = self.unfilled[goal.code]
        rows = "".join((*map(self._line, lines), *map(self._unfilled, unfilled)))
        hint = "" if lines or unfilled else ' <span class="goal-hint">nog geen kostenposten</span>'
        every = "" if self.chosen is None else " (alle regels)"
        total = self._total(
            f"Totaal {goal.title[:1].lower()}{goal.title[1:]}{every}", f"costs_by_goal.{goal.code}"
        )
        return self._body(f"doel-{goal.code}", f"{number}. {goal.title}", rows + total, hint)

    def _line(self, line: Line) -> str:
        measure, last = self.measures.get(line.code, ("", None))
        name = self._name(measure, line.measure)
        ended = f' <span class="mark mark--plain">{ENDED.format(last).lower()}</span>' if last else ""
        note = f'<span class="sub">{escape(line.note)}</span>' if line.note else ""
        key = line.priority_key
        prio = (
            '<span class="quiet" aria-hidden="true">–</span><span class="sr-only">geen prioriteit</span>'
            if line.priority is None
            else f'<span class="prio prio-{key}"><b>{key}</b><span>{PRIORITY_WORDS[key]}</span></span>'
        )
        kind = COST_TYPE_TITLES[line.cost_type] if line.cost_type else '<span class="quiet">–</span>'
        values: list[Value] = [
            "pm" if line.pm and line.pm[i] else "" if cents is None else cents
            for i, cents in enumerate(line.amounts)
        ]
        cells = self._cells(f"lines.{line.code}", values, last)
        return (
            f'<tr data-row="line:{escape(line.code)}"><th scope="row" class="col-name"><span class="line">'
            f'<span class="line-no">{line.number or ""}</span><span>{name}{ended}{note}</span></span></th>'
            f'<td class="col-prio">{prio}</td><td class="type">{kind}</td>{cells}</tr>'
        )

    def _name(self, measure: str, title: str) -> str:
        """The title of a measure, as a link to its page where there is one."""
        name = escape(title) if title else UNNAMED
        return f'<a href="{self.links.replace(MARK, escape(measure))}">{name}</a>' if measure else name

    def _unfilled(self, measure: Measure) -> str:
        """A measure without lines: nothing to type in yet, but not out of sight either."""
        to = f'<span class="sr-only"> aan {escape(measure.title) or "deze maatregel"}</span>'
        add = (
            f' · <a class="utrecht-link" href="{self.adding.replace(MARK, escape(measure.code))}">'
            f"kostenpost toevoegen{to}</a>"
            if self.adding
            else ""
        )
        return (
            '<tr class="unfilled"><th scope="row" class="col-name"><span class="line">'
            f'<span class="line-no"></span><span>{self._name(measure.code, measure.title)}</span></span></th>'
            f'<td colspan="{len(self.data.years) + 2}">nog geen kostenposten{add}</td></tr>'
        )

    def _cells(self, figure: str, values: list[Value], last: int | None = None) -> str:
        return "".join(
            f'<td class="money cell{" is-ended" if last is not None and year > last else ""}"'
            f' data-year="{year}" data-value="{value}">{self._shown(figure, year, value)}</td>'
            for year, value in zip(self.data.years, values, strict=True)
        )

    def _shown(self, figure: str, year: int, value: Value) -> str:
        text = shown(value)
        return ask_link(figure, year, text, at=TO_BUDGET) if self.asked and isinstance(value, int) else text

    def _typed(self, row: str, figure: str, title: str, kind: str, amounts: Collection[int]) -> str:
        cells = self._cells(figure, list(amounts))
        return (
            f'<tr class="plain" data-row="{escape(row)}">'
            f'<th scope="row" class="col-name">{escape(title)}</th>'
            f'<td class="col-prio"></td><td class="type">{escape(kind)}</td>{cells}</tr>'
        )

    def _total(self, title: str, figure: str, css: str = "sum") -> str:
        cells = "".join(
            f'<td class="money" data-figure="{escape(figure)}" data-year="{year}" data-cents="{cents}">'
            f"{total_text(figure, year, cents)}</td>"
            for year, cents in zip(self.data.years, self.result.figure(figure), strict=True)
        )
        return (
            f'<tr class="{css}"><th scope="row" class="col-name">{escape(title)}</th>'
            f'<td class="col-prio"></td><td class="type"></td>{cells}</tr>'
        )

    def _body(self, key: str, title: str, rows: str, hint: str = "") -> str:
        """With the years once more: on a narrow screen those at the top scroll away."""
        years = "".join(f'<td class="goal-year"><span>{year}</span></td>' for year in self.data.years)
        return (
            f'<tbody data-section="{escape(key)}"><tr class="goal"><th scope="rowgroup" class="col-name">'
            f'{escape(title)}{hint}</th><td class="col-prio"></td><td class="type"></td>{years}</tr>{rows}'
            "</tbody>"
        )

    def _costs(self) -> str:
        return self._body("kosten", "Kosten", self._total("Totaal kosten", "costs"))

    def _income(self) -> str:
        rows = [
            self._typed(
                f"stream:{stream.code}",
                f"income_by_stream.{stream.code}",
                stream.title,
                stream.kind,
                stream.amounts,
            )
            for stream in self.data.streams
        ]
        return self._body("baten", "Baten", "".join((*rows, self._total("Totaal baten", "income"))))

    def _outcome(self) -> str:
        rows = [self._total("Resultaat: baten min kosten", "result", "plain")]
        for target in self.data.targets:
            figure = f"savings_targets.{target.code}"
            if target.stream is None:
                rows.append(self._typed(f"target:{target.code}", figure, target.title, "", target.amounts))
            else:
                rows.append(self._total(target.title, figure, "plain"))
        if len(self.data.targets) != 1:
            rows.append(self._total("Taakstelling samen", "savings_target"))
        rows.append(self._total("Resultaat na taakstelling", "result_after_target", "verdict"))
        return self._body("resultaat", "Resultaat", "".join(rows))


MARK = "xmaatregelx"


def _links(name: str, plan: Plan) -> str:
    """The address of a page of a measure, with ``MARK`` for its code."""
    return reverse(name, args=[plan.region.slug, plan.slug, MARK])
