"""``BudgetData``, ``Choice`` and ``BudgetResult`` as JSON.

Amounts are whole cents, percentages exact fractions as text ("3", "7/2").  Reading
refuses what does not hang together, and every schema that it does not know.  A
budget of an older schema is upgraded when it is read: what is stored stays as it is.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from budgets.engine.checking import problems
from budgets.engine.data import (
    BudgetData,
    Choice,
    ControlTotal,
    Effect,
    Goal,
    Line,
    Measure,
    MemorandumItem,
    Option,
    Stream,
    Target,
)
from budgets.engine.result import BudgetResult

BUDGET_SCHEMA = 3
"""Of ``BudgetData`` and ``BudgetResult``.  2: a line says which measure it is of; 3: the measures too."""
CHOICE_SCHEMA = 1
NOT_OF_THE_FORM = (KeyError, TypeError, AttributeError, ZeroDivisionError)


def to_json(value: BudgetData | Choice | BudgetResult) -> str:
    """Canonical JSON: the same value always gives the same text."""
    content = _result_content(value) if isinstance(value, BudgetResult) else _plain(value)
    schema = CHOICE_SCHEMA if isinstance(value, Choice) else BUDGET_SCHEMA
    return json.dumps(
        {"schema": schema, **content}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def fingerprint(data: BudgetData) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(to_json(data).encode()).hexdigest()


def data_from_json(text: str) -> BudgetData:
    """The value that ``to_json`` wrote, now or before.  Raises ``ValueError`` where the text is not that."""
    try:
        content = _upgraded(_content(text, range(1, BUDGET_SCHEMA + 1)))
        data = BudgetData(
            region=content["region"],
            plan=content["plan"],
            title=content["title"],
            years=tuple(content["years"]),
            goals=tuple(Goal(**goal) for goal in content["goals"]),
            lines=tuple(_with_tuples(Line, line) for line in content["lines"]),
            streams=tuple(_with_tuples(Stream, stream) for stream in content["streams"]),
            targets=tuple(_target(target) for target in content["targets"]),
            options=tuple(_option(option) for option in content["options"]),
            memorandum_items=tuple(_with_tuples(MemorandumItem, m) for m in content["memorandum_items"]),
            control_totals=tuple(ControlTotal(**control) for control in content["control_totals"]),
            measures=tuple(Measure(**measure) for measure in content["measures"]),
        )
        wrong = list(problems(data))
    except NOT_OF_THE_FORM as error:
        raise ValueError(f"not a budget: {error}") from error
    if wrong:
        raise ValueError(f"not a budget: {'; '.join(wrong)}")
    return data


def choice_from_json(text: str) -> Choice:
    """The value that ``to_json`` wrote.  Raises ``ValueError`` where the text is not that."""
    try:
        content = _content(text, range(CHOICE_SCHEMA, CHOICE_SCHEMA + 1))
        rates = {str(kind): Fraction(_text(rate)) for kind, rate in content["indexation"]}
        if not isinstance(content["on"], list):
            raise TypeError("the options that are on must be a list")
        return Choice.of(map(_text, content["on"]), rates)
    except NOT_OF_THE_FORM as error:
        raise ValueError(f"not a choice: {error}") from error


def _content(text: str, schemas: range) -> dict[str, Any]:
    content = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    schema = content.get("schema") if isinstance(content, dict) else None
    if type(schema) is not int or schema not in schemas:
        raise ValueError(f"expected an object of schema {' or '.join(map(str, schemas))}")
    return dict(content)


def _upgraded(content: dict[str, Any]) -> dict[str, Any]:
    """The same budget in the present schema."""
    for schema in range(content["schema"], BUDGET_SCHEMA):
        content = UPGRADES[schema](content)
    return content


def _with_measure_codes(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 did not keep which lines are of one measure."""
    return content | {"lines": [{**line, "measure_code": ""} for line in content["lines"]]}


def _with_measures(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 did not keep the measures: which had no lines, and which had ended."""
    return content | {"measures": []}


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_measure_codes, 2: _with_measures}
"""From each older schema to the next."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} must be text")
    return value


def _refuse(number: str) -> None:
    raise TypeError(f"{number}: amounts are whole cents, percentages are text")


def _plain(value: Any) -> Any:
    """Dataclasses as objects, leaving out what the engine derived."""
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Fraction) else value


def _result_content(result: BudgetResult) -> dict[str, Any]:
    names = [
        f.name for f in fields(result) if f.name not in ("data", "line_amounts", "realised_entries", "base")
    ]
    content = {name: _plain(getattr(result, name)) for name in names}
    return content | {
        "data": fingerprint(result.data),
        "years": list(result.years),
        "lines": {line.code: list(result.line(line.code)) for line in result.data.lines},
        "findings": _plain(result.findings),
    }


def _with_tuples(kind: type[Any], content: dict[str, Any]) -> Any:
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in content.items()})


def _target(content: dict[str, Any]) -> Target:
    percentage = content["percentage"]
    exact = None if percentage is None else Fraction(_text(percentage))
    target: Target = _with_tuples(Target, content | {"percentage": exact})
    return target


def _option(content: dict[str, Any]) -> Option:
    effects = tuple(_with_tuples(Effect, effect) for effect in content["effects"])
    option: Option = _with_tuples(Option, content | {"effects": list(effects)})
    return option
