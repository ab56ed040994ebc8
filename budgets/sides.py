"""What can stand beside something else: the budget, a fixed version of it, or a scenario on either.

Each has a key, readable in an address: "begroting", "versie-2", "alle-bijstellingen",
"versie-2.alle-bijstellingen".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgets.actions.versions import version_data
from budgets.engine import BudgetData, BudgetResult, compute, unchanged
from budgets.models import BudgetVersion, Scenario
from budgets.snapshot import budget_data
from budgets.texts import UNCHANGED_KEY, VERSION_KEY
from budgets.version_wording import version_title
from measures.models import Plan

FEWEST, MOST = 2, 4
"""How many can be compared at once."""
UNCHANGED_TITLE = "Begroting zonder opties"


@dataclass(frozen=True, slots=True)
class Side:
    """A plan as it now is or in a fixed version, unchanged or in a scenario."""

    plan: Plan
    version: BudgetVersion | None = None
    scenario: Scenario | None = None

    @property
    def key(self) -> str:
        version = f"versie-{self.version.number}" if self.version else ""
        scenario = self.scenario.slug if self.scenario else ""
        return ".".join(filter(None, [version, scenario])) or UNCHANGED_KEY

    @property
    def data(self) -> BudgetData:
        """Raises ``Unreadable``."""
        return version_data(self.version) if self.version else budget_data(self.plan)

    @property
    def result(self) -> BudgetResult:
        """Raises ``Unreadable``."""
        return compute(self.data, self.scenario.choice) if self.scenario else unchanged(self.data)

    @property
    def title(self) -> str:
        """By itself: a column's heading, an item of a list."""
        if self.scenario:
            return self.scenario.name + (f" op versie {self.version.number}" if self.version else "")
        return f"Versie {self.version.number}: {self.version.name}" if self.version else UNCHANGED_TITLE

    @property
    def words(self) -> str:
        """As it stands in a sentence."""
        version = version_title(self.version) if self.version else ""
        if self.scenario:
            return f"het scenario ‘{self.scenario.name}’" + (f" op {version}" if version else "")
        return version or "de ongewijzigde begroting"


def find_sides(
    plan: Plan, keys: Iterable[str], scenarios: Iterable[Scenario], versions: Iterable[BudgetVersion]
) -> dict[str, Side | None]:
    """Per key what it names among these scenarios and versions; None where that is not there."""
    of_number = {version.number: version for version in versions}
    of_slug = {scenario.slug: scenario for scenario in scenarios}
    found: dict[str, Side | None] = {}
    for key in keys:
        number, slug = named(key)
        version, scenario = of_number.get(number or 0), of_slug.get(slug)
        missing = (number is not None and version is None) or (slug != "" and scenario is None)
        found[key] = None if missing else Side(plan, version, scenario)
    return found


def named(key: str) -> tuple[int | None, str]:
    """The number of the version and the slug of the scenario that a key names; None and "" for neither."""
    first, dot, rest = key.partition(".")
    if is_version := re.fullmatch(VERSION_KEY, first):
        return int(is_version[1]), rest
    return None, "" if key == UNCHANGED_KEY else first + dot + rest
