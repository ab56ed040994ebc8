"""What pages of a fixed version share: which one it is, and a filter on what was fixed."""

from typing import Any

from budgets.actions.versions import version_data
from budgets.engine import same_budget
from budgets.models import BudgetVersion
from budgets.snapshot import budget_data
from budgets.version_wording import kind_words
from reports.budget_filter import COST_TYPES, NONE, LineFilter, plain


class FixedLineFilter(LineFilter):
    """The same filter on the lines as they were fixed, not on the tables of today."""

    def codes(self) -> frozenset[str] | None:
        self.form.is_valid()
        asked = self.form.cleaned_data
        if not any(asked.values()):
            return None
        words = plain(asked.get("q") or "").split()
        priority = "none" if asked.get("prioriteit") == NONE else asked.get("prioriteit")
        kind = asked.get("soort")
        return frozenset(
            line.code
            for line in self.budget.lines
            if asked.get("doel") in (None, "", line.goal)
            and priority in (None, "", line.priority_key)
            and (not kind or COST_TYPES[kind] == line.cost_type)
            and self._has(line, words)
        )


def shown_version(version: BudgetVersion) -> dict[str, Any]:
    """For the head of the page; ``moved_on`` where the working budget is another by now."""
    data = version_data(version)
    return {
        "version": version,
        "version_kind": kind_words(version),
        "data_title": data.title,
        "moved_on": not same_budget(data, budget_data(version.plan)),
    }
