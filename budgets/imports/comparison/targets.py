"""What a file says of savings targets, in the budget."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from budgets.engine.data import BudgetData, Stream, Target
from budgets.engine.money import percentage_of
from budgets.imports.comparison.merging import merged_years
from budgets.imports.comparison.names import Titles, bare, one_line
from budgets.imports.comparison.situation import Situation
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from budgets.texts import Codes

TARGET = "target:"
LONGEST_TITLE = 200
HALF_A_EURO = 50
"""Cents that a printed amount may be off."""


def compare_targets(situation: Situation, streams: Sequence[Stream], taken: set[str]) -> tuple[Target, ...]:
    """The targets as the file would have them; none goes because the file does not have it."""
    targets = {target.code: target for target in situation.ours.targets}
    codes = Codes(taken, longest=50, otherwise="taakstelling")
    titles = Titles((target.title for target in targets.values()), LONGEST_TITLE)
    rows = situation.content.of_kind(RowKind.TARGET)
    known = _Known(situation, len(rows))
    for row in rows:
        target = known.take(row)
        if target is None:
            new = _new_target(situation, row, streams, codes, titles)
            targets[new.code] = new
        else:
            targets[target.code] = _merge(situation, row, target, streams)
    return tuple(targets.values())


class _Known:
    """The targets of the budget that no row has yet."""

    def __init__(self, situation: Situation, rows: int) -> None:
        ours = situation.ours.targets
        self._own = situation.own
        self._left = {target.code: target for target in ours}
        self._named = {bare(target.title): target.code for target in reversed(ours)}
        self._only = ours[0].code if rows == len(ours) == 1 else ""

    def take(self, row: ReadRow) -> Target | None:
        """By id, by name, or because there is one on either side."""
        by_id = row.id.removeprefix(TARGET) if self._own and row.id.startswith(TARGET) else ""
        for code in (by_id, self._named.get(bare(row.label), ""), self._only):
            if code in self._left:
                return self._left.pop(code)
        return None


def _merge(situation: Situation, row: ReadRow, target: Target, streams: Sequence[Stream]) -> Target:
    """Fixed amounts; what follows from a percentage is computed and not taken from a file."""
    if target.percentage is not None:
        if situation.own:
            _say_follows(situation, row, target, streams)
        return target
    base = situation.base_targets.get(target.code, target)
    file = [(year, value if isinstance(value, int) else 0) for year, value in row.amounts]
    if any(cents < 0 for _, cents in file):
        situation.say(Severity.ERROR, "target_negative", "een taakstelling kan niet negatief zijn", row)
    amounts = merged_years(
        situation,
        row,
        (f"target:{target.code}", target.title),
        base=base.amounts,
        ours=target.amounts,
        file=((year, cents) for year, cents in file if cents >= 0),
    )
    return replace(target, amounts=amounts)


def _say_follows(situation: Situation, row: ReadRow, target: Target, streams: Sequence[Stream]) -> None:
    """Where the file has another amount than the percentage comes to, now or when it was exported."""
    percentage, ours, base = target.percentage or Fraction(0), situation.ours, situation.base
    new = next(stream for stream in streams if stream.code == target.stream)
    exported = next((stream for stream in base.streams if stream.code == target.stream), new)
    for year, value in row.amounts:
        of = [new.amounts[ours.year_index[year]]]
        if year in base.year_index and exported is not new:
            of.append(exported.amounts[base.year_index[year]])
        file = value if isinstance(value, int) else 0
        if all(abs(percentage_of(cents, percentage) - file) > HALF_A_EURO for cents in of):
            situation.say(
                Severity.NOTE,
                "target_follows",
                f"‘{target.title}’ is een percentage van ‘{new.title}’ en wordt daaruit berekend; "
                f"het bedrag van {year} in het bestand wordt niet overgenomen",
                row,
            )
            return


def _new_target(
    situation: Situation, row: ReadRow, streams: Sequence[Stream], codes: Codes, titles: Titles
) -> Target:
    """A percentage of the stream that it fits, or else its amounts as they are."""
    title = titles.of(one_line(row.label) or "Taakstelling")
    code = codes.of(title)
    values = dict(row.amounts)
    amounts = tuple(
        value if isinstance(value := values.get(year, 0), int) else 0 for year in situation.ours.years
    )
    stream = None
    if row.percentage:
        percentage, percent = Fraction(row.percentage), f"{row.percentage.replace('.', ',')}%"
        stream = _stream_of(situation.ours, streams, percentage, amounts)
        if stream is not None:
            situation.say(
                Severity.NOTE,
                "target_of_stream",
                f"{percent} past bij ‘{stream.title}’; de taakstelling volgt voortaan die baten",
                row,
            )
            return Target(code, title, stream.code, percentage)
        situation.say(
            Severity.WARNING,
            "target_fits_nothing",
            f"{percent} past bij geen van de baten; de bedragen worden vast overgenomen",
            row,
        )
    if min(amounts, default=0) < 0:
        situation.say(Severity.ERROR, "target_negative", "een taakstelling kan niet negatief zijn", row)
        amounts = tuple(max(0, cents) for cents in amounts)
    return Target(code, title, amounts=amounts)


def _stream_of(
    data: BudgetData, streams: Sequence[Stream], percentage: Fraction, amounts: Sequence[int]
) -> Stream | None:
    """The stream of which the amounts are this percentage, as printed; the municipal one first."""
    if percentage <= 0 or percentage > 100 or not any(amounts):
        return None
    fitting = [
        stream
        for stream in streams
        if all(
            abs(percentage_of(cents, percentage) - printed) <= HALF_A_EURO
            for cents, printed in zip(stream.amounts, amounts, strict=True)
        )
    ]
    fitting.sort(key=lambda stream: stream.kind != "gemeentelijke bijdrage")
    return fitting[0] if fitting else None
