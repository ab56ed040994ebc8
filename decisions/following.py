"""What a page that looks on must know, from columns alone: nothing here computes a budget."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from budgets.models import Scenario
from decisions.models import Follower, Position, Presentation
from measures.models import Plan
from municipalities.models import Region, Role, User

NOTED_EVERY = timedelta(seconds=8)
"""How often it is written down that somebody still looks on: no write with every question."""
GONE_AFTER = timedelta(seconds=15)
"""Who did not ask for this long does not look on any more; longer than ``NOTED_EVERY`` and a question."""
PRESENTER_NOTED_EVERY = timedelta(minutes=1)
PRESENTER_GONE_AFTER = timedelta(minutes=10)
_MOMENT = "%Y%m%d%H%M%S%f"
_STATE = re.compile(r"[0-9]{1,18}-([0-9]{20})-([0-9]{1,18})-[0-9]{1,18}-([0-9]{1,18})")


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
    said: int
    """The last change to a position in the plan, 0 where there was none."""

    def tag(self, own_year: str = "") -> str:
        """The ETag of the answer: of the presenter's year and view, or of a year of the reader's own."""
        shown = own_year or f"{self.year or ''}{self.view}"
        return f'"{self.state}-{self.presenter or ""}-{"eigen" if own_year else ""}{shown}"'


def standing(user: User, region: str, plan: str, scenario: str) -> Standing | None:
    """One query; None where the scenario is not there or not for ``user``.

    Written out: two hundred people ask this every other second, and building it anew from
    models takes longer than all the rest of the answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_query(), [user.pk, user.pk, region, plan, scenario])
        found = cursor.fetchone()
    if found is None:
        return None
    pk, changed_at, revision, proposal, said, noted_at, presenter, year, view, seen_at = found
    state = f"{_shown(pk, _moment(changed_at), revision, proposal)}-{said or 0}"
    if seen_at is None or _moment(seen_at) < timezone.now() - PRESENTER_GONE_AFTER:
        presenter, year, view = None, None, ""
    return Standing(pk, state, presenter, year, view, noted_at and _moment(noted_at), said or 0)


@dataclass(frozen=True, slots=True)
class Known:
    """What a page knew, by the ``Standing.state`` that it names."""

    changed_at: datetime
    """When the scenario was last changed."""
    revision: int
    said: int

    @classmethod
    def of(cls, state: str) -> "Known | None":
        """None where the text is no state."""
        found = _STATE.fullmatch(state)
        if found is None:
            return None
        try:
            moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(moment, int(found[2]), int(found[3]))


def shown_by(scenario: Scenario) -> str:
    """What ``Standing.state`` begins with, of the choice and the budget that this row has; no query.

    What a page is made of: with ``-`` and the ``said`` of its standing behind it, it is the state.
    """
    return _shown(scenario.pk, scenario.changed_at, scenario.plan.revision, scenario.proposal_id)


def _shown(pk: int, changed_at: datetime, revision: int, proposal: int | None) -> str:
    return f"{pk}-{changed_at.astimezone(UTC):{_MOMENT}}-{revision}-{proposal or 0}"


@cache
def _query() -> str:
    """The scenario of an address, for who has a role in its region."""
    models = (Scenario, Plan, Region, Role, Presentation, Position.history.model, Follower)
    scenario, plan, region, role, shown, position, follower = (
        connection.ops.quote_name(model._meta.db_table) for model in models
    )
    return f"""
        SELECT s.id, s.changed_at, p.revision, s.proposal_id,
            (SELECT MAX(h.history_id) FROM {position} h WHERE h.plan_id = p.id),
            (SELECT f.seen_at FROM {follower} f WHERE f.scenario_id = s.id AND f.user_id = %s),
            shown.presenter_id, shown.year, shown.view, shown.seen_at
        FROM {role} own
        JOIN {region} r ON r.id = own.region_id
        JOIN {plan} p ON p.region_id = r.id
        JOIN {scenario} s ON s.plan_id = p.id
        LEFT JOIN {shown} shown ON shown.scenario_id = s.id
        WHERE own.user_id = %s AND r.slug = %s AND p.slug = %s AND s.slug = %s
    """


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps a moment in UTC without saying so, as text where a subquery brings it."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
    return sorted((user.display_name for user in users), key=str.casefold)
