"""Which columns hold the years: begroot, bijgesteld and verschil, a narrow gap between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.workbook.sheet import letter

GAP_WIDTH = 1.6
DIGIT, POINT, SIGN, EURO, PADDING = 7.5, 3.8, 8, 12, 12
"""In pixels, of the font in bold."""
PIXELS_PER_UNIT = 7


@dataclass(frozen=True, slots=True)
class YearColumns:
    """A block of one column per year."""

    first: int
    years: tuple[int, ...]

    def column(self, year: int) -> int:
        """The column of the year with this index."""
        return self.first + year

    def letter(self, year: int) -> str:
        return letter(self.column(year))

    @property
    def last(self) -> int:
        return self.first + len(self.years) - 1

    @property
    def gap(self) -> int:
        """The narrow column after the block."""
        return self.last + 1

    def next(self) -> "YearColumns":
        return YearColumns(self.gap + 1, self.years)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The three blocks of a table of amounts."""

    base: YearColumns
    adjusted: YearColumns
    change: YearColumns

    @classmethod
    def after(cls, column: int, years: tuple[int, ...]) -> "Blocks":
        """The blocks to the right of the descriptive columns, of which ``column`` is the last."""
        base = YearColumns(column + 1, years)
        return cls(base, base.next(), base.next().next())

    @property
    def all(self) -> tuple[YearColumns, YearColumns, YearColumns]:
        return self.base, self.adjusted, self.change


def amount_width(whole: Iterable[int], cents: Iterable[int] = (), floor: float = 9.5) -> float:
    """Wide enough for amounts shown in whole euros and for amounts shown with cents, bold and below zero."""
    texts = [f"{abs(amount) // 100:,}" for amount in whole] + [
        f"{abs(amount) / 100:,.2f}" for amount in cents
    ]
    pixels = max((SIGN + sum(DIGIT if c.isdigit() else POINT for c in text) for text in texts), default=0)
    return max(floor, (pixels + EURO + PADDING) / PIXELS_PER_UNIT)
