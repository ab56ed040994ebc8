"""The left side of the scenario page: the options, what each would save and does save."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from budgets.dutch_numbers import euros, whole
from budgets.engine import Amounts, BudgetResult, Choice, Option, OptionResult, alone, compute, subtotal
from budgets.engine.figures import SELECTION
from budgets.part_address import option_word
from budgets.wording import OPTION_KIND_HINTS, OPTION_KIND_TITLES, numbered_line
from decisions.positions import Positions
from reports.figure_cells import (
    TO_BUDGET,
    ask_link,
    figure_cell,
    figure_cells,
    no_amount,
    plain_cell,
    under_options,
)
from reports.finding_why import Said, in_words
from reports.position_flags import Flag, flag
from reports.scenario_levels import LevelChoice, level_choices, relation_words

NO_SAVING = no_amount("geen besparing")


@dataclass(frozen=True, slots=True)
class DetailRow:
    title: str
    cells: SafeString
    css: str = ""


INCIDENTAL = "Incidenteel: de effecten keren niet terug en tellen niet in het structurele begrotingssaldo."


@dataclass(frozen=True, slots=True)
class OptionRow:
    option: Option
    title: str
    on: bool
    cells: SafeString
    exceeds: bool
    """Even alone it asks more than its lines hold."""
    was: str
    becomes: str
    detail: list[DetailRow]
    levels: list[LevelChoice]
    relations: list[str]
    """What it does not go together with, and what it needs."""
    remarks: list[str | Said]
    flag: Flag | None
    """What municipalities and bodies say about it."""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    title: str
    hint: str
    rows: list[OptionRow]


@dataclass(frozen=True, slots=True)
class Options:
    years: tuple[int, ...]
    groups: list[OptionGroup]
    sums: SafeString
    general: Flag | None
    """What they say about all options together."""


def options(result: BudgetResult, positions: Positions) -> Options:
    """All options by kind, in their own order within it, each with what is said about it."""
    data = result.data
    columns = _columns(result)
    cells = option_cells(result)
    order = list(OPTION_KIND_TITLES)
    by_kind = sorted(data.options, key=lambda option: order.index(option.kind))
    groups = [
        OptionGroup(
            OPTION_KIND_TITLES[kind],
            OPTION_KIND_HINTS[kind],
            [
                _option(result, option, cells[option.code], columns, flag(positions.of(option.code)))
                for option in of_kind
            ],
        )
        for kind, of_kind in groupby(by_kind, key=lambda option: option.kind)
    ]
    years = tuple(data.years[i] for i in columns)
    return Options(years, groups, sum_cells(result), flag(positions.general))


def option_cells(result: BudgetResult) -> dict[str, SafeString]:
    """Per option its amounts: what it saves where it is on, what it would save alone where it is off."""
    columns, when_alone = _columns(result), alone(result.data, result.choice)
    return {
        option.code: SafeString("".join(_amount(option, when_alone[option.code], result, i) for i in columns))
        for option in result.options
    }


def sum_cells(result: BudgetResult) -> SafeString:
    """What everything that is on saves together."""
    columns = _columns(result)
    return figure_cells("realised", [result.years[i] for i in columns], [result.realised[i] for i in columns])


def _columns(result: BudgetResult) -> list[int]:
    """The years in which any option does something; all years where none ever does."""
    columns = [i for i in range(len(result.years)) if any(option.claimed[i] for option in result.options)]
    return columns or list(range(len(result.years)))


def _amount(option: OptionResult, when_alone: Amounts, result: BudgetResult, i: int) -> str:
    figure = f"options.{option.code}.{'realised' if option.on else 'alone'}"
    cents = (option.realised if option.on else when_alone)[i]
    claimed, year = option.claimed[i], result.years[i]
    if not claimed and not cents:
        return figure_cell(figure, year, 0, NO_SAVING, asks="")
    asked = f'<span class="claimed">gevraagd {whole(claimed)}</span>' if claimed != cents else ""
    return figure_cell(figure, year, cents, whole(cents), after=asked)


def _option(
    result: BudgetResult, option: Option, cells: SafeString, columns: list[int], said: Flag | None
) -> OptionRow:
    found = result.option(option.code)
    about = [f for f in result.findings if f.code == "was_differs" and f.subject == option.code]
    return OptionRow(
        option=option,
        title=option.title,
        on=found.on,
        cells=cells,
        exceeds=alone(result.data, result.choice)[option.code] != found.claimed,
        was=_proposed(result, option, "was", option.was),
        becomes=_proposed(result, option, "becomes", option.becomes),
        detail=_detail(result, option, columns),
        levels=level_choices(result, option),
        relations=relation_words(result.data, option),
        remarks=[
            *filter(None, [INCIDENTAL if option.incidental else "", option.note]),
            *in_words(result, about),
        ],
        flag=said,
    )


def _proposed(result: BudgetResult, option: Option, part: str, cents: int | None) -> str:
    """What its proposer wrote, with what the budget has beside it."""
    figure = f"proposed.{option.code}.{part}"
    return "" if cents is None else ask_link(figure, result.years[0], euros(cents))


def _detail(result: BudgetResult, option: Option, columns: list[int]) -> list[DetailRow]:
    """The lines and streams that it touches as budgeted, its saving, and what is left when it alone is on."""
    data = result.data
    after = compute(data, Choice(frozenset({option.code}), parts=result.choice.parts))
    part = result.choice.part_of(option)
    shown = _Detail(result.years, columns, option_word(option.code, part, option.first_part))
    lines = list(dict.fromkeys(code for effect in option.effects for code in effect.lines))
    streams = list(dict.fromkeys(effect.stream for effect in option.effects if effect.stream))
    rows = [
        DetailRow(f"Was: {numbered_line(data, code)}", shown.was(f"lines.{code}", data.line(code).amounts))
        for code in lines
    ]
    for code in streams:
        was = shown.was(f"income_by_stream.{code}", data.stream(code).amounts)
        rows.append(DetailRow(f"Was: {data.stream(code).title}", was))
    if len(lines) > 1:
        rows.append(DetailRow("Was samen", shown.lines(lines, subtotal(after.unchanged, lines)), "sum"))
    claimed, realised = result.option(option.code).claimed, alone(data, result.choice)[option.code]
    asked = shown.own(f"options.{option.code}.claimed", claimed)
    rows.append(DetailRow("Besparing volgens het voorstel", asked))
    if realised != claimed:
        rows.append(DetailRow("Besparing die kan", shown.own(f"options.{option.code}.alone", realised)))
    if lines:
        title = "Wordt samen" if len(lines) > 1 else "Wordt"
        rows.append(DetailRow(title, shown.lines(lines, subtotal(after, lines), becomes=True), "sum"))
    for code in streams:
        becomes = shown.becomes(f"income_by_stream.{code}", after.income_by_stream[code])
        rows.append(DetailRow(f"Wordt: {data.stream(code).title}", becomes, "sum"))
    return rows


@dataclass(frozen=True, slots=True)
class _Detail:
    """Cells of some years, without names: the same figures stand in the tables, and these are links only."""

    years: tuple[int, ...]
    columns: list[int]
    option: str
    """As an address asks for it: with the part of it that counts, where that is not its first."""

    def own(self, figure: str, amounts: Sequence[int | None]) -> SafeString:
        """Of the scenario."""
        return self._cells(figure, amounts, "", "")

    def was(self, figure: str, amounts: Sequence[int | None]) -> SafeString:
        return self._cells(figure, amounts, TO_BUDGET, "")

    def becomes(self, figure: str, amounts: Sequence[int | None]) -> SafeString:
        """With this option on and no other."""
        return self._cells(figure, amounts, TO_BUDGET, under_options([self.option]))

    def lines(self, codes: list[str], amounts: Sequence[int], *, becomes: bool = False) -> SafeString:
        """Their sum."""
        asked = [("regel", code) for code in codes] + ([("opties", self.option)] if becomes else [])
        figure = SELECTION if len(codes) > 1 else f"lines.{codes[0]}"
        return self._cells(figure, amounts, TO_BUDGET, urlencode(asked))

    def _cells(self, figure: str, amounts: Sequence[int | None], at: str, more: str) -> SafeString:
        cells = []
        for i in self.columns:
            cents = amounts[i]
            if cents is None:
                cells.append(plain_cell(no_amount("geen bedrag")))
            else:
                cells.append(plain_cell(ask_link(figure, self.years[i], whole(cents), at=at, more=more)))
        return SafeString("".join(cells))
