"""Totals of the file held against the rows that they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from budgets.dutch_numbers import euros, period
from budgets.engine.money import round_half_away
from budgets.imports.content import ControlRow, ReadRow
from budgets.imports.mapping import Part, RowKind
from budgets.imports.recognition.file_sums import INCOME_OF_GOAL, FileSums, Sums
from budgets.imports.recognition.notices import Notices
from budgets.imports.recognition.proposed import quoted
from budgets.imports.recognition.read_table import ReadTable
from budgets.imports.recognition.stands import OF, STREAM, Stand
from budgets.imports.recognition.tally import HALF_UNIT, Tally

EQUAL, ROUNDING, DIFFERS = "equal", "rounding", "differs"
OF_GOAL = "costs_by_goal:"
MOST_PARTS = 6
"""Of a sentence that names amounts of years."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a total is held against."""

    figure: str
    of: str
    sums: Sums


def control_rows(tables: Sequence[ReadTable], notices: Notices) -> tuple[ControlRow, ...]:
    """Every total of which it is known what it stands for, and that stands for something."""
    sums = FileSums(row for table in tables for row in table.rows)
    split = sum(table.layout.table.part is Part.COSTS for table in tables) > 1
    found: list[ControlRow] = []
    for table in tables:
        for placed, row in table.of_kind(RowKind.CONTROL, RowKind.GOAL):
            controls = _controls(table, placed.stand, row, sums, split) if placed.stand else []
            found += controls
            if not controls and placed.kind is RowKind.CONTROL:
                notices.note("control_empty", _not_checked(row), table.sheet_name, str(row.row))
            for control in controls:
                _say(control, notices)
    return tuple(found)


def _controls(table: ReadTable, stand: Stand, row: ReadRow, sums: FileSums, split: bool) -> list[ControlRow]:
    """The total itself, and the income beside it where costs and income stand beside each other."""
    unit = table.layout.table.unit
    against = [_against(stand, table, sums)]
    if stand.figure == "costs" and split:
        against.append(
            Against("", "de kosten op dit blad", _of_rows(table, table.costs, 0, len(table.costs)))
        )
    controls = [control for each in against if (control := _held(row, each, unit))]
    found = [next((each for each in controls if not _differs(each)), *controls[:1])] if controls else []
    if row.income and (beside := _beside(stand, table, sums)):
        control = _held(replace(row, amounts=row.income, columns=(), income=()), beside, unit)
        found += [control] if control else []
    return found


def _against(stand: Stand, table: ReadTable, sums: FileSums) -> Against:
    if stand.tally is None:
        figure = "" if stand.figure.startswith(STREAM) else stand.figure
        return Against(figure, stand.of, sums.of(stand.figure))
    return Against(stand.figure, stand.of, _of_rows(table, stand.tally, stand.start, stand.end))


def _beside(stand: Stand, table: ReadTable, sums: FileSums) -> Against | None:
    """The income that belongs to what a total of costs is of."""
    if stand.tally is table.costs:
        return Against("", f"de baten van {stand.of}", _of_rows(table, table.income, stand.start, stand.end))
    if stand.figure == "costs":
        return Against("income", OF["income"], sums.of("income"))
    if stand.figure.startswith(OF_GOAL):
        title = stand.figure.removeprefix(OF_GOAL)
        return Against("", f"de baten van {title}", sums.of(INCOME_OF_GOAL + title))
    return None


def _of_rows(table: ReadTable, tally: Tally, start: int, end: int) -> Sums:
    layout = table.layout
    both = (*layout.costs, *layout.income)
    columns = both if not layout.mixed else layout.income if tally is table.income else layout.costs
    cents, counts = tally.sums(start, end)
    return {
        year: (total, count) for (year, _), total, count in zip(columns, cents, counts, strict=True) if count
    }


def _held(row: ReadRow, against: Against, unit: int) -> ControlRow | None:
    """None where it has no amount, or an amount in no year that a row it stands for has one in."""
    known = [(year, amount) for year, amount in row.amounts if isinstance(amount, int)]
    years = [(year, amount) for year, amount in known if year in against.sums or not amount]
    if not years:
        return None
    sums = {year: against.sums.get(year, (0, 0)) for year, _ in years}
    return ControlRow(
        row=row if row.figure == against.figure else replace(row, figure=against.figure),
        of=against.of,
        sums=tuple((year, sums[year][0]) for year, _ in years),
        rows=tuple((year, sums[year][1]) for year, _ in years),
        verdicts=tuple((year, _verdict(amount, *sums[year], unit)) for year, amount in years),
    )


def _verdict(amount: int, total: int, rows: int, unit: int) -> str:
    """Equal in whole units, as printed; or off by no more than half a unit per row."""
    whole = 2 * HALF_UNIT * unit
    if amount == total or amount == whole * round_half_away(Fraction(total, whole)):
        return EQUAL
    return ROUNDING if abs(amount - total) <= HALF_UNIT * unit * rows else DIFFERS


def _differs(control: ControlRow) -> bool:
    return any(verdict == DIFFERS for _, verdict in control.verdicts)


def _say(control: ControlRow, notices: Notices) -> None:
    """What is off, a warning; what rounding explains, a note."""
    sheet, address = control.row.sheet, str(control.row.row)
    name = quoted(control.row.label) if control.row.label else "het totaal"
    title = f"{name} ({control.of})"
    if wrong := _years_by(control, DIFFERS):
        said = [
            f"in {period(years)} staat er {euros(amount)} en tellen de rijen op tot {euros(total)}, "
            f"een verschil van {euros(abs(amount - total))}"
            for (amount, total), years in wrong.items()
        ]
        notices.warning("control_differs", f"{title} wijkt af: {_listed(said)}", sheet, address)
    if rounded := _years_by(control, ROUNDING):
        by_difference: dict[int, list[int]] = {}
        for (amount, total), years in rounded.items():
            by_difference.setdefault(amount - total, []).extend(years)
        said = [
            f"{euros(abs(by))} {'lager' if by < 0 else 'hoger'} in {period(sorted(years))}"
            for by, years in by_difference.items()
        ]
        message = f"verschil door afronding: {title} is {_listed(said)} dan de som van de rijen"
        notices.note("control_rounding", message, sheet, address)


def _years_by(control: ControlRow, verdict: str) -> dict[tuple[int, int], list[int]]:
    """Years with this verdict, by amount and sum."""
    amounts, sums = dict(control.row.amounts), dict(control.sums)
    found: dict[tuple[int, int], list[int]] = {}
    for year, said in control.verdicts:
        amount = amounts[year]
        if said == verdict and isinstance(amount, int):
            found.setdefault((amount, sums[year]), []).append(year)
    return found


def _listed(parts: list[str]) -> str:
    if len(parts) <= MOST_PARTS:
        return "; ".join(parts)
    return f"{'; '.join(parts[:MOST_PARTS])}; en zo nog {len(parts) - MOST_PARTS}"


def _not_checked(row: ReadRow) -> str:
    if not row.amounts:
        return "dit totaal heeft geen bedragen die te lezen zijn, en is niet gecontroleerd"
    return "er zijn geen rijen gelezen waarvan dit het totaal kan zijn; het is niet gecontroleerd"
