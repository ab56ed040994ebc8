"""One municipality: how its contribution came about, what it pays on balance, what it takes no part in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.safestring import SafeString

from budgets.dutch_numbers import percentage, period, whole
from budgets.engine import Municipality, difference
from reports.figure_cells import figure_cell, no_amount, plain_cell
from reports.municipal.chosen import Chosen
from reports.municipal.overview import TABLES
from reports.municipal.sheet import Sheet
from reports.municipal.words import BUDGETED, cause, change, contribution_title


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table over the years."""

    title: str
    cells: SafeString
    css: str = ""


@dataclass(frozen=True)
class One:
    """A municipality by its place in the budget, under what was chosen."""

    chosen: Chosen
    sheet: Sheet
    place: int

    @property
    def municipality(self) -> Municipality:
        return self.sheet.result.data.municipalities[self.place]

    def figure(self, name: str) -> str:
        return f"municipalities.{self.municipality.code}.{name}"

    def amount(self, name: str, year: int) -> int:
        return self.sheet.result.amount(self.figure(name), year)

    def build_up(self) -> Iterator[Line]:
        """From its share in the key to what is paid on balance, per year."""
        years = self.sheet.result.years
        yield Line("Aandeel in de sleutel", _joined(self._share(year) for year in years), "quiet-row")
        yield from self._contributed()
        handed_back = self.figure("handed_back")
        base = self.chosen.base
        amounts = base.result.figure(handed_back)
        back = self._cells(f"unchanged.{handed_back}", amounts, handed_back, base.at, minus=True)
        yield Line(f"{_back(amounts)} door het resultaat van de ongewijzigde begroting", back)
        if self.chosen.here.scenario:
            more = difference(self.sheet.result, base.result, handed_back)
            figure = f"difference.{handed_back}"
            cells = self._cells(figure, more, figure, self.sheet.at, minus=True)
            yield Line(f"{_back(more)} door {cause(self.sheet.result)}", cells)
        yield Line(TABLES["net_contribution"].title, self._own("net_contribution"), "sum")

    def differences(self) -> list[Line]:
        """Against the other choice, per year."""
        years, other = self.sheet.result.years, self.chosen.other
        sheet = replace(self.sheet, base=other.result, against=other.slug)
        return [
            Line(words.title, _joined(sheet.change(self.place, year, name) for year in years))
            for name, words in TABLES.items()
        ]

    def not_taken_part(self) -> list[tuple[str, str]]:
        """Measures that it takes no or only a part in, with from when till when."""
        data = self.sheet.result.data
        titles = {measure.code: measure.title for measure in data.measures}
        return [
            (titles.get(each.measure, each.measure), taking_part(data.years, each.shares))
            for each in data.participation
            if each.municipality == self.municipality.code and any(share != 1 for share in each.shares)
        ]

    def _contributed(self) -> Iterator[Line]:
        """In one row, or in three where the choice changes what is paid."""
        contribution, base = self.figure("contribution"), self.chosen.base
        title = contribution_title(self.sheet.result)
        if title != BUDGETED:
            budgeted = base.result.figure(contribution)
            yield Line(BUDGETED, self._cells(f"unchanged.{contribution}", budgeted, contribution, base.at))
            changed = difference(self.sheet.result, base.result, contribution)
            figure = f"difference.{contribution}"
            yield Line(
                f"Anders door {cause(self.sheet.result)}",
                self._cells(figure, changed, figure, self.sheet.at, is_change=True),
            )
        yield Line(title, self._own("contribution"))

    def _share(self, year: int) -> str:
        absent = self.sheet.absent(self.place, year)
        return plain_cell(
            no_amount(absent) if absent else self.sheet.share(self.place, year), self._css(year)
        )

    def _own(self, name: str) -> SafeString:
        return _joined(self.sheet.cell(self.place, year, name) for year in self.sheet.result.years)

    def _cells(
        self,
        figure: str,
        amounts: Sequence[int],
        asks: str,
        at: str,
        *,
        minus: bool = False,
        is_change: bool = False,
    ) -> SafeString:
        """``minus`` prints what goes off the contribution as such; the figure itself keeps its sign."""
        cells = []
        for year, cents in zip(self.sheet.result.years, amounts, strict=True):
            absent = not cents and self.sheet.absent(self.place, year)
            text = change(-cents) if minus else change(cents) if is_change else whole(cents)
            shown = no_amount(absent) if absent else text
            asked = "" if absent else asks
            cells.append(figure_cell(figure, year, cents, shown, asks=asked, at=at, css=self._css(year)))
        return _joined(cells)

    def _css(self, year: int) -> str:
        return " is-chosen" if year == self.sheet.year else ""


def taking_part(years: Sequence[int], shares: Sequence[Fraction]) -> str:
    """ "doet niet mee", or "doet in 2022 en 2023 voor 50% mee"."""
    words = []
    for share in dict.fromkeys(share for share in shares if share != 1):
        found = [year for year, each in zip(years, shares, strict=True) if each == share]
        when = "" if len(found) == len(years) else f" in {period(found)}"
        words.append(f"doet{when} voor {percentage(100 * share)} mee" if share else f"doet{when} niet mee")
    return "; ".join(words)


def _back(amounts: Sequence[int]) -> str:
    """A deficit is not handed back: it comes on top."""
    if min(amounts) >= 0:
        return "Terug"
    return "Erbij" if max(amounts) <= 0 else "Terug (−) of erbij (+)"


def _joined(cells: Iterable[str]) -> SafeString:
    return SafeString("".join(cells))
