"""The figures of the page about funding: per stream, per line, and in all."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from budgets.actions.cover import line_cover
from budgets.dutch_numbers import enumeration, euros, in_years, part_of_line, whole
from budgets.engine import BudgetData, BudgetResult, Cover, Line, Stream
from budgets.wording import COST_TYPE_TITLES, numbered_line
from reports.figure_cells import PM, figure_cell, figure_cells, no_amount, plain_cell

ROWS = {
    "available": "Beschikbaar",
    "used": "Gebruikt",
    "balance": "Over of tekort",
    "general": "Naar de algemene middelen",
}
CONTRIBUTION = "gemeentelijke bijdrage"


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
        cells = figure_cells(f"together.{name}", result.years, amounts, verdicts=verdicts, asks="")
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
            cells = _cells(result, f"uncovered.{line.code}", line, amounts, at, line.code not in named)
            lines.append(_line(result.data, line, words[line.code] if line.code in named else "", cells))
    return lines, figure_cells("uncovered", result.years, result.coverage.asked, asks="")


def shortage(result: BudgetResult) -> str:
    """What the general means lack of what is asked of them, in a sentence; empty where they reach."""
    coverage = result.coverage
    pairs = zip(result.years, coverage.asked, coverage.together("general"), strict=True)
    lacking = {year: asked - taken for year, asked, taken in pairs if taken < asked}
    if not lacking:
        return ""
    when, amounts = in_years(list(lacking)), list(lacking.values())
    if len(set(amounts)) == 1:
        per_year = " per jaar" if len(lacking) > 1 else ""
        return f"{_capital(when)} zijn die niet genoeg: er ontbreekt {euros(amounts[0])}{per_year}."
    each = enumeration([f"{euros(cents)} in {year}" for year, cents in lacking.items()])
    return f"{_capital(when)} zijn die niet genoeg: er ontbreekt {each}."


def result_words(result: BudgetResult, year: int) -> str:
    """How the last rows lead to the result; empty where they do not, as where the general means fall short."""
    coverage = result.coverage
    i = result.data.year_index[year]
    over, general = coverage.together("balance")[i], coverage.together("general")[i]
    if over - general != result.result[i]:
        return ""
    return (
        "Bij alle stromen samen is ‘Over of tekort’ min ‘Naar de algemene middelen’ het resultaat: "
        f"in {year} {euros(over)} min {euros(general)} is {euros(result.result[i])}."
    )


def uncovered_words(count: int, of: int) -> tuple[str, str]:
    """How many lines no stream pays, or not in full; the first part links to them."""
    if count < of:
        verb = "wordt" if count == 1 else "worden"
        return (
            f"{count} van de {of} posten",
            f"{verb} niet, of niet helemaal, door een aangewezen stroom betaald.",
        )
    if of == 1:
        return "De enige post", "wordt niet, of niet helemaal, door een aangewezen stroom betaald."
    return f"Geen van de {of} posten", "wordt helemaal door een aangewezen stroom betaald."


def kind_beside(title: str, kind: str) -> str:
    """The kind of a stream beside its name: nothing where that says the same."""
    return "" if title.casefold() == kind.casefold() else kind


def overasked(result: BudgetResult) -> list[str]:
    """The answer: "Van Maatschappelijke opvang wordt elk jaar € 516.782 meer gevraagd dan er is."."""
    sentences = []
    for finding in result.findings:
        if finding.code == "stream_overasked":
            every = len(finding.years) > 1 and finding.years == result.years
            when = "elk jaar" if every else in_years(finding.years)
            per_year = " per jaar" if len(finding.years) > 1 and not every else ""
            title, short = result.data.stream(finding.subject).title, euros(finding.amount or 0)
            sentences.append(f"Van {title} wordt {when} {short}{per_year} meer gevraagd dan er is.")
    return sentences


def assumed_lines(data: BudgetData) -> str:
    codes = dict.fromkeys(cover.line for cover in data.cover if cover.assumed)
    return enumeration([f"‘{numbered_line(data, code)}’" for code in codes])


def contributions(data: BudgetData) -> str:
    """What the general means are taken from first."""
    return enumeration([stream.title for stream in data.streams if stream.kind == CONTRIBUTION])


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
    cells = _cells(result, f"paid.{cover.stream}.{cover.line}", line, paid, at, cover.share == 1)
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


def _cells(
    result: BudgetResult, figure: str, line: Line, amounts: Sequence[int], at: str, whole_line: bool
) -> SafeString:
    """A part of a line has no explanation of its own; what is the whole line has the line's."""
    cells, asks = [], f"lines.{line.code}" if whole_line else ""
    for i, (year, cents) in enumerate(zip(result.years, amounts, strict=True)):
        if line.pm and line.pm[i]:
            cells.append(plain_cell(PM, " pm"))
        elif line.amounts[i] is None and not cents:
            cells.append(plain_cell(no_amount("geen bedrag")))
        else:
            cells.append(figure_cell(figure, year, cents, whole(cents), asks=asks, at=at))
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
    cells = _cells(result, f"uncovered.{code}", line, rest, at, not rows)
    return [*rows, ("Rest algemeen", "", cells)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


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
        "short": shortage(result),
        "result_words": result_words(result, year),
        "overasked": overasked(result),
        "assumed": assumed_lines(result.data),
        "contributions": contributions(result.data),
        "has_lines": bool(result.data.lines),
    }
