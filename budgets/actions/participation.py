"""Every write to participation: which municipality takes part in which measure, year by year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from budgets.actions.editing import Meanwhile, Values, merge, plain, writer
from budgets.actions.keys import Member, members_of, read_number
from budgets.dutch_numbers import in_years
from budgets.refusals import AtFields
from measures.changes import changing
from measures.models import Measure, Participation, Plan
from municipalities.models import User
from municipalities.refusals import Refused

WHOLE = Decimal(100)
WORDS = {"ja": WHOLE, "j": WHOLE, "nee": Decimal(0), "n": Decimal(0)}


class CellsRefused(AtFields):
    """Nothing is saved.  ``current`` has what now stands where somebody else wrote meanwhile."""

    def __init__(self, problems: Mapping[str, str], current: Mapping[str, str]) -> None:
        super().__init__(problems)
        self.current = dict(current)


def read_share(text: str) -> Decimal:
    """ "ja", "nee" or a percentage, as 100, 0 or between.  Raises ``Refused``."""
    word = text.strip().casefold()
    if word in WORDS:
        return WORDS[word]
    if not word:
        raise Refused("Dit vak is leeg. Vul ja, nee of een percentage in.")
    try:
        share = read_number(text)
    except Refused as refused:
        if "geen getal" in refused.message:
            raise Refused(f"Vul ja, nee of een percentage in; ‘{text.strip()[:20]}’ is dat niet.") from None
        raise
    if share > WHOLE:
        raise Refused("Een percentage ligt tussen 0 en 100.")
    return share


def share_word(share: Decimal) -> str:
    """ "ja", "nee" or "50%"."""
    return "nee" if not share else "ja" if share == WHOLE else f"{plain(share).replace('.', ',')}%"


def set_participation(
    *,
    plan: Plan,
    cells: Mapping[str, str],
    first: int,
    last: int,
    by: User,
    seen: Mapping[str, str] | None = None,
) -> int:
    """``cells``: "<measure>:<CBS code>" → what was typed; it holds from ``first`` until ``last``.

    A municipality that is a member in some of those years takes part, or not, in
    those.  ``seen`` holds percentages by "<measure>:<CBS code>:<year>", as the
    editor's screen showed them; what it does not name took part for the whole.

    All or nothing: raises ``CellsRefused`` with a sentence per cell.  Answers with
    how many cells changed.
    """
    with changing(plan, by=by) as recorder:
        edit = _Edit(recorder.plan, cells, first, last, seen)
        for cell, text in cells.items():
            edit.put(cell, text)
        edit.refuse_nobody()
        if edit.problems:
            raise CellsRefused(edit.problems, edit.current)
        recorder.delete(edit.gone)
        recorder.bulk_create(edit.new)
        recorder.bulk_update(edit.changed, ["percentage"])
    return len(edit.written)


def set_participation_per_year(
    *, plan: Plan, cells: Mapping[str, str], by: User, seen: Mapping[str, str]
) -> int:
    """The same where each cell is of a year: "<measure>:<CBS code>:<year>" → percentage.

    One change, all or nothing: raises ``CellsRefused`` with every wrong cell of every year.
    """
    problems: dict[str, str] = {}
    current: dict[str, str] = {}
    years: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name, text in cells.items():
        cell, _, of = name.rpartition(":")
        years[int(of)][cell] = text
    written = 0
    with changing(plan, by=by):
        for year, of_year in sorted(years.items()):
            try:
                written += set_participation(
                    plan=plan, cells=of_year, first=year, last=year, by=by, seen=seen
                )
            except CellsRefused as refused:
                problems |= {f"{cell}:{year}": says for cell, says in refused.problems.items()}
                current |= refused.current
            except Refused as refused:  # no year of the plan
                problems |= {f"{cell}:{year}": refused.message for cell in of_year}
        if problems:
            raise CellsRefused(problems, current)
    return written


def nobody_takes_part(plan: Plan) -> Iterator[tuple[Measure, int]]:
    """Measures and years in which every member has said no."""
    members = members_of(plan).values()
    here = {year: {m.pk for m in members if year in m.years} for year in plan.years}
    out: defaultdict[tuple[Measure, int], set[int]] = defaultdict(set)
    for row in Participation.objects.filter(measure__plan=plan, percentage=0).select_related("measure"):
        out[row.measure, row.year].add(row.municipality_id)
    for (measure, year), refusing in out.items():
        if here.get(year) and here[year] <= refusing:
            yield measure, year


class _Edit:
    """What stands for the measures that the cells name, and what becomes of it."""

    def __init__(
        self, plan: Plan, cells: Mapping[str, str], first: int, last: int, seen: Mapping[str, str] | None
    ) -> None:
        if not plan.first_year <= first <= last <= plan.last_year:
            raise Refused(f"Kies jaren van {plan.first_year} tot en met {plan.last_year}.", "years")
        self.years, self.seen = range(first, last + 1), seen
        codes = {cell.partition(":")[0] for cell in cells}
        self.measures = {row.code: row for row in Measure.objects.filter(plan=plan, code__in=codes)}
        self.members = members_of(plan)
        rows = Participation.objects.filter(measure__plan=plan, measure__code__in=codes)
        self.stand = {
            f"{row.measure.code}:{row.municipality.code}:{row.year}": row
            for row in rows.select_related("measure", "municipality")
        }
        self.now: Values = {key: row.percentage for key, row in self.stand.items()}
        self.problems: dict[str, str] = {}
        self.current: dict[str, str] = {}
        self.written: set[str] = set()
        self.new: list[Participation] = []
        self.changed: list[Participation] = []
        self.gone: list[Participation] = []

    def put(self, cell: str, text: str) -> None:
        """Judges one cell and prepares its writes."""
        try:
            measure, member, years = self._find(cell)
            share = read_share(text)
            writes = self._merged(cell, measure, member, years, share)
        except Meanwhile as met:
            self.problems[cell] = met.message
            self.current |= {f"{cell}:{year}": plain(self._at(f"{cell}:{year}")) for year in self.years}
        except Refused as refused:
            self.problems[cell] = refused.message
        else:
            self._write(cell, measure, member, writes)

    def refuse_nobody(self) -> None:
        """The costs of a measure have to be borne: where nobody took part the engine would let all pay,
        the opposite of what was typed."""
        for code in {cell.partition(":")[0] for cell in self.written}:
            years = [year for year in self.years if self._nobody(code, year)]
            refusing = [cell for cell in self.written if cell.startswith(f"{code}:")]
            if years:
                self.problems[min(refusing)] = (
                    f"Zo neemt {in_years(years)} niemand deel aan ‘{self.measures[code]}’. Laat ten minste "
                    "één gemeente deelnemen, of beëindig de maatregel."
                )

    def _nobody(self, measure: str, year: int) -> bool:
        here = [code for code, member in self.members.items() if year in member.years]
        return bool(here) and not any(self._at(f"{measure}:{code}:{year}") for code in here)

    def _find(self, cell: str) -> tuple[Measure, Member, list[int]]:
        code, _, municipality = cell.partition(":")
        if code not in self.measures:
            raise Refused("Deze maatregel bestaat niet of niet meer.")
        if municipality not in self.members:
            raise Refused("Deze gemeente is geen lid van de regio.")
        member = self.members[municipality]
        years = [year for year in self.years if year in member.years]
        if not years:
            raise Refused(f"{member.name} is {in_years(self.years)} geen lid van de regio.")
        return self.measures[code], member, years

    def _merged(
        self, cell: str, measure: Measure, member: Member, years: list[int], share: Decimal
    ) -> Values:
        keys = [f"{cell}:{year}" for year in years]
        return merge(
            {key: self._at(key) for key in keys},
            dict.fromkeys(keys, share),
            None if self.seen is None else {key: self.seen.get(key, "100") for key in keys},
            label=lambda key: f"{measure}, {member.name} {key.rpartition(':')[2]}",
            who=lambda key: writer(_history(measure, member, int(key.rpartition(":")[2]))),
            words=lambda key, value: share_word(value),
        )

    def _at(self, key: str) -> Decimal:
        share: Decimal = self.now.get(key, WHOLE)
        return share

    def _write(self, cell: str, measure: Measure, member: Member, writes: Values) -> None:
        self.now |= writes
        self.written |= {cell} if writes else set()
        for key, share in writes.items():
            row, year = self.stand.get(key), int(key.rpartition(":")[2])
            if row is None:
                self.new.append(
                    Participation(measure=measure, municipality_id=member.pk, year=year, percentage=share)
                )
            elif share == WHOLE:
                self.gone.append(row)
            else:
                row.percentage = share
                self.changed.append(row)


def _history(measure: Measure, member: Member, year: int) -> Any:
    return Participation.history.filter(measure_id=measure.pk, municipality_id=member.pk, year=year)
