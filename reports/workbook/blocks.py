"""What sheets that hold budgets against each other share: blocks of years, and a book of one sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from reports.workbook.about import About
from reports.workbook.forms import WRITERS, Form
from reports.workbook.sheet import Sheet, letter
from reports.workbook.styles import Styles, set_standard_font
from reports.workbook.tables import BLOCK_ROW, HEADER_ROW, TITLE_HEIGHT
from reports.workbook.texts import clean


@dataclass(frozen=True, slots=True)
class Block:
    """Columns of one side: the years and their sum."""

    first: int
    years: int

    @property
    def total(self) -> int:
        return self.first + self.years

    def letter(self, year: int) -> str:
        return letter(self.first + year)

    def next(self) -> "Block":
        """With a narrow gap between them."""
        return Block(self.total + 2, self.years)


def one_sheet(title: str, about: About, form: Form, write: Callable[[Sheet, About], None]) -> bytes:
    """A book of the sheet that ``write`` fills."""
    book = Workbook()
    set_standard_font(book)
    workshop = book.worksheets[0]
    sheet = Sheet(book, title, Styles(workshop))
    write(sheet, replace(about, compared=True))
    book.remove(workshop)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    book.properties.title = clean(f"Vergelijking {about.plan}")
    book.properties.creator = clean(about.author)
    book.properties.created = about.moment.astimezone(UTC).replace(tzinfo=None)
    return WRITERS[form](book, [sheet.grid])


def titles(sheet: Sheet, title: str, about: About, note: str) -> None:
    """The three rows above the table."""
    sheet.text(1, 1, title, "loose", "title")
    sheet.text(2, 1, f"{about.region} · {about.plan} · {about.day}", "loose", "note")
    sheet.text(3, 1, note, "loose", "note")
    sheet.heights[1] = TITLE_HEIGHT


def block_heading(sheet: Sheet, block: Block, title: str, years: Sequence[int]) -> None:
    sheet.text(BLOCK_ROW, block.first, f"{title} (€)", "loose", "header")
    for i, year in enumerate(years):
        sheet.number(HEADER_ROW, block.first + i, year, "year", "header")
    sheet.text(HEADER_ROW, block.total, "Samen", "wrapped", "header")


def sum_of_years(sheet: Sheet, row: int, block: Block, cents: int, band: str = "plain") -> None:
    formula = f"=SUM({block.letter(0)}{row}:{block.letter(block.years - 1)}{row})"
    sheet.formula(row, block.total, formula, cents, "cents", band)
