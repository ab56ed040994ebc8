""" "Sinds uw vorige bezoek": what others changed in a plan meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from budgets.change_wording import Story, stories
from budgets.dutch_numbers import enumeration
from budgets.models import Scenario
from measures.models import Change, Plan
from municipalities.models import User

MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class News:
    """``count`` changes since ``since``, the last few of them told, and who switched in which scenario."""

    since: datetime
    count: int
    people: str
    latest: list[Story]
    scenarios: list[dict[str, Any]]


def news(plan: Plan, user: User) -> News | None:
    """What others did since the user's visit before this one; None at a first visit or where nobody did."""
    since = user.visited_before
    if since is None:
        return None
    theirs = Change.objects.filter(plan=plan, made_at__gt=since).exclude(made_by=user)
    switched = _scenarios(plan, user, since)
    count = theirs.count()
    if not count and not switched:
        return None
    names = theirs.order_by("made_by__username").values_list(
        "made_by__first_name", "made_by__last_name", "made_by__username"
    )
    people = [
        f"{first} {last}".strip() or username or "onbekend" for first, last, username in names.distinct()
    ]
    latest = stories(plan, list(theirs.select_related("made_by", "undoes")[:MOST_TOLD]), most=3)
    return News(since, count, enumeration(people), latest, switched)


def _scenarios(plan: Plan, user: User, since: datetime) -> list[dict[str, Any]]:
    """Scenarios that others touched, with how often."""
    rows = (
        Scenario.history.filter(plan=plan, history_date__gt=since)
        .exclude(history_user=user)
        .values("id")
        .annotate(times=Count("history_id"))
        .order_by("id")
    )
    known = plan.scenarios.in_bulk([row["id"] for row in rows])
    return [
        {"name": known[row["id"]].name, "slug": known[row["id"]].slug, "times": row["times"]}
        for row in rows
        if row["id"] in known
    ]
