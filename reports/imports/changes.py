"""What the file would change in the budget: as two versions are compared, at most so many rows at once."""

from dataclasses import dataclass
from itertools import islice

from budgets.engine import Item
from budgets.imports.comparison.preview import Preview
from budgets.version_wording import KIND_WORDS, item_title, plan_words
from reports.budget_filter import plain
from reports.versions.comparison import Items, Section, TotalRow, sections, total_rows

MOST_LINES, MOST_OTHERS = 150, 50
"""Rows that are shown of the cost lines, and of each other part."""


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """``words`` are looked for in names; ``kind`` is one of ``KIND_WORDS`` or empty."""

    words: str = ""
    kind: str = ""

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        return [("", "alles", not self.kind)] + [(k, word, k == self.kind) for k, word in KIND_WORDS.items()]

    @property
    def is_on(self) -> bool:
        return bool(self.words or self.kind)

    def fits(self, item: Item) -> bool:
        if self.kind and item.kind != self.kind:
            return False
        title = plain(item_title(item)) if self.words else ""
        return all(word in title for word in plain(self.words).split())


@dataclass(frozen=True, slots=True)
class Changes:
    years: tuple[int, ...]
    totals: list[TotalRow]
    sections: list[Section]
    unchanged: int
    """Lines of the file that are as they were."""
    also: list[str]
    count: int
    filter: ChangeFilter
    too_many: bool
    """Whether not everything is shown, so that a filter helps."""


def change_filter(words: str | None, kind: str | None) -> ChangeFilter:
    """From an address; what is no kind is no filter."""
    return ChangeFilter((words or "")[:100], kind if kind in KIND_WORDS else "")


def changes_view(preview: Preview, asked: ChangeFilter) -> Changes:
    found = preview.diff

    def shown(part: str, items: Items) -> Items:
        most = MOST_LINES if part == "lines" else MOST_OTHERS
        return tuple(islice(filter(asked.fits, items), most))

    shown_sections = sections(found, shown)
    count = sum(len(section.rows) + section.left_out for section in shown_sections)
    return Changes(
        found.years,
        total_rows(found),
        [section for section in shown_sections if section.rows or not asked.is_on],
        preview.unchanged_lines,
        plan_words(found),
        count,
        asked,
        any(section.left_out for section in shown_sections),
    )
