"""What a file says of p.m. items, in the budget: new ones only."""

from collections.abc import Iterator

from budgets.engine.data import BudgetData, MemorandumItem
from budgets.imports.comparison.names import bare, one_line
from budgets.imports.comparison.situation import Situation
from budgets.imports.content import ReadRow
from budgets.imports.findings import Severity
from budgets.imports.mapping import RowKind
from budgets.texts import Codes

MEMORANDUM = "memorandum:"
LONGEST_TITLE = 200
TELLING = 2
"""Words from which on the beginning of a name is that name with an explanation behind it."""


def compare_memorandum(situation: Situation, taken: set[str]) -> tuple[MemorandumItem, ...]:
    """By id or name; a new one is p.m. from its first to its last year in the file."""
    data = situation.ours
    items = {item.code: item for item in data.memorandum_items}
    codes = Codes(taken, longest=50, otherwise="pm")
    named = _Named()
    for item in data.memorandum_items:
        named.add(item.title)
    for row in situation.content.of_kind(RowKind.MEMORANDUM):
        title = one_line(row.label)[:LONGEST_TITLE]
        code = row.id.removeprefix(MEMORANDUM) if situation.own else ""
        if row.id.startswith(MEMORANDUM) and code in items:
            _say_kept(situation, row, items[code])
            continue
        years = [data.year_index[year] for year, value in row.amounts if value == "pm"]
        if not years or not title:
            continue
        if known := named.like(title):
            if bare(known) != bare(title):
                message = f"‘{title}’ is herkend als de p.m.-post ‘{known}’, die ongewijzigd blijft"
                situation.say(Severity.NOTE, "memorandum_known", message, row)
            continue
        flags = tuple(min(years) <= year <= max(years) for year in range(len(data.years)))
        item = MemorandumItem(codes.of(title), title, flags)
        items[item.code] = item
        named.add(title)
    return tuple(items.values())


def _say_kept(situation: Situation, row: ReadRow, item: MemorandumItem) -> None:
    """A file that was edited says so in vain: to the person, at least."""
    exported = situation.base
    base = next((each for each in exported.memorandum_items if each.code == item.code), item)
    if _says(row, item, situation.ours) or _says(row, base, exported):
        return
    message = (
        f"een p.m.-post wordt hier niet gewijzigd; wijzig ‘{item.title}’ op de pagina van de p.m.-posten"
    )
    situation.say(Severity.WARNING, "memorandum_kept", message, row)


def _says(row: ReadRow, item: MemorandumItem, data: BudgetData) -> bool:
    flags = [
        (item.pm[data.year_index[year]], value) for year, value in row.amounts if year in data.year_index
    ]
    return bare(row.label) == bare(item.title) and all(flag is (value == "pm") for flag, value in flags)


class _Named:
    """Names of p.m. items, also found by their beginning in whole words."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}

    def add(self, title: str) -> None:
        self._whole.setdefault(bare(title), title)
        for beginning in _beginnings(title):
            self._beginnings.setdefault(beginning, title)

    def like(self, title: str) -> str | None:
        """One that begins with this name, or that this name begins with."""
        name = bare(title)
        longer = self._whole.get(name) or self._beginnings.get(name)
        return longer or next(
            (self._whole[shorter] for shorter in _beginnings(title) if shorter in self._whole), None
        )


def _beginnings(title: str) -> Iterator[str]:
    words = bare(title).split()
    return (" ".join(words[:count]) for count in range(TELLING, len(words)))
