"""The sheet Woningen: targets, what was realised, and a settlement that keeps calculating.

It is there only when something was agreed.  A block of rows per year, a row per member.
The targets are split at the export; what follows from what was realised is a formula, the
division of the pot by largest remainder included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook

from budgets.engine import HousingResult, Municipality, settle
from budgets.engine.membership import members, weights_of
from reports.workbook.export import HOUSING, Export
from reports.workbook.printing import set_up
from reports.workbook.row_plan import FIRST_ROW
from reports.workbook.sheet import Sheet, letter
from reports.workbook.styles import Styles
from reports.workbook.tables import BLOCK_ROW, HEADER_ROW, head, headings

NOTE = (
    "Plaatsen opgeteld vanaf het eerste jaar. Wie tekortkomt, betaalt per plaats aan de pot van dat jaar; "
    "wie geen tekort heeft, deelt erin. Een jaar met een streepje is nog niet afgerekend. Bedragen in euro’s."
)
UNKNOWN = "–"
OF_A_KIND = ("Doel", "Gerealiseerd", "Tekort")
AFTER = (
    *("Tekort samen", "Bedrag per plaats (€)", "Betaalt (€)", "Ontvangt (€)"),
    *("Doel gehaald", "Gewicht", "Telt mee", "Deel, schatting", "Deel in centen", "Rest", "Gaan voor"),
)
YEAR_WIDTH, NAME_WIDTH, PLACES_WIDTH, EURO_WIDTH = 7.0, 24.0, 13.0, 15.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Letters and numbers of the columns; ``kinds`` is how many kinds there are."""

    kinds: int

    def of_kind(self, kind: int, place: int) -> int:
        return 3 + 3 * kind + place

    def after(self, place: int) -> int:
        """Of ``AFTER``."""
        return 3 + 3 * self.kinds + place

    @property
    def printed(self) -> int:
        """The last that is printed: behind it are steps in between."""
        return self.after(3)

    @property
    def last(self) -> int:
        return self.after(len(AFTER) - 1)


