"""The totals in the file held against the rows that they stand for."""

from collections import Counter
from dataclasses import dataclass

from budgets.amount_text import shown
from budgets.dutch_numbers import shortest, signed_shortest
from budgets.imports.content import ControlRow

VERDICTS = {"equal": "gelijk", "rounding": "verschil door afronding", "differs": "wijkt af"}
WORST_FIRST = ("differs", "rounding", "equal")
COUNTED = {
    "equal": ("is gelijk", "zijn gelijk"),
    "rounding": ("verschilt door afronding", "verschillen door afronding"),
    "differs": ("wijkt af", "wijken af"),
}
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ControlCell:
    """Of one year, as text; all empty where the file has no amount there."""

    printed: str = ""
    summed: str = ""
    difference: str = ""
    verdict: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class ControlView:
    title: str
    of: str
    place: str
    verdict: str
    cells: list[ControlCell]


@dataclass(frozen=True, slots=True)
class Controls:
    """``equal`` are the totals that are so in every year; ``left_out`` is how many of all are not shown."""

    years: tuple[int, ...]
    different: list[ControlView]
    equal: list[ControlView]
    left_out: int
    summary: str
    all_clear: bool


def controls_view(controls: tuple[ControlRow, ...]) -> Controls:
    """Those that differ most first, and then in the order of the file."""
    years = tuple(sorted({year for control in controls for year, _ in control.row.amounts}))
    ordered = sorted(controls, key=lambda control: WORST_FIRST.index(_verdict(control)))
    verdicts = Counter(verdict for control in controls for _, verdict in control.verdicts)
    shown = [_view(control, years) for control in ordered[:MOST_SHOWN]]
    return Controls(
        years,
        [view for view in shown if view.verdict != "equal"],
        [view for view in shown if view.verdict == "equal"],
        len(ordered) - len(shown),
        _summary(verdicts),
        not verdicts["differs"],
    )


def _verdict(control: ControlRow) -> str:
    """The worst of its years."""
    found = {verdict for _, verdict in control.verdicts}
    return next((verdict for verdict in WORST_FIRST if verdict in found), "equal")


def _view(control: ControlRow, years: tuple[int, ...]) -> ControlView:
    return ControlView(
        title=control.row.label or "totaal zonder naam",
        of=control.of,
        place=f"{control.row.sheet}, rij {control.row.row}",
        verdict=_verdict(control),
        cells=[_cell(control, year) for year in years],
    )


def _cell(control: ControlRow, year: int) -> ControlCell:
    printed, sums, verdicts = dict(control.row.amounts), dict(control.sums), dict(control.verdicts)
    if year not in verdicts or year not in printed:
        return ControlCell()
    value, summed = printed[year], sums.get(year, 0)
    return ControlCell(
        printed=shown(value),
        summed=shortest(summed),
        difference=signed_shortest((value if isinstance(value, int) else 0) - summed),
        verdict=verdicts[year],
        word=VERDICTS[verdicts[year]],
    )


def _summary(verdicts: Counter[str]) -> str:
    """ "Van de 44 totalen in het bestand zijn er 20 gelijk …": counted per total and year."""
    count = verdicts.total()
    if not count:
        return "In het bestand staan geen totalen om mee te vergelijken."
    said = [f"{verdicts[key]} {words[verdicts[key] != 1]}" for key, words in COUNTED.items() if verdicts[key]]
    return f"{count} {'bedrag' if count == 1 else 'bedragen'} in totaalrijen: {', '.join(said)}."
