"""Three ways: what the file had, what it has now, and what the budget has meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from budgets.imports.comparison.questions import Inquiry


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
    shown: Callable[[Any], str] = str,
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
        ours=shown(ours),
        file=shown(file),
        before=shown(base),
        place=asked.place,
    )
    return file if answer == "file" else ours