def write_housing(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """Only where ``export.data.housing`` says what was agreed."""
    result = settle(export.data, export.result.choice)
    assert result is not None
    sheet = Sheet(book, HOUSING, styles)
    columns = Columns(len(result.housing.kinds))
    head(sheet, export, "Woningen en hun verrekening", NOTE)
    _headings(sheet, result, columns)
    row = FIRST_ROW
    for year in range(len(result.data.years)):
        row = _Block(sheet, result, columns, year, row).write()
    places = range(3, columns.after(1))
    widths = dict.fromkeys(places, PLACES_WIDTH) | dict.fromkeys(
        range(columns.after(1), columns.last + 1), EURO_WIDTH
    )
    sheet.widths({1: YEAR_WIDTH, 2: NAME_WIDTH} | widths)
    set_up(sheet, export.about, f"C{FIRST_ROW}", columns.printed)
    return sheet


def _headings(sheet: Sheet, result: HousingResult, columns: Columns) -> None:
    kinds = result.housing.kinds
    titles = [(title, "wrapped") for title in (*OF_A_KIND * len(kinds), *AFTER)]
    headings(sheet, [("Jaar", "centre"), ("Gemeente", "loose"), *titles], columns.last)
    for number, kind in enumerate(kinds):
        first, last = columns.of_kind(number, 0), columns.of_kind(number, 2)
        sheet.text(BLOCK_ROW, first, kind.title, "text", "header")
        sheet.worksheet.merged_cells.add(f"{letter(first)}{BLOCK_ROW}:{letter(last)}{BLOCK_ROW}")
    sheet.text(BLOCK_ROW, columns.after(4), "Tussenstappen bij het verdelen", "loose", "header")
    sheet.heights[BLOCK_ROW] = sheet.heights[HEADER_ROW] = 30


class _Block:
    """The rows of one year: its members, the region, and what stays in the pot."""

    def __init__(self, sheet: Sheet, result: HousingResult, columns: Columns, year: int, first: int) -> None:
        self.sheet, self.result, self.columns, self.year, self.first = sheet, result, columns, year, first
        here = members(result.data, result.choice, year)
        self.members = [each for each, counts in zip(result.data.municipalities, here, strict=True) if counts]
        weights = weights_of(result.data, result.data.key, year, here)
        self.weights = [weight for weight, counts in zip(weights, here, strict=True) if counts]
        self.last = first + len(self.members) - 1
        self.steps = list(self._steps())

    def write(self) -> int:
        """The row where the next block begins."""
        for row, each in enumerate(self.members, self.first):
            self.sheet.number(row, 1, self.result.data.years[self.year])
            self.sheet.text(row, 2, each.name)
            self._places(row, each)
            self._money(row, each)
            self._division(row)
        self._sums()
        return self.last + 4

    def _places(self, row: int, each: Municipality) -> None:
        """Target and number as they are at the export; what is short follows from them."""
        shorts = []
        for number, kind in enumerate(self.result.housing.kinds):
            target, realised, short = (self.columns.of_kind(number, place) for place in range(3))
            places = self.result.kinds[each.code][kind.code]
            self.sheet.number(row, target, places.target[self.year] or 0, "typed")
            known = places.realised[self.year]
            if known is None:
                self.sheet.text(row, realised, UNKNOWN, "missing")
            else:
                self.sheet.number(row, realised, known, "typed")
            cells = f"{letter(target)}{row}", f"{letter(realised)}{row}"
            formula = f'=IF(ISNUMBER({cells[1]}),MAX(0,{cells[0]}-{cells[1]}),"{UNKNOWN}")'
            self._number(row, short, formula, places.short[self.year])
            shorts.append(f"{letter(short)}{row}")
        together = f'=IF(COUNT({",".join(shorts)})={len(shorts)},{"+".join(shorts)},"{UNKNOWN}")'
        self._number(row, self.columns.after(0), together, self.result.short[each.code][self.year])

    def _money(self, row: int, each: Municipality) -> None:
        """What it pays and gets; nothing of it is known before all numbers of the year are."""
        amount = self.result.amount_per_place[self.year]
        if amount is None:
            self.sheet.text(row, self.columns.after(1), UNKNOWN, "missing")
        else:
            self.sheet.amount(row, self.columns.after(1), amount, "typed_cents")
        short, per_place = (f"{letter(self.columns.after(place))}{row}" for place in (0, 1))
        pays = f'=IF({self._settled},ROUND({short}*{per_place},2),"{UNKNOWN}")'
        self._cents(row, self.columns.after(2), pays, self.result.paid_in[each.code][self.year])
        quotient, before = (f"{letter(self.columns.after(place))}{row}" for place in (8, 10))
        left = f"{self._pot}-SUM({self._rows(8)})"
        gets = (
            f"=IF({self._settled},IF({self._counted}=0,0,({quotient}+IF({before}<{left},1,0))/100),"
            f'"{UNKNOWN}")'
        )
        self._cents(row, self.columns.after(3), gets, self.result.paid_out[each.code][self.year])

    def _division(self, row: int) -> None:
        """The pot over who met the target, by largest remainder, a step per column.

        A spreadsheet may take a quotient just under a whole for that whole: so the first
        estimate is held against the remainder that it leaves.
        """
        met, weight, counts, guess, quotient, rest, before = (self.columns.after(i) for i in range(4, 11))
        cell = {column: f"{letter(column)}{row}" for column in range(3, self.columns.last + 1)}
        short, step = cell[self.columns.after(0)], self.steps[row - self.first]
        self._number(row, met, f'=IF({self._settled},IF({short}=0,1,0),"{UNKNOWN}")', step["met"])
        self.sheet.number(row, weight, self.weights[row - self.first], "typed")
        by_weight = f"SUMPRODUCT({self._rows(5)},{self._rows(4)})"
        formula = f"=IF(ISNUMBER({cell[met]}),IF({by_weight}=0,{cell[met]},{cell[weight]}*{cell[met]}),0)"
        self._number(row, counts, formula, step["counts"])
        total = self._counted
        share = f"{self._pot}*{cell[counts]}"
        self._number(row, guess, f"=IF({total}=0,0,INT({share}/{total}))", step["quotient"])
        off = f"({share}-{cell[guess]}*{total})"
        formula = f"={cell[guess]}+IF({off}<0,-1,IF(AND({total}>0,{off}>={total}),1,0))"
        self._number(row, quotient, formula, step["quotient"])
        self._number(row, rest, f"=IF({total}=0,0,{share}-{cell[quotient]}*{total})", step["rest"])
        rests, above = self._rows(9), f"{letter(rest)}${self.first}:{cell[rest]}"
        larger = f"SUMPRODUCT(--({rests}>{cell[rest]}))"
        formula = f"={larger}+SUMPRODUCT(--({above}={cell[rest]}))-1"
        self._number(row, before, formula, step["before"])

    def _sums(self) -> None:
        """Of the region; what is paid in less what is paid out stays in the pot."""
        row, result, year = self.last + 1, self.result, self.year
        self.sheet.blank(row, range(1, self.columns.printed + 1), "subtotal")
        self.sheet.text(row, 2, f"Regio {result.data.years[year]}", "loose", "subtotal")
        names = ("target", "realised", "short")
        sums = [
            (self.columns.of_kind(number, place), result.region_of_kind(kind.code, name)[year])
            for number, kind in enumerate(result.housing.kinds)
            for place, name in enumerate(names)
        ]
        sums.append((self.columns.after(0), result.region("short")[year]))
        for column, found in sums:
            self._number(row, column, self._sum_of(column), found, "subtotal")
        for place, name in ((2, "paid_in"), (3, "paid_out")):
            column = self.columns.after(place)
            self._cents(row, column, self._sum_of(column), result.region(name)[year], "subtotal")
        pays, gets = (f"{letter(self.columns.after(place))}{row}" for place in (2, 3))
        stays = f'=IF(ISNUMBER({pays}),ROUND({pays}-{gets},2),"{UNKNOWN}")'
        self.sheet.text(row + 1, 2, "Blijft in de pot", "loose", "bare")
        self._cents(row + 1, self.columns.after(3), stays, result.stays[year], "bare")

    def _steps(self) -> Iterator[dict[str, int | None]]:
        """What the steps of the division come to, a municipality each."""
        pot, settled = self.result.pot[self.year] or 0, self.result.settled[self.year]
        met = [int(self.result.short[each.code][self.year] == 0) if settled else 0 for each in self.members]
        weighted = [weight * flag for weight, flag in zip(self.weights, met, strict=True)]
        counted = weighted if any(weighted) else met
        total = sum(counted)
        parts = [divmod(pot * each, total) if total else (0, 0) for each in counted]
        order = sorted(range(len(parts)), key=lambda i: -parts[i][1])
        for i, (quotient, rest) in enumerate(parts):
            yield {
                "met": met[i] if settled else None,
                "counts": counted[i],
                "quotient": quotient,
                "rest": rest,
                "before": order.index(i),
            }

    @property
    def _settled(self) -> str:
        """Whether all that is short is known, and what a place costs."""
        return f"COUNT({self._rows(0)},{self._rows(1)})={2 * len(self.members)}"

    @property
    def _pot(self) -> str:
        """In whole cents."""
        return f"ROUND(100*SUM({self._rows(2)}),0)"

    @property
    def _counted(self) -> str:
        return f"SUM({self._rows(6)})"

    def _rows(self, place: int) -> str:
        column = letter(self.columns.after(place))
        return f"{column}${self.first}:{column}${self.last}"

    def _sum_of(self, column: int) -> str:
        cells = f"{letter(column)}{self.first}:{letter(column)}{self.last}"
        return f'=IF(COUNT({cells})={len(self.members)},SUM({cells}),"{UNKNOWN}")'

    def _number(self, row: int, column: int, formula: str, found: int | None, band: str = "plain") -> None:
        value = UNKNOWN if found is None else 100 * found
        self.sheet.formula(row, column, formula, value, "count", band)

    def _cents(self, row: int, column: int, formula: str, found: int | None, band: str = "plain") -> None:
        self.sheet.formula(row, column, formula, UNKNOWN if found is None else found, "cents", band)
