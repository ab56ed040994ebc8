"""Three ways: what the file had, what it has now, and what the budget has meanwhile."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from budgets.amount_text import shown
from budgets.engine.data import Amounts
from budgets.imports.comparison.questions import Inquiry
from budgets.imports.comparison.situation import Situation, place_of
from budgets.imports.content import ReadRow


@dataclass(frozen=True, slots=True)
class About:
    """What a value is of, for the question that it may come to."""

    key: str
    subject: str
    what: str
    place: str = ""


def merged(
    inquiry: Inquiry,
    about: Callable[[], About],
    *,
    base: Any,
    ours: Any,
    file: Any,
    words: Callable[[Any], str] = str,
) -> Any:
    """What the budget gets.  Only what the file changed is taken; what both changed is asked.

    While that is not answered the budget keeps what it has.
    """
    if file in (base, ours):
        return ours
    if base == ours:
        return file
    asked = about()
    answer = inquiry.ask(
        "conflict",
        asked.key,
        subject=asked.subject,
        what=asked.what,
        ours=words(ours),
        file=words(file),
        before=words(base),
        place=asked.place,
    )
    return file if answer == "file" else ours


def merged_years(
    situation: Situation,
    row: ReadRow,
    name: tuple[str, str],
    *,
    base: Amounts,
    ours: Amounts,
    file: Iterable[tuple[int, int]],
) -> Amounts:
    """Amounts per year of something that has one in every year; ``name`` is its key and what it is called.

    ``base`` is empty where the file was exported without; ``file`` are years with cents.
    """
    key, subject = name
    amounts = list(ours)
    for year, cents in file:
        place, before = situation.ours.year_index[year], situation.base.year_index.get(year)
        amounts[place] = merged(
            situation.inquiry,
            partial(About, f"{key}:{year}", subject, f"{year}", place_of(row)),
            base=amounts[place] if before is None or not base else base[before],
            ours=amounts[place],
            file=cents,
            words=shown,
        )
    return tuple(amounts)
