"""The figures of the page about funding: per stream, per line, and in all."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from budgets.actions.cover import line_cover
from budgets.dutch_numbers import in_years, part_of_line, whole
from budgets.engine import BudgetData, BudgetResult, Cover, Line, Stream
from budgets.wording import COST_TYPE_TITLES, numbered_line
from reports.figure_cells import PM, figure_cell, figure_cells, no_amount, plain_cell
from reports.funding.words import (
    assumed_lines,
    contributions,
    kind_beside,
    overasked,
    result_words,
    shortage,
    uncovered_words,
)

ROWS = {
    "available": "Beschikbaar",
    "used": "Gebruikt",
    "balance": "Over of tekort",
    "general": "Naar de algemene middelen",
}


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line under what pays it."""

    line: Line
    title: str
    kind: str
    words: str
    cells: SafeString
    assumed: bool = False
    capped: bool = False
    """The line is less than the fixed amounts, in some year."""


@dataclass(frozen=True, slots=True)
class StreamFigures:
    stream: Stream
    rows: list[tuple[str, str, SafeString]]
    lines: list[PaidLine]
    count: str

    @property
    def kind(self) -> str:
        return kind_beside(self.stream.title, self.stream.kind)


def streams(result: BudgetResult, at: str) -> list[StreamFigures]:
    covers = defaultdict(list)
    for cover in result.data.cover:
        covers[cover.stream].append(cover)
    return [_stream(result, stream, covers[stream.code], at) for stream in result.data.streams]


def totals(result: BudgetResult, at: str) -> list[tuple[str, str, SafeString]]:
    """Of all streams together: ``Coverage`` has them per stream."""
    coverage = result.coverage
    found = [("available", ROWS["available"], figure_cells("income", result.years, result.income, at=at))]
    for name in ("used", "balance", "general"):
        amounts = coverage.together(name)
        verdicts = name == "balance"
        cells = figure_cells(f"together.{name}", result.years, amounts, verdicts=verdicts, at=at)
        found.append((name, ROWS[name], cells))
    return found


def without_stream(result: BudgetResult, at: str) -> tuple[list[PaidLine], SafeString]:
    """The lines of which no stream, or not for the whole, is named; and what they ask together."""
    words, uncovered = line_cover(result.data), result.coverage.uncovered
    named = {cover.line for cover in result.data.cover}
    lines = []
    for place, line in enumerate(result.data.lines):
        amounts = uncovered[:, place].tolist()
        if any(amounts) or line.code not in named:
            cells = _cells(result, f"uncovered.{line.code}", line, amounts, at)
            lines.append(_line(result.data, line, words[line.code] if line.code in named else "", cells))
    return lines, figure_cells("uncovered", result.years, result.coverage.asked, at=at)


def capped(result: BudgetResult, lines: Collection[str]) -> Iterator[str]:
    """Where a stream pays less than its fixed amount, because the line does not have it."""
    data = result.data
    for cover in data.cover:
        years = [result.years[i] for i in _capped_years(result, cover)] if cover.line in lines else []
        if years:
            yield (
                f"{numbered_line(data, cover.line)}: {in_years(years)} is het vaste bedrag van "
                f"{data.stream(cover.stream).title} meer dan er van de post te betalen is. De stroom betaalt "
                "dan wat er is."
            )


def _stream(result: BudgetResult, stream: Stream, covers: Sequence[Cover], at: str) -> StreamFigures:
    rows = []
    for name, amounts in result.coverage.figures(stream.code).items():
        figure, verdicts = f"coverage.{stream.code}.{name}", name == "balance"
        cells = figure_cells(figure, result.years, amounts, at=at, verdicts=verdicts)
        rows.append((name, ROWS[name], cells))
    lines = [_paid_line(result, cover, at) for cover in covers]
    assumed = len([line for line in lines if line.assumed])
    count = f"{len(lines)} {'post' if len(lines) == 1 else 'posten'}"
    if assumed:
        count += f", waarvan {assumed} {'aanname' if assumed == 1 else 'aannames'}"
    return StreamFigures(stream, rows, lines, count)


def _paid_line(result: BudgetResult, cover: Cover, at: str) -> PaidLine:
    data = result.data
    place = data.line_index[cover.line]
    paid = result.coverage.paid[data.stream_index[cover.stream]][:, place].tolist()
    line = data.lines[place]
    cells = _cells(result, f"paid.{cover.stream}.{cover.line}", line, paid, at)
    words = "vaste bedragen" if cover.share is None else part_of_line(cover.share)
    return _line(data, line, words, cells, cover.assumed, bool(_capped_years(result, cover)))


def _line(
    data: BudgetData, line: Line, words: str, cells: SafeString, assumed: bool = False, capped: bool = False
) -> PaidLine:
    kind = COST_TYPE_TITLES[line.cost_type].lower() if line.cost_type else ""
    return PaidLine(line, numbered_line(data, line.code), kind, words, cells, assumed, capped)


def _capped_years(result: BudgetResult, cover: Cover) -> list[int]:
    data = result.data
    if cover.share is not None:
        return []
    paid = result.coverage.paid[data.stream_index[cover.stream]][:, data.line_index[cover.line]].tolist()
    return [i for i, (got, fixed) in enumerate(zip(paid, cover.amounts, strict=True)) if got < fixed]


def _cells(result: BudgetResult, figure: str, line: Line, amounts: Sequence[int], at: str) -> SafeString:
    cells = []
    for i, (year, cents) in enumerate(zip(result.years, amounts, strict=True)):
        if line.pm and line.pm[i]:
            cells.append(plain_cell(PM, " pm"))
        elif line.amounts[i] is None and not cents:
            cells.append(plain_cell(no_amount("geen bedrag")))
        else:
            cells.append(figure_cell(figure, year, cents, whole(cents), at=at))
    return SafeString("".join(cells))


def line_rows(result: BudgetResult, code: str, at: str) -> list[tuple[str, str, SafeString]]:
    """How the cover of one line works out: what each stream pays, the rest, and the line itself."""
    place = result.data.line_index[code]
    rows = []
    for cover in result.data.cover:
        if cover.line == code:
            paid = _paid_line(result, cover, at)
            rows.append((result.data.stream(cover.stream).title, paid.words, paid.cells))
    rest = result.coverage.uncovered[:, place].tolist()
    line = result.data.lines[place]
    cells = _cells(result, f"uncovered.{code}", line, rest, at)
    return [*rows, ("Rest algemeen", "", cells)]


def context(result: BudgetResult, at: str, year: int) -> dict[str, Any]:
    """``year`` is the one that is an example in a sentence."""
    lines, asked = without_stream(result, at)
    return {
        "years": result.years,
        "streams": streams(result, at),
        "totals": totals(result, at),
        "uncovered": lines,
        "asked": asked,
        "uncovered_words": uncovered_words(len(lines), len(result.data.lines)),
        "short": shortage(result, at),
        "result_words": result_words(result, year, at),
        "overasked": overasked(result, at),
        "assumed": assumed_lines(result.data),
        "contributions": contributions(result.data),
        "has_lines": bool(result.data.lines),
    }
