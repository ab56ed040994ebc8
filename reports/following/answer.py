"""What who looks on gets to see: the same for everybody, so made once and given to all who ask."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from threading import Lock
from typing import Any

from budgets.models import Scenario
from budgets.snapshot import budget_data
from decisions.following import Standing
from decisions.models import Presentation
from decisions.positions import positions_of
from municipalities.models import User
from reports.following.news import last_change, outcome
from reports.scenario_effect import telling_year

KEPT = 128

_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()
_making = Lock()


def made_once(tag: str, make: Callable[[], bytes]) -> bytes:
    """The answer with this ETag; of all who ask for it at the same moment one has it made."""
    with _lock:
        if tag in _kept:
            _kept.move_to_end(tag)
            return _kept[tag]
    with _making:
        with _lock:
            if tag in _kept:
                return _kept[tag]
        content = make()
        with _lock:
            _kept[tag] = content
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return content


def shown_year(scenario: Scenario, found: Standing, own_year: int | None) -> int:
    """The reader's own year, that of the presenter, or the one that the scenario page opens with."""
    data = budget_data(scenario.plan)
    if own_year is not None:
        return own_year
    return found.year if found.year in data.year_index else telling_year(data)


def stand(scenario: Scenario, found: Standing, context: dict[str, Any]) -> dict[str, Any]:
    """Beside the figures: who shows it, what changed last, and whether the page must be built anew."""
    presenter = User.objects.filter(pk=found.presenter).first() if found.presenter else None
    result, year = context["result"], context["effect"].year
    return {
        "presenter": presenter.display_name if presenter else "",
        "last_change": last_change(scenario, result.data),
        "outcome": outcome(result, year),
        "view": found.view or Presentation.View.WATERFALL,
        "layout": layout_of(scenario),
    }


def layout_of(scenario: Scenario) -> str:
    """Another text where more is another than switches and levels: what the page holds beside its figures.

    What the budget says of an option stands in its row, so another budget counts too.
    """
    data = budget_data(scenario.plan)
    said = [(row.pk, row.recorded_at.isoformat()) for row in positions_of(scenario.plan).all()]
    options = [(each.code, each.title, each.levels, each.excludes, each.needs) for each in data.options]
    beside = replace(scenario.choice, on=frozenset(), parts=())
    parts = [options, said, scenario.proposal_id, beside, scenario.plan.revision]
    return sha256(repr(parts).encode()).hexdigest()[:16]
