"""Bar charts as SVG, worked out here: two bars per year, the contribution beside what is paid on balance.

Across in percent of the width and down in pixels, so that a chart is as wide as
there is room while its text keeps its size.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from budgets.dutch_numbers import whole
from budgets.engine import Amounts, BudgetResult
from reports.municipal.chosen import View
from reports.municipal.words import contribution_title

GAP, BAR = 0.16, 0.32
"""Of the width of a year."""
MOST_LABELLED = 5
TEXT = 18


@dataclass(frozen=True, slots=True)
class Scale:
    """``height`` pixels from ``lowest`` to ``highest`` cents; zero is always within."""

    lowest: int
    highest: int
    height: int

    @classmethod
    def of(cls, amounts: Iterable[int], height: int) -> "Scale":
        found = [0, *amounts]
        return cls(min(found), max(found), height)

    def y(self, cents: int) -> int:
        span = self.highest - self.lowest or 1
        return TEXT + self.height * (self.highest - cents) // span


@dataclass(frozen=True, slots=True)
class Bar:
    css: str
    x: str
    width: str
    y: int
    height: int
    text: str
    """The amount over the bar, where it is labelled."""
    text_x: str
    text_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    label: str
    height: int
    zero: int
    bars: list[Bar]
    years: list[tuple[int, str]]
    """With the middle of each."""
    years_y: int


def net_chart(view: View, code: str, scale: Scale, *, labelled: bool = False) -> Chart:
    """``scale`` is that of all charts that stand beside it."""
    result = view.result
    budgeted, net = net_amounts(result, code)
    wide = 100 / len(result.years)
    labelled = labelled and len(result.years) <= MOST_LABELLED
    bars = [
        _bar(css, (i + start) * wide, wide, scale, row[i], labelled)
        for css, start, row in (("is-budgeted", GAP, budgeted), ("is-net", 1 - GAP - BAR, net))
        for i in range(len(result.years))
    ]
    years_y = TEXT + scale.height + TEXT
    middles = [(year, _percent((i + 0.5) * wide)) for i, year in enumerate(result.years)]
    return Chart(_label(view, code), years_y + 4, scale.y(0), bars, middles, years_y)


def net_amounts(result: BudgetResult, code: str) -> tuple[Amounts, Amounts]:
    return (
        result.figure(f"municipalities.{code}.contribution"),
        result.figure(f"municipalities.{code}.net_contribution"),
    )


def _bar(css: str, x: float, wide: float, scale: Scale, cents: int, labelled: bool) -> Bar:
    top, bottom = scale.y(max(cents, 0)), scale.y(min(cents, 0))
    middle = _percent(x + BAR * wide / 2)
    text = whole(cents) if labelled and cents else ""
    return Bar(css, _percent(x), _percent(BAR * wide), top, bottom - top, text, middle, top - 5)


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _label(view: View, code: str) -> str:
    data = view.result.data
    name = data.municipalities[data.municipality_index[code]].name
    per_year = [
        f"{year} {whole(budgeted)}, per saldo {whole(net)}"
        for year, budgeted, net in zip(data.years, *net_amounts(view.result, code), strict=True)
    ]
    title = contribution_title(view.result)
    return f"{name}: {title.lower()}, en wat per saldo te betalen is, in euro: {'; '.join(per_year)}."
