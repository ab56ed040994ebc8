"""Rows with amounts and no name: sums, or lines and streams that were not given one."""

from budgets.imports.recognition.place import Within
from budgets.imports.recognition.placed import Placed, Shelf
from budgets.imports.recognition.raw_rows import Raw, any_known
from budgets.imports.recognition.stands import of_figure
from budgets.imports.recognition.totals import unnamed_sum
from budgets.imports.recognition.words import as_text

BROKEN_DOWN = "de kosten nog eens, uitgesplitst"


def without_name(shelf: Shelf, raw: Raw) -> Placed:
    if not any_known(raw) and _only_words(shelf, raw):
        return shelf.skip(raw, "geen naam en geen bedragen")
    if _is_of_priority(shelf, raw):
        return shelf.control(raw, of_figure(f"costs_by_priority.{raw.priority}"), BROKEN_DOWN)
    if raw.described or raw.continued:
        above = shelf.belongs_above(raw) and shelf.place.name
        return shelf.line(raw, "hoort bij de maatregel erboven" if above else "bedragen zonder naam")
    stand = unnamed_sum(shelf.place, raw)
    if stand is not None:
        return shelf.control(raw, stand, "de som van de rijen erboven")
    if shelf.place.within is Within.COSTS:
        return shelf.line(raw, "bedragen zonder naam")
    if shelf.place.within in (Within.INCOME, Within.AFTER):
        return shelf.stream(raw, "bedragen zonder naam, niet de som van de rijen erboven")
    return shelf.lose(raw, "bedragen zonder naam")


def _is_of_priority(shelf: Shelf, raw: Raw) -> bool:
    """Whether a row with no more than a priority is the sum of that priority."""
    if raw.priority is None or raw.cost_type or raw.number is not None or raw.continued:
        return False
    return shelf.place.within in (Within.AFTER, Within.BREAKDOWN) or shelf.sums_priority(raw)


def _only_words(shelf: Shelf, raw: Raw) -> bool:
    """Whether the cells with amounts hold words without a digit: "voordelig"."""
    layout = shelf.layout
    texts = [as_text(layout.sheet.value(raw.index, column)) for _, column in (*layout.costs, *layout.income)]
    return not any(letter.isdigit() or letter in "#%" for text in texts for letter in text)
