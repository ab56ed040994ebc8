"""Everything that the sheets of one workbook share: the figures, and where each stands."""

from dataclasses import dataclass
from functools import cached_property

from budgets.engine import Amounts, BudgetData, BudgetResult, unchanged
from budgets.engine.money import decimal_from_cents
from reports.workbook.about import About
from reports.workbook.assumption_plan import AssumptionPlan, plan_assumptions
from reports.workbook.columns import Blocks, YearColumns, amount_width
from reports.workbook.cover_plan import CoverPlan, plan_cover
from reports.workbook.effect_plan import EffectPlan, EffectRow, plan_effects
from reports.workbook.row_plan import FIRST_ROW, RowPlan, cost_type_labels, plan_rows
from reports.workbook.sheet import letter
from reports.workbook.split_plan import ShareColumns, SplitPlan, plan_split

BUDGET, OPTIONS, ASSUMPTIONS, STREAMS, CONTROLS, NOTES, EFFECTS, SHARES = (
    "Begroting",
    "Bijstellingen",
    "Uitgangspunten",
    "Dekking",
    "Controle",
    "Toelichting",
    "Effecten",
    "Verdeling",
)
SPREADS = "Verdeling over posten"
"""Only where an option asks one amount of several lines."""
HOUSING = "Woningen"
"""Only where something was agreed on places for living."""
COVER = "Dekking per post"
"""Only where a stream is named for a line."""
MUNICIPALITIES, MUNICIPAL_SHARES = "Gemeenten", "Verdeling per gemeente"
"""Only where the budget is split over municipalities."""
BUDGET_IDS, STREAM_IDS = 5, 4
"""The hidden columns of ids: right behind what describes a row, so that sorting takes them along."""
SWITCH_COLUMN, EFFECT_PART_COLUMN = 6, 6
SWITCH_LETTER = "F"
EFFECT_SWITCH_LETTER, EFFECT_PART_LETTER = "E", "F"


