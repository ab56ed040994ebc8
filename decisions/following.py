"""What a page that looks on must know, from columns alone: nothing here computes a budget."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from budgets.models import Scenario
from decisions.models import Follower, Position, Presentation
from municipalities.models import User

NOTED_EVERY = timedelta(seconds=8)
"""How often it is written down that somebody still looks on: no write with every question."""
GONE_AFTER = timedelta(seconds=15)
"""Who did not ask for this long does not look on any more; longer than ``NOTED_EVERY`` and a question."""
PRESENTER_NOTED_EVERY = timedelta(minutes=1)
PRESENTER_GONE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a scenario stands at this moment, for one reader."""

    scenario: int
    state: str
    """Another text when anything that the reader may see is another: choice, budget, positions, proposal."""
    presenter: int | None
    """None where nobody shows it."""
    year: int | None
    """What the presenter looks at."""
    view: str
    noted_at: datetime | None
    """When it was last written down that this reader looks on."""

    def tag(self, own_year: str = "") -> str:
        """The ETag of the answer: of the presenter's year and view, or of a year of the reader's own."""
        shown = own_year or f"{self.year or ''}{self.view}"
        return f'"{self.state}-{self.presenter or ""}-{"eigen" if own_year else ""}{shown}"'


def standing(user: User, region: str, plan: str, scenario: str) -> Standing | None:
    """One query; None where the scenario is not there or not for ``user``."""
    position = Position.history.model.objects.filter(plan=OuterRef("plan")).order_by("-history_id")
    noted = Follower.objects.filter(scenario=OuterRef("pk"), user=user)
    found = (
        Scenario.objects.filter(
            plan__region__roles__user=user, plan__region__slug=region, plan__slug=plan, slug=scenario
        )
        .annotate(
            said=Subquery(position.values("history_id")[:1]), noted=Subquery(noted.values("seen_at")[:1])
        )
        .values_list(
            "pk",
            "changed_at",
            "plan__revision",
            "proposal",
            "said",
            "noted",
            *(f"presentation__{part}" for part in ("presenter", "year", "view", "seen_at")),
        )
        .first()
    )
    if found is None:
        return None
    pk, changed_at, revision, proposal, said, noted_at, presenter, year, view, seen_at = found
    state = f"{pk}-{changed_at:%Y%m%d%H%M%S%f}-{revision}-{proposal or 0}-{said or 0}"
    if seen_at is None or seen_at < timezone.now() - PRESENTER_GONE_AFTER:
        presenter, year, view = None, None, ""
    return Standing(pk, state, presenter, year, view, noted_at)


def presentation_of(scenario: Scenario) -> Presentation | None:
    """Who shows the scenario and what; None where nobody does."""
    since = timezone.now() - PRESENTER_GONE_AFTER
    shown = Presentation.objects.filter(scenario=scenario, seen_at__gte=since)
    return shown.select_related("presenter").first()


def followers_of(scenario: Scenario, presenter: User) -> list[str]:
    """The names of who looks on now, beside the presenter."""
    since = timezone.now() - GONE_AFTER
    rows: QuerySet[Follower] = Follower.objects.filter(scenario=scenario, seen_at__gte=since)
    users = [row.user for row in rows.exclude(user=presenter).select_related("user")]
    return sorted((user.get_full_name() or user.get_username() for user in users), key=str.casefold)
