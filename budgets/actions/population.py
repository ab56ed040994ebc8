"""The list of municipalities, and the plans in which a name of it stands."""

from collections.abc import Mapping

from django.db import transaction

from measures.changes import changing
from measures.models import Plan
from municipalities.population.store import SOURCE, Outcome, load_list

RENAMED = "municipality.name"
"""What a change of a name touched: without rows of the plan, so that nobody undoes it."""


@transaction.atomic
def load_municipalities(content: bytes, *, source: str = SOURCE, column: str | None = None) -> Outcome:
    """As ``load_list``; a plan in which somebody has another name now says so.

    Its revision rises, because a budget is read anew only then, in every process.
    """
    outcome = load_list(content, source=source, column=column)
    for plan in Plan.objects.filter(region__members__municipality__code__in=outcome.renamed).distinct():
        remark = f"Andere naam van een gemeente: {_names_in(plan, outcome.renamed)}"
        with changing(plan, by=None, remark=remark[:300]) as recorder:
            recorder.touch(RENAMED)
    return outcome


def _names_in(plan: Plan, renamed: Mapping[str, tuple[str, str]]) -> str:
    codes = plan.region.members.filter(municipality__code__in=renamed).order_by("municipality__code")
    pairs = [renamed[code] for code in codes.values_list("municipality__code", flat=True)]
    return "; ".join(f"‘{old}’ heet nu ‘{new}’" for old, new in pairs)