@dataclass(frozen=True)
class Export:
    """``base`` is the budget as it stands: no option on, nothing indexed or adjusted."""

    result: BudgetResult
    base: BudgetResult
    about: About
    rows: RowPlan
    assumptions: AssumptionPlan
    effects: EffectPlan
    shared_rows: dict[tuple[int, int], int]
    """By line and year: the first row of the sheet Verdeling that is about them."""
    cover: CoverPlan | None
    split: SplitPlan | None

    @property
    def data(self) -> BudgetData:
        return self.result.data

    @property
    def years(self) -> Amounts:
        return self.result.years

    @cached_property
    def budget(self) -> Blocks:
        return Blocks.after(BUDGET_IDS, self.years)

    @cached_property
    def line_notes(self) -> int:
        """The last column of the sheet Begroting; it is not printed."""
        return self.budget.change.gap + 1

    @cached_property
    def streams(self) -> Blocks:
        return Blocks.after(STREAM_IDS, self.years)

    @cached_property
    def municipalities(self) -> Blocks:
        """On the sheet Gemeenten."""
        return Blocks.after(2, self.years)

    @cached_property
    def shares(self) -> ShareColumns:
        """On the sheet Verdeling per gemeente."""
        return ShareColumns(len(self.data.municipalities))

    @cached_property
    def cover_blocks(self) -> Blocks:
        """On the sheet Dekking per post."""
        return Blocks.after(3, self.years)

    @cached_property
    def assumption_blocks(self) -> Blocks:
        """On the sheet Uitgangspunten."""
        return Blocks.after(7, self.years)

    @cached_property
    def level_column(self) -> int | None:
        """Of the level of an option on the sheet Bijstellingen; None where none has levels."""
        return SWITCH_COLUMN + 1 if self.assumptions.levels else None

    @cached_property
    def part_column(self) -> int:
        """Of the part of an option on the sheet Bijstellingen."""
        return SWITCH_COLUMN + (2 if self.assumptions.levels else 1)

    @cached_property
    def claimed(self) -> YearColumns:
        """On the sheet Bijstellingen."""
        return Blocks.after(self.part_column, self.years).base

    @cached_property
    def realised(self) -> YearColumns:
        """On the sheet Bijstellingen."""
        return Blocks.after(self.part_column, self.years).adjusted

    @cached_property
    def effect_claims(self) -> YearColumns:
        """On the sheet Effecten."""
        return Blocks.after(EFFECT_PART_COLUMN, self.years).base

    @cached_property
    def effect_realised(self) -> YearColumns:
        """On the sheet Effecten."""
        return Blocks.after(EFFECT_PART_COLUMN, self.years).adjusted

    @cached_property
    def effect_shortfall(self) -> YearColumns:
        """On the sheet Effecten."""
        return Blocks.after(EFFECT_PART_COLUMN, self.years).change

    @cached_property
    def amount_width(self) -> float:
        """Wide enough for the largest total and for the results, which show cents."""
        totals, results = [], []
        for result in (self.base, self.result):
            totals += [*result.costs, *result.income]
            results += [*result.result, *result.result_after_target, *result.savings_target]
        lines = (
            int(amounts.max(initial=0)) for amounts in (self.base.line_amounts, self.result.line_amounts)
        )
        return amount_width([*totals, *lines], results)

    @cached_property
    def cost_types(self) -> dict[str, str]:
        return cost_type_labels(self.result)

    def switch(self, option: int) -> str:
        """The 1/0 cell of an option."""
        return f"{OPTIONS}!${SWITCH_LETTER}${FIRST_ROW + option}"

    def part(self, option: int) -> str:
        """The cell with the part of an option that counts."""
        return f"{OPTIONS}!${letter(self.part_column)}${FIRST_ROW + option}"

    def factor(self, cost_type: str, year: int) -> str:
        """What a budgeted amount is multiplied by; empty in the first year, which is the price level."""
        if not year:
            return ""
        row = self.assumptions.index[cost_type]
        return f"{ASSUMPTIONS}!${self.assumption_blocks.adjusted.letter(year)}${row}"

    def line_indexed(self, line: int, year: int) -> str:
        """The budgeted amount of a line after indexation."""
        found = self.data.lines[line]
        cell = f"{BUDGET}!{self.budget.base.letter(year)}{self.rows.of_figure[f'lines.{found.code}']}"
        return indexed(cell, self.factor(found.cost_type_key, year))

    def line_before(self, line: int, year: int) -> str:
        """What a line holds before the options: indexed, and with the scenario's own adjustments."""
        adjusted = self.assumptions.adjusted_line(self.data.lines[line].code)
        if adjusted is None:
            return self.line_indexed(line, year)
        return f"{ASSUMPTIONS}!{self.assumption_blocks.adjusted.letter(year)}{adjusted.row}"

    def stream_before(self, code: str, year: int) -> str:
        """What a stream holds before the options."""
        adjusted = self.assumptions.adjusted_stream(code)
        if adjusted is None:
            return self.stream_base(code, year)
        return f"{ASSUMPTIONS}!{self.assumption_blocks.adjusted.letter(year)}{adjusted.row}"

    def stream_base(self, code: str, year: int) -> str:
        """The budgeted amount of a stream."""
        return f"{STREAMS}!{self.streams.base.letter(year)}{FIRST_ROW + self.data.stream_index[code]}"

    def stream_before_leaving(self, stream: int, year: int, *, adjusted: bool) -> str:
        """The income of a stream, with the share of a member that left that may fall away."""
        code, effects = self.data.streams[stream].code, self.effects.of_stream(stream)
        if not adjusted:
            return self.stream_base(code, year)
        before = self.stream_before(code, year)
        return f"ROUND({before}+{self.realised_sum(effects, year)},2)" if effects else before

    def fallen_away(self, stream: int, year: int) -> str:
        """The euros of a stream that fall away with a member that left; empty where none do."""
        code = self.data.streams[stream].code
        lost = int(self.result.stream_amounts[stream, year]) - self.result.income_by_stream[code][year]
        if not lost or self.split is None:
            return str(decimal_from_cents(lost)) if lost else ""
        row = self.split.contribution(stream, adjusted=True, year=year).row
        column = letter(self.shares.fallen_away)
        return f"'{MUNICIPAL_SHARES}'!{column}{row}"

    def realised_sum(self, rows: tuple[EffectRow, ...], year: int) -> str:
        """What the effects on one line or stream come to in a year."""
        column = self.effect_realised.letter(year)
        first, last = f"{EFFECTS}!{column}{rows[0].row}", f"{column}{rows[-1].row}"
        return first if len(rows) == 1 else f"SUM({first}:{last})"


def prepare(result: BudgetResult, about: About) -> Export:
    """Decide where everything goes."""
    base, assumptions = unchanged(result.data), plan_assumptions(result)
    effects = plan_effects(result)
    shared = _place_shared(effects, len(result.years))
    cover, split = plan_cover(result.data), plan_split(base, result)
    return Export(result, base, about, plan_rows(result), assumptions, effects, shared, cover, split)


def indexed(cell: str, factor: str) -> str:
    """The amount in ``cell``, nothing where that holds a text, times ``factor``."""
    return f"ROUND(N({cell})*{factor},2)" if factor else f"N({cell})"


def _place_shared(effects: EffectPlan, years: int) -> dict[tuple[int, int], int]:
    places, row = {}, FIRST_ROW
    for rows in effects.shared:
        for year in range(years):
            places[rows[0].target, year] = row
            row += len(rows)
    return places
