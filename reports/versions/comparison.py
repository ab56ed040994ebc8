"""Two budgets side by side, in words and cells: what differs and what that comes to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.dutch_numbers import signed, signed_shortest, whole
from budgets.engine import BudgetDiff, Item
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


@dataclass(frozen=True, slots=True)
class TotalRow:
    title: str
    part: str
    cells: SafeString
    css: str


def sections(found: BudgetDiff) -> list[Section]:
    """Only those in which anything differs."""
    return [
        Section(key, title, _count(items), [_row(found, item) for item in items], _sums(key, items))
        for key, title in SECTIONS
        if (items := getattr(found, key))
    ]


def total_rows(found: BudgetDiff) -> list[TotalRow]:
    """Per figure what it was, what it is, and the difference."""
    rows = []
    for total in found.totals:
        title = FIGURE_TITLES[total.figure]
        for part, amounts, words in (
            ("van", total.before, whole),
            ("naar", total.after, whole),
            ("verschil", total.difference, changed),
        ):
            cells = SafeString("".join(_figure(amounts, words)))
            rows.append(
                TotalRow(title if part == "van" else "", part, cells, "sum" if part == "verschil" else "")
            )
    return rows


def changed(cents: int) -> str:
    """A difference in whole euros, like the amounts; with cents where it is less than one."""
    return signed(cents) if abs(cents) >= 100 else signed_shortest(cents)


def _figure(amounts: tuple[int, ...], words: Callable[[int], str]) -> list[str]:
    return [plain_cell(words(cents)) for cents in (*amounts, sum(amounts))]


def _row(found: BudgetDiff, item: Item) -> ItemRow:
    changes = [*change_words(item, found.old, found.new), *pm_words(item, found.years)]
    return ItemRow(item_title(item), item.kind, KIND_WORDS[item.kind], changes, _cells(item))


def _cells(item: Item) -> SafeString:
    """Per year the difference with both amounts below it, and the difference in all."""
    cells = []
    for i, change in enumerate(item.difference):
        before, after = _side(item, i, old=True), _side(item, i, old=False)
        if before == after:
            cells.append(plain_cell(no_amount("geen verschil")))
            continue
        below = f'<span class="was-now">{before} → {after}</span>'
        cells.append(plain_cell(changed(change) + below))
    total = sum(item.difference)
    return SafeString("".join([*cells, plain_cell(changed(total))]))


def _side(item: Item, i: int, *, old: bool) -> str:
    amounts, pm = (item.before, item.before_pm) if old else (item.after, item.after_pm)
    cents = amounts[i]
    return PM if pm[i] else no_amount("geen bedrag") if cents is None else whole(cents)


def _sums(part: str, items: tuple[Item, ...]) -> SafeString:
    if part in WITHOUT_AMOUNTS:
        return SafeString()
    per_year = [sum(amounts) for amounts in zip(*(item.difference for item in items), strict=True)]
    return SafeString("".join(plain_cell(changed(cents)) for cents in (*per_year, sum(per_year))))


def _count(items: tuple[Item, ...]) -> str:
    """ "1 toegevoegd, 3 gewijzigd" """
    counts = {kind: len([item for item in items if item.kind == kind]) for kind in KIND_WORDS}
    return ", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in counts.items() if count)
