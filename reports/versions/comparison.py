"""Two budgets side by side, in words and cells: what differs and what that comes to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.dutch_numbers import shortest, signed, signed_shortest, whole
from budgets.engine import Amounts, BudgetDiff, Item
from budgets.engine.figures import ALL_YEARS
from budgets.version_wording import (
    KIND_WORDS,
    SECTIONS,
    WITHOUT_AMOUNTS,
    change_words,
    item_title,
    pm_words,
)
from budgets.wording import FIGURE_TITLES
from reports.figure_cells import PM, no_amount, plain_cell
from reports.versions.asking import Ways

WORKING = "werk"
"""What an address calls the working budget, beside the numbers of versions."""
WITHOUT_YEARS = ("goals", "measures")
SUMS = {"lines": "costs", "streams": "income", "targets": "savings_target", "options": "changes"}
"""The figure of which what differs in a part adds up to the difference."""
FIGURES = {
    "lines": "lines.{}",
    "streams": "income_by_stream.{}",
    "targets": "savings_targets.{}",
    "options": "changes.{}",
}
"""The figure of one item of a part that has amounts."""
Items = tuple[Item, ...]
Shown = Callable[[str, Items], Items]


@dataclass(frozen=True, slots=True)
class ItemRow:
    title: str
    kind: str
    word: str
    changes: list[str]
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    count: str
    rows: list[ItemRow]
    sums: SafeString
    """Empty for parts that have no amounts."""
    per_year: bool
    """Whether its rows have cells."""
    left_out: int = 0
    """How many more differ, and are in the count and the sums."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    title: str
    part: str
    cells: SafeString
    css: str


def sections(
    found: BudgetDiff, shown: Shown = lambda _, items: items, ways: Ways | None = None
) -> list[Section]:
    """Only those in which anything differs; ``shown`` says which items of a part get a row."""
    return [_section(key, title, found, shown, ways) for key, title in SECTIONS if getattr(found, key)]


def _section(key: str, title: str, found: BudgetDiff, shown: Shown, ways: Ways | None) -> Section:
    items: Items = getattr(found, key)
    rows = [_row(key, found, item, ways) for item in shown(key, items)]
    sums, per_year = _sums(found, key, items, ways), key not in WITHOUT_YEARS
    return Section(key, title, _count(items), rows, sums, per_year, len(items) - len(rows))


def total_rows(found: BudgetDiff, ways: Ways | None = None) -> list[TotalRow]:
    """Per figure what it was, what it is, and the difference; ``ways`` where both can be asked."""
    rows = []
    for total in found.totals:
        title = FIGURE_TITLES[total.figure]
        before, after = with_sum(total.before), with_sum(total.after)
        words = [_telling(old, new) for old, new in zip(before, after, strict=True)]
        was, now = (
            [say(cents) for say, cents in zip(words, amounts, strict=True)] for amounts in (before, after)
        )
        change, figure = with_sum(total.difference), total.figure
        before_cells, after_cells = (ways.was, ways.becomes) if ways else (_unasked, _unasked)
        rows += [
            TotalRow(title, "van", before_cells(found, figure, before, was), ""),
            TotalRow("", "naar", after_cells(found, figure, after, now), ""),
            TotalRow("", "verschil", _differences(found, figure, change, ways), "sum"),
        ]
    return rows


def _unasked(_: BudgetDiff, __: str, ___: Amounts, words: Iterable[str]) -> SafeString:
    return _cells_of(words)


def _differences(found: BudgetDiff, figure: str, amounts: Amounts, ways: Ways | None) -> SafeString:
    words = list(map(changed, amounts))
    return ways.difference(found, figure, amounts, words) if ways and figure else _cells_of(words)


def changed(cents: int) -> str:
    """A difference in whole euros, like the amounts; with cents where it is less than one."""
    return signed(cents) if abs(cents) >= 100 else signed_shortest(cents)


def with_sum(amounts: tuple[int, ...]) -> tuple[int, ...]:
    return (*amounts, sum(amounts))


def _telling(old: int | None, new: int | None) -> Callable[[int], str]:
    """Whole euros, like all amounts; with cents where they differ less than one, as ``changed`` does."""
    return shortest if old is not None and new is not None and 0 < abs(new - old) < 100 else whole


def _cells_of(texts: Iterable[str]) -> SafeString:
    return SafeString("".join(map(plain_cell, texts)))


def _row(part: str, found: BudgetDiff, item: Item, ways: Ways | None) -> ItemRow:
    changes = [*change_words(item, found.old, found.new), *pm_words(item, found.years)]
    cells = SafeString() if part in WITHOUT_YEARS else _cells(part, found, item, ways)
    return ItemRow(item_title(item), item.kind, KIND_WORDS[item.kind], changes, cells)


def _cells(part: str, found: BudgetDiff, item: Item, ways: Ways | None) -> SafeString:
    """Per year the difference with both amounts below it, and the difference in all.

    With cents wherever there are any: here somebody sees what a change comes to exactly.
    """
    asked = ways if part in FIGURES else None
    figure = FIGURES.get(part, "").format(item.code)
    before = zip(item.before, item.before_pm, strict=True)
    after = zip(item.after, item.after_pm, strict=True)
    cells = []
    for year, change, old, new in zip(found.years, item.difference, before, after, strict=True):
        if old == new:
            cells.append(plain_cell(no_amount("geen verschil")))
            continue
        was, becomes = _side(*old), _side(*new)
        if asked and old[0] is not None:
            was = asked.was_of(found, figure, year, was)
        if asked and new[0] is not None:
            becomes = asked.becomes_of(found, figure, year, becomes)
        below, text = f'<span class="was-now">{was} → {becomes}</span>', signed_shortest(change)
        cells.append(
            asked.change_of(found, figure, year, change, text, below) if asked else plain_cell(text + below)
        )
    if part not in FIGURES:
        return SafeString("".join([*cells, plain_cell(no_amount("geen bedrag"))]))
    total, text = sum(item.difference), signed_shortest(sum(item.difference))
    common = next((year for year in found.new.years if year in found.old.year_index), 0)
    every = f"{ALL_YEARS}.{figure}"
    cells.append(asked.change_of(found, every, common, total, text) if asked else plain_cell(text))
    return SafeString("".join(cells))


def _side(cents: int | None, pm: bool) -> str:
    return PM if pm else no_amount("geen bedrag") if cents is None else shortest(cents)


def _sums(found: BudgetDiff, part: str, items: Items, ways: Ways | None) -> SafeString:
    if part in WITHOUT_AMOUNTS:
        return SafeString()
    per_year = tuple(sum(amounts) for amounts in zip(*(item.difference for item in items), strict=True))
    return _differences(found, SUMS.get(part, ""), with_sum(per_year), ways)


def _count(items: Items) -> str:
    """ "1 toegevoegd, 3 gewijzigd" """
    counts = {kind: len([item for item in items if item.kind == kind]) for kind in KIND_WORDS}
    return ", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in counts.items() if count)
