"""Reading a ``Choice`` from JSON, of this schema and of before."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from budgets.engine.data import Adjustment, Choice, TargetChange
from budgets.engine.reading import NOT_OF_THE_FORM, content_of, text_of, whole_of

CHOICE_SCHEMA = 3
"""2: who leaves when, and whether their share falls away; 3: parts, indexation per year, own adjustments
and targets."""
ADDED: dict[int, dict[str, Any]] = {
    1: {"ends": [], "share_falls_away": False},
    2: {"parts": [], "index_years": [], "adjustments": [], "targets": []},
}
"""What a choice of a schema did not say yet: everything is as in the budget."""


def choice_from_json(text: str) -> Choice:
    """The value that ``to_json`` wrote, now or before.  Raises ``ValueError`` where the text is not that."""
    try:
        content = content_of(text, range(1, CHOICE_SCHEMA + 1))
        for schema in range(content["schema"], CHOICE_SCHEMA):
            content |= ADDED[schema]
        if not isinstance(content["on"], list):
            raise TypeError("the options that are on must be a list")
        if type(content["share_falls_away"]) is not bool:
            raise TypeError("whether a share falls away must be yes or no")
        years = {(text_of(kind), whole_of(year)): _exact(rate) for kind, year, rate in content["index_years"]}
        adjustments = [_adjustment(each) for each in content["adjustments"]]
        targets = [_target_change(each) for each in content["targets"]]
        parts = {text_of(code): _above_zero(part) for code, part in content["parts"]}
        _once(each.code for each in adjustments)
        _once(each.target for each in targets)
        return Choice.of(
            map(text_of, content["on"]),
            {str(kind): _exact(rate) for kind, rate in content["indexation"]},
            {text_of(code): whole_of(year) for code, year in content["ends"]},
            content["share_falls_away"],
            parts=parts,
            index_years=years,
            adjustments=adjustments,
            targets=targets,
        )
    except NOT_OF_THE_FORM as error:
        raise ValueError(f"not a choice: {error}") from error


def _adjustment(content: dict[str, Any]) -> Adjustment:
    change, percentage = content["change"], content["percentage"]
    if (change is None) == (percentage is None):
        raise TypeError("an adjustment is an amount or a percentage")
    if bool(content["line"]) == bool(content["stream"]):
        raise TypeError("an adjustment is of a line or of a stream")
    names = {name: text_of(content[name]) for name in ("code", "reason", "line", "stream")}
    exact = {
        "first_year": whole_of(content["first_year"]),
        "change": None if change is None else whole_of(change),
        "percentage": None if percentage is None else _exact(percentage),
    }
    return Adjustment(**content | names | exact)


def _target_change(content: dict[str, Any]) -> TargetChange:
    percentage, amounts = content["percentage"], tuple(whole_of(cents) for cents in content["amounts"])
    if (percentage is None) == (not amounts):
        raise TypeError("another target is a percentage or amounts")
    exact = None if percentage is None else _exact(percentage)
    return TargetChange(
        **content | {"target": text_of(content["target"]), "percentage": exact, "amounts": amounts}
    )


def _exact(value: object) -> Fraction:
    return Fraction(text_of(value))


def _above_zero(value: object) -> Fraction:
    part = _exact(value)
    if part <= 0:
        raise TypeError(f"{value!r}: a part is above zero")
    return part


def _once(names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise TypeError(f"{name} stands {count} times")
