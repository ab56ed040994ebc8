"""What a scenario assumes beside its options: who leaves when, who then pays, indexation, and targets."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db import transaction

from budgets.actions.choice_rules import (
    check_cost_type,
    check_end,
    check_index_year,
    check_rate,
    check_somebody_pays,
    check_target,
)
from budgets.actions.editing import Values, merge
from budgets.actions.scenarios import keep_choice, locked_scenario
from budgets.adjustment_wording import target_change_words
from budgets.dutch_numbers import percentage
from budgets.engine import BudgetData, Choice, TargetChange
from budgets.engine.targets import fits
from budgets.models import Scenario
from budgets.snapshot import budget_data
from budgets.wording import INDEXED_TITLES
from municipalities.models import User

FALLS_AWAY = "share_falls_away"


def terms_of(choice: Choice) -> Values:
    """The assumptions, flat: ``end:<municipality>``, ``index:<cost type>``, ``share_falls_away``,
    ``index_year:<cost type>:<year>``, and ``target:<code>`` as a ``TargetChange``.
    """
    return {
        **{f"end:{code}": year for code, year in choice.ends},
        **{f"index:{kind}": rate for kind, rate in choice.indexation},
        **{f"index_year:{kind}:{year}": rate for kind, year, rate in choice.index_years},
        **{f"target:{change.target}": change for change in choice.targets},
        FALLS_AWAY: choice.share_falls_away,
    }


def change_terms(
    *, scenario: Scenario, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> Scenario:
    """``values`` as ``terms_of``; a year, percentage or target of None is as the budget has it.

    What was chosen for a target that is gone, or that it no longer fits, goes when terms are saved.
    Raises ``Refused`` with the key of the value that cannot be, ``Meanwhile`` where
    another editor changed it, or ``Gone``.
    """
    data = budget_data(scenario.plan)
    for key, value in values.items():
        _check(data, key, value)
    with transaction.atomic():
        locked = locked_scenario(scenario)
        now = terms_of(locked.choice)
        writes = merge(
            now,
            values,
            seen,
            label=lambda key: _label(data, key),
            who=lambda key: "een ander",
            words=lambda key, value: _words(data, key, value),
        )
        after = _without_what_counts_no_more(data, _choice(locked.choice, now | writes))
        ending = (key for key, end in values.items() if key.startswith("end:") and end)
        check_somebody_pays(data, after, next(ending, None))
        keep_choice(locked, after, by)
    return locked


def _choice(choice: Choice, terms: Mapping[str, Any]) -> Choice:
    def of(kind: str) -> dict[str, Any]:
        found = {key.partition(":")[2]: value for key, value in terms.items() if key.startswith(f"{kind}:")}
        return {name: value for name, value in found.items() if value is not None}

    years = {(kind, int(year)): v for (kind, _, year), v in _split_keys(of("index_year")).items()}
    new = Choice.of(
        (),
        of("index"),
        of("end"),
        bool(terms.get(FALLS_AWAY)),
        index_years=years,
        targets=of("target").values(),
    )
    return replace(new, on=choice.on, parts=choice.parts, adjustments=choice.adjustments)


def _without_what_counts_no_more(data: BudgetData, choice: Choice) -> Choice:
    """No field of the form is about it, so nobody could take it away."""
    targets = {target.code: target for target in data.targets}
    counting = (
        change
        for change in choice.targets
        if change.target in targets and fits(data, targets[change.target], change)
    )
    return replace(choice, targets=tuple(counting))


def _split_keys(found: Mapping[str, Any]) -> dict[tuple[str, str, str], Any]:
    return {name.rpartition(":"): value for name, value in found.items()}


def _check(data: BudgetData, key: str, value: Any) -> None:
    """Of a cost type, or of one in one year: then "personnel:2022"."""
    kind, _, code = key.partition(":")
    if key == FALLS_AWAY or value is None:
        return
    if kind == "end":
        check_end(data, code, value, key)
    elif kind == "target":
        check_target(data, code, value, key)
    else:
        cost_type, _, year = code.partition(":")
        check_cost_type(cost_type, key)
        if year:
            check_index_year(data, int(year) if year.isdigit() else 0, key)
        check_rate(Fraction(value), key)


def _label(data: BudgetData, key: str) -> str:
    kind, _, code = key.partition(":")
    if kind == "end":
        return data.municipalities[data.municipality_index[code]].name
    if kind == "target":
        return next((each.title for each in data.targets if each.code == code), code)
    cost_type, _, year = code.partition(":")
    title = INDEXED_TITLES.get(cost_type, "Wie het aandeel draagt")
    return f"{title} in {year}" if year else title


def _words(data: BudgetData, key: str, value: Any) -> Any:
    if isinstance(value, TargetChange):
        return target_change_words(value, data.years)
    return percentage(value) if isinstance(value, Fraction) else value
