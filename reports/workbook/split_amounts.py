"""Which amount each row of the sheet Verdeling per gemeente divides: formulas that point to other sheets."""

from reports.workbook.columns import Blocks, YearColumns
from reports.workbook.cover_plan import is_earmarked
from reports.workbook.export import BUDGET, COVER, FIRST_ROW, STREAMS, Export
from reports.workbook.split_plan import SplitBlock, SplitRow


def amount_formula(export: Export, block: SplitBlock, row: SplitRow) -> str:
    match row.kind:
        case "contribution":
            return f"={export.stream_before_leaving(row.place, block.year, adjusted=block.adjusted)}"
        case "balance":
            return f"=-{_balance(export, block, row.place)}"
        case "line":
            return _rest(export, block, row.place)
        case _:
            at = _of(block, export.budget).letter(block.year)
            return f"={BUDGET}!{at}{export.rows.of_figure['result_after_target']}"


def _balance(export: Export, block: SplitBlock, stream: int) -> str:
    """What a stream has left after what it is named for."""
    if export.cover is None:
        return f"{STREAMS}!{_of(block, export.streams).letter(block.year)}{FIRST_ROW + stream}"
    at = _of(block, export.cover_blocks).letter(block.year)
    return f"'{COVER}'!{at}{export.cover.of_stream(stream, 'balance')}"


def _rest(export: Export, block: SplitBlock, line: int) -> str:
    """What no earmarked stream pays of a line."""
    if export.cover is None:
        code = export.data.lines[line].code
        at = _of(block, export.budget).letter(block.year)
        return f"=N({BUDGET}!{at}{export.rows.of_figure[f'lines.{code}']})"
    rows, at = export.cover.lines[line], _of(block, export.cover_blocks).letter(block.year)
    paid = "".join(f"-'{COVER}'!{at}{each.row}" for each in rows.paid if is_earmarked(export.data, each))
    amount = f"N('{COVER}'!{at}{rows.row})"
    return f"=ROUND({amount}{paid},2)" if paid else f"={amount}"


def _of(block: SplitBlock, blocks: Blocks) -> YearColumns:
    return blocks.adjusted if block.adjusted else blocks.base
