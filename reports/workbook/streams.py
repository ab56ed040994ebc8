"""The sheet Dekking: the funding streams, as budgeted and after the options that touch them."""

from openpyxl import Workbook

from budgets.engine import Stream
from reports.workbook.export import FIRST_ROW, STREAM_IDS, STREAMS, Export
from reports.workbook.mark import head_ids, write_id
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.sums import sum_of_range
from reports.workbook.tables import (
    BLOCK_TITLES,
    change_cells,
    change_of,
    head,
    headings,
    year_headings,
    year_widths,
)

NOTE = "Bedragen in euro’s. De begrote bedragen worden hier ingevoerd; het blad Begroting neemt ze over."


def write_streams(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """One row per stream and the total."""
    sheet = Sheet(book, STREAMS, styles)
    head(sheet, export, "Dekking", NOTE)
    last = export.streams.change.last
    headings(sheet, [("Code", "loose"), ("Financieringsstroom", "loose"), ("Soort", "loose")], last)
    year_headings(sheet, list(zip(export.streams.all, BLOCK_TITLES, strict=True)))
    for number, stream in enumerate(export.data.streams):
        _stream(sheet, export, number, stream)
    _total(sheet, export, FIRST_ROW + len(export.data.streams))
    head_ids(sheet, export, STREAM_IDS)
    sheet.widths({1: 9, 2: 40, 3: 21})
    year_widths(sheet, export.streams.all, export.amount_width)
    set_up(sheet, export.about, "C6", last)
    return sheet


def _stream(sheet: Sheet, export: Export, number: int, stream: Stream) -> None:
    """An option changes income as it says: there is no floor at zero."""
    row, blocks = FIRST_ROW + number, export.streams
    sheet.blank(row, range(1, blocks.change.last + 1), "plain")
    for column, text in enumerate((stream.code, stream.title, stream.kind), 1):
        sheet.text(row, column, text)
    write_id(sheet, row, STREAM_IDS, "stream", stream.code)
    effects = export.effects.of_stream(number)
    for year, cents in enumerate(stream.amounts):
        sheet.amount(row, blocks.base.column(year), cents)
        formula = f"{blocks.base.letter(year)}{row}"
        if export.assumptions.adjusted_stream(stream.code):
            formula = export.stream_before(stream.code, year)
        formula += f"+{export.realised_sum(effects, year)}" if effects else ""
        lost = export.fallen_away(number, year)
        formula += f"-{lost}" if lost else ""
        formula = f"=ROUND({formula},2)" if effects or lost else f"={formula}"
        adjusted = export.result.income_by_stream[stream.code][year]
        sheet.formula(row, blocks.adjusted.column(year), formula, adjusted)
    change_cells(sheet, blocks, row, change_of(export, f"income_by_stream.{stream.code}"))


def _total(sheet: Sheet, export: Export, row: int) -> None:
    blocks = export.streams
    sheet.blank(row, range(1, blocks.change.last + 1), "total")
    sheet.text(row, 2, "Totaal baten", "text", "total")
    for block, result in ((blocks.base, export.base), (blocks.adjusted, export.result)):
        for year, cents in enumerate(result.income):
            formula = sum_of_range(block.letter(year), FIRST_ROW, row - 1)
            sheet.formula(row, block.column(year), formula, cents, "whole", "total")
    change_cells(sheet, blocks, row, change_of(export, "income"), "total")
