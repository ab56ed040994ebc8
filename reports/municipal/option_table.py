"""What every option does for all municipalities together and for one, alone, and the chosen set together."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import Option
from budgets.engine.ints import Ints
from budgets.engine.municipal_options import ALL, Gain, gains
from reports.figure_cells import figure_cell, no_amount
from reports.municipal.one import One


@dataclass(frozen=True, slots=True)
class OptionRow:
    title: str
    code: str
    on: bool
    cells: SafeString
    note: str
    """Of an option that changes what is contributed: what of the amount that is."""


@dataclass(frozen=True)
class OptionTable:
    """In the chosen year."""

    one: One
    gain: Gain

    @property
    def rows(self) -> list[OptionRow]:
        """Those that are on first, in the order of the budget."""
        options, on = self.one.sheet.result.data.options, self.one.sheet.result.choice.on
        ordered = sorted(options, key=lambda option: option.code not in on)
        return [self._row(option, option.code in on) for option in ordered]

    @property
    def sums(self) -> Iterator[tuple[str, SafeString]]:
        """What the set gives; before it the sum of its parts, where that is really another."""
        if self.differs and not self.only_rounding:
            yield "Opgeteld, elk alleen", self._pair("gain.apart", self.gain.apart)
        yield "Samen", self._pair("gain.together", self.gain.together)

    @property
    def any_contributed(self) -> bool:
        return any(row.note for row in self.rows)

    @property
    def any_on(self) -> bool:
        return any(row.on for row in self.rows)

    @property
    def differs(self) -> bool:
        """Whether the set is not the sum of its parts, in any column and to the cent."""
        return bool((self.gain.apart != self.gain.together)[[ALL, self.one.place], self._i].any())

    @property
    def only_rounding(self) -> bool:
        """The region's amounts do add up: each option is split by itself, which may differ a cent."""
        return self.differs and bool((self.gain.apart == self.gain.together)[ALL, self._i])

    @property
    def _i(self) -> int:
        return self.one.sheet.result.data.year_index[self.one.sheet.year]

    def _row(self, option: Option, on: bool) -> OptionRow:
        cells = self._pair(f"gain.{option.code}", self.gain.alone[option.code])
        return OptionRow(option.title, option.code, on, cells, self._note(option.code))

    def _note(self, option: str) -> str:
        """ "bijdragen samen 648.864 lager, resultaat 100.000 hoger"."""
        contributed = self.gain.contributed[option][self._i]
        rest = int(self.gain.alone[option][ALL, self._i]) - contributed
        if not contributed:
            return ""
        result = f"resultaat {_change(rest)}" if rest else "resultaat gelijk"
        return f"bijdragen samen {_change(-contributed)}, {result}"

    def _pair(self, figure: str, amounts: Ints) -> SafeString:
        """Of all municipalities, and of this one."""
        year, at = self.one.sheet.year, self.one.sheet.at
        code, own = self.one.municipality.code, int(amounts[self.one.place, self._i])
        every = int(amounts[ALL, self._i])
        absent = self.one.sheet.absent(self.one.place, year)
        shown = no_amount(absent) if absent else whole(own)
        own_figure = f"{figure}.{code}"
        own_asks = "" if absent else None
        return SafeString(
            figure_cell(figure, year, every, whole(every), at=at)
            + figure_cell(own_figure, year, own, shown, asks=own_asks, at=at)
        )


def _change(cents: int) -> str:
    return f"{whole(abs(cents))} {'hoger' if cents > 0 else 'lager'}"


def option_table(one: One) -> OptionTable:
    return OptionTable(one, gains(one.sheet.result))
