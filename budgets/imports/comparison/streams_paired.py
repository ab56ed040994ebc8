"""Which row of income is which stream of the budget: by id, by name and amounts, by amounts, by name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from budgets.engine.data import BudgetData, Stream
from budgets.imports.comparison.names import bare
from budgets.imports.content import ReadRow

STREAM = "stream:"
Key = tuple[str, tuple[object, ...]]
"""A bare name and amounts; either may not count."""


def pair_streams(rows: Sequence[ReadRow], data: BudgetData, *, trust_ids: bool) -> dict[int, str]:
    """Codes by the position of a row.  What fits more than one stream is left to what tells less."""
    found = _by_id(rows, data) if trust_ids else {}
    for by_name, by_amounts in ((True, True), (False, True), (True, False)):
        left = _Left(data, set(found.values()), by_name, by_amounts)
        for i, row in enumerate(rows):
            if i not in found and (code := left.only(row)) is not None:
                found[i] = code
                left.take(code)
    return found


def _by_id(rows: Sequence[ReadRow], data: BudgetData) -> dict[int, str]:
    """The first row of an id has it."""
    found: dict[str, int] = {}
    for i, row in enumerate(rows):
        code = row.id.removeprefix(STREAM)
        if row.id.startswith(STREAM) and code in data.stream_index:
            found.setdefault(code, i)
    return {i: code for code, i in found.items()}


class _Left:
    """Streams that no row has yet, by what one comparison goes by; made per selection of years."""

    def __init__(self, data: BudgetData, taken: set[str], by_name: bool, by_amounts: bool) -> None:
        self._data = data
        self._streams = {stream.code: stream for stream in data.streams if stream.code not in taken}
        self._by_name, self._by_amounts = by_name, by_amounts
        self._tables: dict[tuple[int, ...], defaultdict[Key, set[str]]] = {}

    def only(self, row: ReadRow) -> str | None:
        """The one stream that fits; None where none does, or more than one."""
        if self._by_amounts and not any(value not in ("", 0) for _, value in row.amounts):
            return None
        years, values = (
            tuple(zip(*row.amounts, strict=True)) if row.amounts and self._by_amounts else ((), ())
        )
        fitting = self._table(years).get((bare(row.label) if self._by_name else "", values), set())
        return next(iter(fitting)) if len(fitting) == 1 else None

    def take(self, code: str) -> None:
        stream = self._streams.pop(code)
        for years, table in self._tables.items():
            for key in self._keys(stream, years):
                table[key].discard(code)

    def _table(self, years: tuple[int, ...]) -> defaultdict[Key, set[str]]:
        if years not in self._tables:
            table = self._tables[years] = defaultdict(set)
            for stream in self._streams.values():
                for key in self._keys(stream, years):
                    table[key].add(stream.code)
        return self._tables[years]

    def _keys(self, stream: Stream, years: tuple[int, ...]) -> Iterator[Key]:
        amounts = tuple(stream.amounts[self._data.year_index[year]] for year in years)
        names = {bare(stream.title), bare(stream.code)} if self._by_name else {""}
        return ((name, amounts) for name in names)
