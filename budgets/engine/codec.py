"""``BudgetData`` and ``BudgetResult`` as JSON, and a ``Choice`` written (``choice_codec`` reads it).

Amounts are whole cents, percentages exact fractions as text ("3", "7/2").  Reading
refuses what does not hang together, and every schema that it does not know.  A
budget of an older schema is upgraded when it is read: what is stored stays as it is.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any

from budgets.engine.checking import problems
from budgets.engine.choice_codec import CHOICE_SCHEMA
from budgets.engine.data import (
    BudgetData,
    Choice,
    ControlTotal,
    Effect,
    Goal,
    Level,
    Line,
    Measure,
    MemorandumItem,
    Option,
    Stream,
    Target,
)
from budgets.engine.housing import Housing, HousingKind
from budgets.engine.members import Cover, Key, Municipality, Participation
from budgets.engine.reading import NOT_OF_THE_FORM, content_of, text_of
from budgets.engine.result import BudgetResult

BUDGET_SCHEMA = 7
"""Of ``BudgetData`` and ``BudgetResult``.

2: a line says which measure it belongs to; 3: the measures themselves; 4: municipalities, keys,
participation, cover and housing; 5: of a key by inhabitants the year of the count, and of a p.m. item
its estimate and its municipality; 6: the levels of an option, and which options exclude or need it;
7: what is incidental, and what of an estimate is likely.
"""
NOT_WRITTEN = ("data", "line_amounts", "realised_entries", "stream_amounts", "base")
"""Fields of a result that are not figures by a name."""
AS_THEY_ARE = (str, int, bool, type(None))
"""Types of which there are hundreds of thousands in a large budget."""


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
        content = _upgraded(content_of(text, range(1, BUDGET_SCHEMA + 1)))
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
            municipalities=tuple(_with_tuples(Municipality, m) for m in content["municipalities"]),
            keys=tuple(_key(key) for key in content["keys"]),
            key=content["key"],
            participation=tuple(_participation(each) for each in content["participation"]),
            cover=tuple(_cover(each) for each in content["cover"]),
            housing=_housing(content["housing"]),
        )
        wrong = list(problems(data))
    except NOT_OF_THE_FORM as error:
        raise ValueError(f"not a budget: {error}") from error
    if wrong:
        raise ValueError(f"not a budget: {'; '.join(wrong)}")
    return data


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


def _with_split(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 was not split over municipalities, and had no cover and no housing."""
    split: dict[str, Any] = {name: [] for name in ("municipalities", "keys", "participation", "cover")}
    with_key = {name: [{**item, "key": ""} for item in content[name]] for name in ("measures", "streams")}
    return content | split | with_key | {"key": "", "housing": None}


def _with_counts_and_estimates(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 4 did not keep from which count the weights of a key by inhabitants came, nor estimates."""
    keys = [{**key, "count_year": None} for key in content["keys"]]
    without: dict[str, Any] = {"low": [], "high": [], "municipality": ""}
    return content | {
        "keys": keys,
        "memorandum_items": [{**item, **without} for item in content["memorandum_items"]],
    }


def _with_levels(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 5 knew of every option only the whole, and of none what it excludes or needs."""
    whole: dict[str, Any] = {"levels": [], "excludes": [], "needs": []}
    return content | {"options": [{**option, **whole} for option in content["options"]]}


def _with_incidental_and_likely(content: dict[str, Any]) -> dict[str, Any]:
    """Schema 6 did not keep what is incidental, which amount is likely, nor estimates of streams."""

    def each(name: str, without: dict[str, Any]) -> list[dict[str, Any]]:
        return [{**item, **without} for item in content[name]]

    return content | {
        "lines": each("lines", {"incidental": False}),
        "streams": each("streams", {"incidental": False, "low": [], "high": [], "likely": []}),
        "options": each("options", {"incidental": False}),
        "memorandum_items": each("memorandum_items", {"likely": []}),
    }


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _with_measure_codes,
    2: _with_measures,
    3: _with_split,
    4: _with_counts_and_estimates,
    5: _with_levels,
    6: _with_incidental_and_likely,
}
"""From each older schema to the next."""


def _plain(value: Any) -> Any:
    """Dataclasses as objects, leaving out what the engine derived."""
    kind: Any = type(value)
    if kind in AS_THEY_ARE:
        return value
    if names := _written(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [item if type(item) in AS_THEY_ARE else _plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Fraction) else value


@cache
def _written(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that are not derived; none of any other type."""
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else ()


def _result_content(result: BudgetResult) -> dict[str, Any]:
    names = [f.name for f in fields(result) if f.name not in NOT_WRITTEN]
    content = {name: _plain(getattr(result, name)) for name in names}
    return content | {
        "data": fingerprint(result.data),
        "years": list(result.years),
        "lines": {line.code: list(result.line(line.code)) for line in result.data.lines},
        "findings": _plain(result.findings),
    }


def _with_tuples(kind: type[Any], content: dict[str, Any]) -> Any:
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in content.items()})


def _key(content: dict[str, Any]) -> Key:
    rows = tuple(tuple(row) for row in content["weights"])
    return Key(**content | {"weights": rows})


def _participation(content: dict[str, Any]) -> Participation:
    shares = tuple(Fraction(text_of(share)) for share in content["shares"])
    return Participation(**content | {"shares": shares})


def _cover(content: dict[str, Any]) -> Cover:
    share = content["share"]
    exact = None if share is None else Fraction(text_of(share))
    return Cover(**content | {"share": exact, "amounts": tuple(content["amounts"])})


def _housing(content: dict[str, Any] | None) -> Housing | None:
    if content is None:
        return None
    kinds = tuple(
        _with_tuples(HousingKind, kind | {"realised": [tuple(row) for row in kind["realised"]]})
        for kind in content["kinds"]
    )
    return Housing(**content | {"kinds": kinds, "index": Fraction(text_of(content["index"]))})


def _target(content: dict[str, Any]) -> Target:
    percentage = content["percentage"]
    exact = None if percentage is None else Fraction(text_of(percentage))
    target: Target = _with_tuples(Target, content | {"percentage": exact})
    return target


def _option(content: dict[str, Any]) -> Option:
    effects = tuple(_with_tuples(Effect, effect) for effect in content["effects"])
    levels = tuple(Level(**level | {"part": Fraction(text_of(level["part"]))}) for level in content["levels"])
    option: Option = _with_tuples(Option, content | {"effects": effects, "levels": levels})
    return option
