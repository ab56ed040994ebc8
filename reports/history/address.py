"""Where in the history a change stands."""

from django.urls import reverse

from measures.models import Change, Plan

PER_PAGE = 25


def entry_address(plan: Plan, change: Change) -> str:
    """The page of the history on which it now is, at its row."""
    newer = Change.objects.filter(plan=plan, revision__gt=change.revision).count()
    address, number = reverse("history", args=[plan.region.slug, plan.slug]), newer // PER_PAGE + 1
    page = f"?blad={number}" if number > 1 else ""
    return f"{address}{page}#wijziging-{change.revision}"
