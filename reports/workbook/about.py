"""What a workbook says of itself."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """Which budget was exported, by whom and when."""

    region: str
    region_slug: str
    plan: str
    plan_slug: str
    scenario: str | None
    """None for the budget as it stands, without a scenario."""
    revision: int
    moment: datetime
    """With its time zone; shown in Dutch time."""
    author: str
    address: str
    """Where the same figures stand in the application."""
    version: str | None = None
    """The fixed version ("versie 2: Ontwerp"); None for the working budget."""
    compared: bool = False
    """Whether it holds budgets against each other, and is of no one of them."""

    @property
    def local_moment(self) -> datetime:
        return self.moment.astimezone(ZoneInfo("Europe/Amsterdam"))

    @property
    def day(self) -> str:
        """3 november 2023"""
        moment = self.local_moment
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"

    @property
    def day_and_time(self) -> str:
        return f"{self.day}, {self.local_moment:%H.%M} uur"

    @property
    def subject(self) -> str:
        """What the figures are of: the scenario, the budget as it stands, or several."""
        if self.compared:
            return "Vergelijking"
        return f"Scenario: {self.scenario}" if self.scenario else "Begroting zonder scenario"

    @property
    def exported(self) -> str:
        """What was exported: the working budget, a version, or a scenario on either."""
        if self.scenario is None:
            return f"V{self.version[1:]}" if self.version else "Werkbegroting"
        return f"Scenario {self.scenario}" + (f" op {self.version}" if self.version else "")

    @property
    def edition(self) -> str:
        return f"{self.region} · {self.subject} · revisie {self.revision} · {self.day}"
