"""Where in a table the reading is: in the costs, the income, the result; under which goal."""

from dataclasses import dataclass, field
from enum import StrEnum

from budgets.imports.recognition.tally import Tally
from budgets.imports.recognition.words import plain


class Within(StrEnum):
    """``AFTER`` is below the total of the costs, where nothing says yet that income begins."""

    COSTS = "costs"
    AFTER = "after"
    BREAKDOWN = "breakdown"
    INCOME = "income"
    RESULT = "result"


MOST_STARTS = 50
"""Parts that a total is tried to be of."""


@dataclass(slots=True)
class Place:
    """Changes as the rows go by.  ``costs`` and ``income`` hold what was read so far."""

    costs: Tally
    income: Tally
    within: Within = Within.COSTS
    by: str = ""
    """What a breakdown is by: "priority", "cost_type" or "goal"."""
    described: bool = False
    """Whether a line has a number, cost type or priority here, as a rule."""
    partial: bool = False
    """Whether other tables hold costs too: a total here is not of all costs."""
    goal: str = ""
    goal_start: int = 0
    """The first row of the goal in ``costs``."""
    mark: int = 0
    """The first row in ``costs`` after the last heading or subtotal."""
    starts: list[int] = field(default_factory=list)
    """Where earlier parts of ``costs`` began: a later total may be of several of them."""
    income_mark: int = 0
    heading: str = ""
    """The last heading above income."""
    name: str = ""
    """Of the last line with a name, for the rows that belong to it."""
    goals: dict[str, str] = field(default_factory=dict)
    """Titles by their plain text."""

    def enter_goal(self, title: str) -> None:
        """Rows from here on are of this goal."""
        self.goals.setdefault(plain(title), title)
        if title != self.goal:
            self._begin()
            self.goal, self.goal_start = title, len(self.costs)
        self.within, self.name = Within.COSTS, ""

    def known_goal(self, text: str) -> str | None:
        """The title of a goal that this text names, perhaps not in full."""
        words = plain(text)
        if words in self.goals:
            return self.goals[words]
        alike = [title for key, title in self.goals.items() if words and _same_start(key, words)]
        return alike[0] if len(alike) == 1 else None

    def past_subtotal(self) -> None:
        self._begin()
        self.income_mark = len(self.income)

    def _begin(self) -> None:
        if self.mark < len(self.costs):
            self.starts = [*self.starts[-MOST_STARTS:], self.mark]
            self.mark = len(self.costs)


def _same_start(title: str, words: str) -> bool:
    """Whether one goes on where the other ends: "wonen" and "wonen en opvang"."""
    return title.startswith(f"{words} ") or words.startswith(f"{title} ")
