"""``build_workbook``: the sheets in their order, the names, and the file."""

from datetime import UTC

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from budgets.engine import BudgetResult
from reports.workbook.about import About
from reports.workbook.assumptions import write_assumptions
from reports.workbook.budget import write_budget
from reports.workbook.controls import write_controls
from reports.workbook.cover import write_cover
from reports.workbook.effects import write_effects
from reports.workbook.export import Export, prepare
from reports.workbook.forms import WRITERS, Form
from reports.workbook.housing import write_housing
from reports.workbook.mark import write_mark
from reports.workbook.municipal_shares import write_municipal_shares
from reports.workbook.municipalities import write_municipalities
from reports.workbook.names import add_names
from reports.workbook.notes import write_notes
from reports.workbook.options import write_options
from reports.workbook.shares import write_shares
from reports.workbook.sheet import Sheet
from reports.workbook.spreads import write_spreads
from reports.workbook.streams import write_streams
from reports.workbook.styles import Styles, set_standard_font
from reports.workbook.texts import clean


def build_workbook(result: BudgetResult, about: About, form: Form = "xlsx") -> bytes:
    """``result`` as a file in which every figure is a formula that keeps calculating."""
    export = prepare(result, about)
    book = Workbook()
    set_standard_font(book)
    workshop = book.worksheets[0]
    styles = Styles(workshop)
    sheets = _write(book, export, styles)
    book.remove(workshop)
    add_names(book, export)
    _describe(book, about)
    return WRITERS[form](book, [sheet.grid for sheet in sheets])


def _write(book: Workbook, export: Export, styles: Styles) -> list[Sheet]:
    writers = (
        (write_budget, True),
        (write_options, True),
        (write_assumptions, True),
        (write_streams, True),
        (write_cover, export.cover is not None),
        (write_municipalities, bool(export.data.municipalities)),
        (write_housing, export.data.housing is not None),
        (write_controls, True),
        (write_notes, True),
        (write_effects, True),
        (write_spreads, bool(export.effects.spreads)),
        (write_shares, bool(export.effects.shared)),
        (write_municipal_shares, export.split is not None),
        (write_mark, True),
    )
    return [write(book, export, styles) for write, wanted in writers if wanted]


def _describe(book: Workbook, about: About) -> None:
    """The properties of the file; a spreadsheet recalculates everything when it opens it."""
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    book.properties.title = clean(f"Begroting {about.plan}")
    book.properties.subject = clean(about.edition)
    book.properties.creator = clean(about.author)
    book.properties.created = about.moment.astimezone(UTC).replace(tzinfo=None)
