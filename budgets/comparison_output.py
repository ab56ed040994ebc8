"""What is compared as plain data: euros as text with two decimals, None where a budget has no such amount."""

from collections.abc import Iterable, Sequence
from typing import Any

from budgets.comparison_wording import leg_title, setting_title, setting_words, state_words
from budgets.engine import MUNICIPAL_FIGURES
from budgets.engine.compare import GROUPS, Comparison, Row
from budgets.engine.path import path
from budgets.output import euros_text
from budgets.sides import Side


def comparison_as_data(sides: Sequence[Side]) -> dict[str, Any]:
    """What ``manage.py compare --json`` prints.  Lists have a value per side, lists in them per year.

    ``difference`` is with the first side, ``waterfalls`` lead from the first to each other.
    """
    found = Comparison(tuple(side.result for side in sides))
    return {
        "region": found.results[0].data.region,
        "plan": found.results[0].data.plan,
        "years": list(found.years),
        "sides": [
            {
                "key": side.key,
                "title": side.title,
                "scenario": side.scenario.slug if side.scenario else None,
                "version": side.version.number if side.version else None,
            }
            for side in sides
        ],
        "figures": {row.figure: _row(row) for row in found.figures},
        **{name: {_key(row): _row(row) for row in found.group(name)} for name in GROUPS},
        "options": _options(found),
        "settings": _settings(found),
        "municipalities": _municipalities(found),
        "waterfalls": [_waterfall(found, sides, place) for place in range(1, len(sides))],
    }


def _row(row: Row) -> dict[str, Any]:
    places = range(len(row.amounts))
    return {
        "amounts": [_known(amounts) for amounts in row.amounts],
        "difference": [_known(row.difference(place)) for place in places],
        "differs": row.differs,
    }


def _key(row: Row) -> str:
    return row.figure.partition(".")[2]


def _options(found: Comparison) -> list[dict[str, Any]]:
    places = range(len(found.results))
    return [
        {
            "code": row.code,
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
            "kind": row.kind,
            "code": row.code,
            "title": setting_title(found, row),
            "words": [setting_words(found, row, place) for place in places],
            "differs": row.differs,
        }
        for row in found.settings
    ]


def _municipalities(found: Comparison) -> dict[str, Any]:
    rows = {name: found.municipal(name) for name in MUNICIPAL_FIGURES}
    return {
        each.code: {"name": each.name} | {name: _row(rows[name][i]) for name in MUNICIPAL_FIGURES}
        for i, each in enumerate(found.municipalities)
    }


def _waterfall(found: Comparison, sides: Sequence[Side], place: int) -> dict[str, Any]:
    """``start`` plus the changes of all steps is ``end``."""
    way = path(found.results[0], found.results[place])
    return {
        "from": sides[0].key,
        "to": sides[place].key,
        "years": list(way.years),
        "start": _known(way.start),
        "steps": [
            {
                "kind": leg.kind,
                "code": leg.ref,
                "title": leg_title(found, leg),
                "changes": _known(leg.changes),
            }
            for leg in way.legs
        ],
        "end": _known(way.end),
    }


def _known(amounts: Iterable[int | None]) -> list[str | None]:
    return [None if cents is None else euros_text(cents) for cents in amounts]
