"""Showing a scenario to others, and looking on.  Without history: nothing is decided by it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from budgets.models import Scenario
from decisions.following import NOTED_EVERY, PRESENTER_NOTED_EVERY, Standing
from decisions.models import Follower, Presentation
from municipalities.models import User
from municipalities.refusals import Gone, Refused

FORGOTTEN_AFTER = timedelta(days=1)


def start_presenting(*, scenario: Scenario, year: int, view: str, by: User) -> Presentation:
    """From now on others see what ``by`` looks at; who showed it before no longer does.

    Raises ``Refused`` where the year or view is none, or ``Gone``.
    """
    _check(scenario, year, view)
    now = timezone.now()
    with transaction.atomic():
        if not Scenario.objects.select_for_update().filter(pk=scenario.pk).exists():
            raise Gone(f"Het scenario ‘{scenario.name}’ is intussen verwijderd.")
        Follower.objects.filter(scenario=scenario, seen_at__lt=now - FORGOTTEN_AFTER).delete()
        shown, _ = Presentation.objects.update_or_create(
            scenario=scenario, defaults={"presenter": by, "year": year, "view": view, "seen_at": now}
        )
    return shown


def move_presentation(*, scenario: Scenario, year: int, view: str, by: User) -> bool:
    """Looks at another year or view; False where ``by`` does not show the scenario (any more)."""
    _check(scenario, year, view)
    shown = Presentation.objects.filter(scenario=scenario, presenter=by)
    return bool(shown.update(year=year, view=view, seen_at=timezone.now()))


def stop_presenting(*, scenario: Scenario, by: User) -> None:
    """Nothing happens where ``by`` does not show it."""
    Presentation.objects.filter(scenario=scenario, presenter=by).delete()


def note_presenter(presentation: Presentation) -> None:
    """The page of the presenter is still open."""
    now = timezone.now()
    if now - presentation.seen_at >= PRESENTER_NOTED_EVERY:
        Presentation.objects.filter(pk=presentation.pk).update(seen_at=now)


def note_follower(found: Standing, user: User) -> None:
    """``user`` looks on; written at most once in ``NOTED_EVERY``."""
    now = timezone.now()
    if found.presenter == user.pk or (found.noted_at is not None and now - found.noted_at < NOTED_EVERY):
        return
    Follower.objects.bulk_create(
        [Follower(scenario_id=found.scenario, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["scenario", "user"],
        update_fields=["seen_at"],
    )


def _check(scenario: Scenario, year: int, view: str) -> None:
    if year not in scenario.plan.years:
        raise Refused(f"Dit plan heeft geen jaar {year}.")
    if view not in Presentation.View.values:
        raise Refused("Deze weergave bestaat niet.")
