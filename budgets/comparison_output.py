"""What is compared as plain data, in the form of a result; None where a budget has no such amount."""

from collections.abc import Sequence
from typing import Any

from budgets.comparison_wording import (
    leg_title,
    option_row_title,
    row_title,
    setting_title,
    setting_words,
    state_words,
)
from budgets.engine import MUNICIPAL_FIGURES
from budgets.engine.compare import GROUPS, Comparison, Row
from budgets.engine.path import path
from budgets.output import camel, known
from budgets.result_output import CURRENCY
from budgets.sides import Side


def comparison_as_data(sides: Sequence[Side]) -> dict[str, Any]:
    """What ``manage.py compare --json`` prints and the API answers.

    Lists have a value per side, lists in them per year.

    ``difference`` is with the first side, ``waterfalls`` lead from the first to each other.
    """
    found = Comparison(tuple(side.result for side in sides))
    return {
        "region": found.results[0].data.region,
        "plan": found.results[0].data.plan,
        "currency": CURRENCY,
        "years": list(found.years),
        "sides": [
            {
                "side": side.key,
                "title": side.title,
                "scenario": side.scenario.slug if side.scenario else None,
                "version": side.version.number if side.version else None,
            }
            for side in sides
        ],
        "figures": {camel(row.figure): _row(row) for row in (*found.figures, *found.more)},
        **{camel(name): [_keyed(found, row) for row in found.group(name)] for name in GROUPS},
        "options": _options(found),
        "settings": _settings(found),
        "municipalities": _municipalities(found),
        "waterfalls": [_waterfall(found, sides, place) for place in range(1, len(sides))],
    }


def _row(row: Row) -> dict[str, Any]:
    places = range(len(row.amounts))
    return {
        "amounts": [known(amounts) for amounts in row.amounts],
        "difference": [known(row.difference(place)) for place in places],
        "differs": row.differs,
    }


def _keyed(found: Comparison, row: Row) -> dict[str, Any]:
    _, _, key = row.figure.partition(".")
    return {"code": key, "title": row_title(found, row.figure), **_row(row)}


def _options(found: Comparison) -> list[dict[str, Any]]:
    places = range(len(found.results))
    return [
        {
            "code": row.code,
            "title": option_row_title(found, row.code),
            "states": list(row.states),
            "parts": [None if part is None else str(part) for part in row.parts],
            "words": [state_words(found, row, place) for place in places],
            "realised": _row(row.realised),
            "differs": row.differs,
        }
        for row in found.options
    ]


def _settings(found: Comparison) -> list[dict[str, Any]]:
    places = range(len(found.results))
    return [
        {
            "kind": camel(row.kind),
            "code": row.code,
            "title": setting_title(found, row),
            "words": [setting_words(found, row, place) for place in places],
            "differs": row.differs,
        }
        for row in found.settings
    ]


def _municipalities(found: Comparison) -> list[dict[str, Any]]:
    rows = {name: found.municipal(name) for name in MUNICIPAL_FIGURES}
    return [
        {"code": each.code, "title": each.name}
        | {camel(name): _row(rows[name][i]) for name in MUNICIPAL_FIGURES}
        for i, each in enumerate(found.municipalities)
    ]


def _waterfall(found: Comparison, sides: Sequence[Side], place: int) -> dict[str, Any]:
    """``start`` plus the changes of all steps is ``end``."""
    way = path(found.results[0], found.results[place])
    return {
        "from": sides[0].key,
        "to": sides[place].key,
        "years": list(way.years),
        "start": known(way.start),
        "steps": [
            {
                "kind": leg.kind,
                "code": leg.ref,
                "title": leg_title(found, leg),
                "changes": known(leg.changes),
            }
            for leg in way.legs
        ],
        "end": known(way.end),
    }
