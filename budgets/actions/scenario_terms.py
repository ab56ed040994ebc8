"""What a scenario assumes beside its options: who leaves when, who then pays, indexation, and targets."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db import transaction

from budgets.actions.editing import Values, check_amount, merge
from budgets.actions.scenarios import locked_scenario, save_scenario
from budgets.adjustment_wording import target_change_words
from budgets.dutch_numbers import percentage
from budgets.engine import BudgetData, Choice, TargetChange, to_json
from budgets.engine.membership import leaves_nobody
from budgets.engine.money import decimal_from_cents
from budgets.engine.targets import fits
from budgets.models import CostLine, Scenario
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Refused

FALLS_AWAY = "share_falls_away"
LARGEST_INDEX = 100


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
        _refuse_nobody(data, after, values)
        if after != locked.choice:
            locked.choice_json = to_json(after)
            save_scenario(locked, by, ["choice_json", "changed_at"])
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
    kind, _, code = key.partition(":")
    if key == FALLS_AWAY or value is None:
        return
    if kind == "end":
        _check_end(data, key, code, value)
    elif kind == "target":
        _check_target(data, key, code, value)
    else:
        _check_index(data, key, code, value)


def _check_end(data: BudgetData, key: str, code: str, value: int) -> None:
    if code not in data.municipality_index:
        raise Refused("Deze gemeente doet in geen enkel jaar van dit plan mee.", key)
    if not data.years[0] - 1 <= value <= data.years[-1]:
        raise Refused(f"Kies een jaar tot en met {data.years[-1]}.", key)


def _check_index(data: BudgetData, key: str, code: str, value: Fraction) -> None:
    """Of a cost type, or of one in one year: then "personnel:2022"."""
    kind, _, year = code.partition(":")
    if kind not in CostLine.CostType.values:
        raise Refused("Deze soort kosten bestaat niet.", key)
    if year and (not year.isdigit() or int(year) not in data.years[1:]):
        raise Refused("De indexering begint in het tweede jaar van het plan.", key)
    if abs(Fraction(value)) > LARGEST_INDEX:
        raise Refused("Vul een percentage in van −100 tot en met 100, zoals 2,5.", key)


def _check_target(data: BudgetData, key: str, code: str, change: TargetChange) -> None:
    target = next((each for each in data.targets if each.code == code), None)
    if target is None or change.target != code:
        raise Refused("Deze taakstelling bestaat niet of niet meer.", key)
    if not fits(data, target, change):
        raise Refused("Vul een percentage in, of een bedrag voor elk jaar.", key)
    if change.percentage is not None and not 0 <= change.percentage <= 100:
        raise Refused("Vul een percentage in van 0 tot en met 100, zoals 2,5.", key)
    for cents in change.amounts:
        check_amount(decimal_from_cents(cents), key)


def _refuse_nobody(data: BudgetData, choice: Choice, values: Mapping[str, Any]) -> None:
    """Somebody must be left to pay, in every year."""
    for i, year in enumerate(data.years):
        if leaves_nobody(data, choice, i):
            first = next((key for key, end in values.items() if key.startswith("end:") and end), None)
            raise Refused(f"Zo doet er in {year} geen enkele gemeente meer mee.", first)


def _label(data: BudgetData, key: str) -> str:
    kind, _, code = key.partition(":")
    if kind == "end":
        return data.municipalities[data.municipality_index[code]].name
    if kind == "target":
        return next((each.title for each in data.targets if each.code == code), code)
    cost_type, _, year = code.partition(":")
    title = dict(CostLine.CostType.choices).get(cost_type, "Wie het aandeel draagt")
    return f"{title} in {year}" if year else title


def _words(data: BudgetData, key: str, value: Any) -> Any:
    if isinstance(value, TargetChange):
        return target_change_words(value, data.years)
    return percentage(value) if isinstance(value, Fraction) else value
