"""What of the matrix somebody asks to see, and for which years an edit holds: kept in the address."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from budgets.engine import BudgetData, Municipality
from budgets.engine.data import Measure
from reports.budget_filter import plain

MOST_COLUMNS = 16
MOST_CELLS = 800
"""Django takes no more than a thousand fields of a form."""
LONGEST = 100


class Asked:
    """What makes no sense counts as not asked, and is said in ``errors``."""

    def __init__(self, asked: Mapping[str, Any], data: BudgetData) -> None:
        self.errors: dict[str, str] = {}
        self.left_out = 0
        self.first, self.last = self._period(asked, data)
        self.goal = self._known(asked, "doel", [goal.code for goal in data.goals], "Dit doel")
        self.text = str(asked.get("q", ""))[:LONGEST].replace("\0", "").strip()
        self.only_exceptions = bool(asked.get("uitzondering"))
        self.many = len(data.municipalities) > MOST_COLUMNS
        codes = [each.code for each in data.municipalities]
        self.municipality = self._known(asked, "gemeente", codes, "Deze gemeente")

    @property
    def is_filtered(self) -> bool:
        return bool(self.goal or self.text or self.only_exceptions or self.municipality)

    def shown_members(self, data: BudgetData) -> list[Municipality]:
        """By name; the first few of many."""
        found = sorted(data.municipalities, key=lambda each: each.name)
        if self.municipality:
            return [each for each in found if each.code == self.municipality]
        return found[:MOST_COLUMNS]

    def shown_measures(
        self, data: BudgetData, shares: Mapping[tuple[str, str], tuple[Fraction, ...]], columns: int
    ) -> list[Measure]:
        """In the order of the plan; what does not fit in one form is counted in ``left_out``."""
        exceptional = {measure for measure, code in shares if self.municipality in ("", code)}
        words = plain(self.text).split()
        found = [
            measure
            for measure in _in_order(data)
            if self.goal in ("", measure.goal)
            and (not self.only_exceptions or measure.code in exceptional)
            and all(word in plain(f"{measure.title} {measure.note}") for word in words)
        ]
        most = MOST_CELLS // max(columns, 1)
        self.left_out = max(0, len(found) - most)
        return found[:most]

    def _period(self, asked: Mapping[str, Any], data: BudgetData) -> tuple[int, int]:
        first, last = data.years[0], data.years[-1]
        texts = str(asked.get("van") or first), str(asked.get("tot") or last)
        years = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) == 4]
        if len(years) < 2 or not first <= years[0] <= years[1] <= last:
            self.errors["periode"] = f"Kies jaren van {first} tot en met {last}, het eerste eerst."
            return first, last
        return years[0], years[1]

    def _known(self, asked: Mapping[str, Any], name: str, codes: list[str], what: str) -> str:
        code = str(asked.get(name, ""))
        if code and code not in codes:
            self.errors[name] = f"{what} bestaat niet in dit plan; alles wordt getoond."
            return ""
        return code


def _in_order(data: BudgetData) -> list[Measure]:
    goals = {goal.code: place for place, goal in enumerate(data.goals)}
    return sorted(data.measures, key=lambda measure: goals[measure.goal])
